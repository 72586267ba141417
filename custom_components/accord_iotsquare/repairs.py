"""Repairs that Home Assistant can carry out itself."""

from typing import cast, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.exceptions import HomeAssistantError

from ..accord.protocol.errors import AccordError
from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry
from .links import DeliversByMqttError, async_set_lost_links


class LinkRepair(ConfirmRepairFlow):
    """Sets the links again that somebody took out of the server."""

    def __init__(self, entry_id: str) -> None:
        """Be for the account of an entry."""
        self._entry_id = entry_id

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask, then set what is missing right now, beside what others set meanwhile."""
        if user_input is not None:
            found = self.hass.config_entries.async_loaded_entries(DOMAIN)
            entry = next((one for one in found if one.entry_id == self._entry_id), None)
            if entry is None:
                raise AbortFlow("cannot_set")
            await self._async_set(cast("IoTSquareConfigEntry", entry))
        return await super().async_step_confirm(user_input)

    async def _async_set(self, entry: IoTSquareConfigEntry) -> None:
        try:
            await async_set_lost_links(self.hass, entry)
        except DeliversByMqttError:
            raise AbortFlow("delivers_by_mqtt") from None
        except AccordError, HomeAssistantError:
            raise AbortFlow("cannot_set") from None


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return what puts an issue right."""
    return LinkRepair(str((data or {})["entry_id"]))
