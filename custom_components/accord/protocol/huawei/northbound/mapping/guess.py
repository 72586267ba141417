"""Rule P11: what devices report although their product model does not have it."""

from collections.abc import Collection
from dataclasses import replace

from ..models.capability import ValueModel
from .booleans import Switching
from .feature import Feature, Kind
from .values import read_time
from .words import holds

_IDENTITIES = ("imsi", "imei", "iccid")


def guessed_feature(service_id: str, name: str, value: object) -> Feature | None:
    """Return a sensor for a value, disabled; None for a value that says nothing."""
    if value is None:
        return None
    feature = Feature(
        rule="P11",
        kind=Kind.SENSOR,
        service_id=service_id,
        key=name,
        name=name,
        enabled=False,
        private=holds(name, _IDENTITIES),
    )
    return _typed(feature, name, value)


def unknown_names(known: Collection[str], reported: Collection[str]) -> list[str]:
    """Return what was reported and is not known, in order."""
    return sorted(set(reported) - set(known))


def _typed(feature: Feature, name: str, value: object) -> Feature:
    if isinstance(value, bool):
        return replace(feature, kind=Kind.BINARY_SENSOR, switching=Switching(True, False))
    if isinstance(value, int | float):
        return replace(
            feature, model=ValueModel(name=name, data_type="decimal"), state_class="measurement"
        )
    if isinstance(value, str) and holds(name, ("time",)) and read_time(value) is not None:
        return replace(feature, device_class="timestamp")
    return feature
