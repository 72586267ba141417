"""How an entry reaches its unit: address, scheme, certificate and account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import re
from typing import Any, Self

from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..accord.flows import InvalidHostError, join_address, split_address
from ..accord.protocol.akuvox import DEFAULT_ACCOUNT, AkuvoxClient, AuthMode, Detected, Pacing
from ..accord.protocol.akuvox.client import base_url
from ..accord.protocol.transport.http import Authorization, BasicAuthorization, DigestAuthorization
from ..accord.protocol.transport.tls import VERIFY, TlsPolicy
from .const import CONF_AUTH_MODE, CONF_CLOSE_EACH, CONF_FINGERPRINT, CONF_HTTPS, CONF_LEGACY

HTTP_PORT, HTTPS_PORT = 80, 443
PACING = Pacing()
"""Pauses between requests to one unit."""

_PAGE = re.compile(r"[/?#]")
"""Begins what stands behind host and port."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """What an entry stores to reach its unit."""

    host: str
    port: int | None = None
    """None for the scheme's own."""
    https: bool = False
    fingerprint: str | None = None
    """SHA-256 of the certificate that the user confirmed."""
    legacy: bool = False
    auth_mode: AuthMode = AuthMode.NONE
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    close_each: bool = False

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read the data of an entry."""
        return cls(
            host=data[CONF_HOST],
            port=data.get(CONF_PORT),
            https=data.get(CONF_HTTPS, False),
            fingerprint=data.get(CONF_FINGERPRINT),
            legacy=data.get(CONF_LEGACY, False),
            auth_mode=AuthMode(data.get(CONF_AUTH_MODE, AuthMode.NONE)),
            username=data.get(CONF_USERNAME, ""),
            password=data.get(CONF_PASSWORD, ""),
            close_each=data.get(CONF_CLOSE_EACH, False),
        )

    @classmethod
    def from_detected(cls, host: str, found: Detected, username: str, password: str) -> Self:
        """Reach a unit as it was found; an account that it does not ask for is not kept."""
        asked = found.auth_mode is not AuthMode.NONE
        return cls(
            host=host,
            port=found.port,
            https=found.https,
            fingerprint=found.fingerprint,
            legacy=found.legacy,
            auth_mode=found.auth_mode,
            username=username if asked else "",
            password=password if asked else "",
        )

    def to_data(self) -> dict[str, Any]:
        """Return the data of an entry; what was found out about the firmware is not part of it."""
        return {
            CONF_HOST: self.host,
            CONF_PORT: self.port,
            CONF_HTTPS: self.https,
            CONF_FINGERPRINT: self.fingerprint,
            CONF_LEGACY: self.legacy,
            CONF_AUTH_MODE: self.auth_mode.value,
            CONF_USERNAME: self.username,
            CONF_PASSWORD: self.password,
        }

    @property
    def address(self) -> str:
        """Return the address as a person would type it."""
        usual = HTTPS_PORT if self.https else HTTP_PORT
        shown = join_address(self.host, self.port or usual, usual)
        return f"https://{shown}" if self.https else shown

    @property
    def url(self) -> str:
        """Return the address of the unit's own page."""
        return base_url(self.host, self.port, https=self.https)

    @property
    def authorization(self) -> Authorization | None:
        """Return how the unit is told who we are."""
        match self.auth_mode:
            case AuthMode.BASIC:
                return BasicAuthorization(self.username, self.password)
            case AuthMode.DIGEST:
                return DigestAuthorization(self.username, self.password)
            case AuthMode.NONE:
                return None

    @property
    def tls(self) -> TlsPolicy:
        """Return how far the unit's certificate is trusted."""
        if self.fingerprint is None:
            return VERIFY
        return TlsPolicy(fingerprint=self.fingerprint, legacy=self.legacy)

    @property
    def has_default_account(self) -> bool:
        """Tell whether the unit takes the account that everybody knows."""
        asked = self.auth_mode is not AuthMode.NONE
        return asked and (self.username, self.password) == DEFAULT_ACCOUNT


def make_client(hass: HomeAssistant, connection: Connection) -> AkuvoxClient:
    """Return a client of a unit; nothing is opened yet."""
    return AkuvoxClient(
        async_get_clientsession(hass),
        connection.host,
        connection.port,
        https=connection.https,
        tls=connection.tls,
        authorization=connection.authorization,
        pacing=PACING,
        close_each=connection.close_each,
    )


def parse_address(text: str) -> tuple[str, int | None]:
    """Return host and port of what a user typed, a copied page address too; no port is None.

    ``https://`` without a port means 443. Raises InvalidHostError.
    """
    text, usual = text.strip(), HTTP_PORT
    scheme, separator, rest = text.partition("://")
    if separator:
        if scheme.lower() not in ("http", "https"):
            raise InvalidHostError("no such scheme")
        text = _PAGE.split(rest)[0]
        usual = HTTPS_PORT if scheme.lower() == "https" else HTTP_PORT
    host, port = split_address(text, usual)
    return host, None if port == HTTP_PORT else port


def shown_fingerprint(fingerprint: str) -> str:
    """Return a fingerprint as browsers show it: pairs of digits."""
    digits = fingerprint.upper()
    return ":".join(digits[place : place + 2] for place in range(0, len(digits), 2))
