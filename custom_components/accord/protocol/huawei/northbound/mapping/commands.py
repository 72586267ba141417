"""Rules K1 to K10: from a command of the product model to a feature, where it is one."""

from collections.abc import Collection
from typing import Any

from ..models.capability import CommandModel, ServiceModel, ValueModel
from .booleans import Switching, switching_of
from .feature import Category, DeviceContext, Feature, Kind, Way, WritePath
from .properties import MOST_OPTIONS, number_limits
from .units import unit_of
from .values import LONGEST_STATE, is_numeric
from .words import holds, opens_something, plain, words
from .write_paths import pair_of

_PAIRING = frozenset({"discovery", "discover"})
_REMOVING = frozenset({"remover", "remove"})
_DANGEROUS = ("reboot", "reset", "restart", "factory", "format", "remove", "delete", "upgrade")
_MESSAGES = ("text", "message", "display")
_ACTS = frozenset({"lock", "unlock", "open", "release", "opened"})
_OPENING = frozenset({"unlock", "open", "release"})
_FILLING = frozenset({"door", "lock", "gate", "remote", "set", "do", "cmd", "command", "now"})
"""Words that leave a command what it is."""


def command_features(
    service: ServiceModel, used: Collection[str], context: DeviceContext
) -> list[Feature]:
    """Return what the commands of a service are; ``used`` set a property already (rule K2)."""
    left = [one for one in service.commands if one.name not in used]
    pair = pair_of(service)
    found: list[Feature] = []
    if pair is not None and all(one in left for one in pair):
        found.append(_pair(service, pair[0], pair[1], context))
        left = [one for one in left if one not in pair]
    for command in left:
        feature = _command(service, command, context)
        if feature is not None:
            found.append(feature)
    return found


def children_remover(service: ServiceModel) -> CommandModel | None:
    """Return the command by which a gateway forgets a child (rule K8), None where it has none."""
    if plain(service.service_id) not in _REMOVING:
        return None
    return next((one for one in service.commands if plain(one.name) in _REMOVING), None)


def _command(
    service: ServiceModel, command: CommandModel, context: DeviceContext
) -> Feature | None:
    if plain(service.service_id) in _PAIRING and plain(command.name) in _PAIRING:
        # What may be given besides, a time or a protocol, is for the action.
        path = WritePath(way=Way.COMMAND, command=command.name)
        return _base("K8", Kind.BUTTON, service, command, path=path, category=Category.CONFIG)
    if children_remover(service) == command:
        return None
    if holds(command.name, _DANGEROUS):
        if command.parameters:
            return None
        return _base("K9", Kind.BUTTON, service, command, enabled=False, category=Category.CONFIG)
    if _is_access(service, command, context):
        return _access(service, command)
    if not command.parameters:
        return _base("K1", Kind.BUTTON, service, command)
    if len(command.parameters) > 1:
        return None
    return _with_parameter(service, command, command.parameters[0])


def _with_parameter(
    service: ServiceModel, command: CommandModel, parameter: ValueModel
) -> Feature | None:
    """Return rules K3 to K6: what has one parameter and no property."""
    switching = switching_of(parameter)
    if switching is not None:
        return _assumed("K3", Kind.SWITCH, service, command, switching=switching)
    if parameter.choices and len(parameter.choices) <= MOST_OPTIONS:
        return _assumed("K4", Kind.SELECT, service, command, options=parameter.choices)
    if is_numeric(parameter):
        unit = unit_of(parameter.unit, parameter.name)
        return _assumed(
            "K5",
            Kind.NUMBER,
            service,
            command,
            unit=None if unit is None else unit.unit,
            device_class=None if unit is None else unit.class_for(parameter.name),
            **number_limits(parameter),
        )
    if parameter.kind != "string":
        return None
    longest = min(parameter.longest or LONGEST_STATE, LONGEST_STATE)
    if holds(f"{command.name}_{parameter.name}", _MESSAGES):
        return _assumed("K6", Kind.NOTIFY, service, command, longest=parameter.longest)
    return _assumed("K6", Kind.TEXT, service, command, longest=longest)


def _pair(
    service: ServiceModel, on: CommandModel, off: CommandModel, context: DeviceContext
) -> Feature:
    """Return a pair of opposites without a property: rule K10 for locks, else a switch."""
    access = any(
        opens_something(service.service_id, one.name, context.device_type) for one in (on, off)
    )
    path = WritePath(way=Way.PAIR, on_command=on.name, off_command=off.name)
    return _base(
        "K10" if access else "K3",
        Kind.LOCK if access else Kind.SWITCH,
        service,
        on,
        path=path,
        switching=Switching(True, False),
        access=access,
        inverted=access and "open" in words(on.name),
        assumed=True,
        model=None,
    )


def _is_access(service: ServiceModel, command: CommandModel, context: DeviceContext) -> bool:
    """Tell whether a command lets somebody in, by its name or its only parameter."""
    names = [command.name, *(one.name for one in command.parameters[:1])]
    return any(
        set(words(name)) & _ACTS and opens_something(service.service_id, name, context.device_type)
        for name in names
    )


def _access(service: ServiceModel, command: CommandModel) -> Feature | None:
    """Return rule K10 for a single command; with many parameters it is for the action only."""
    if not command.parameters:
        opens = _only_opens(command)
        kind = Kind.LOCK if opens else Kind.BUTTON
        return _base("K10", kind, service, command, access=True, assumed=opens)
    switching = switching_of(command.parameters[0])
    if len(command.parameters) > 1 or (switching is None and _only_opens(command)):
        return None
    if switching is None:
        return _with_parameter(service, command, command.parameters[0])
    said = set(words(command.parameters[0].name)) | set(words(str(switching.on)))
    return _assumed(
        "K10",
        Kind.LOCK,
        service,
        command,
        switching=switching,
        access=True,
        inverted=bool({"open", "opened", "unlock", "unlocked"} & said),
    )


def _only_opens(command: CommandModel) -> bool:
    """Tell whether a command opens and does nothing else: a setting of locks does not."""
    said = set(words(command.name))
    return bool(said & _OPENING) and not said - _OPENING - _FILLING


def _base(
    rule: str, kind: Kind, service: ServiceModel, command: CommandModel, **more: Any
) -> Feature:
    parameter = command.parameters[0] if command.parameters else None
    return Feature(
        **{
            "rule": rule,
            "kind": kind,
            "service_id": service.service_id,
            "key": f"{command.name}:command",
            "name": command.name,
            "reads": False,
            "model": parameter,
            "path": WritePath(way=Way.COMMAND, command=command.name, parameter=parameter),
            **more,
        }
    )


def _assumed(
    rule: str, kind: Kind, service: ServiceModel, command: CommandModel, **more: Any
) -> Feature:
    return _base(rule, kind, service, command, assumed=True, **more)
