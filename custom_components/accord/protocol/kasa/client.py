"""The client of one Kasa device: its topics by the vendor's names."""

from collections.abc import Sequence

from .catalog import Family
from .credentials import Credentials
from .klap_link import KLAP_PORT
from .links import SwitchingLink, Transport
from .models.sysinfo import SysInfo
from .session import KasaSession
from .topics.anti_theft import AntiTheftTopic
from .topics.cloud import CloudTopic
from .topics.count_down import CountDownTopic
from .topics.debug import DebugTopic
from .topics.dimmer import DimmerTopic
from .topics.effects import EffectsTopic
from .topics.emeter import EmeterTopic
from .topics.las import LasTopic
from .topics.lighting import LightingTopic
from .topics.netif import NetifTopic
from .topics.pir import PirTopic
from .topics.schedule import ScheduleTopic
from .topics.sensor_trigger import SensorTriggerTopic
from .topics.status import StatusTopic
from .topics.strip import StripTopic
from .topics.system import SystemTopic
from .topics.time import TimeTopic
from .xor import DEFAULT_PORT


class KasaClient:
    """``await KasaClient("192.0.2.10").system.set_relay_state(True)``.

    Nothing is opened before the first request. Every method may raise ConnectionFailedError
    and its kinds, ProtocolError, or what the device's error code stands for.
    """

    system: SystemTopic
    emeter: EmeterTopic
    lighting: LightingTopic
    dimmer: DimmerTopic
    effects: EffectsTopic
    schedule: ScheduleTopic
    anti_theft: AntiTheftTopic
    count_down: CountDownTopic
    strip: StripTopic
    pir: PirTopic
    las: LasTopic
    sensor_trigger: SensorTriggerTopic
    time: TimeTopic
    cloud: CloudTopic
    netif: NetifTopic
    debug: DebugTopic
    status: StatusTopic

    def __init__(
        self,
        host: str,
        port: int = DEFAULT_PORT,
        *,
        klap_port: int = KLAP_PORT,
        transport: Transport = Transport.XOR,
        credentials: Sequence[Credentials] = (),
        expected_mac: str | None = None,
        connect_timeout: float = 5.0,
        response_timeout: float = 5.0,
    ) -> None:
        """Set the device. Times in seconds.

        ``transport`` is where it was last; a device that changed it is found again, and one
        that speaks KLAP is asked to take ``credentials``, in order, before the accounts known
        to all. With ``expected_mac`` another device at the address raises WrongDeviceError.
        """
        self.host = host
        self._link = link = SwitchingLink(
            host,
            xor_port=port,
            klap_port=klap_port,
            credentials=credentials,
            transport=transport,
            connect_timeout=connect_timeout,
            response_timeout=response_timeout,
        )
        self._session = session = KasaSession(link, expected_mac=expected_mac)
        self.system = SystemTopic(session)
        self.emeter = EmeterTopic(session)
        self.lighting = LightingTopic(session)
        self.dimmer = DimmerTopic(session)
        self.effects = EffectsTopic(session)
        self.schedule = ScheduleTopic(session)
        self.anti_theft = AntiTheftTopic(session)
        self.count_down = CountDownTopic(session)
        self.strip = StripTopic(session)
        self.pir = PirTopic(session)
        self.las = LasTopic(session)
        self.sensor_trigger = SensorTriggerTopic(session)
        self.time = TimeTopic(session)
        self.cloud = CloudTopic(session)
        self.netif = NetifTopic(session)
        self.debug = DebugTopic(session)
        self.status = StatusTopic(session)

    @property
    def sysinfo(self) -> SysInfo | None:
        """Return what the device said last about itself."""
        return self._session.sysinfo

    @property
    def family(self) -> Family | None:
        """Return the device's family, None before it first answered."""
        return None if self.sysinfo is None else self.sysinfo.family

    @property
    def transport(self) -> Transport:
        """Return how the device speaks now."""
        return self._link.transport

    @property
    def transport_name(self) -> str:
        """Return the same with KLAP's version: ``xor``, ``klap1`` or ``klap2``."""
        return self._link.name

    @property
    def klap_port(self) -> int:
        """Return where it is asked for KLAP."""
        return self._link.klap_port

    @property
    def encrypted(self) -> bool:
        """Tell whether others on the network cannot read what is sent."""
        return self._session.encrypted

    async def close(self) -> None:
        """Close the connection for good."""
        await self._session.close()
