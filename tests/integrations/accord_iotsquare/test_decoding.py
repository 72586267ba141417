"""What devices measure follows uplinks, decoders and the list of devices."""

from datetime import timedelta
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.protocol.iotsquare import Uplink
from custom_components.accord_iotsquare import decoding
from custom_components.accord_iotsquare.const import DOMAIN
from simulators.iotsquare.household import AMBIENCE, BOARD, HOUSE_APP
from tests.integrations.accord_iotsquare.conftest import (
    Add,
    Make,
    Poll,
    entity_id,
    report,
    state_of,
    until,
)
from tests.integrations.accord_iotsquare.decoders import choose, decoder, there


async def test_values_follow_uplinks(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A new measurement gets its entity at once; what is left out keeps its value."""
    server = await make()
    entry = await add(server, subentries=[decoder("cayenne_lpp", BOARD)])
    report(server, BOARD, bytes.fromhex("016700D7 096700C8"), port=2)
    await poll()
    temperature = entity_id(hass, entry, "sensor", f"{BOARD}_m_lpp_103_1")
    await until(hass, temperature, "21.5")
    assert state_of(hass, entry, "sensor", f"{BOARD}_m_lpp_103_9") == "20.0"
    assert state_of(hass, entry, "sensor", f"{BOARD}_m_lpp_101_2") == "320"


async def test_on_and_off_that_becomes_a_number(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Whoever sent more than 0 and 1 once is a number from then on."""
    server = await make()
    entry = await add(server, subentries=[decoder("cayenne_lpp", BOARD)])
    presence = entity_id(hass, entry, "binary_sensor", f"{BOARD}_m_lpp_102_3")
    report(server, BOARD, bytes.fromhex("036605"), port=2)
    await poll()
    assert state_of(hass, entry, "sensor", f"{BOARD}_m_lpp_102_3") == "5"
    report(server, BOARD, bytes.fromhex("036601"), port=2)
    await poll()
    await until(hass, entity_id(hass, entry, "sensor", f"{BOARD}_m_lpp_102_3"), "1")
    await until(hass, presence, "off")


async def test_another_decoder(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Added, changed and removed while everything runs; entities stay and have no value."""
    server = await make()
    entry = await add(server)
    assert there(hass, entry, AMBIENCE) == set()
    chosen = choose(hass, entry, "milesight", AMBIENCE)
    await hass.async_block_till_done()
    humidity = entity_id(hass, entry, "sensor", f"{AMBIENCE}_m_milesight_68_4")
    await until(hass, humidity, "44.5")
    rows = [{"name": "Charge", "offset": 2, "unit": "%", "device_class": "battery"}]
    hass.config_entries.async_update_subentry(
        entry,
        entry.subentries[chosen],
        data=decoder("fields", AMBIENCE, rows=rows)["data"],
    )
    await hass.async_block_till_done()
    await until(hass, humidity, STATE_UNAVAILABLE)
    found = hass.states.get(entity_id(hass, entry, "sensor", f"{AMBIENCE}_m_field_charge"))
    assert found is not None
    assert (found.state, found.name) == ("100", "study Charge")
    hass.config_entries.async_remove_subentry(entry, chosen)
    await hass.async_block_till_done()
    await until(hass, found.entity_id, STATE_UNAVAILABLE)
    assert {"field_charge", "milesight_68_4"} <= there(hass, entry, AMBIENCE)
    choose(hass, entry, "milesight", AMBIENCE)
    await hass.async_block_till_done()
    await until(hass, humidity, "44.5")


async def test_devices_that_go(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Take their measurements along, and bring them when they come back."""
    server = await make()
    entry = await add(server, subentries=[decoder("cayenne_lpp", application=str(HOUSE_APP))])
    device = server.devices.pop(BOARD)
    await poll()
    assert there(hass, entry, BOARD) == set()
    server.devices[BOARD] = device
    await poll()
    await poll()
    assert "lpp_103_1" in there(hass, entry, BOARD)


async def test_nothing_is_left_of_a_removed_account(
    hass: HomeAssistant, make: Make, add: Add, hass_storage: dict[str, Any]
) -> None:
    """What devices measure is forgotten with their account."""
    server = await make()
    entry = await add(server, subentries=[decoder("milesight", AMBIENCE)])
    await hass.config_entries.async_reload(entry.entry_id)
    key = f"{DOMAIN}.{entry.entry_id}.measurements"
    assert key in hass_storage
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert key not in hass_storage


def told(entry: MockConfigEntry, f_cnt: int, seconds: float, data: str, port: int = 2) -> None:
    """Let a frame of the board come by another way than the poll."""
    uplink = Uplink(
        dev_eui=BOARD,
        f_cnt=f_cnt,
        f_port=port,
        data=bytes.fromhex(data),
        time=dt_util.utcnow() + timedelta(hours=1, seconds=seconds),
    )
    assert entry.runtime_data.coordinator.uplinks.feed(uplink)


async def test_frames_that_overtake_one_another(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What comes late changes nothing that newer frames said, and adds what they did not."""
    entry = await add(await make(), subentries=[decoder("cayenne_lpp", BOARD)])
    temperature = entity_id(hass, entry, "sensor", f"{BOARD}_m_lpp_103_1")
    told(entry, 102, 1, "016700D8")
    await until(hass, temperature, "21.6")
    told(entry, 101, 0, "016700D7 0967000A FFFF00")
    await hass.async_block_till_done()
    assert state_of(hass, entry, "sensor", f"{BOARD}_m_lpp_103_9") == "1.0"
    await until(hass, temperature, "21.6")
    assert entry.runtime_data.decoding.problem(BOARD) is None


async def test_frames_without_payload(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Change nothing; neither do those of ports that nobody reads."""
    entry = await add(await make(), subentries=[decoder("cayenne_lpp", BOARD, ports=[2])])
    temperature = entity_id(hass, entry, "sensor", f"{BOARD}_m_lpp_103_1")
    told(entry, 101, 0, "", port=0)
    told(entry, 102, 1, "016700D7", port=3)
    await hass.async_block_till_done()
    await until(hass, temperature, "19.2")


async def test_a_decoder_that_does_not_fit(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random bytes are no reason for entities without end."""
    monkeypatch.setattr(decoding, "MOST_PER_DEVICE", 8)
    entry = await add(await make(), subentries=[decoder("cayenne_lpp", BOARD)])
    for number in range(20):
        told(entry, 101 + number, number, f"{number:02x}6700D7")
    await hass.async_block_till_done()
    assert len(there(hass, entry, BOARD)) == 8


async def test_bug_reports(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Say how a device is read, and nothing that it says."""
    entry = await add(await make(), subentries=[decoder("milesight", AMBIENCE)])
    assert entry.runtime_data.decoding.as_diagnostics(AMBIENCE) == {
        "decoders": ["milesight"],
        "measurements": ["sensor/battery", "sensor/temperature", "sensor/humidity"],
        "problem": None,
    }
