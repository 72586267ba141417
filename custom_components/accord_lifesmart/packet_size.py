"""The largest packet of each interface of an alarm gateway: few need it, so it is disabled."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.number import NumberEntity, NumberEntityDescription, NumberMode
from homeassistant.const import EntityCategory, UnitOfInformation

from ..accord.protocol.lifesmart import Interface, InterfaceName, MtuInterface
from ..accord.protocol.lifesmart.models.net import LARGEST_MTU
from .coordinator import StationState
from .entity import LifeSmartEntity
from .readings import NETWORK
from .station import LifeSmartStationDescription


@dataclass(frozen=True, kw_only=True)
class LifeSmartMtuDescription(LifeSmartStationDescription, NumberEntityDescription):
    """Row of the table of interfaces."""

    interface: MtuInterface


def _interface(state: StationState, name: MtuInterface) -> Interface | None:
    return (state.get(NETWORK) or {}).get(InterfaceName(name.value))


def _row(name: MtuInterface) -> LifeSmartMtuDescription:
    return LifeSmartMtuDescription(
        key=f"mtu_{name}",
        translation_key=f"mtu_{name}",
        operations=("config.net.setifn.mtu",),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        native_min_value=0,
        native_max_value=LARGEST_MTU,
        native_step=1,
        mode=NumberMode.BOX,
        exists_fn=lambda state: _interface(state, name) is not None,
        interface=name,
    )


STATION_MTUS = tuple(_row(name) for name in MtuInterface)


class LifeSmartMtu(LifeSmartEntity, NumberEntity):
    """The largest packet of an interface, 0 for its own default."""

    entity_description: LifeSmartMtuDescription

    @property
    @override
    def available(self) -> bool:
        """Tell whether the interface is enabled: setting its packets would enable it."""
        found = _interface(self.coordinator.data, self.entity_description.interface)
        return super().available and found is not None and found.enable is not False

    @override
    def _refresh(self) -> object:
        found = _interface(self.coordinator.data, self.entity_description.interface)
        self._attr_native_value = None if found is None else found.mtu
        return self._attr_native_value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set it, 768 bytes at least, or 0."""
        net = self.coordinator.client.net
        await self.coordinator.async_change(
            net.set_mtu(self.entity_description.interface, round(value)), NETWORK
        )
