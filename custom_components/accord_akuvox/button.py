"""What can be set off."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonDeviceClass, ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator
from .entity import AkuvoxEntity, AkuvoxEntityDescription, AkuvoxView, entities_for
from .readings import CALL

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class AkuvoxButtonDescription(AkuvoxEntityDescription, ButtonEntityDescription):
    """Row of the table of buttons."""

    press_fn: Callable[[AkuvoxCoordinator], Awaitable[object]]
    """Raises HomeAssistantError."""


BUTTONS = (
    AkuvoxButtonDescription(
        key="restart",
        operations=("system/reboot",),
        device_class=ButtonDeviceClass.RESTART,
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: True,
        press_fn=lambda one: one.async_command(one.client.system.reboot()),
    ),
    AkuvoxButtonDescription(
        key="hang_up",
        translation_key="hang_up",
        operations=("call/hangup",),
        exists_fn=lambda view: view.state.get(CALL) is not None,
        press_fn=lambda one: one.async_change(one.client.call.hangup(), CALL),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of a unit."""
    async_add_entities(entities_for(entry, BUTTONS, AkuvoxButton))


class AkuvoxButton(AkuvoxEntity, ButtonEntity):
    """Something to set off."""

    entity_description: AkuvoxButtonDescription

    @override
    def _show(self, view: AkuvoxView) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Set it off, once."""
        await self.entity_description.press_fn(self.coordinator)
