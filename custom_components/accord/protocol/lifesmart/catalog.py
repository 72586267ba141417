"""Which class of device has which features: the one table, and how a device finds its class.

Source: base document 1.10 chapter 6 and attribute specification 2.32. Classes that are in
neither get what the names of their IOs say, disabled.
"""

from collections.abc import Mapping
import re

from .classes import (
    climates,
    controllers,
    covers,
    generic,
    lamps,
    locks,
    sensors,
    switches,
    ventilations,
)
from .classes.feature import DeviceClass, Feature
from .models.device import Device

CLASSES: tuple[DeviceClass, ...] = (
    *switches.CLASSES,
    *locks.CLASSES,
    *lamps.CLASSES,
    *covers.CLASSES,
    *climates.CLASSES,
    *ventilations.CLASSES,
    *sensors.CLASSES,
    *controllers.CLASSES,
)
_BY_NAME: Mapping[str, tuple[Feature, ...]] = {
    name: one.rows for one in CLASSES for name in one.names
}
_METER = "V_485_P"
"""What it has depends on what hangs on it."""
_LOCK = "SL_LK_"
_HIDDEN = frozenset({"V_SI"})
"""Stations' own, which nobody describes."""
_VARIANT = re.compile(r"_V\d+$")


def all_rows() -> tuple[Feature, ...]:
    """Return the rows of all classes, known and unknown: every key that a feature may have."""
    return (
        *(row for one in CLASSES for row in one.rows),
        *locks.ROWS,
        *locks.ZIGBEE_ROWS,
        covers.ZIGBEE_COVER,
        *generic.rows(),
    )


def is_hidden(device: Device) -> bool:
    """Tell whether a device is a station's own and nothing for its owner."""
    return device.devtype in _HIDDEN


def is_known(device: Device) -> bool:
    """Tell whether the class of a device is in the table."""
    return is_hidden(device) or _is_open(device) or _rows(device) is not None


def features_of(device: Device, *, inverted: bool = False) -> tuple[Feature, ...]:
    """Return what a device has; nothing while none of its IOs are known.

    ``inverted`` is for locks that tell open and closed the other way round.
    """
    found = _features_of(device)
    return tuple(locks.inverted(feature) for feature in found) if inverted else found


def _features_of(device: Device) -> tuple[Feature, ...]:
    if is_hidden(device) or not device.ios:
        return ()
    rows = _rows(device)
    if rows is not None:
        return bind(rows, device)
    if device.devtype == _METER:
        return generic.meter_features(device)
    if locks.is_zigbee(device):
        return _zigbee(device)
    return generic.features(device)


def bind(rows: tuple[Feature, ...], device: Device) -> tuple[Feature, ...]:
    """Return the rows that apply to a device."""
    return tuple(bound for row in rows if (bound := row.bind(device)) is not None)


def _is_open(device: Device) -> bool:
    return device.devtype == _METER or locks.is_zigbee(device)


def _rows(device: Device) -> tuple[Feature, ...] | None:
    """Return rows by the variant, the class, the class without its variant, or the beginning."""
    for name in (
        device.fulltype,
        device.devtype,
        _VARIANT.sub("", device.devtype or device.fulltype),
    ):
        if name in _BY_NAME:
            return _BY_NAME[name]
    is_lock = (device.devtype or device.fulltype).startswith(_LOCK)
    return locks.ROWS if is_lock else None


def _zigbee(device: Device) -> tuple[Feature, ...]:
    """Return locks and covers, and for the other IOs what their names say."""
    found = bind((*locks.ZIGBEE_ROWS, covers.ZIGBEE_COVER), device)
    taken = {io for feature in found for io in feature.ios}
    return (
        *found,
        *(feature for feature in generic.zigbee_features(device) if not feature.ios & taken),
    )
