"""All features of a device: its product model, what it reports, and what its owner says."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..models.capability import ServiceModel
from .commands import command_features
from .feature import Category, DeviceContext, Feature, Kind, Override
from .guess import guessed_feature, unknown_names
from .properties import property_features
from .words import opens_something

MOST_ENABLED = 40
"""A device with more features shows these at first; the owner can enable the others."""


def plan_features(services: Iterable[ServiceModel], context: DeviceContext) -> tuple[Feature, ...]:
    """Return the features of a device in the order of its model, each id once."""
    found: list[Feature] = []
    known: dict[str, set[str]] = {}
    for service in services:
        known[service.service_id] = {one.name for one in service.properties}
        found += _service_features(service, context)
    for service_id, data in context.data.items():
        for name in unknown_names(known.get(service_id, ()), data):
            guessed = guessed_feature(service_id, name, data[name])
            found += [guessed] if guessed is not None else []
    unique = {one.id: one for one in reversed(found)}
    first = [one for one in found if unique[one.id] is one]
    changed = (_overridden(one, context.overrides.get(one.id)) for one in first)
    return tuple(_thinned([one for one in changed if one is not None], context))


def _service_features(service: ServiceModel, context: DeviceContext) -> list[Feature]:
    muted = context.muted.get(service.service_id, frozenset())
    found = [
        one for prop in service.properties for one in property_features(service, prop, context)
    ]
    used = {name for one in found if one.path is not None for name in one.path.commands}
    found += command_features(service, used, context)
    found = [replace(one, access=one.access or _lets_in(one, context)) for one in found]
    return [
        replace(one, enabled=False)
        if service.optional or (one.path is not None and set(one.path.commands) & muted)
        else one
        for one in found
    ]


def _lets_in(feature: Feature, context: DeviceContext) -> bool:
    """Tell whether something that a feature sends lets somebody in."""
    path = feature.path
    if path is None:
        return False
    parameter = () if path.parameter is None else (path.parameter.name,)
    names = (feature.name, *path.commands, *parameter)
    return any(opens_something(feature.service_id, one, context.device_type) for one in names)


def _overridden(feature: Feature, override: Override | None) -> Feature | None:
    """Return a feature as its owner wants it, None where he wants it hidden."""
    if override is None:
        return feature
    if override.hidden:
        return None
    wanted: dict[str, Any] = {
        "kind": override.kind,
        "device_class": override.device_class,
        "unit": override.unit,
        "scale": override.scale,
        "enabled": override.enabled,
    }
    if override.inverted is not None:
        wanted["inverted"] = feature.inverted != override.inverted
    if override.kind is Kind.LOCK:
        wanted["access"] = True
    return replace(feature, **{name: value for name, value in wanted.items() if value is not None})


def _thinned(features: list[Feature], context: DeviceContext) -> list[Feature]:
    """Disable what goes beyond the limit: what is diagnostic first, then from the end."""
    wanted = {
        one.id
        for one in features
        if (override := context.overrides.get(one.id)) is not None and override.enabled
    }
    enabled = [one for one in features if one.enabled]
    excess = len(enabled) - MOST_ENABLED
    if excess <= 0:
        return features
    least = sorted(
        (one for one in enabled if one.id not in wanted),
        key=lambda one: (one.category is not Category.DIAGNOSTIC, -features.index(one)),
    )
    dropped = {one.id for one in least[:excess]}
    return [replace(one, enabled=False) if one.id in dropped else one for one in features]
