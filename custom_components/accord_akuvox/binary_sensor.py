"""Relays, inputs, accounts and calls, as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.akuvox import Registration, SipAccountStatus
from .const import CONF_INPUT_CLASSES
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator
from .entity import AkuvoxEntity, AkuvoxEntityDescription, AkuvoxView, Part, entities_for
from .readings import CALL, CLOCK, SIP
from .unit_clock import is_wrong

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class AkuvoxBinarySensorDescription(AkuvoxEntityDescription, BinarySensorEntityDescription):
    """Row of the table of binary sensors."""

    value_fn: Callable[[AkuvoxView], bool | None]


def account_of(view: AkuvoxView) -> SipAccountStatus | None:
    """Return the account that an entity is about."""
    accounts = view.state.get(SIP) or ()
    return next((one for one in accounts if str(one.number) == view.letter), None)


def _active(view: AkuvoxView) -> bool | None:
    """Tell whether an input is triggered: its settings say which level that is."""
    if view.level is None:
        return None
    high = view.input is not None and bool(view.input.trigger_high)
    return (view.level != 0) is high


def _registered(view: AkuvoxView) -> bool | None:
    account = account_of(view)
    if account is None or account.registration is Registration.UNKNOWN:
        return None
    return account.registration is Registration.REGISTERED


def _in_use(view: AkuvoxView) -> bool:
    account = account_of(view)
    return account is not None and account.registration is not Registration.DISABLED


BINARY_SENSORS = (
    AkuvoxBinarySensorDescription(
        key="input",
        translation_key="input",
        operations=("input/status",),
        part=Part.INPUT,
        exists_fn=lambda view: view.level is not None,
        value_fn=_active,
    ),
    AkuvoxBinarySensorDescription(
        key="relay",
        translation_key="relay",
        operations=("relay/status",),
        part=Part.RELAY,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.switched is not None,
        value_fn=lambda view: view.switched,
    ),
    AkuvoxBinarySensorDescription(
        key="call_active",
        translation_key="call_active",
        operations=("call/status",),
        exists_fn=lambda view: view.state.get(CALL) is not None,
        value_fn=lambda view: None if (one := view.state.get(CALL)) is None else one.active,
    ),
    AkuvoxBinarySensorDescription(
        key="sip_registered",
        translation_key="sip_registered",
        operations=("sip/status",),
        part=Part.ACCOUNT,
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=_in_use,
        value_fn=_registered,
    ),
    AkuvoxBinarySensorDescription(
        key="clock_wrong",
        translation_key="clock_wrong",
        operations=("system/status",),
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: view.state.get(CLOCK) is not None,
        value_fn=lambda view: is_wrong(view.state.get(CLOCK)),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of a unit."""
    async_add_entities(entities_for(entry, BINARY_SENSORS, AkuvoxBinarySensor))


class AkuvoxBinarySensor(AkuvoxEntity, BinarySensorEntity):
    """A condition of the unit or of one of its parts."""

    entity_description: AkuvoxBinarySensorDescription

    def __init__(
        self,
        coordinator: AkuvoxCoordinator,
        description: AkuvoxBinarySensorDescription,
        view: AkuvoxView,
    ) -> None:
        """Show an input as what the options say that hangs there."""
        super().__init__(coordinator, description, view)
        classes = coordinator.config_entry.options.get(CONF_INPUT_CLASSES, {})
        if description.part is Part.INPUT and (chosen := classes.get(view.letter)):
            self._attr_device_class = BinarySensorDeviceClass(chosen)

    @override
    def _show(self, view: AkuvoxView) -> object:
        self._attr_is_on = self.entity_description.value_fn(view)
        return self._attr_is_on
