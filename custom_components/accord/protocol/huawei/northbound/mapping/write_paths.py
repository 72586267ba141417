"""How a property is set: rules W0 to W4, the first that fits."""

from collections.abc import Sequence

from ..models.capability import CommandModel, PropertyModel, ServiceModel
from .booleans import switching_of
from .feature import DeviceContext, Way, WritePath
from .words import opens_something, plain

_PREFIXES = ("set", "write", "change", "ctrl", "control")
_SUFFIX = "set"
PAIRS: tuple[tuple[str, str], ...] = (
    ("on", "off"),
    ("turnon", "turnoff"),
    ("open", "close"),
    ("lock", "unlock"),
    ("start", "stop"),
    ("enable", "disable"),
)
"""The command for on, and the other one; both without parameters."""


def write_path_of(
    service: ServiceModel, prop: PropertyModel, context: DeviceContext
) -> WritePath | None:
    """Return how a property is set, None for one that can only be read."""
    feature_id = f"{service.service_id}:{prop.name}"
    override = context.overrides.get(feature_id)
    if override is not None and override.command:
        found = _by_command(service, override.command)
        if found is not None:
            return WritePath(way=Way.OVERRIDE, command=found.name, parameter=found.parameters[0])
    return (
        _by_parameter(service, prop)
        or _by_name(service, prop)
        or _by_pair(service, prop)
        or _by_shadow(service, prop, context)
    )


def pair_of(service: ServiceModel) -> tuple[CommandModel, CommandModel] | None:
    """Return two commands without parameters that are each other's opposite."""
    bare = {plain(one.name): one for one in service.commands if not one.parameters}
    for on, off in PAIRS:
        if on in bare and off in bare:
            return bare[on], bare[off]
    return None


def _single(service: ServiceModel) -> Sequence[CommandModel]:
    return [one for one in service.commands if len(one.parameters) == 1]


def _by_command(service: ServiceModel, name: str) -> CommandModel | None:
    return next((one for one in _single(service) if one.name == name), None)


def _by_parameter(service: ServiceModel, prop: PropertyModel) -> WritePath | None:
    for one in _single(service):
        if one.parameters[0].name.casefold() == prop.name.casefold():
            return WritePath(way=Way.SAME_NAME, command=one.name, parameter=one.parameters[0])
    return None


def _by_name(service: ServiceModel, prop: PropertyModel) -> WritePath | None:
    name = plain(prop.name)
    wanted = {f"{prefix}{name}" for prefix in _PREFIXES} | {f"{name}{_SUFFIX}"}
    for one in _single(service):
        if plain(one.name) in wanted:
            return WritePath(way=Way.LIKE_NAME, command=one.name, parameter=one.parameters[0])
    return None


def _by_pair(service: ServiceModel, prop: PropertyModel) -> WritePath | None:
    """Return a pair where the property is the only one that it can be about.

    Of several the values tell: LOCK and UNLOCK go with LOCKED and UNLOCKED.
    """
    pair = pair_of(service)
    if pair is None:
        return None
    switched = [one for one in service.properties if switching_of(one) is not None]
    if len(switched) > 1:
        switched = [one for one in switched if _speaks_alike(one, plain(pair[0].name))]
    if len(switched) != 1 or switched[0].name != prop.name:
        return None
    return WritePath(way=Way.PAIR, on_command=pair[0].name, off_command=pair[1].name)


def _speaks_alike(prop: PropertyModel, command: str) -> bool:
    switching = switching_of(prop)
    return switching is not None and plain(str(switching.on)).startswith(
        command.removeprefix("turn")
    )


def _by_shadow(
    service: ServiceModel, prop: PropertyModel, context: DeviceContext
) -> WritePath | None:
    """Return the shadow, but not for what lets somebody in: the platform would keep it."""
    if context.protocol_type.strip().casefold() != "lwm2m" or not prop.writable:
        return None
    if f"{service.service_id}:{prop.name}" in context.read_only:
        return None
    if opens_something(service.service_id, prop.name, context.device_type):
        return None
    return WritePath(way=Way.SHADOW)
