"""One LoRaWAN device: what the server keeps of it, and the device itself in the field."""

from collections import deque
from dataclasses import dataclass, field
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulators.iotsquare.sensors import Sensor


@dataclass(frozen=True)
class Downlink:
    """A frame on its way to a device, with the counter that was reserved for it."""

    f_cnt: int
    port: int
    data: bytes
    confirmed: bool = False


@dataclass(frozen=True)
class Reception:
    """How one gateway heard a frame."""

    gw_id: str
    rssi: int
    snr: float


@dataclass(frozen=True)
class Uplink:
    """A frame that came in; `time` in Unix milliseconds, frequency in MHz."""

    time: int
    f_cnt: int
    port: int
    data: bytes
    confirmed: bool
    data_rate: int
    frequency: float
    adr: bool
    class_: str
    receptions: tuple[Reception, ...]

    @property
    def best(self) -> Reception:
        """The gateway that heard it best."""
        return self.receptions[0]


@dataclass
class EndDevice:
    """A device as it was entered, its session and its state."""

    app_id: int
    dev_eui: str
    name: str
    region: str
    subnet: str
    app_eui: str = "0" * 16
    auto_subnet: bool = False
    class_b: bool = False
    class_c: bool = False
    auth: str = "otaa"
    app_key: str = ""
    dev_addr: str = ""
    app_s_key: str = ""
    nwk_s_key: str = ""
    mac_version: str = "1.0.2"
    remarks: str = ""
    product: str = "lorawan"
    profile_id: int = 0
    tags: list[str] = field(default_factory=list)
    created: int = 0

    sensor: Sensor | None = None
    """What it measures and does; a device without is only a row of the server's table."""

    period: float | None = None
    """Seconds between reports."""

    receptions: dict[str, tuple[int, float]] = field(default_factory=dict)
    """How gateways hear it, in dBm and dB; without any, all do alike."""

    data_rate: int = 0
    adr: bool = True
    battery: int = 255
    loses: int = 0
    """So many of the next frames are lost on the air, each way."""

    joined: bool = False
    proven: bool = True
    """Whether an uplink followed the latest join."""

    sessions: int = 0
    f_cnt_up: int = 0
    f_cnt_down: int = 0
    last_uplink: Uplink | None = None
    last_port: int = 0
    queue: deque[Downlink] = field(default_factory=deque)
    awaited: Downlink | None = None
    """The confirmed frame that was sent and has not been answered."""

    acknowledges: bool = False
    status_asked: bool = False
    received: list[Downlink] = field(default_factory=list)
    """What the device itself has got."""

    too_long: list[Downlink] = field(default_factory=list)
    """What never fitted into a window."""

    @property
    def class_(self) -> str:
        """The class, by its registration."""
        return "C" if self.class_c else "B" if self.class_b else "A"

    def derive_session(self) -> None:
        """Take address and keys of a new session, and begin to count."""
        self.sessions += 1
        seed = hashlib.sha256(f"{self.dev_eui}/{self.app_key}/{self.sessions}".encode()).hexdigest()
        self.dev_addr, self.app_s_key, self.nwk_s_key = seed[:8], seed[8:40], seed[-24:] + seed[:8]
        self.f_cnt_up = self.f_cnt_down = 0
        self.queue.clear()
        self.awaited = None
        self.acknowledges = False
        self.joined, self.proven = True, False

    def reserve(self, port: int, data: bytes, *, confirmed: bool) -> Downlink:
        """Put a frame into the queue."""
        downlink = Downlink(self.f_cnt_down, port, data, confirmed)
        self.f_cnt_down += 1
        self.queue.append(downlink)
        return downlink
