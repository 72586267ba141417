"""What is read seldom, from whichever operation the server has."""

from custom_components.accord_iotsquare.readings import GATEWAY, ONLINE
from simulators.iotsquare.household import BARN, ROOF
from tests.integrations.accord_iotsquare.conftest import Add, Make


async def test_newer_server(make: Make, add: Add) -> None:
    """It has operations of their own."""
    server = await make()
    state = (await add(server)).runtime_data.coordinator.data
    assert state.get(GATEWAY, BARN).tx_power == 14
    assert state.get(ONLINE, ROOF).latitude == 52.36551
    assert "gateway/status" not in [one.operation for one in server.api.requests]


async def test_older_server(make: Make, add: Add) -> None:
    """It tells both with the status."""
    server = await make(version=(3, 4, 0))
    state = (await add(server)).runtime_data.coordinator.data
    assert state.get(GATEWAY, BARN).tx_power == 14
    assert state.get(ONLINE, ROOF).latitude == 52.36551
    assert "gateway/status" in [one.operation for one in server.api.requests]
