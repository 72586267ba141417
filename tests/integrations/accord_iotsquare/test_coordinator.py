"""The account is read in tiers, and entities hear of their own part only."""

from datetime import timedelta

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.accord.protocol.iotsquare import GatewayOnline
from custom_components.accord_iotsquare.readings import ONLINE, STATUS
from custom_components.accord_iotsquare.state import Kind, Part
from simulators.iotsquare import IoTSquareServer
from simulators.iotsquare.accounts import Script
from simulators.iotsquare.household import BARN, METERS_APP, RELAY, THERMOMETER, WATER_METER
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, report, until_true


def asked(server: IoTSquareServer) -> list[str]:
    """Return what was asked since, and forget it."""
    found = [one.operation for one in server.api.requests]
    server.api.requests.clear()
    return found


async def test_only_what_moved_is_read(make: Make, add: Add, poll: Poll) -> None:
    """The newest uplink is read of devices whose counter moved, and of no other."""
    server = await make()
    entry = await add(server)
    coordinator = entry.runtime_data.coordinator
    first = asked(server)
    assert first.count("device/latestDeviceUplink") == 6
    await poll(seldom=False)
    assert "device/latestDeviceUplink" not in asked(server)
    report(server, THERMOMETER)
    await poll(seldom=False)
    assert asked(server).count("device/latestDeviceUplink") == 1
    assert coordinator.uplinks.heard(THERMOMETER).uplink.f_cnt == 1


async def test_tiers(make: Make, add: Add, poll: Poll) -> None:
    """Applications are read with every tenth poll, groups with every fifth."""
    server = await make()
    await add(server)
    asked(server)
    for _ in range(10):
        await poll(seldom=False)
    found = asked(server)
    assert found.count("gateway/list") == 10
    assert found.count("device/list") == 20
    assert found.count("app/list") == 1
    assert found.count("mcgroup/list") == 2


async def test_part_listeners(make: Make, add: Add, poll: Poll) -> None:
    """Who listens to one part is not told of others."""
    server = await make()
    coordinator = (await add(server)).runtime_data.coordinator
    told: list[str] = []
    stop = coordinator.async_add_listener(
        lambda: told.append("thermometer"), Part(Kind.DEVICE, THERMOMETER)
    )
    coordinator.async_add_listener(lambda: told.append("relay"), Part(Kind.DEVICE, RELAY))
    report(server, THERMOMETER)
    await poll(seldom=False)
    assert set(told) == {"thermometer"}
    stop()
    told.clear()
    report(server, THERMOMETER)
    await poll(seldom=False)
    assert not told


async def test_wanted(make: Make, add: Add, poll: Poll) -> None:
    """What nobody wants is not read."""
    server = await make()
    coordinator = (await add(server)).runtime_data.coordinator
    asked(server)
    await poll()
    assert "device/status" not in asked(server)
    stops = [coordinator.want(STATUS, THERMOMETER) for _ in range(2)]
    await poll()
    assert asked(server).count("device/status") == 1
    assert coordinator.data.get(STATUS, THERMOMETER).dev_eui == THERMOMETER
    for stop in stops:
        stop()
    await poll()
    assert "device/status" not in asked(server)


async def test_notes_of_pushes(make: Make, add: Add) -> None:
    """What a push says is shown without a poll."""
    server = await make()
    coordinator = (await add(server)).runtime_data.coordinator
    told: list[Part] = []
    coordinator.listen_for_parts(told.append)
    coordinator.async_note(ONLINE, BARN, GatewayOnline(gw_id=BARN, online=True, mqtt=True))
    assert coordinator.data.get(ONLINE, BARN).mqtt
    assert Part(Kind.GATEWAY, BARN) in told


async def test_server_that_fails(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It is tried again, and works when it is back."""
    server = await make()
    server.storage_fails = True
    entry = await add(server, expect=ConfigEntryState.SETUP_RETRY)
    server.storage_fails = False
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=2))
    await until_true(lambda: entry.state is ConfigEntryState.LOADED)


async def test_older_server(make: Make, add: Add) -> None:
    """What it does not know is left out."""
    entry = await add(await make(version=(3, 3, 0)))
    state = entry.runtime_data.coordinator.data
    assert state.get(ONLINE, BARN).online
    assert len(state.devices) == 6


async def test_application_that_is_gone(make: Make, add: Add, poll: Poll) -> None:
    """Its devices go at once, itself with the next reading of all lists; the rest stays."""
    server = await make()
    coordinator = (await add(server)).runtime_data.coordinator
    server.remove_application(METERS_APP)
    await poll()
    assert coordinator.last_update_success
    assert WATER_METER not in coordinator.data.devices
    assert THERMOMETER in coordinator.data.devices
    await poll()
    assert str(METERS_APP) not in coordinator.data.applications


async def test_account_that_may_not_see_gateways(make: Make, add: Add) -> None:
    """Has devices all the same."""
    server = await make()
    server.scripts.waiting.append(
        Script(code=1010, times=None, operations=frozenset({"gateway/list", "mcgroup/list"}))
    )
    state = (await add(server)).runtime_data.coordinator.data
    assert not state.gateways
    assert not state.groups
    assert len(state.devices) == 6


async def test_uplink_that_cannot_be_read(make: Make, add: Add) -> None:
    """Is left out; nothing else fails."""
    server = await make()
    server.scripts.waiting.append(
        Script(code=1007, times=None, operations=frozenset({"device/latestDeviceUplink"}))
    )
    coordinator = (await add(server)).runtime_data.coordinator
    assert coordinator.uplinks.heard(THERMOMETER).uplink is None
