"""What can be set off on a device."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonDeviceClass, ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.kasa import SysInfo
from .coordinator import KasaConfigEntry, KasaCoordinator, KasaView
from .entity import KasaEntity, KasaEntityDescription, entities_for
from .readings import CLOCK, CLOUD, TIMER

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class KasaButtonDescription(KasaEntityDescription, ButtonEntityDescription):
    """Row of the table of buttons."""

    press_fn: Callable[[KasaCoordinator, str | None], Awaitable[object]]
    """Takes the id of the outlet, None for the device; raises HomeAssistantError."""


def _has_place(sysinfo: SysInfo) -> bool:
    """Tell whether the device knows where it is: some bulbs do not."""
    return "latitude_i" in sysinfo.raw or "latitude" in sysinfo.raw


BUTTONS = (
    KasaButtonDescription(
        key="restart",
        operations=("system.reboot",),
        device_class=ButtonDeviceClass.RESTART,
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: view.outlet is None,
        press_fn=lambda coordinator, _: coordinator.async_command(
            coordinator.client.system.reboot()
        ),
    ),
    KasaButtonDescription(
        key="erase_energy_statistics",
        translation_key="erase_energy_statistics",
        operations=("emeter.erase_emeter_stat",),
        entity_category=EntityCategory.CONFIG,
        dangerous=True,
        exists_fn=lambda view: view.energy is not None,
        press_fn=lambda coordinator, outlet: coordinator.async_erase_energy(outlet),
    ),
    KasaButtonDescription(
        key="synchronise_clock",
        translation_key="synchronise_clock",
        operations=("time.set_time", "time.set_timezone"),
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: view.outlet is None and view.get(CLOCK) is not None,
        press_fn=lambda coordinator, _: coordinator.async_synchronise(),
    ),
    KasaButtonDescription(
        key="use_home_location",
        translation_key="use_home_location",
        operations=("system.set_dev_location",),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.outlet is None and _has_place(view.sysinfo),
        press_fn=lambda coordinator, _: coordinator.async_command(
            coordinator.client.system.set_dev_location(
                coordinator.hass.config.latitude, coordinator.hass.config.longitude
            )
        ),
    ),
    KasaButtonDescription(
        key="cloud_unbind",
        translation_key="cloud_unbind",
        operations=("cnCloud.unbind",),
        entity_category=EntityCategory.CONFIG,
        dangerous=True,
        exists_fn=lambda view: view.outlet is None and view.get(CLOUD) is not None,
        press_fn=lambda coordinator, _: coordinator.async_change(
            coordinator.client.cloud.unbind(), CLOUD
        ),
    ),
    KasaButtonDescription(
        key="factory_reset",
        translation_key="factory_reset",
        operations=("system.reset",),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        dangerous=True,
        exists_fn=lambda view: view.outlet is None,
        press_fn=lambda coordinator, _: coordinator.async_command(
            coordinator.client.system.reset()
        ),
    ),
    KasaButtonDescription(
        key="cancel_timer",
        translation_key="cancel_timer",
        operations=("count_down.delete_rule",),
        exists_fn=lambda view: view.get(TIMER) is not None,
        press_fn=lambda coordinator, outlet: coordinator.async_change(
            coordinator.client.count_down.cancel(outlet), TIMER, outlet_id=outlet
        ),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KasaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of a device."""
    async_add_entities(entities_for(entry, BUTTONS, KasaButton))


class KasaButton(KasaEntity, ButtonEntity):
    """Something to set off."""

    entity_description: KasaButtonDescription

    @override
    def _show(self, view: KasaView) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Set it off, once."""
        await self.entity_description.press_fn(self.coordinator, self.outlet_id)
