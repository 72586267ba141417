"""Commands under a name as subentries of applications, for tests."""

from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord_huawei.groups import CONF_GROUP, SUBENTRY_GROUP
from custom_components.accord_huawei.saved_presets import SUBENTRY_PRESET

PERIOD = {"command": "WaterMeter/SET_PERIOD", "command_parameters": {"value": 12}}
ON_OFF = {"command": "Switch/ON", "off_command": "Switch/OFF"}
LOCKING = {"command": "DoorLock/LOCK", "off_command": "DoorLock/UNLOCK"}


async def add_preset(
    hass: HomeAssistant, entry: MockConfigEntry, kind: str, target: str, **more: Any
) -> str:
    """Add a preset while the entry runs, as its dialog does; returns the subentry's id."""
    return await _add(
        hass, entry, SUBENTRY_PRESET, "Pump", {"kind": kind, "target": target, **more}
    )


async def add_group(hass: HomeAssistant, entry: MockConfigEntry, group_id: str) -> str:
    """Add a group while the entry runs; returns the subentry's id."""
    return await _add(hass, entry, SUBENTRY_GROUP, "Meters", {CONF_GROUP: group_id})


async def _add(
    hass: HomeAssistant, entry: MockConfigEntry, kind: str, title: str, data: dict[str, Any]
) -> str:
    subentry = ConfigSubentry(
        data=MappingProxyType(data), subentry_type=kind, title=title, unique_id=None
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    await hass.async_block_till_done()
    return subentry.subentry_id
