"""Waiting for a unit that restarts."""

import pytest

from custom_components.accord.protocol.akuvox.topics.restart import Restart
from custom_components.accord.protocol.errors import (
    AuthenticationError,
    ConnectionFailedError,
    DeadlineError,
)
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import reply
from tests.protocol.akuvox.machines import Machine


@pytest.mark.parametrize(("away", "after"), [(60, "2"), (60, "1"), (1, "2"), (1, "1")])
async def test_back(start_unit: StartUnit, away: float, after: str) -> None:
    machine = Machine(away=away, after=after)
    session = machine.session(await start_unit(machine.answers))
    restart = await Restart.before(session)
    machine.restart()
    told: list[float] = []
    assert (await restart.wait(told.append)).firmware == after
    assert away <= machine.now <= away + 5
    assert told == sorted(told)
    assert told[0] == 0


async def test_without_uptime(start_unit: StartUnit) -> None:
    machine = Machine()
    failed = reply(retcode=-1, message="Failed")
    session = machine.session(await start_unit({**machine.answers, "system/status": failed}))
    restart = await Restart.before(session)
    machine.restart()
    assert (await restart.wait()).firmware == "2"


@pytest.mark.parametrize("gone", [True, False])
async def test_never_back_or_never_gone(start_unit: StartUnit, gone: bool) -> None:
    machine = Machine(away=10_000)
    session = machine.session(await start_unit(machine.answers))
    restart = await Restart.before(session)
    if gone:
        machine.restart()
    with pytest.raises(DeadlineError) as caught:
        await restart.wait()
    assert caught.value.outcome_unknown
    assert 600 <= machine.now <= 610


async def test_other_credentials(start_unit: StartUnit) -> None:
    machine = Machine()
    machine.status = 401
    session = machine.session(await start_unit(machine.answers))
    restart = await Restart.before(session)
    machine.restart()
    with pytest.raises(AuthenticationError):
        await restart.wait()


async def test_nobody_before(start_unit: StartUnit, free_port: int) -> None:
    machine = Machine()
    unit = await start_unit(machine.answers)
    unit.port = free_port
    with pytest.raises(ConnectionFailedError):
        await Restart.before(machine.session(unit))
