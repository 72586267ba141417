"""Repairs that Home Assistant can carry out itself."""

from typing import override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow

from .const import CONF_FINGERPRINT


class CertificateRepair(ConfirmRepairFlow):
    """Shows the fingerprint of the new certificate and takes it over."""

    def __init__(self, entry_id: str, fingerprint: str) -> None:
        """Be for the unit of an entry."""
        self._entry_id = entry_id
        self._fingerprint = fingerprint

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask, then trust what was shown and nothing else."""
        if user_input is not None:
            entry = self.hass.config_entries.async_get_entry(self._entry_id)
            if entry is None:
                raise AbortFlow("entry_removed")
            self.hass.config_entries.async_update_entry(
                entry, data={**entry.data, CONF_FINGERPRINT: self._fingerprint}
            )
            self.hass.config_entries.async_schedule_reload(entry.entry_id)
        return await super().async_step_confirm(user_input)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return what puts an issue right."""
    known = data or {}
    return CertificateRepair(str(known["entry_id"]), str(known["fingerprint"]))
