"""The client of one LifeSmart station: its topics by the vendor's names."""

import asyncio

from .clock import StationClock
from .codec import Credentials
from .dialect import Dialect
from .port import STATION_PORT, StationPort
from .session import GAP, StationSession
from .topics.config import ConfigTopic
from .topics.doorlock import DoorlockTopic
from .topics.ep import EpTopic
from .topics.lock_users import LockUsersTopic
from .topics.net import NetTopic
from .topics.otamanage import OtaManageTopic
from .topics.pairing import PairingTopic
from .topics.rssi import RssiTopic
from .topics.scene import SceneTopic
from .topics.spotremote import SpotRemoteTopic
from .topics.status import StatusTopic
from .topics.swifte import SwifteTopic
from .topics.v3 import V3Topic
from .users import Sleep


class LifeSmartClient:
    """``await LifeSmartClient(port, "192.0.2.31", credentials).doorlock.open_lock("2711")``.

    Nothing is sent before the first request. Every method may raise NoAnswerError and other
    kinds of ConnectionFailedError, SignatureRefusedError, ProtocolError, or what the station's
    code stands for; a command without an answer raises with ``outcome_unknown``.
    """

    ep: EpTopic
    scene: SceneTopic
    doorlock: DoorlockTopic
    v3: V3Topic
    swifte: SwifteTopic
    lock_users: LockUsersTopic
    spotremote: SpotRemoteTopic
    config: ConfigTopic
    net: NetTopic
    pairing: PairingTopic
    otamanage: OtaManageTopic
    rssi: RssiTopic
    status: StatusTopic

    def __init__(
        self,
        port: StationPort,
        host: str,
        credentials: Credentials,
        *,
        station_port: int = STATION_PORT,
        own_host: str | None = None,
        own_port: int | None = None,
        clock: StationClock | None = None,
        dialect: Dialect | None = None,
        gap: float = GAP,
        timeout: float | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Set the station: ``host`` is an address; ``port`` is shared by all stations.

        ``own_host`` and ``own_port`` are where the station reaches us, if that is another place
        than it seems; ``dialect`` what it was found to want before. ``timeout`` in seconds replaces that of every request.
        """
        self.host = host
        self.session = session = StationSession(
            port,
            host,
            credentials,
            station_port=station_port,
            own_host=own_host,
            own_port=own_port,
            clock=clock,
            dialect=dialect,
            gap=gap,
            timeout=timeout,
        )
        self.ep = EpTopic(session)
        self.scene = SceneTopic(session)
        self.doorlock = DoorlockTopic(session)
        self.v3 = V3Topic(session)
        self.swifte = SwifteTopic(session)
        self.lock_users = LockUsersTopic(self.doorlock, self.v3, self.swifte, sleep)
        self.spotremote = SpotRemoteTopic(session)
        self.config = ConfigTopic(session)
        self.net = NetTopic(session)
        self.pairing = PairingTopic(session)
        self.otamanage = OtaManageTopic(session)
        self.rssi = RssiTopic(session)
        self.status = StatusTopic(session, self.ep, self.config)

    @property
    def clock(self) -> StationClock:
        """Return the station's clock as far as it is known."""
        return self.session.clock

    @property
    def dialect(self) -> Dialect:
        """Return what the station was found to want, to be remembered."""
        return self.session.dialect
