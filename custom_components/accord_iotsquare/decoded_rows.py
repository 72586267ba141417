"""Tables of what devices measure: one row for each quantity that decoders know, by platform.

Names of quantities mention ``{channel}``: it is empty where a device has one only.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntityDescription,
)
from homeassistant.components.device_tracker import TrackerEntityDescription
from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory

from ..accord.protocol.iotsquare.decoders import Kind, Problem, Quantity
from ..accord.protocol.iotsquare.decoders.quantities import all_quantities
from .entity import IoTSquareEntityDescription
from .state import Kind as PartKind

OPERATIONS = ("device/latestDeviceUplink",)
PREFIX = "measured_"
OWN = "own"
"""Key of quantities that owners name themselves."""


@dataclass(frozen=True, kw_only=True)
class DecodedSensorDescription(IoTSquareEntityDescription, SensorEntityDescription):
    """Row of the table of sensors; units are those of the measurement."""


@dataclass(frozen=True, kw_only=True)
class DecodedBinarySensorDescription(IoTSquareEntityDescription, BinarySensorEntityDescription):
    """Row of the table of binary sensors."""


@dataclass(frozen=True, kw_only=True)
class DecodedTrackerDescription(IoTSquareEntityDescription, TrackerEntityDescription):
    """Row of the table of trackers."""


def _quantities(kind: Kind) -> Iterable[Quantity]:
    """Return one quantity for each key, and at last the one without a name of its own."""
    found = {quantity.key: quantity for quantity in all_quantities() if quantity.kind is kind}
    return (*found.values(), Quantity(key=OWN, kind=kind))


def _category(quantity: Quantity) -> EntityCategory | None:
    return EntityCategory.DIAGNOSTIC if quantity.diagnostic else None


DECODED_SENSORS = tuple(
    DecodedSensorDescription(
        key=f"{PREFIX}{quantity.key}",
        translation_key=f"{PREFIX}{quantity.key}",
        kind=PartKind.DEVICE,
        operations=OPERATIONS,
        device_class=SensorDeviceClass(quantity.device_class) if quantity.device_class else None,
        state_class=SensorStateClass(quantity.state_class) if quantity.state_class else None,
        suggested_display_precision=quantity.digits,
        entity_category=_category(quantity),
        entity_registry_enabled_default=quantity.enabled,
        essential=quantity.enabled and not quantity.diagnostic,
    )
    for quantity in _quantities(Kind.SENSOR)
)

DECODED_BINARY_SENSORS = tuple(
    DecodedBinarySensorDescription(
        key=f"{PREFIX}{quantity.key}",
        translation_key=f"{PREFIX}{quantity.key}",
        kind=PartKind.DEVICE,
        operations=OPERATIONS,
        device_class=(
            BinarySensorDeviceClass(quantity.device_class) if quantity.device_class else None
        ),
        entity_category=_category(quantity),
        entity_registry_enabled_default=quantity.enabled,
        essential=quantity.enabled and not quantity.diagnostic,
    )
    for quantity in _quantities(Kind.BINARY_SENSOR)
)

DECODED_TRACKERS = (
    DecodedTrackerDescription(
        key=f"{PREFIX}position",
        translation_key=f"{PREFIX}position",
        kind=PartKind.DEVICE,
        operations=OPERATIONS,
        essential=True,
    ),
)

NO_PROBLEM = "none"
DECODING_PROBLEM = (
    DecodedSensorDescription(
        key="decoding_problem",
        translation_key="decoding_problem",
        kind=PartKind.DEVICE,
        operations=OPERATIONS,
        device_class=SensorDeviceClass.ENUM,
        options=[NO_PROBLEM, *(problem.value for problem in Problem)],
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
    ),
)
