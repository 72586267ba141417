"""What happens at a door, told once: by push, by poll, and by both."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any
from unittest.mock import patch

from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from simulators.akuvox.quirks import Quirks

from .doors import ACCESS, ALARM, CALL, DOORBELL, MIRA, WRONG_CODE, House, open_house, until


@pytest.fixture
async def house(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, subnet: str
) -> AsyncGenerator[House]:
    async with open_house(hass, hass_client_no_auth, subnet) as house:
        yield house


async def test_accesses_by_poll(hass: HomeAssistant, house: House) -> None:
    await house.set_up()
    assert hass.states.get(ACCESS).state == STATE_UNKNOWN
    house.device.door.show_card(MIRA["CardCode"])
    house.device.door.enter_code(WRONG_CODE)
    await house.poll()
    assert house.kinds(ACCESS) == ["granted", "denied"]
    granted, denied = house.told
    assert granted.attributes["method"] == "card"
    assert granted.attributes["name"] == "Mira"
    assert granted.attributes["relay"]
    assert granted.attributes["unit_time"].startswith("2026-")
    assert (denied.attributes["method"], denied.attributes["name"]) == ("pin", None)
    await house.poll()
    assert len(house.told) == 2


async def test_nothing_tells_a_code(hass: HomeAssistant, house: House) -> None:
    await house.set_up()
    house.device.door.show_card(MIRA["CardCode"])
    house.device.door.enter_code(MIRA["PrivatePIN"])
    house.device.door.enter_code(WRONG_CODE)
    await house.poll()
    shown = str([one.as_dict() for one in house.told])
    assert not any(one in shown for one in (MIRA["CardCode"], MIRA["PrivatePIN"], WRONG_CODE))


async def test_accesses_by_push(hass: HomeAssistant, house: House) -> None:
    """The unit calls, its log is read at once, and the poll after that tells nothing twice."""
    await house.set_up()
    await house.push()
    house.device.door.show_card(MIRA["CardCode"])
    await until(lambda: house.names() == ["Mira"])
    house.device.door.enter_code(WRONG_CODE)
    await until(lambda: house.kinds(ACCESS) == ["granted", "denied"])
    await house.delivered()
    await house.poll()
    assert house.kinds(ACCESS) == ["granted", "denied"]
    assert {one.status for one in house.device.pushes} == {200}


async def test_pushes_and_polls_at_once(hass: HomeAssistant, house: House) -> None:
    """Whatever comes first: each access once, in order."""
    await house.set_up()
    await house.push()
    for number in range(8):
        house.device.door.show_card(MIRA["CardCode"] if number % 2 else "BAD0CA4D")
        await house.coordinator.async_refresh()
    await house.delivered()
    assert house.kinds(ACCESS) == ["denied", "granted"] * 4


async def test_a_log_that_is_written_after_the_push(hass: HomeAssistant, house: House) -> None:
    """The log is read again a little later."""
    await house.set_up()
    await house.push()
    log = house.device.door.log
    rows = list(log)
    house.device.door.enter_code(WRONG_CODE)
    (late,) = [row for row in log if row not in rows]
    log.remove(late)
    feed, reads = house.coordinator.feed, []
    original = feed.async_read

    async def read(*args: Any) -> None:
        await original(*args)
        reads.append(1)
        if len(reads) == 1:
            log.append(late)

    with patch.object(feed, "async_read", read):
        await until(lambda: house.kinds(ACCESS) == ["denied"])
    assert len(reads) > 1


async def test_a_unit_without_a_log_of_doors(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, subnet: str
) -> None:
    """Its pushes are all there is."""
    async with open_house(hass, hass_client_no_auth, subnet, without=["doorlog"]) as house:
        await house.set_up()
        assert hass.states.get(ACCESS) is None
        await house.push()
        house.device.door.show_card(MIRA["CardCode"])
        house.device.door.show_face("")
        await house.delivered()
        assert house.kinds(ACCESS) == ["granted", "denied"]
        assert [one.attributes["method"] for one in house.told] == ["card", "face"]
        assert [one.attributes["name"] for one in house.told] == [None, None]


async def test_a_burst_larger_than_a_page(house: House) -> None:
    await house.set_up()
    for _ in range(34):
        house.device.door.show_card(MIRA["CardCode"])
    house.device.door.enter_code(WRONG_CODE)
    await house.poll()
    assert house.kinds(ACCESS) == ["granted"] * 34 + ["denied"]


async def test_a_log_that_rolls_over(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, subnet: str
) -> None:
    quirks = Quirks(log_capacity=12)
    async with open_house(hass, hass_client_no_auth, subnet, quirks=quirks) as house:
        for _ in range(12):
            house.device.door.show_card(MIRA["CardCode"])
        await house.set_up()
        for count in range(1, 16):
            house.device.door.enter_code(WRONG_CODE)
            await house.poll(calls=False)
            assert house.kinds(ACCESS) == ["denied"] * count


async def test_a_log_that_is_cleared(house: House) -> None:
    """Ids begin anew, nothing comes twice, and who comes after that is told."""
    await house.set_up()
    house.device.door.show_card(MIRA["CardCode"])
    await house.poll()
    house.device.clock.advance(60)
    house.device.door.log.clear()
    house.device.door.enter_code(WRONG_CODE)
    await house.poll()
    assert house.kinds(ACCESS) == ["granted", "denied"]
    house.device.door.log.clear()
    await house.poll()
    house.device.clock.advance(60)
    house.device.door.enter_code(WRONG_CODE)
    await house.poll()
    assert house.kinds(ACCESS) == ["granted", "denied", "denied"]


async def test_a_restart_of_home_assistant(house: House) -> None:
    """Who came meanwhile is told then, who was told before is not."""
    await house.set_up()
    house.device.door.show_card(MIRA["CardCode"])
    await house.poll()
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    for _ in range(11):
        house.device.door.enter_code(WRONG_CODE)
    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await house.settle()
    assert house.kinds(ACCESS) == ["granted"] + ["denied"] * 11
    await house.poll()
    await house.reload()
    assert house.kinds(ACCESS) == ["granted"] + ["denied"] * 11


async def test_a_restart_of_the_unit(house: House) -> None:
    """What happens before it is seen again is told."""
    await house.set_up()
    house.device.door.show_card(MIRA["CardCode"])
    house.device.reboot()
    await house.poll()
    assert not house.coordinator.last_update_success
    house.device.clock.advance(house.device.reboot_lasts)
    house.device.door.enter_code(WRONG_CODE)
    await until_up(house)
    assert house.kinds(ACCESS) == ["granted", "denied"]


async def until_up(house: House) -> None:
    """Poll until the unit is back."""
    async with asyncio.timeout(5):
        while not house.coordinator.last_update_success:
            await house.poll()


async def test_calls(hass: HomeAssistant, house: House) -> None:
    await house.set_up()
    house.device.line.ring("2001", "Reception")
    house.device.line.hang_up()
    house.device.line.ring("2002")
    house.device.line.answer()
    house.device.line.hang_up()
    await house.poll()
    assert house.kinds(CALL) == ["missed", "received"]
    assert house.told[0].attributes["name"] == "Reception"
    assert house.told[0].attributes["number"] == "2001"
    assert house.kinds(DOORBELL) == []


async def test_doorbell_without_push(house: House) -> None:
    """Seen when the call is in the log."""
    await house.set_up()
    await house.poll()
    house.device.line.press()
    house.device.line.hang_up()
    await house.poll()
    assert (house.kinds(DOORBELL), house.kinds(CALL)) == (["ring"], ["dialed"])


async def test_nobody_rings_for_what_was_long_ago(house: House) -> None:
    """Who rang while Home Assistant was down is in the calls, but no bell rings."""
    await house.set_up()
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    house.device.line.press()
    house.device.line.hang_up()
    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await house.settle()
    assert (house.kinds(DOORBELL), house.kinds(CALL)) == ([], ["dialed"])


async def test_doorbell_by_push(hass: HomeAssistant, house: House) -> None:
    """At once; the row that comes later rings no second time."""
    await house.set_up()
    await house.push()
    house.device.line.press()
    await until(lambda: house.kinds(DOORBELL) == ["ring"])
    assert hass.states.get(DOORBELL).attributes["device_class"] == "doorbell"
    house.device.line.hang_up()
    await house.delivered()
    await house.poll()
    assert (house.kinds(DOORBELL), house.kinds(CALL)) == (["ring"], ["dialed"])


async def test_calls_of_ours_ring_no_bell(house: House) -> None:
    await house.set_up()
    await house.push()
    await house.poll()
    house.coordinator.feed.note_own_call()
    house.device.line.dial("2001")
    house.device.line.hang_up()
    await house.delivered()
    await house.poll()
    assert (house.kinds(DOORBELL), house.kinds(CALL)) == ([], ["dialed"])
    house.device.line.press()
    await until(lambda: house.kinds(DOORBELL) == ["ring"])
    await house.delivered()


async def test_alarms(hass: HomeAssistant, house: House) -> None:
    """They come by push only."""
    await house.set_up()
    assert hass.states.get(ALARM) is None
    await house.push()
    actions = house.device.actions()
    for name, params in (
        ("tamper", {}),
        ("motion", {}),
        ("alarm_input", {}),
        ("break_in", {}),
        ("door_held", {"input": "B"}),
    ):
        actions[name](params)
    await house.delivered()
    kinds = ["tamper", "motion", "alarm_input", "break_in", "door_held_open"]
    assert house.kinds(ALARM) == kinds
    assert [one.attributes["input"] for one in house.told] == [None, None, None, None, "B"]
