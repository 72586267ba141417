"""What is sent when a feature is told something: a command of the model, or a wish in the shadow."""

from typing import Any

from ....errors import InvalidError, UnsupportedError
from ..models.capability import ValueModel
from ..models.command import Command
from ..models.shadow import Desired
from .booleans import Switching, switching_of
from .feature import Feature, Kind, Way, WritePath
from .values import write_value
from .words import words

_SWITCHED = frozenset({Kind.SWITCH, Kind.VALVE, Kind.COVER, Kind.LOCK})
_LOCKS = frozenset({"lock", "locked"})
_OPENS = frozenset({"open", "opened", "unlock", "unlocked"})


def message_for(feature: Feature, value: Any = None) -> Command | Desired:
    """Return what sets a feature to ``value``: on or off, locked or not, a choice, a number, a text.

    Buttons take none. Raises UnsupportedError for what can only be read, InvalidError for a value
    that does not fit.
    """
    path = feature.path
    if path is None:
        raise UnsupportedError(f"{feature.id} cannot be set")
    if path.way is Way.SHADOW:
        return Desired(
            service_id=feature.service_id, values={feature.name: _encoded(feature, path, value)}
        )
    if path.on_command:
        method = path.on_command if _is_on(feature, value, path.on_command) else path.off_command
        return Command(service_id=feature.service_id, method=method)
    if path.parameter is None:
        return Command(service_id=feature.service_id, method=path.command)
    parameters = {path.parameter.name: _encoded(feature, path, value)}
    return Command(service_id=feature.service_id, method=path.command, parameters=parameters)


def _encoded(feature: Feature, path: WritePath, value: Any) -> Any:
    """Return a value in the type of the parameter, not of the property."""
    model = path.parameter or feature.model or ValueModel(name=feature.name)
    if feature.kind in _SWITCHED:
        return _switched(feature, model, value)
    if feature.kind is Kind.NUMBER and feature.scale not in (0.0, 1.0):
        value = value / feature.scale
        value = round(value) if model.kind in {"int", "integer", "long"} else value
    return write_value(model, value)


def _switched(feature: Feature, model: ValueModel, value: Any) -> Any:
    switching = switching_of(model)
    if switching is None:
        switching = feature.switching or Switching(True, False)
        return write_value(model, switching.encode(_is_on(feature, value, str(switching.on))))
    return switching.encode(_is_on(feature, value, str(switching.on)))


def _is_on(feature: Feature, value: Any, word: str) -> bool:
    """Tell whether the value for on, or the command for it, is meant.

    Of locks ``value`` is whether to lock; the word for on says itself what it does, else it means
    what it means in the property.
    """
    if not isinstance(value, bool):
        raise InvalidError(f"{feature.id} is on or off")
    if feature.kind is not Kind.LOCK:
        return value != feature.inverted
    said = set(words(word))
    if said & _OPENS:
        return not value
    if said & _LOCKS:
        return value
    return value != feature.inverted
