"""What all Kasa entities share: identity, device, and the view of their outlet."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import (
    AnyDeviceEntry,
    ChildDeviceInfo,
    DeviceEntry,
    DeviceInfo,
)

from ..accord.entity import AccordEntity, AccordEntityDescription
from ..accord.protocol.kasa import Outlet, SysInfo
from .const import CONF_DANGEROUS, DOMAIN
from .coordinator import KasaConfigEntry, KasaCoordinator, KasaView, ViewFunction

MANUFACTURER = "TP-Link"


@dataclass(frozen=True, kw_only=True)
class KasaEntityDescription(AccordEntityDescription):
    """Row of a Kasa platform: ``exists_fn`` is asked for the device and for every outlet."""

    exists_fn: ViewFunction[bool]
    dangerous: bool = False
    """Loses data or access: there only when the options say so."""


class KasaEntity(AccordEntity[KasaCoordinator]):
    """An entity of a device, or of one outlet of a strip."""

    entity_description: KasaEntityDescription

    def __init__(
        self, coordinator: KasaCoordinator, description: KasaEntityDescription, view: KasaView
    ) -> None:
        """Belong to the outlet of ``view``, or to the device."""
        super().__init__(coordinator)
        self.entity_description = description
        self.outlet_id = view.outlet.id if view.outlet else None
        main = coordinator.config_entry.runtime_data.device_id
        mac = view.sysinfo.mac
        if view.outlet is None:
            self._attr_unique_id = f"{mac}_{description.key}"
            self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, mac)})
        else:
            identifier = outlet_identifier(mac, view.outlet)
            self._attr_unique_id = f"{identifier}_{description.key}"
            self._attr_device_info = outlet_info(view.outlet, identifier, main)

    @property
    def view(self) -> KasaView | None:
        """Return the part of the device this entity shows; None when its outlet is gone."""
        return self.coordinator.data.view(self.outlet_id)

    @property
    @override
    def available(self) -> bool:
        """Tell whether the device answers and still has this outlet."""
        return super().available and self.view is not None

    @property
    def outlet_ids(self) -> tuple[str, ...]:
        """Return the ids a relay command has to name."""
        return () if self.outlet_id is None else (self.outlet_id,)

    @override
    def _refresh(self) -> object:
        view = self.view
        return None if view is None else self._show(view)

    @abstractmethod
    def _show(self, view: KasaView) -> object:
        """Set the attributes from ``view`` and return a comparable picture of them."""


def outlet_identifier(mac: str, outlet: Outlet) -> str:
    """Return the identifier of an outlet's device."""
    return f"{mac}_{outlet.index:02d}"


def outlet_info(outlet: Outlet, identifier: str, strip_id: str) -> ChildDeviceInfo:
    """Return how the device registry describes an outlet: by its name, else by its number."""
    if outlet.alias:
        return ChildDeviceInfo(
            identifiers={(DOMAIN, identifier)}, name=outlet.alias, parent_device_id=strip_id
        )
    return ChildDeviceInfo(
        identifiers={(DOMAIN, identifier)},
        translation_key="outlet",
        translation_placeholders={"number": str(outlet.index + 1)},
        parent_device_id=strip_id,
    )


def device_name(sysinfo: SysInfo) -> str:
    """Return the device's own name, or its model when it has none yet."""
    return sysinfo.alias or sysinfo.model


@callback
def async_register_device(
    hass: HomeAssistant, entry: KasaConfigEntry, sysinfo: SysInfo
) -> DeviceEntry:
    """Describe the device to the registry, before its outlets refer to it."""
    product = sysinfo.raw.get("dev_name") or sysinfo.raw.get("description")
    return dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, sysinfo.mac)},
        connections={(dr.CONNECTION_NETWORK_MAC, sysinfo.mac)},
        manufacturer=MANUFACTURER,
        model=str(product or sysinfo.model),
        model_id=sysinfo.model if product else None,
        name=device_name(sysinfo),
        hw_version=sysinfo.hardware_version or None,
        sw_version=sysinfo.software_version or None,
    )


def entities_for[DescriptionT: KasaEntityDescription, EntityT: KasaEntity](
    entry: KasaConfigEntry,
    descriptions: Iterable[DescriptionT],
    make: Callable[[KasaCoordinator, DescriptionT, KasaView], EntityT],
) -> Iterator[EntityT]:
    """Yield an entity for every row that exists on the device or on one of its outlets."""
    coordinator = entry.runtime_data.coordinator
    dangerous = entry.options.get(CONF_DANGEROUS, False)
    for view in coordinator.data.views():
        for description in descriptions:
            if description.exists_fn(view) and (dangerous or not description.dangerous):
                yield make(coordinator, description, view)


def outlet_of(device: AnyDeviceEntry, sysinfo: SysInfo) -> Outlet | None:
    """Return the outlet that a device of the registry stands for; None for the whole device."""
    for outlet in sysinfo.outlets:
        if (DOMAIN, outlet_identifier(sysinfo.mac, outlet)) in device.identifiers:
            return outlet
    return None
