"""The client of one IoTSquare account: its topics by the vendor's names."""

import aiohttp
from yarl import URL

from ..errors import InvalidError
from ..transport.http import HeaderAuthorization, HttpChannel
from ..transport.tls import VERIFY, TlsPolicy
from .catalog import CLOUD, TOKEN_HEADER
from .session import IoTSquareSession, Pace
from .topics.app import AppTopic
from .topics.device import DeviceTopic
from .topics.fuota import FuotaTopic
from .topics.gateway import GatewayTopic
from .topics.ladtp import LadtpTopic
from .topics.mcdevice import McDeviceTopic
from .topics.mcgroup import McGroupTopic
from .topics.relay import RelayTopic

CONNECT_TIMEOUT = 10.0
_API = "/openapi"


class IoTSquareClient:
    """``await IoTSquareClient(session, CLOUD, token).app.list()``.

    Nothing is sent before the first request. Every method may raise ConnectionFailedError and
    its kinds, AuthenticationError, BusyError, ProtocolError, UnsupportedError for an operation
    that the server does not know, or what the server's code stands for.
    """

    app: AppTopic
    device: DeviceTopic
    gateway: GatewayTopic
    mcgroup: McGroupTopic
    mcdevice: McDeviceTopic
    fuota: FuotaTopic
    relay: RelayTopic
    ladtp: LadtpTopic

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str = CLOUD,
        token: str = "",
        *,
        header: str = TOKEN_HEADER,
        verify_ssl: bool = True,
        pace: Pace | None = None,
    ) -> None:
        """Set server and account. Raises InvalidError for what is no address."""
        self.base_url = normalize_url(base_url)
        channel = HttpChannel(
            session,
            self.base_url,
            authorization=HeaderAuthorization(header, token.strip()),
            tls=VERIFY if verify_ssl else TlsPolicy(insecure=True),
            connect_timeout=CONNECT_TIMEOUT,
        )
        link = IoTSquareSession(channel, pace)
        self.app = AppTopic(link)
        self.device = DeviceTopic(link)
        self.gateway = GatewayTopic(link)
        self.mcgroup = McGroupTopic(link)
        self.mcdevice = McDeviceTopic(link)
        self.fuota = FuotaTopic(link)
        self.relay = RelayTopic(link)
        self.ladtp = LadtpTopic(link)


def normalize_url(text: str) -> str:
    """Return a server's address without the path of the interface; HTTPS where none is given.

    Raises InvalidError for what is no address.
    """
    address = text.strip()
    if "://" not in address:
        address = f"https://{address}"
    try:
        found = URL(address)
    except ValueError:
        raise InvalidError("the address is not valid") from None
    if found.scheme not in {"http", "https"} or not found.host or found.user or found.query_string:
        raise InvalidError("the address is not valid")
    path = found.path.rstrip("/")
    return f"{found.origin()}{path.removesuffix(_API).rstrip('/')}"
