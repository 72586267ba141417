"""What is read seldom, and what that costs."""

from collections import Counter

from homeassistant.core import HomeAssistant

from custom_components.accord_akuvox.readings import READINGS

from .conftest import Add, Make, Poll


async def test_a_poll_costs_three_requests(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Relays, inputs and the door log; all else waits for its turn."""
    unit = await make()
    await add(unit)
    await poll()
    unit.requests.clear()
    await poll(0)
    asked = [(one.target, one.action) for one in unit.requests]
    assert asked == [("relay", "status"), ("input", "status"), ("doorlog", "get")]


async def test_everything_comes_round(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Within a few polls after its time, whatever the unit has of it."""
    unit = await make()
    await add(unit)
    unit.requests.clear()
    for _ in range(8):
        await poll(3601)
    asked = Counter(f"{one.target}/{one.action}" for one in unit.requests)
    has = {f"{target}/" for target in unit.targets}
    for reading in READINGS:
        target = reading.capability.split("/", 1)[0]
        if f"{target}/" in has:
            assert asked[reading.capability], reading.key


async def test_what_the_unit_lacks_is_not_asked_for(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    unit = await make(without={"pcap", "sip", "call", "calllog"})
    await add(unit)
    unit.requests.clear()
    for _ in range(4):
        await poll(3601)
    assert not {one.target for one in unit.requests} & {"pcap", "sip", "call", "calllog", "callog"}
