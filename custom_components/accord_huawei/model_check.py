"""Whether a command that somebody wrote is one of the device's product model."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..accord.protocol.errors import InvalidError, NotFoundError
from ..accord.protocol.huawei.northbound import CommandModel, ServiceModel, ValueModel
from ..accord.protocol.huawei.northbound.models.fields import number

_WHOLE = frozenset({"int", "integer", "long"})
_NUMBERS = _WHOLE | {"decimal", "double", "float"}


def check_command(
    services: Iterable[ServiceModel] | None,
    service_id: str,
    method: str,
    parameters: Mapping[str, Any],
) -> None:
    """Compare a command with the model; None is a model that nobody knows: the platform decides.

    Raises NotFoundError for an unknown service or command, InvalidError for parameters.
    """
    if services is None:
        return
    service = next((one for one in services if one.service_id == service_id), None)
    if service is None:
        raise NotFoundError(f"the product has no service {service_id}")
    command = next((one for one in service.commands if one.name == method), None)
    if command is None:
        raise NotFoundError(f"service {service_id} has no command {method}")
    _check_parameters(command, parameters)


def _check_parameters(command: CommandModel, parameters: Mapping[str, Any]) -> None:
    known = {one.name: one for one in command.parameters}
    for name in parameters:
        if name not in known:
            raise InvalidError(f"command {command.name} has no parameter {name}")
    for name, model in known.items():
        if name in parameters:
            _check_value(model, parameters[name])
        elif model.required:
            raise InvalidError(f"command {command.name} needs parameter {name}")


def _check_value(model: ValueModel, value: Any) -> None:
    if model.choices and str(value) not in model.choices:
        raise InvalidError(f"parameter {model.name} must be one of {', '.join(model.choices)}")
    if model.kind in _NUMBERS:
        _check_number(model, value)
    elif model.longest is not None and isinstance(value, str) and len(value) > model.longest:
        raise InvalidError(f"parameter {model.name} has at most {model.longest} characters")


def _check_number(model: ValueModel, value: Any) -> None:
    found = number(value)
    if found is None or (model.kind in _WHOLE and not found.is_integer()):
        raise InvalidError(f"parameter {model.name} must be a number")
    if model.low is not None and model.high is not None and not model.low <= found <= model.high:
        raise InvalidError(f"parameter {model.name} must be from {model.low:g} to {model.high:g}")
