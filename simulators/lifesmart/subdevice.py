"""A sub-device: what it is called, what is in it, and how it moves."""

from typing import TYPE_CHECKING, Any

from simulators.lifesmart.classes import ios_of
from simulators.lifesmart.io import Io
from simulators.lifesmart.request import Refusal

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

type Json = dict[str, Any]


class SubDevice:
    """One device that hangs on the station."""

    def __init__(
        self,
        me: str,
        devtype: str,
        name: str = "",
        *,
        fulltype: str | None = None,
        ios: str | None = None,
        version: str = "0.1.6.4",
        ota_class: str = "03580000",
        level: int = -62,
    ) -> None:
        """Build one as it is when new; `ota_class` is in the names of files with its firmware."""
        self.me = me
        self.devtype = devtype
        self.fulltype = fulltype or devtype
        self.name = name or devtype
        self.version = version
        self.ota_class = ota_class
        self.level = level
        self.online = True
        self.ios: dict[str, Io] = ios_of(devtype, ios)

    @property
    def on_battery(self) -> bool:
        """Whether it runs on a battery."""
        return any(io.kind.name == "bat" for io in self.ios.values())

    def io(self, name: object) -> Io:
        """Return an IO; refuse a name that it does not have."""
        if not isinstance(name, str) or name not in self.ios:
            raise Refusal("no such idx")
        return self.ios[name]

    def describe(self, station: str, *, data: bool, bare: bool = False) -> Json:
        """Return how `ep` and `eps` tell it."""
        told: Json = {
            "me": self.me,
            "agt": station,
            "devtype": self.devtype,
            "fulltype": self.fulltype,
            "name": self.name,
            "stat": int(self.online),
            "lDbm": self.level,
            "epver": self.version,
        }
        if not data:
            return told
        ios = {name: io.wire() for name, io in self.ios.items()}
        if bare:
            ios = {n: {"v": io["v"], "valts": io["valts"]} for n, io in ios.items()}
        return {**told, "data": ios}


class Movement:
    """A curtain or a garage door on its way."""

    full_way: float = 20.0
    """Seconds from one end to the other."""

    def __init__(self, station: LifeSmartStation, device: SubDevice) -> None:
        """Stand still, closed."""
        self._station = station
        self._device = device
        self._show = "P2" if device.devtype == "SL_ETDOOR" else "P1"
        self._place = 0.0
        self._target = 0.0
        self._started = 0.0
        self._turn = 0

    @property
    def place(self) -> float:
        """How far open it is now, in percent."""
        gone = (self._station.clock.now() - self._started) / self.full_way * 100
        if self._target >= self._place:
            return min(self._target, self._place + gone)
        return max(self._target, self._place - gone)

    def command(self, type_: int, val: int) -> None:
        """Go to a place or stop."""
        if type_ == 0xCE:
            if val != 0x80:
                raise Refusal("stop is 0x80")
            self._rest()
        elif val > 100:
            raise Refusal("no such place")
        else:
            self._go(val)

    def _go(self, target: int) -> None:
        self._place, self._started = self.place, self._station.clock.now()
        self._target = float(target)
        self._turn += 1
        if self._place == self._target:
            self._rest()
            return
        way = abs(self._target - self._place) / 100 * self.full_way
        direction = 0x80 if self._target > self._place else 0
        self._tell(0x81, direction | round(self._place))
        self._station.spawn(self._arrive(self._turn, way))

    async def _arrive(self, turn: int, way: float) -> None:
        await self._station.clock.sleep(way)
        if turn == self._turn:
            self._rest()

    def _rest(self) -> None:
        self._place = self._target = self.place
        self._turn += 1
        self._tell(0x80, round(self._place))

    def _tell(self, type_: int, val: int) -> None:
        self._station.change(self._device, self._show, type_, val)
