"""The state of a station follows what it tells, whatever comes together."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.lifesmart import Device, parse_event
from custom_components.accord_lifesmart.coordinator import LifeSmartCoordinator
from simulators.lifesmart import IoShape, Quirks, Shape, SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    Poll,
    act,
    entity_id,
    subscribed,
    until,
)


async def test_changes_of_one_event(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Each is told with the device as it is right after it."""
    entry = await add(await make(SubDevice("1", "SL_SC_BB")))
    coordinator: LifeSmartCoordinator = entry.runtime_data.coordinator
    seen: list[int | None] = []
    stop = coordinator.listen("1", lambda device, _: seen.append(device.ios["B"].type))
    changes = [{"me": "1", "B": {"type": kind, "val": kind}} for kind in (1, 0, 1)]
    coordinator._on_event(parse_event({"chg": changes}))
    stop()
    coordinator._on_event(parse_event({"chg": changes}))
    assert seen == [1, 0, 1]


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks(),
        Quirks(notify_shape=Shape.SINGLE),
        Quirks(notify_shape=Shape.KEYED),
        Quirks(notify_in_msg=True),
        Quirks(notify_ios=IoShape.VALUE),
        Quirks(notify_ios=IoShape.RAW),
        Quirks(notify_ios=IoShape.BARE),
    ],
)
async def test_dialects(hass: HomeAssistant, make: Make, add: Add, quirks: Quirks) -> None:
    """However the station tells a change."""
    device = SubDevice("1", "SL_SC_THL")
    station = await make(device, quirks=quirks)
    entry = await add(station)
    await subscribed(entry)
    station.measure(device, "T", 17.5)
    await until(hass, entity_id(hass, entry, "sensor", "1_sensor_temperature"), "17.5")


# --- Readings and events ---------------------------------------------------------------------


async def test_reading_does_not_undo_events(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What is told while a reading runs is newer than what it reads."""
    device = SubDevice("1", "SL_SC_THL")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    coordinator: LifeSmartCoordinator = entry.runtime_data.coordinator
    read = coordinator.client.ep.list

    async def and_then_told() -> list[Device]:
        devices = await read()
        coordinator._on_event(
            parse_event({"chg": [{"me": "1", "T": {"v": 30, "type": 8, "val": 300}}]})
        )
        return list(devices)

    coordinator.client.ep.list = and_then_told
    await coordinator.async_refresh()
    temperature = coordinator.data.devices["1"].ios["T"]
    assert temperature.v == 30


async def test_events_do_not_undo_commands(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What is shown of a command stays while other changes wait to be shown."""
    station = await make(SubDevice("1", "SL_OL"), SubDevice("2", "SL_SC_THL"))
    entry = await add(station)
    await subscribed(entry)
    coordinator: LifeSmartCoordinator = entry.runtime_data.coordinator
    outlet = entity_id(hass, entry, "switch", "1_switch_outlet")
    station.notices.forget()
    coordinator._on_event(parse_event({"chg": [{"me": "2", "T": {"v": 5}}]}))
    await act(hass, outlet, "turn_on")
    coordinator._async_flush()
    assert hass.states.is_state(outlet, "on")
    assert coordinator.data.devices["2"].ios["T"].v == 5


async def test_poll_finds_what_no_event_told(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Events get lost; the next poll shows what they said."""
    device = SubDevice("1", "SL_OL")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    station.notices.forget()
    station.change(device, "O", 0x81, 1)
    await poll()
    await until(hass, entity_id(hass, entry, "switch", "1_switch_outlet"), "on")


async def test_refused_from_the_start(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The user is asked for another token."""
    station = await make()
    token = station.token
    station.token = "other12345other12345"
    await add(station, data={"token": token}, expect=ConfigEntryState.SETUP_ERROR)
    flows = hass.config_entries.flow.async_progress()
    assert [flow["context"]["source"] for flow in flows] == ["reauth"]


async def test_events_while_the_station_does_not_answer(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """What is shown waits for the next reading."""
    station = await make(SubDevice("1", "SL_OL"))
    entry = await add(station)
    await subscribed(entry)
    coordinator: LifeSmartCoordinator = entry.runtime_data.coordinator
    coordinator.last_update_success = False
    coordinator._on_event(parse_event({"chg": [{"me": "1", "O": {"type": 0x81}}]}))
    coordinator._async_flush()
    assert coordinator.data.devices["1"].ios["O"].type == 0x80
    coordinator.last_update_success = True


async def test_write_of_what_went(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that vanished cannot be told anything."""
    device = SubDevice("1", "SL_OL")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    outlet = entity_id(hass, entry, "switch", "1_switch_outlet")
    station.detach(device)
    await until(hass, outlet, "unavailable")
    await act(hass, outlet, "turn_on")
    assert not device.ios["O"].type & 1
