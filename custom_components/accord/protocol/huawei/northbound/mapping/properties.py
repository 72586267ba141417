"""Rules P1 to P10: from a property of the product model to features."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..models.capability import PropertyModel, ServiceModel, ValueModel
from .booleans import Switching, switching_of
from .feature import Category, DeviceContext, Feature, Kind, WritePath
from .units import is_total, unit_of
from .values import LONGEST_STATE, is_numeric, is_whole, read_time
from .words import holds, opens_something, plain, speaks_of_lock, words
from .write_paths import write_path_of

MOST_OPTIONS = 100
MOST_STEPS = 100
"""A number with more steps is a box, not a slider."""

_LIMITS = {"int": 2**31 - 1, "integer": 2**31 - 1, "long": 2**53}
_OBJECTS = frozenset({"jsonobject", "object", "json", "array", "string list", "stringlist"})
_TIMES = frozenset({"datetime", "date"})
_DIAGNOSTIC = ("battery", "signal", "rssi", "rsrp", "snr", "cellvoltage")
_IDENTITIES = ("imsi", "imei", "iccid")
_PASSWORDS = frozenset({"pass", "password", "pwd", "key", "secret", "passwd"})
_LOCK_STATES = frozenset({"state", "status", "switch", "door", "doorstate", "doorstatus", "open"})
_TIME_NAMES = frozenset({"eventtime", "time"})

_BINARY_CLASSES: Mapping[str, str] = {
    "smoke": "smoke",
    "gas": "gas",
    "leak": "moisture",
    "flood": "moisture",
    "water": "moisture",
    "tamper": "tamper",
    "motion": "motion",
    "pir": "motion",
    "occupan": "occupancy",
    "presence": "presence",
    "vibration": "vibration",
    "window": "window",
    "garage": "garage_door",
    "door": "door",
    "batterylow": "battery",
    "lowbattery": "battery",
    "fault": "problem",
    "error": "problem",
    "alarm": "problem",
    "online": "connectivity",
    "connect": "connectivity",
    "running": "running",
    "light": "light",
}
"""Part of the name -> device class; the first that fits."""


def property_features(
    service: ServiceModel, prop: PropertyModel, context: DeviceContext
) -> list[Feature]:
    """Return what a property is: mostly one feature, two for raw data, none for what is mute."""
    path = write_path_of(service, prop, context)
    if not prop.readable and path is None:
        return []
    if plain(service.service_id) == "rawdata" or plain(prop.name) == "rawdata":
        return _raw_data(service, prop)
    feature = _feature(service, prop, path, context)
    return [_finished(feature, prop)]


def _raw_data(service: ServiceModel, prop: PropertyModel) -> list[Feature]:
    """Return rule P8: payloads of devices without a codec are events."""
    event = _base("P8", Kind.EVENT, service, prop, key=f"{prop.name}:event")
    sensor = _base("P8", Kind.SENSOR, service, prop, enabled=False, category=Category.DIAGNOSTIC)
    return [event, sensor]


def _feature(
    service: ServiceModel, prop: PropertyModel, path: WritePath | None, context: DeviceContext
) -> Feature:
    switching = switching_of(prop)
    if switching is not None:
        return _boolean(service, prop, path, switching, context)
    if prop.choices and len(prop.choices) <= MOST_OPTIONS:
        return _enum(service, prop, path)
    if prop.kind in _TIMES or _is_time(service, prop, context):
        return _time(service, prop, path)
    if is_numeric(prop):
        return _number(service, prop, path)
    if prop.kind in _OBJECTS:
        return _base("P6", Kind.SENSOR, service, prop, enabled=False, category=Category.DIAGNOSTIC)
    return _text(service, prop, path)


def _base(
    rule: str, kind: Kind, service: ServiceModel, prop: PropertyModel, **more: Any
) -> Feature:
    return Feature(
        **{
            "rule": rule,
            "kind": kind,
            "service_id": service.service_id,
            "key": prop.name,
            "name": prop.name,
            "model": prop,
            "reads": prop.readable,
            **more,
        }
    )


def _boolean(
    service: ServiceModel,
    prop: PropertyModel,
    path: WritePath | None,
    switching: Switching,
    context: DeviceContext,
) -> Feature:
    """Return rule P1."""
    if path is None:
        device_class = _binary_class(service, prop, switching)
        return _base(
            "P1",
            Kind.BINARY_SENSOR,
            service,
            prop,
            switching=switching,
            device_class=device_class,
            # A binary sensor of a lock is on while it is unlocked.
            inverted=device_class == "lock" and not switching.opens,
        )
    access = any(
        opens_something(service.service_id, name, context.device_type)
        for name in (*path.commands, prop.name)
    )
    lock = access and _is_lock(service, prop, path)
    return _base(
        "P1",
        Kind.LOCK if lock else Kind.SWITCH,
        service,
        prop,
        switching=switching,
        path=path,
        access=access,
        inverted=lock and _opens(prop, switching),
    )


def _is_lock(service: ServiceModel, prop: PropertyModel, path: WritePath) -> bool:
    """Tell whether it is the lock itself, and not a setting beside it."""
    if speaks_of_lock(prop.name, *path.commands):
        return True
    switched = [one for one in service.properties if switching_of(one) is not None]
    return len(switched) == 1 or plain(prop.name) in _LOCK_STATES


def _opens(prop: PropertyModel, switching: Switching) -> bool:
    """Tell whether on means open: by the values, else by the name."""
    if str(switching.on).lower() in {"lock", "locked"}:
        return False
    return switching.opens or bool({"open", "opened", "unlock"} & set(words(prop.name)))


def _binary_class(service: ServiceModel, prop: PropertyModel, switching: Switching) -> str | None:
    if speaks_of_lock(prop.name) or str(switching.on).lower() in {"lock", "locked"}:
        return "lock"
    for name in (prop.name, service.service_id):
        for part, device_class in _BINARY_CLASSES.items():
            if holds(name, (part,)):
                return device_class
    return None


def _enum(service: ServiceModel, prop: PropertyModel, path: WritePath | None) -> Feature:
    """Return rule P2."""
    if path is None:
        return _base("P2", Kind.SENSOR, service, prop, options=prop.choices, device_class="enum")
    options = path.parameter.choices if path.parameter is not None else ()
    return _base("P2", Kind.SELECT, service, prop, options=options or prop.choices, path=path)


def _number(service: ServiceModel, prop: PropertyModel, path: WritePath | None) -> Feature:
    """Return rule P3."""
    unit = unit_of(prop.unit, prop.name)
    # What a meter counts stands in the name of its service.
    name = f"{service.service_id}_{prop.name}" if is_total(prop.name) else prop.name
    device_class = unit.class_for(name) if unit is not None else None
    spelt = unit.unit if unit is not None else None
    if path is None:
        total = is_total(prop.name) and device_class in {"energy", "volume", "water", "gas"}
        return _base(
            "P3",
            Kind.SENSOR,
            service,
            prop,
            unit=spelt,
            device_class=device_class,
            state_class="total_increasing" if total else "measurement",
        )
    limits = number_limits(path.parameter or prop)
    return _base(
        "P3",
        Kind.NUMBER,
        service,
        prop,
        path=path,
        unit=spelt,
        device_class=device_class,
        **limits,
    )


def number_limits(model: ValueModel) -> dict[str, Any]:
    """Return limits, step and shape of a number that is set; without a range it is disabled."""
    step = model.step or (1.0 if is_whole(model) else 0.01)
    if model.low is None or model.high is None:
        most = float(_LIMITS.get(model.kind, 2**31 - 1))
        return {"low": -most, "high": most, "step": step, "enabled": False}
    slider = (model.high - model.low) / step <= MOST_STEPS
    return {"low": model.low, "high": model.high, "step": step, "slider": slider}


def _text(service: ServiceModel, prop: PropertyModel, path: WritePath | None) -> Feature:
    """Return rule P4."""
    if path is None:
        enabled = (prop.longest or 0) <= LONGEST_STATE
        return _base("P4", Kind.SENSOR, service, prop, enabled=enabled)
    longest = (path.parameter.longest if path.parameter is not None else None) or prop.longest
    secret = bool(set(words(prop.name)) & _PASSWORDS)
    return _base(
        "P4",
        Kind.TEXT,
        service,
        prop,
        path=path,
        longest=min(longest or LONGEST_STATE, LONGEST_STATE),
        password=secret,
        private=secret,
    )


def _time(service: ServiceModel, prop: PropertyModel, path: WritePath | None) -> Feature:
    """Return rule P5."""
    if path is not None:
        return _base("P5", Kind.DATETIME, service, prop, path=path)
    return _base("P5", Kind.SENSOR, service, prop, device_class="timestamp")


def _is_time(service: ServiceModel, prop: PropertyModel, context: DeviceContext) -> bool:
    """Tell whether a text or number is a time: by its name and by what was reported."""
    if plain(prop.name) not in _TIME_NAMES or unit_of(prop.unit, prop.name) is not None:
        return False
    reported = context.data.get(service.service_id, {}).get(prop.name)
    return read_time(reported) is not None


def _finished(feature: Feature, prop: PropertyModel) -> Feature:
    """Add what names tell (rule P7), and what nobody reports back (rule P10)."""
    changes: dict[str, Any] = {}
    name = plain(prop.name)
    if holds(name, _IDENTITIES):
        changes |= {"enabled": False, "private": True}
    if feature.path is None and (
        name.startswith(_DIAGNOSTIC) or name.endswith("version") or holds(name, _IDENTITIES)
    ):
        changes |= {"rule": "P7", "category": Category.DIAGNOSTIC}
    if not prop.readable:
        changes |= {"rule": "P10", "assumed": True}
    return replace(feature, **changes) if changes else feature
