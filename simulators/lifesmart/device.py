"""A simulated LifeSmart Smart Station: what hangs on it, and what happens to it."""

from collections.abc import Callable
from enum import StrEnum
import math
from typing import Any, ClassVar

from simulators.base import SimulatedDevice
from simulators.clock import Clock
from simulators.lifesmart import topics  # noqa: F401  # enters all operations
from simulators.lifesmart.behaviour import after_write
from simulators.lifesmart.controls import station_actions
from simulators.lifesmart.discovery import DISCOVERY_PORT, SearchResponder
from simulators.lifesmart.infrared import Remotes
from simulators.lifesmart.locks import Locks
from simulators.lifesmart.network import Network
from simulators.lifesmart.notices import Notices
from simulators.lifesmart.ota import OtaStore
from simulators.lifesmart.pairing import Pairing
from simulators.lifesmart.quirks import Quirks
from simulators.lifesmart.registry import OPERATIONS
from simulators.lifesmart.request import Refusal
from simulators.lifesmart.scenes import Scene
from simulators.lifesmart.server import StationServer
from simulators.lifesmart.subdevice import Movement, SubDevice
from simulators.lifesmart.view import visible_state
from simulators.sockets import Peer, UdpPort

__all__ = ["Access", "LifeSmartStation"]

type Json = dict[str, Any]

PORT, REPLY_PORT = 12348, 12346
_MOVING = frozenset({"SL_DOOYA", "SL_ETDOOR"})


class Access(StrEnum):
    """How OpenDEV was switched on, which decides where answers go."""

    QR = "qr"
    """To the port that asked."""

    APP = "app"
    """Always to port 12346."""


