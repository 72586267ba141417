"""Product models as the platform has them: services, properties, commands, and how they react."""

from dataclasses import dataclass, field
from typing import Any

type Json = dict[str, Any]


@dataclass(frozen=True)
class Value:
    """A property, or a parameter of a command or of its answer."""

    name: str
    kind: str = "int"
    low: float | None = None
    high: float | None = None
    step: float = 0
    length: int = 0
    unit: str | None = None
    words: tuple[str, ...] = ()
    access: str = "RE"
    initial: Any = None
    required: bool = True

    def accepts(self, value: object) -> bool:
        """Tell whether a value is of the kind and within the limits."""
        kind = self.kind.lower()
        if self.words:
            return value in self.words
        if kind in {"int", "long", "decimal"}:
            return self._in_range(value)
        if kind == "boolean":
            return isinstance(value, bool)
        if kind == "string":
            return isinstance(value, str) and (not self.length or len(value) <= self.length)
        return True

    def _in_range(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        if self.kind.lower() != "decimal" and not isinstance(value, int):
            return False
        low, high = self.low, self.high
        return (low is None or value >= low) and (high is None or value <= high)


@dataclass(frozen=True)
class Command:
    """A command; `sets` says which properties it changes: to a parameter, or to a constant."""

    name: str
    paras: tuple[Value, ...] = ()
    responses: tuple[Value, ...] = ()
    sets: dict[str, Any] = field(default_factory=dict)
    """Property to the name of a parameter with a leading $, or to a value."""

    def accepts(self, paras: Json) -> bool:
        """Tell whether the parameters fit."""
        known = {para.name: para for para in self.paras}
        if any(para.required and para.name not in paras for para in self.paras):
            return False
        return all(known[name].accepts(value) for name, value in paras.items() if name in known)

    def changes(self, paras: Json) -> Json:
        """Return the properties that become something else."""
        made = {}
        for name, value in self.sets.items():
            if isinstance(value, str) and value.startswith("$"):
                if value[1:] in paras:
                    made[name] = paras[value[1:]]
            else:
                made[name] = value
        return made


@dataclass(frozen=True)
class Service:
    """A service of a product model."""

    id: str
    properties: tuple[Value, ...] = ()
    commands: tuple[Command, ...] = ()
    option: str = "Mandatory"
    type: str = ""
    description: str | None = None

    def property(self, name: str) -> Value | None:
        """Return a property."""
        return next((one for one in self.properties if one.name == name), None)

    def command(self, name: str) -> Command | None:
        """Return a command."""
        return next((one for one in self.commands if one.name == name), None)

    def initial(self) -> Json:
        """Return what devices report first."""
        return {one.name: one.initial for one in self.properties if one.initial is not None}


@dataclass(frozen=True)
class Profile:
    """A product model; `naps` devices listen only for a moment after they have reported."""

    product_id: str
    device_type: str
    model: str
    manufacturer_id: str
    manufacturer_name: str
    protocol: str
    services: tuple[Service, ...]
    naps: bool = False
    gateway: bool = False
    period: float = 0.0
    """Seconds between reports of their own; 0 for none."""

    @property
    def narrow_band(self) -> bool:
        """Whether its devices speak CoAP or LWM2M."""
        return self.protocol.lower() in {"coap", "lwm2m"}

    def service(self, id_: str) -> Service | None:
        """Return a service."""
        return next((one for one in self.services if one.id == id_), None)

    def info(self) -> Json:
        """Return what registrations say of a product."""
        return {
            "manufacturerId": self.manufacturer_id,
            "manufacturerName": self.manufacturer_name,
            "deviceType": self.device_type,
            "model": self.model,
            "protocolType": self.protocol,
        }


def capabilities(profile: Profile, *, fractional: bool) -> list[Json]:
    """Return the services as 1.5.5 shows them."""
    return [
        {
            "serviceId": service.id,
            "serviceType": service.type or service.id,
            "option": service.option,
            "description": service.description,
            "commands": [_command(one, fractional=fractional) for one in service.commands] or None,
            "properties": [
                {
                    "propertyName": one.name,
                    "method": one.access,
                    **_limits(one, fractional=fractional),
                }
                for one in service.properties
            ]
            or None,
        }
        for service in profile.services
    ]


def _command(command: Command, *, fractional: bool) -> Json:
    def paras(values: tuple[Value, ...]) -> list[Json] | None:
        rows = [{"paraName": one.name, **_limits(one, fractional=fractional)} for one in values]
        return rows or None

    responses = None
    if command.responses:
        name = f"{command.name}_RSP"
        responses = [{"responseName": name, "paras": paras(command.responses)}]
    return {"commandName": command.name, "paras": paras(command.paras), "responses": responses}


def _limits(value: Value, *, fractional: bool) -> Json:
    def number(limit: float | None) -> str:
        found = limit or 0
        return str(float(found)) if fractional else f"{found:g}" if abs(found) < 1e6 else str(found)

    return {
        "dataType": value.kind,
        "required": value.required,
        "min": number(value.low),
        "max": number(value.high),
        "step": float(value.step),
        "maxLength": value.length,
        "unit": value.unit,
        "enumList": list(value.words) or None,
    }
