"""Repairs that Home Assistant can carry out itself."""

from typing import cast, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .coordinator import KasaConfigEntry


class ClockRepair(ConfirmRepairFlow):
    """Sets the device's clock and zone to Home Assistant's."""

    def __init__(self, entry_id: str) -> None:
        """Be for the device of an entry."""
        self._entry_id = entry_id

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask, then set the clock."""
        if user_input is not None:
            found = self.hass.config_entries.async_loaded_entries(DOMAIN)
            entry = next((one for one in found if one.entry_id == self._entry_id), None)
            if entry is None:
                raise AbortFlow("cannot_connect")
            try:
                await cast("KasaConfigEntry", entry).runtime_data.coordinator.async_synchronise()
            except HomeAssistantError:
                raise AbortFlow("cannot_connect") from None
        return await super().async_step_confirm(user_input)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return what puts an issue right."""
    return ClockRepair(str((data or {})["entry_id"]))
