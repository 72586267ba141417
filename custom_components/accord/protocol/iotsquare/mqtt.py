"""What devices say by MQTT, and frames to them. Source: data-interface page of the vendor."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
import logging
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from ..errors import AccordError, ProtocolError, TlsError
from ..transport.mqtt import MqttBroker, MqttLink, MqttLogin, MqttState, MqttTimes
from .catalog import check_port
from .codec import normalize_eui
from .models.uplink import Uplink
from .mqtt_codec import Encoding, build_downlink, parse_message
from .topics.device import check_payload

TLS_PORT = 2883
PLAIN_PORT = 1883
CLOUD_HOST = "cloud.iotsquare.xyz"
CLOUD_CA_FINGERPRINT = "0a153627c2719552609df0377384b2577fb32d7cd961c6d78f744ec296f0545d"
"""SHA-256 of the vendor's own authority, which its data-interface page shows as PEM."""

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class MqttTls:
    """Whom to trust."""

    ca: str | None = None
    """PEM of the authority; None for those of the machine."""
    check_host: bool = True
    """Private servers may show a certificate for another name."""
    verify: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MqttSettings:
    """Where a server's broker is, and who we are there."""

    host: str = CLOUD_HOST
    port: int = TLS_PORT
    username: str
    password: str = field(repr=False)
    user_id: str
    """Number of the user, part of the topics."""
    tls: MqttTls | None = field(default_factory=MqttTls)
    """None for a plain connection."""
    token: str = field(default="", repr=False)
    """API token, which frames to devices bear in protobuf."""


class IoTSquareMqtt:
    """One account at one broker. ``on_uplink`` is told each uplink, also known ones again."""

    def __init__(
        self,
        settings: MqttSettings,
        on_uplink: Callable[[Uplink], None],
        *,
        on_other: Callable[[str, str], None] | None = None,
        on_state: Callable[[], None] | None = None,
        times: MqttTimes | None = None,
    ) -> None:
        """Set whom to tell; ``on_other`` is told device and kind of messages of other kinds."""
        self._settings = settings
        self._on_uplink = on_uplink
        self._on_other = on_other
        broker = MqttBroker(
            host=settings.host,
            port=settings.port,
            login=lambda: MqttLogin("", settings.username, settings.password),
            context=None if settings.tls is None else self._context,
        )
        self._link = MqttLink(broker, self._message, on_state=on_state, times=times)
        self._topic = f"user/{settings.user_id}/device"
        self.encoding = Encoding.PROTOBUF
        """As the newest message had it."""
        self.received = 0
        self.unreadable = 0
        """Messages since the start."""

    @property
    def connected(self) -> bool:
        """Tell whether uplinks come now."""
        return self._link.connected

    @property
    def state(self) -> MqttState:
        """Return how the link stands."""
        return self._link.state

    @property
    def error(self) -> AccordError | None:
        """Return why there is no connection."""
        return self._link.error

    async def start(self) -> None:
        """Begin to connect; that goes on until ``close``."""
        await self._link.subscribe(f"{self._topic}/+/uplink", qos=1)
        self._link.start()

    async def check(self) -> None:
        """Connect once and leave. Raises what ``MqttLink.check`` does."""
        await self._link.subscribe(f"{self._topic}/+/uplink", qos=1)
        await self._link.check()

    async def close(self) -> None:
        """Leave."""
        await self._link.close()

    async def downlink(
        self, dev_eui: str, f_port: int, data: bytes, confirmed: bool = False
    ) -> None:
        """Put a frame into a device's queue; no counter comes back. Never sent twice.

        Raises ConnectionFailedError without a connection, and with ``outcome_unknown`` where no
        acknowledgement of the broker came.
        """
        eui = normalize_eui(dev_eui, "dev_eui")
        payload = build_downlink(
            self.encoding,
            self._settings.token,
            eui,
            check_port(f_port),
            check_payload(data),
            confirmed=confirmed,
        )
        await self._link.publish(f"{self._topic}/{eui}/downlink", payload, qos=1)

    def _message(self, topic: str, payload: bytes) -> None:
        try:
            message = parse_message(payload)
        except ProtocolError as err:
            self.unreadable += 1
            _LOGGER.debug("MQTT: %s (%d bytes)", err, len(payload))
            return
        if topic.rpartition("/")[0].rpartition("/")[2].lower() != message.dev_eui:
            self.unreadable += 1
            _LOGGER.debug("MQTT: message of another device than its topic's")
            return
        self.received += 1
        self.encoding = message.encoding
        if message.uplink is not None:
            self._on_uplink(message.uplink)
        elif self._on_other is not None:
            self._on_other(message.dev_eui, message.kind)

    async def _context(self) -> ssl.SSLContext:
        return await make_context(self._settings.tls or MqttTls())


async def make_context(tls: MqttTls) -> ssl.SSLContext:
    """Return a TLS context, made off the loop. Raises TlsError for an unreadable authority."""
    try:
        return await asyncio.to_thread(_make_context, tls)
    except ssl.SSLError, ValueError:
        raise TlsError("the authority's certificate cannot be read") from None


def ca_fingerprint(pem: str) -> str:
    """Return the SHA-256 of a certificate in PEM. Raises TlsError for what is none."""
    try:
        found = x509.load_pem_x509_certificate(pem.strip().encode())
    except ValueError:
        raise TlsError("this is no certificate in PEM") from None
    return found.fingerprint(hashes.SHA256()).hex()


def _make_context(tls: MqttTls) -> ssl.SSLContext:
    context = ssl.create_default_context(cadata=tls.ca)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if not tls.check_host or not tls.verify:
        context.check_hostname = False
    if not tls.verify:
        context.verify_mode = ssl.CERT_NONE
    return context
