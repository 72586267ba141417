"""Repairs that Home Assistant can carry out itself."""

from typing import cast, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry
from .issues import async_check
from .time_zone import async_set_zone, wanted_zone


class ZoneRepair(ConfirmRepairFlow):
    """Sets a station to the time zone of Home Assistant."""

    def __init__(self, entry_id: str) -> None:
        """Be for the station of an entry."""
        self._entry_id = entry_id

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask, then set it as it is right now."""
        if user_input is not None:
            found = self.hass.config_entries.async_loaded_entries(DOMAIN)
            entry = next((one for one in found if one.entry_id == self._entry_id), None)
            if entry is None:
                raise AbortFlow("cannot_connect")
            await self._async_set(cast("LifeSmartConfigEntry", entry))
        return await super().async_step_confirm(user_input)

    async def _async_set(self, entry: LifeSmartConfigEntry) -> None:
        coordinator = entry.runtime_data.coordinator
        if (wanted := wanted_zone(coordinator.data)) is None:
            return
        try:
            await async_set_zone(coordinator, wanted)
        except HomeAssistantError:
            raise AbortFlow("cannot_connect") from None
        async_check(self.hass, entry)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return what puts an issue right."""
    return ZoneRepair(str((data or {})["entry_id"]))
