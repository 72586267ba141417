"""What the product model says a device can do. Source: 1.5.5; real platforms answer cleaner."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from .fields import flag, integer, number, objects, present, text, texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueModel:
    """The type of a property or of a command's parameter; None for what is not limited."""

    name: str
    data_type: str = ""
    """As the platform writes it: int, long, decimal, string, DateTime, jsonObject, enum, ..."""
    required: bool = False
    low: float | None = None
    high: float | None = None
    step: float | None = None
    longest: int | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Return the type in lower case, ``string`` where none is given."""
        return self.data_type.strip().casefold() or "string"

    def to_wire(self, name: str = "paraName") -> dict[str, Any]:
        """Return the object as the platform would send it; ``name`` is the member for the name."""
        return present(
            dataType=self.data_type,
            required=self.required,
            min=self.low,
            max=self.high,
            step=self.step,
            maxLength=self.longest,
            unit=self.unit or None,
            enumList=list(self.choices) or None,
        ) | {name: self.name}


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyModel(ValueModel):
    """One property of a service."""

    method: str = ""
    """Any of R (readable), W (writable) and E (reported when it changes)."""

    @property
    def readable(self) -> bool:
        """Tell whether values of it arrive."""
        return bool(set(self.method) & {"R", "E"})

    @property
    def writable(self) -> bool:
        """Tell whether the model lets it be written, by whatever way."""
        return "W" in self.method


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandModel:
    """One command of a service."""

    name: str
    parameters: tuple[ValueModel, ...] = ()
    responses: Mapping[str, tuple[ValueModel, ...]]

    def to_wire(self) -> dict[str, Any]:
        """Return the object as the platform would send it."""
        return {
            "commandName": self.name,
            "paras": [one.to_wire() for one in self.parameters],
            "responses": [
                {"responseName": name, "paras": [one.to_wire() for one in parameters]}
                for name, parameters in self.responses.items()
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceModel:
    """One service of a product."""

    service_id: str
    service_type: str = ""
    option: str = ""
    """Master, Mandatory or Optional."""
    description: str = ""
    properties: tuple[PropertyModel, ...] = ()
    commands: tuple[CommandModel, ...] = ()

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read an object."""
        commands = objects(body.get("commands"))
        return cls(
            service_id=text(body.get("serviceId")),
            service_type=text(body.get("serviceType")),
            option=text(body.get("option")),
            description=text(body.get("description")),
            properties=tuple(
                PropertyModel(method=text(one.get("method")).upper(), **_value(one, "propertyName"))
                for one in objects(body.get("properties"))
                if text(one.get("propertyName"))
            ),
            commands=tuple(_command(one) for one in commands if text(one.get("commandName"))),
        )

    def to_wire(self) -> dict[str, Any]:
        """Return the object as the platform would send it, to be stored and read again."""
        return {
            "serviceId": self.service_id,
            "serviceType": self.service_type,
            "option": self.option,
            "description": self.description,
            "properties": [
                one.to_wire("propertyName") | {"method": one.method} for one in self.properties
            ],
            "commands": [one.to_wire() for one in self.commands],
        }

    @property
    def optional(self) -> bool:
        """Tell whether devices of the product may lack it."""
        return self.option.strip().casefold() == "optional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """All services of one device."""

    device_id: str
    services: tuple[ServiceModel, ...] = ()

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read a row of the answer."""
        services = map(ServiceModel.from_wire, objects(body.get("serviceCapabilities")))
        return cls(
            device_id=text(body.get("deviceId")),
            services=tuple(one for one in services if one.service_id),
        )


def _command(body: Mapping[str, Any]) -> CommandModel:
    return CommandModel(
        name=text(body.get("commandName")),
        parameters=_parameters(body),
        responses={
            text(one.get("responseName")): _parameters(one)
            for one in objects(body.get("responses"))
        },
    )


def _parameters(body: Mapping[str, Any]) -> tuple[ValueModel, ...]:
    return tuple(
        ValueModel(**_value(one, "paraName"))
        for one in objects(body.get("paras"))
        if text(one.get("paraName"))
    )


def _value(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Read a type: a range from 0 to 0, a step and a length of 0 mean that nothing is said."""
    low, high = number(body.get("min")), number(body.get("max"))
    if low is None or high is None or low >= high:
        low = high = None
    return {
        "name": text(body.get(name)),
        "data_type": text(body.get("dataType")),
        "required": flag(body.get("required")) or False,
        "low": low,
        "high": high,
        "step": number(body.get("step")) or None,
        "longest": integer(body.get("maxLength")) or None,
        "unit": text(body.get("unit")),
        "choices": texts(body.get("enumList")),
    }
