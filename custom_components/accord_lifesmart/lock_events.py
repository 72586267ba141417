"""Codes that Home Assistant added, changed or deleted, as events of their lock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..accord.protocol.lifesmart import LockGeneration
from .const import DOMAIN
from .lock_rows import LifeSmartLockRow, LockRowEntity

ADDED, CHANGED, DELETED = "code_added", "code_changed", "code_deleted"


def codes_signal(entry_id: str, me: str) -> str:
    """Return by which signal a lock's entity hears of its codes."""
    return f"{DOMAIN}_{entry_id}_{me}_codes"


@dataclass(frozen=True, kw_only=True)
class LifeSmartCodeDescription(LifeSmartLockRow, EventEntityDescription):
    """Row of the table of events that Home Assistant itself brings about."""


LOCK_EVENTS = (
    LifeSmartCodeDescription(
        key="code",
        translation_key="code",
        operations=(
            "doorlock.addtempuser",
            "doorlock.deltempuser",
            "doorlock.ctldoorlockv3.AddUser",
            "doorlock.ctldoorlockv3.DelUser",
            "doorlock.ctldoorlockswifte.AddUser",
            "doorlock.ctldoorlockswifte.DelUser",
        ),
        generations=frozenset(LockGeneration),
        entity_category=EntityCategory.DIAGNOSTIC,
        event_types=[ADDED, CHANGED, DELETED],
    ),
)


class LifeSmartCodeEvent(LockRowEntity, EventEntity):
    """Tells of users by id and name, never of their codes."""

    entity_description: LifeSmartCodeDescription

    @override
    async def async_added_to_hass(self) -> None:
        """Listen."""
        await super().async_added_to_hass()
        signal = codes_signal(self.coordinator.config_entry.entry_id, self.me)
        self.async_on_remove(async_dispatcher_connect(self.hass, signal, self._on_code))

    @callback
    def _on_code(self, kind: str, data: Mapping[str, Any]) -> None:
        self._trigger_event(kind, dict(data))
        self.async_write_ha_state()
