"""Every operation by its id, over real sockets, against a strict station."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest

from custom_components.accord.protocol.lifesmart import Credentials, LifeSmartClient, StationPort
from custom_components.accord.protocol.operation import OperationRegistry
from simulators.base import Outcome
from simulators.clock import Clock
from simulators.lifesmart import Access, LifeSmartStation
from simulators.lifesmart.household import MODEL, TOKEN, build_stations
from tests.protocol.lifesmart.doings import SPOT, STEPS

type Deed = Callable[[LifeSmartStation], Coroutine[Any, Any, None]]

_CODE = "9F8B014F6F41040051550100545500"


@pytest.fixture(params=Access)
async def met(
    request: pytest.FixtureRequest,
) -> AsyncIterator[tuple[LifeSmartClient, LifeSmartStation]]:
    """Return the house's station, enabled in either way, and a client of it."""
    port = await StationPort.open(port=0)
    house, _ = build_stations(
        clock=Clock(),
        port=0,
        discovery_port=0,
        reply_port=port.number,
        network="127.79.20",
        access=request.param,
    )
    async with house:
        client = LifeSmartClient(
            port, house.address, Credentials(MODEL, TOKEN), station_port=house.port, gap=0
        )
        yield client, house
    port.close()


async def press(house: LifeSmartStation) -> None:
    """Press a remote before the SPOT once it listens."""
    async with asyncio.timeout(5):
        while SPOT not in house.state()["learning"]:  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(0.01)
    house.control("ir", {"me": SPOT, "data": _CODE})


def new(devtype: str) -> Deed:
    """Return what presses a new device's button once the station looks for it."""

    async def offer(house: LifeSmartStation) -> None:
        async with asyncio.timeout(5):
            while not house.state()["pairing"]:  # noqa: ASYNC110 - nobody announces it
                await asyncio.sleep(0.01)
        house.control("offer", {"me": f"9{devtype[-1]}01", "devtype": devtype})

    return offer


WAITS: dict[str, Deed] = {
    "spotremote.learncode": press,
    "dopair.yale": new("SL_LK_YL"),
    "dopair.optarg": new("SL_SC_BE"),
}
"""What somebody has to do while the station waits."""


def test_every_operation_has_a_step() -> None:
    assert {operation for operation, _ in STEPS} == {
        one.id for one in OperationRegistry(LifeSmartClient)
    }


async def test_every_operation(met: tuple[LifeSmartClient, LifeSmartStation]) -> None:
    """Each is answered with success, whichever port the station answers to."""
    client, house = met
    served: list[tuple[str, Outcome]] = []
    house.observe(lambda _system, operation, outcome: served.append((operation, outcome)))
    registry = OperationRegistry(LifeSmartClient)
    for operation, parameters in STEPS:
        async with asyncio.TaskGroup() as group:
            if operation in WAITS:
                group.create_task(WAITS[operation](house))
            await registry[operation].call(client, parameters)
    assert {operation for operation, _ in STEPS} <= {name for name, one in served if one.ok}
