"""What a property or a command of a product model is to the owner of a home."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..models.capability import ValueModel
from .booleans import Switching


class Kind(StrEnum):
    """What a feature is to its user; the words are those of Home Assistant's platforms."""

    SENSOR = "sensor"
    BINARY_SENSOR = "binary_sensor"
    SWITCH = "switch"
    LOCK = "lock"
    VALVE = "valve"
    COVER = "cover"
    SELECT = "select"
    NUMBER = "number"
    TEXT = "text"
    NOTIFY = "notify"
    DATETIME = "datetime"
    BUTTON = "button"
    EVENT = "event"


class Category(StrEnum):
    """Of features that are not what the device is for."""

    CONFIG = "config"
    DIAGNOSTIC = "diagnostic"


class Way(StrEnum):
    """How a value gets to the device, by the number of the rule."""

    OVERRIDE = "W0"
    SHADOW = "W1"
    SAME_NAME = "W2"
    LIKE_NAME = "W3"
    PAIR = "W4"
    COMMAND = "K"
    """The feature is the command itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePath:
    """The commands, or the shadow, by which a value is set."""

    way: Way
    command: str = ""
    parameter: ValueModel | None = None
    """Of ``command``; its type counts, not the property's."""
    on_command: str = ""
    off_command: str = ""

    @property
    def commands(self) -> tuple[str, ...]:
        """Return the names of the commands that are used."""
        names = (self.command, self.on_command, self.off_command)
        return tuple(name for name in names if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that a device tells or can be told."""

    rule: str
    """P1 to P11, K1 to K10."""
    kind: Kind
    service_id: str
    key: str
    """Tells features of one service apart, whatever happens to their order."""
    name: str
    """As the product model has it."""
    reads: bool = True
    """Values of it arrive, under ``name``."""
    model: ValueModel | None = None
    switching: Switching | None = None
    path: WritePath | None = None
    """None for what is only read."""
    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    step: float | None = None
    slider: bool = False
    longest: int | None = None
    password: bool = False
    unit: str | None = None
    device_class: str | None = None
    state_class: str | None = None
    category: Category | None = None
    enabled: bool = True
    """False for what most owners never look at."""
    private: bool = False
    """Values must not be shown to others."""
    assumed: bool = False
    """Nobody knows the state but by what was set."""
    access: bool = False
    """It lets somebody in: at once or never, acknowledged, never repeated."""
    inverted: bool = False
    """On means locked off: see ``locked``."""
    scale: float = 1.0

    @property
    def id(self) -> str:
        """Return what tells features of a device apart."""
        return f"{self.service_id}:{self.key}"

    def locked(self, value: object) -> bool | None:
        """Read the state of a lock: whether it is locked."""
        if self.switching is None:
            return None
        found = self.switching.decode(value)
        return None if found is None else found != self.inverted


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What an owner says of one property or command of a product model; None changes nothing."""

    kind: Kind | None = None
    device_class: str | None = None
    unit: str | None = None
    scale: float | None = None
    enabled: bool | None = None
    command: str | None = None
    """The command that sets the property; it has to have exactly one parameter."""
    inverted: bool | None = None
    hidden: bool = False


type Overrides = Mapping[str, Override]
"""By the id of the feature: ``service:property``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceContext:
    """What counts besides the product model."""

    device_type: str = ""
    protocol_type: str = ""
    data: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Service -> what was reported last."""
    muted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Service -> commands that are masked."""
    read_only: frozenset[str] = frozenset()
    """Ids of features that the platform refused to write."""
    overrides: Overrides = field(default_factory=dict)
