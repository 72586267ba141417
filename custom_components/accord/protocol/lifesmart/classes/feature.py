"""What a row of a class says: one thing that a device tells or can be told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ...errors import InvalidError, UnsupportedError
from ..models.command import Command
from ..models.device import Device, EpSet, Io
from ..models.state import State
from ..values import WriteType


class Kind(StrEnum):
    """What a feature is to its user."""

    SWITCH = "switch"
    LIGHT = "light"
    COVER = "cover"
    CLIMATE = "climate"
    FAN = "fan"
    LOCK = "lock"
    SENSOR = "sensor"
    BINARY_SENSOR = "binary_sensor"
    EVENT = "event"
    NUMBER = "number"
    SIREN = "siren"
    REMOTE = "remote"
    """Sends infrared codes by operations of their own: nothing to read, nothing to write."""


class Category(StrEnum):
    """Of features that are not what the device is for."""

    CONFIG = "config"
    DIAGNOSTIC = "diagnostic"


class Trait(StrEnum):
    """What a light, a cover or a lock can do beyond on and off."""

    BRIGHTNESS = "brightness"
    COLOR_TEMP = "color_temp"
    RGB = "rgb"
    RGBW = "rgbw"
    POSITION = "position"
    PULSE = "pulse"
    """Switches that can go off by themselves."""
    DURATION = "duration"
    VOLUME = "volume"
    SOUND = "sound"


_NO_IO = Io()


@dataclass(frozen=True, slots=True)
class View:
    """A device seen through the roles of one feature."""

    device: Device
    names: Mapping[str, str]

    def __getitem__(self, role: str) -> Io:
        """Return the IO that plays a role; one that tells nothing where there is none."""
        return self.device.ios.get(self.names.get(role, ""), _NO_IO)

    def __contains__(self, role: str) -> bool:
        """Tell whether the device has an IO for a role."""
        return role in self.names


@dataclass(frozen=True, slots=True)
class Write:
    """A value for the IO that plays a role."""

    role: str
    type: WriteType
    val: int
    extra: Mapping[str, int | bool] = field(default_factory=dict)


type Decode = Callable[[View], State]
type Encode = Callable[[View, Command], Sequence[Write]]
type Reader = Callable[[Io], float | bool | None]
type When = Callable[[Device], bool]
type Roles = Mapping[str, tuple[str, ...]]


def reading(reader: Reader, role: str = "value") -> Decode:
    """Return a decoder of one IO."""
    return lambda view: reader(view[role])


def tells_nothing(_: View) -> State:
    """Read what has no state."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A row of a class, and, once ``bind`` found the IOs, a feature of a device.

    The first role is the one that counts: without an IO for it the device lacks the feature.
    """

    kind: Kind
    key: str
    roles: Roles
    """Role -> names of IOs that may play it, the station's own name first."""
    decode: Decode = tells_nothing
    encode: Encode | None = None
    index: int | str | None = None
    """Counts features that are alike, from 1; the IO's name where there is nothing to count."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Role -> name of the IO that plays it; empty in a row."""
    enabled: bool = True
    """False for what most owners never look at."""
    category: Category | None = None
    device_class: str | None = None
    unit: str | None = None
    state_class: str | None = None
    traits: frozenset[Trait] = frozenset()
    options: tuple[str, ...] = ()
    """Modes, effects, speeds (the slowest first), types of events, or values of a sensor."""
    options_by: Callable[[View], tuple[str, ...]] | None = None
    """Where the options depend on how the device is set up."""
    fan_modes: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()
    presets_by: Callable[[View], tuple[str, ...]] | None = None
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    when: When | None = None
    """Which devices of the class have it."""
    assumed: bool = False
    """True for IOs that a device may not show before they are used."""

    absolute: bool = True
    """False where a command sent twice does more than sent once."""

    @property
    def id(self) -> str:
        """Return what tells features of one kind of a device apart."""
        return self.key if self.index is None else f"{self.key}_{self.index}"

    @property
    def writable(self) -> bool:
        """Tell whether the feature can be told anything by setting IOs."""
        return self.encode is not None

    @property
    def ios(self) -> frozenset[str]:
        """Return the names of the IOs that the feature looks at."""
        return frozenset(self.names.values())

    def bind(self, device: Device) -> Feature | None:
        """Return this row for a device, None where it does not apply."""
        if self.when is not None and not self.when(device):
            return None
        names = {
            role: found
            for role, accepted in self.roles.items()
            if (found := first_of(accepted, device.ios)) is not None
        }
        main = next(iter(self.roles), None)
        if main is not None and main not in names and not self.assumed:
            return None
        if self.assumed:
            names = self._assume(names)
        view = View(device, names)
        return replace(
            self,
            names=names,
            options=self.options_by(view) if self.options_by else self.options,
            presets=self.presets_by(view) if self.presets_by else self.presets,
        )

    def _assume(self, names: Mapping[str, str]) -> dict[str, str]:
        """Add what the device did not show yet, named in the manner of what it did."""
        manner = next(
            (self.roles[role].index(found) for role, found in names.items()),
            0,
        )
        return {
            role: names.get(role, accepted[min(manner, len(accepted) - 1)])
            for role, accepted in self.roles.items()
        }

    def name(self, device: Device) -> str | None:
        """Return the name that the owner gave it, None where it has none."""
        main = next(iter(self.roles), "")
        return device.name_of(self.names.get(main, ""))

    def read(self, device: Device) -> State:
        """Return what the device tells: see ``models/state.py`` for each kind."""
        return self.decode(View(device, self.names))

    def write(self, device: Device, command: Command) -> list[EpSet]:
        """Return what to set, in one request.

        Raises UnsupportedError where nothing can be set or the command is of another kind,
        InvalidError where one of its values is out of range.
        """
        if self.encode is None:
            raise UnsupportedError(f"{self.id} cannot be set")
        return [
            EpSet(device.me, self._io(write.role), int(write.type), write.val, write.extra)
            for write in self.encode(View(device, self.names), command)
        ]

    def is_absolute(self, command: Command) -> bool:
        """Tell whether a command may be sent again when no answer comes."""
        return self.absolute and getattr(command, "seconds", None) is None

    def _io(self, role: str) -> str:
        found = self.names.get(role)
        if found is None:
            raise UnsupportedError(f"{self.id} has no {role}")
        return found


def first_of(accepted: Iterable[str], present: Mapping[str, Io]) -> str | None:
    """Return the first accepted name that is present."""
    return next((name for name in accepted if name in present), None)


def numbered(count: int, *names: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return ``(1, ("L1", "P1"))`` and so on for ``"L?", "P?"``."""
    return [
        (index, tuple(name.replace("?", str(index)) for name in names))
        for index in range(1, count + 1)
    ]


def wrong_command(command: Command) -> UnsupportedError:
    """Return the error for a command of another kind."""
    return UnsupportedError(f"{type(command).__name__} is not for this")


def check(name: str, value: float, low: float, high: float) -> float:
    """Return ``value``. Raises InvalidError outside ``low`` to ``high``."""
    if not low <= value <= high:
        raise InvalidError(f"parameter {name} must be from {low} to {high}")
    return value


def choose[T](name: str, value: str, choices: Mapping[str, T]) -> T:
    """Return what ``value`` stands for. Raises InvalidError."""
    if value not in choices:
        raise InvalidError(f"parameter {name} must be one of: {', '.join(choices)}")
    return choices[value]


@dataclass(frozen=True, slots=True)
class DeviceClass:
    """Classes of devices that have the same rows."""

    names: tuple[str, ...]
    """As ``fulltype`` or ``devtype``."""
    rows: tuple[Feature, ...]
