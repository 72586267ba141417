"""Events."""

from homeassistant.core import HomeAssistant

from tests.integrations.accord_huawei.conftest import (
    METER,
    PANEL,
    Add,
    Make,
    Poll,
    act,
    add_panel,
    entity_id,
    feature,
    until,
    until_true,
)


async def test_raw_data(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A payload that nobody decodes is an event; the one of before the start is none."""
    platform = await make()
    panel = add_panel(platform)
    entry = await add(platform)
    raw = feature(hass, entry, "event", PANEL, "RawData:rawData:event")
    await until(hass, raw, "unknown")
    platform.network.report(panel, {"RawData": {"rawData": "AQID"}})
    await poll()
    await until_true(lambda: (found := hass.states.get(raw)) and found.state != "unknown")
    state = hass.states.get(raw)
    assert state is not None
    assert state.attributes["event_type"] == "report"
    assert state.attributes["payload"] == "AQID"


async def test_command(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """What becomes of a command is told: it waits, then it was carried out."""
    platform = await make()
    platform.fleet[METER].nap = 0.0
    platform.network.wake(platform.fleet[METER])
    platform.commands.step = platform.commands.send_after = 0.0
    entry = await add(platform)
    event = entity_id(hass, entry, "event", METER, "command")
    interval = feature(hass, entry, "number", METER, "DeliverySchedule:interval")
    await act(hass, interval, "set_value", value=60)
    state = hass.states.get(event)
    assert state is not None
    assert state.attributes["event_type"] == "pending"
    assert state.attributes["command"] == "SET_INTERVAL"
    platform.fleet[METER].nap = None
    platform.network.wake(platform.fleet[METER])
    platform.agenda.run_due()
    entry.runtime_data.coordinator.pending.read_soon()
    await poll()

    def carried_out() -> bool:
        found = hass.states.get(event)
        return found is not None and found.attributes["event_type"] == "successful"

    await until_true(carried_out)
