"""Repairs that Home Assistant can carry out itself."""

from collections.abc import Awaitable, Callable
from typing import cast, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.exceptions import HomeAssistantError

from .const import CONF_DANGEROUS, DOMAIN
from .coordinator import KasaConfigEntry, KasaCoordinator
from .readings import CLOUD

type Repair = Callable[[KasaCoordinator], Awaitable[object]]


class DeviceRepair(ConfirmRepairFlow):
    """Asks, then has something done to the device of an entry."""

    def __init__(self, entry_id: str, repair: Repair, *, dangerous: bool) -> None:
        """Be for the device of an entry; what is ``dangerous`` its options have to allow."""
        self._entry_id = entry_id
        self._dangerous = dangerous
        self._repair = repair

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask, then do it once."""
        if user_input is not None:
            found = self.hass.config_entries.async_loaded_entries(DOMAIN)
            entry = next((one for one in found if one.entry_id == self._entry_id), None)
            if entry is None:
                raise AbortFlow("cannot_connect")
            if self._dangerous and not entry.options.get(CONF_DANGEROUS, False):
                raise AbortFlow("option_required")
            try:
                await self._repair(cast("KasaConfigEntry", entry).runtime_data.coordinator)
            except HomeAssistantError:
                raise AbortFlow("cannot_connect") from None
        return await super().async_step_confirm(user_input)


async def _unbind(coordinator: KasaCoordinator) -> None:
    await coordinator.async_change(coordinator.client.cloud.unbind(), CLOUD)


REPAIRS: dict[str, Repair] = {
    "clock_wrong": lambda coordinator: coordinator.async_synchronise(),
    "cloudless_restarts": _unbind,
}
"""By the beginning of the issue's id."""
DANGEROUS = frozenset({"cloudless_restarts"})


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return what puts an issue right."""
    entry_id = str((data or {})["entry_id"])
    kind = issue_id.removesuffix(f"_{entry_id}")
    return DeviceRepair(entry_id, REPAIRS[kind], dangerous=kind in DANGEROUS)
