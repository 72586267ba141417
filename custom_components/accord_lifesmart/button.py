"""What is pressed: at a station, at SWIFTE locks, on remotes of the app."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonDeviceClass, ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import LifeSmartClient
from .coordinator import LifeSmartConfigEntry
from .entity import LifeSmartEntity, LifeSmartEntityDescription
from .lock_buttons import LOCK_BUTTONS, LifeSmartLockButton
from .lock_rows import async_add_lock_rows
from .remote_keys import KEYS, async_add_keys

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LifeSmartButtonDescription(LifeSmartEntityDescription, ButtonEntityDescription):
    """Row of the table of buttons."""

    press_fn: Callable[[LifeSmartClient], Awaitable[None]]


BUTTONS = (
    LifeSmartButtonDescription(
        key="restart",
        operations=(),
        device_class=ButtonDeviceClass.RESTART,
        entity_category=EntityCategory.CONFIG,
        press_fn=lambda client: client.config.reboot(),
    ),
    LifeSmartButtonDescription(
        key="cancel_temporary",
        translation_key="cancel_temporary",
        operations=("config.net.netcmd.CancelTemp",),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        press_fn=lambda client: client.net.cancel_temporary(),
    ),
)

ALL_BUTTONS = (*BUTTONS, *LOCK_BUTTONS, *KEYS)
"""Those of the station itself, of locks, and of the app's remotes."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all buttons."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(LifeSmartButton(coordinator, row) for row in BUTTONS)
    async_add_lock_rows(entry, async_add_entities, LOCK_BUTTONS, LifeSmartLockButton)
    async_add_keys(entry, async_add_entities)


class LifeSmartButton(LifeSmartEntity, ButtonEntity):
    """One button."""

    entity_description: LifeSmartButtonDescription

    @override
    def _refresh(self) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Do it, once."""
        command = self.entity_description.press_fn(self.coordinator.client)
        await self.coordinator.async_command(command)
