"""What all simulated devices share."""

import pytest

from simulators.base import ControlError, Outcome, observing
from simulators.faults import Delay, Refuse
from tests.simulators.conftest import TinyDevice


async def test_observers_hear_of_served_requests(tiny: TinyDevice) -> None:
    """Both one device's observers and those of all devices, until they end it."""
    heard: list[tuple[str, str, str, Outcome]] = []
    stop = tiny.observe(lambda *row: heard.append(("one", *row)))
    with observing(lambda *row: heard.append(("all", *row))):
        tiny.report("tiny.ping", Outcome(0))
    tiny.report("tiny.ping", Outcome(-1, ok=False))
    stop()
    tiny.report("tiny.ping", Outcome(0))
    assert heard == [
        ("all", "tiny", "tiny.ping", Outcome(0)),
        ("one", "tiny", "tiny.ping", Outcome(0)),
        ("one", "tiny", "tiny.ping", Outcome(-1, ok=False)),
    ]


async def test_several_reasons_keep_a_device_offline(tiny: TinyDevice) -> None:
    """It is back only when the last reason is gone."""
    async with tiny:
        tiny.go_offline()
        with tiny.faulty(Refuse()):
            tiny.go_online()
            assert not tiny.state()["online"]
        assert tiny.state()["online"]
    assert not tiny.state()["online"]


async def test_a_bug_inside_a_device_surfaces_when_it_stops(tiny: TinyDevice) -> None:
    """Nothing that goes wrong in the background is lost."""

    async def fail() -> None:
        raise LookupError("bug")

    await tiny.start()
    tiny.spawn(fail())
    await tiny.clock.sleep(0)
    with pytest.raises(ExceptionGroup) as caught:
        await tiny.stop()
    assert caught.group_contains(LookupError, match="bug")


@pytest.mark.parametrize(("keep_state", "touched"), [(True, True), (False, False)])
async def test_a_restart_keeps_state_or_loses_it(
    tiny: TinyDevice, keep_state: bool, touched: bool
) -> None:
    """The device is away for as long as asked."""
    async with tiny:
        tiny.touched = True
        tiny.restart(keep_state=keep_state, down_for=30)
        assert not tiny.state()["online"]
        await tiny.clock.wait_for_sleepers()
        tiny.clock.advance(30)
        await tiny.wait_until_online()
        assert tiny.state()["online"]
        assert tiny.touched is touched


async def test_remote_control(tiny: TinyDevice) -> None:
    """Common actions answer with the state after them; nonsense is refused."""
    async with tiny:
        assert tiny.control("offline", {})["online"] is False
        assert tiny.control("online", {})["online"] is True
        tiny.touched = True
        assert tiny.control("restart", {"keep_state": False})["touched"] is False
        tiny.control("fault", {"kind": "delay", "seconds": 3, "times": 1})
        assert len(tiny.faults) == 1
        tiny.control("fault", {"clear": True})
        assert len(tiny.faults) == 0
        with pytest.raises(ControlError, match="unknown action"):
            tiny.control("dance", {})
        for wrong in ({"kind": "flood"}, {"kind": "delay"}, {"kind": "delay", "hours": 1}):
            with pytest.raises(ControlError):
                tiny.control("fault", wrong)


def test_faults_say_what_they_need(tiny: TinyDevice) -> None:
    """Mistakes of a test show at once."""
    with pytest.raises(ValueError, match="at least one"):
        tiny.faults.add(Delay(1), times=0)
    with pytest.raises(TypeError, match="collection"):
        tiny.faults.add(Delay(1), operations="system.get_sysinfo")
