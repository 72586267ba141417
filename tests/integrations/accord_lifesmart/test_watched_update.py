"""A task is watched until it is finished, or the entity goes."""

from datetime import timedelta

from homeassistant.core import HomeAssistant

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    Poll,
    act,
    entity_id,
    network_known,
    until,
)

FILE = "FL01_03580000_00000605.ota"


async def test_unloaded_meanwhile(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Nobody is asked any more."""
    station = await make(SubDevice("1", "SL_OL", "Lamp"), defed=True)
    station.ota.files = {FILE: 81_920}
    entry = await add(station)
    await network_known(entry)
    update = entity_id(hass, entry, "update", "1_firmware")
    await act(hass, update, "install")
    await until(hass, update, "on", in_progress=True)
    assert await hass.config_entries.async_unload(entry.entry_id)
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    await poll(timedelta(seconds=11))
    assert "otamanage.querytask" not in rows
