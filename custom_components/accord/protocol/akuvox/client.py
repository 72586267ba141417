"""The client of one Akuvox unit: its topics by the vendor's names."""

import aiohttp

from ..transport.http import Authorization, DigestAuthorization, HttpChannel
from ..transport.tls import VERIFY, TlsPolicy
from .session import AkuvoxSession, Pacing
from .topics.actionurl import ActionUrlTopic
from .topics.call import CallTopic
from .topics.calllog import CallLogTopic
from .topics.config import ConfigTopic
from .topics.contact import ContactTopic
from .topics.dialreplace import DialReplaceTopic
from .topics.doorlog import DoorLogTopic
from .topics.firmware import FirmwareTopic
from .topics.group import GroupTopic
from .topics.input import InputTopic
from .topics.log import LogTopic
from .topics.pcap import PcapTopic
from .topics.persons import PersonsTopic
from .topics.privatekey import PrivateKeyTopic
from .topics.publiccode import PublicCodeTopic
from .topics.relay import RelayTopic
from .topics.rfkey import RfKeyTopic
from .topics.schedule import ScheduleTopic
from .topics.sip import SipTopic
from .topics.status import StatusTopic
from .topics.system import SystemTopic
from .topics.user import UserTopic


class AkuvoxClient:
    """``await AkuvoxClient(session, "192.0.2.21").relay.pulse("A", 4)``.

    Nothing is sent before the first request. Every method may raise ConnectionFailedError and
    its kinds, AuthenticationError, ApiClosedError, WantsHttpsError, ProtocolError,
    UnsupportedError, or what the unit's retcode stands for.
    """

    system: SystemTopic
    firmware: FirmwareTopic
    config: ConfigTopic
    relay: RelayTopic
    input: InputTopic
    call: CallTopic
    sip: SipTopic
    log: LogTopic
    pcap: PcapTopic
    publiccode: PublicCodeTopic
    privatekey: PrivateKeyTopic
    rfkey: RfKeyTopic
    contact: ContactTopic
    group: GroupTopic
    dialreplace: DialReplaceTopic
    calllog: CallLogTopic
    doorlog: DoorLogTopic
    user: UserTopic
    schedule: ScheduleTopic
    persons: PersonsTopic
    status: StatusTopic
    actionurl: ActionUrlTopic

    def __init__(
        self,
        session: aiohttp.ClientSession,
        host: str,
        port: int | None = None,
        *,
        https: bool = False,
        tls: TlsPolicy = VERIFY,
        authorization: Authorization | None = None,
        pacing: Pacing | None = None,
        close_each: bool = False,
    ) -> None:
        """Set the unit; without ``port`` that of the scheme."""
        self.host = host
        self._authorization = authorization
        self._channel = HttpChannel(
            session,
            base_url(host, port, https=https),
            authorization=authorization,
            tls=tls,
            close_each=close_each,
        )
        self._session = link = AkuvoxSession(self._channel, pacing=pacing)
        self.system = SystemTopic(link)
        self.firmware = FirmwareTopic(link)
        self.config = ConfigTopic(link)
        self.relay = RelayTopic(link)
        self.input = InputTopic(link)
        self.call = CallTopic(link)
        self.sip = SipTopic(link)
        self.log = LogTopic(link)
        self.pcap = PcapTopic(link)
        self.publiccode = PublicCodeTopic(link)
        self.privatekey = PrivateKeyTopic(link)
        self.rfkey = RfKeyTopic(link)
        self.contact = ContactTopic(link)
        self.group = GroupTopic(link)
        self.dialreplace = DialReplaceTopic(link)
        self.calllog = CallLogTopic(link)
        self.doorlog = DoorLogTopic(link)
        self.user = UserTopic(link)
        self.schedule = ScheduleTopic(link)
        self.status = StatusTopic(link)
        self.persons = PersonsTopic(
            self.user, self.schedule, self.privatekey, self.rfkey, self.status.has
        )
        self.actionurl = ActionUrlTopic(link)

    @property
    def secure(self) -> bool:
        """Tell whether others on the network cannot read what is sent."""
        return self._session.secure

    @property
    def unasked(self) -> bool:
        """Tell whether the unit has answered without asking for the account that it was given.

        Basic is shown unasked, so nothing is known there.
        """
        known = self._authorization
        return isinstance(known, DigestAuthorization) and self._session.greeted and not known.asked

    @property
    def close_each(self) -> bool:
        """Tell whether the unit is found to close each connection, to be remembered."""
        return self._channel.close_each


def base_url(host: str, port: int | None = None, *, https: bool = False) -> str:
    """Return the address of a unit's server."""
    scheme = "https" if https else "http"
    name = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"{scheme}://{name}" if port is None else f"{scheme}://{name}:{port}"