class LifeSmartStation(SimulatedDevice):
    """One station, as its owner has set it up."""

    system: ClassVar[str] = "lifesmart"
    reboot_lasts: float = 20.0
    latest_version: str = "1.0.94p1"

    def __init__(
        self,
        name: str,
        address: str,
        *,
        lsid: str = "A3MAAABtAEwQRzM0Njg5NA",
        model: str = "OD_ACCORD_SIM",
        token: str = "token123456token123456",
        mgatype: str = "LSJZX1K",
        defed: bool = False,
        access: Access = Access.QR,
        port: int = PORT,
        reply_port: int = REPLY_PORT,
        discovery_port: int = DISCOVERY_PORT,
        quirks: Quirks | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Build a station; `defed` has the network, the SIM and the LED of an alarm gateway."""
        super().__init__(name, address, clock)
        self.lsid = lsid
        self.model = model
        self.token = token
        self.mgatype = mgatype
        self.defed = defed
        self.access = access
        self._reply_port = reply_port
        self._initial_quirks = quirks or Quirks()
        self._waiting: list[Remotes | Pairing] = []
        self._furnishers: list[Callable[[LifeSmartStation], None]] = []
        self.server = StationServer(self)
        self.notices = Notices(self)
        self.socket = UdpPort(address, port, self.server.receive)
        self.search = SearchResponder(self, discovery_port)
        self.endpoints += [self.socket, self.search.socket]
        self.reset_state()

    @classmethod
    def operations(cls) -> frozenset[str]:
        """Return the ids of all operations that stations answer."""
        return frozenset(OPERATIONS)

    @property
    def port(self) -> int:
        """The port where requests are taken."""
        return self.socket.port

    @property
    def discovery_port(self) -> int:
        """The port where the station is searched for."""
        return self.search.socket.port

    @property
    def agtid(self) -> str:
        """What answers and events give as the station's id."""
        return self.lsid if self.quirks.agtid is None else self.quirks.agtid

    def answer_to(self, peer: Peer) -> Peer:
        """Return where the answer to somebody goes."""
        return peer if self.access is Access.QR else (peer[0], self._reply_port)

    # --- time ----------------------------------------------------------------

    def exact_time(self) -> float:
        """Return what the station takes for the time, in seconds UTC."""
        wrong = self.clock_offset + self.clock_shift + self.clock_drift * self.clock.now() / 86400
        return self.clock.wall().timestamp() + wrong

    def time(self) -> int:
        """Return the same in whole seconds."""
        return math.floor(self.exact_time())

    # --- state ---------------------------------------------------------------

    def reset_state(self) -> None:
        """Be as built."""
        for waiting in self._waiting:
            waiting.cancel()
        self.quirks = self._initial_quirks
        self.closed = False
        self.clock_offset = self.clock_drift = 0.0
        self.title = self.name
        self.version = "1.0.93p2"
        self.next_version: str | None = None
        self.timezone, self.summer = 8, False
        self.led: tuple[bool, int] = (False, 0)
        self.devices: dict[str, SubDevice] = {}
        self.movements: dict[str, Movement] = {}
        self.scenes: dict[str, Scene] = {}
        self.ran: list[tuple[str, Json]] = []
        self.locks = Locks(self)
        self.remotes = Remotes(self)
        self.network = Network(self)
        self.ota = OtaStore(self)
        self.pairing = Pairing(self)
        self._waiting = [self.remotes, self.pairing]
        self.notices.forget()
        self.server.requests.clear()
        for furnisher in self._furnishers:
            furnisher(self)

    def furnish_with(self, furnisher: Callable[[LifeSmartStation], None]) -> None:
        """Let things be attached now and whenever the station is as built again."""
        self._furnishers.append(furnisher)
        furnisher(self)

    def state(self) -> Json:
        """Return everything that can be seen from outside, and nobody's codes."""
        return visible_state(self)

    def actions(self) -> dict[str, Callable[[Json], None]]:
        """Add what happens around the station."""
        return {**super().actions(), **station_actions(self)}

    # --- sub-devices -----------------------------------------------------------

    def device(self, me: object) -> SubDevice:
        """Return a sub-device; refuse an id that is none."""
        if not isinstance(me, str) or me not in self.devices:
            raise Refusal("no such device")
        return self.devices[me]

    def attach(self, device: SubDevice, *, tell: bool = True) -> SubDevice:
        """Add a sub-device."""
        self.devices[device.me] = device
        for io in device.ios.values():
            io.changed = self._milliseconds()
        if device.devtype in _MOVING:
            self.movements[device.me] = Movement(self, device)
        self.locks.attach(device)
        if tell:
            self.notices.added(device)
        return device

    def detach(self, device: SubDevice) -> None:
        """Remove a sub-device."""
        del self.devices[device.me]
        self.movements.pop(device.me, None)
        self.locks.detach(device)
        self.notices.removed(device)

    def write(self, device: SubDevice, idx: str, type_: int, val: int, more: Json) -> None:
        """Let somebody set an IO that can be set."""
        io = device.io(idx)
        io.write(type_, val)
        io.more = more
        self.touch(device, idx)
        after_write(self, device, idx, type_, val)

    def change(self, device: SubDevice, idx: str, type_: int, val: int) -> None:
        """Let an IO change by itself, whoever may write it."""
        io = device.io(idx)
        io.type, io.val, io.v = type_, val, None
        self.touch(device, idx)

    def measure(self, device: SubDevice, idx: str, value: float) -> None:
        """Let a sensor see something."""
        device.io(idx).measure(value)
        self.touch(device, idx)

    def touch(self, device: SubDevice, *names: str) -> None:
        """Tell that IOs have changed."""
        for name in names:
            device.io(name).changed = self._milliseconds()
        self.notices.changed(device, names)

    def reach(self, device: SubDevice, *, online: bool) -> None:
        """Let a sub-device be within reach or not."""
        device.online = online
        self.notices.changed(device, (), stat=int(online))

    def rename(self, device: SubDevice | None, name: str) -> None:
        """Give a sub-device, or the station itself, another name."""
        if device is None:
            self.title = name
            return
        device.name = name
        self.notices.changed(device, (), name=name)

    def _milliseconds(self) -> int:
        return int(self.exact_time() * 1000)

    # --- going down and coming back ----------------------------------------------

    def booted(self) -> None:
        """Forget what does not survive a boot."""
        self.notices.forget()
        for waiting in self._waiting:
            waiting.cancel()
        if self.next_version is not None:
            self.version, self.next_version = self.next_version, None

    def reboot(self) -> None:
        """Come back after a while."""
        self.restart(down_for=self.reboot_lasts)

    def factory_reset(self) -> None:
        """Be as sold: nothing hangs on it, and OpenDEV is off until somebody opens it."""
        furnishers, self._furnishers = self._furnishers, []
        self.reset_state()
        self._furnishers = furnishers
        self.closed = True
