"""What is pressed: read the newest uplink, end a file transfer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry, IoTSquareCoordinator
from .entity import IoTSquareEntity, IoTSquareEntityDescription, async_add_rows
from .preset_entities import PRESET_BUTTONS, PresetButton
from .preset_entity import async_add_presets
from .state import GroupView, Kind

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class IoTSquareButtonDescription(IoTSquareEntityDescription, ButtonEntityDescription):
    """Row of the table of buttons."""

    press_fn: Callable[[IoTSquareCoordinator, Any], Awaitable[None]]
    """Takes the coordinator and the part's view."""
    available_fn: Callable[[Any], bool] = lambda view: True


async def _refresh(coordinator: IoTSquareCoordinator, view: Any) -> None:
    await coordinator.async_command(coordinator.async_read_uplink(view.device.dev_eui))


def _is_open(view: GroupView) -> bool:
    return view.transfer is not None and view.transfer.open


async def _abort(coordinator: IoTSquareCoordinator, view: GroupView) -> None:
    """End the transfer that runs; there may be none any more."""
    if view.transfer is None or not view.transfer.open:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="no_transfer")
    group = view.group.mc_eui
    coordinator.look_for_transfer(group)
    await coordinator.async_command(coordinator.client.fuota.abort(group, view.transfer.job.fd_id))


BUTTONS = (
    IoTSquareButtonDescription(
        key="refresh",
        translation_key="refresh",
        kind=Kind.DEVICE,
        operations=("device/latestDeviceUplink",),
        entity_category=EntityCategory.DIAGNOSTIC,
        press_fn=_refresh,
    ),
    IoTSquareButtonDescription(
        key="abort_transfer",
        translation_key="abort_transfer",
        kind=Kind.GROUP,
        operations=("fuota/abort",),
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: view.transfer is not None,
        available_fn=_is_open,
        press_fn=_abort,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of all parts."""
    await async_add_rows(entry, async_add_entities, BUTTONS, IoTSquareButton)
    async_add_presets(entry, async_add_entities, "button", PRESET_BUTTONS, PresetButton)


class IoTSquareButton(IoTSquareEntity, ButtonEntity):
    """One button."""

    entity_description: IoTSquareButtonDescription

    @property
    @override
    def available(self) -> bool:
        """Tell whether pressing it makes sense now."""
        view = self.view
        return super().available and self.entity_description.available_fn(view)

    @override
    def _show(self, view: Any) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Do it, once."""
        await self.entity_description.press_fn(self.coordinator, self.view)
