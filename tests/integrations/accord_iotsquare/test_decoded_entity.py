"""Decoded values are kept over restarts, with the time of their reception."""

from datetime import UTC, datetime

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.iotsquare.decoders import Position, Value
from custom_components.accord_iotsquare.decoded_entity import KeptValue
from simulators.iotsquare.household import BOARD
from tests.integrations.accord_iotsquare.conftest import (
    Add,
    Make,
    Poll,
    entity_id,
    report,
    state_of,
)
from tests.integrations.accord_iotsquare.decoders import decoder

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def test_restart(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Values that the newest payload leaves out are there after a restart, with their time."""
    server = await make()
    entry = await add(server, subentries=[decoder("cayenne_lpp", BOARD)])
    light = entity_id(hass, entry, "sensor", f"{BOARD}_m_lpp_101_2")
    before = hass.states.get(light)
    assert before is not None
    report(server, BOARD, bytes.fromhex("016700D7"), port=2)
    await poll()
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    after = hass.states.get(light)
    assert after is not None
    assert after.state == "320"
    assert after.attributes["received"] == before.attributes["received"]
    assert state_of(hass, entry, "sensor", f"{BOARD}_m_lpp_103_1") == "21.5"
    place = hass.states.get(entity_id(hass, entry, "device_tracker", f"{BOARD}_m_lpp_136_5"))
    assert place is not None
    assert place.attributes["latitude"] == 52.3655


@pytest.mark.parametrize("value", [21.5, 7, True, "open", NOON, Position(52.5, -4.25)])
def test_values_are_kept(value: Value) -> None:
    kept = KeptValue(value, NOON)
    assert KeptValue.from_dict(kept.as_dict()) == kept


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"value": 1},
        {"value": None, "received": NOON.isoformat()},
        {"value": {}, "received": NOON.isoformat()},
        {"value": {"place": [1]}, "received": NOON.isoformat()},
        {"value": {"time": "x"}, "received": NOON.isoformat()},
        {"value": 1, "received": "x"},
    ],
)
def test_what_cannot_be_kept(kept: dict[str, object]) -> None:
    assert KeptValue.from_dict(kept) is None
