"""Who may use the API: nobody asked, by address, by Basic or by Digest (RFC 7616, MD5)."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING

from simulators.http_server import HttpRequest

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_REMEMBERED = 100
_PAIR = re.compile(r'\s*([A-Za-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(?:,|$)')
_QUOTED = frozenset({"username", "realm", "nonce", "uri", "response", "cnonce", "opaque"})


class Auth(IntEnum):
    """Modes by their number in the configuration."""

    NONE = 0
    NORMAL = 1
    WHITE_LIST = 2
    BASIC = 3
    DIGEST = 4
    TOKEN = 5


@dataclass(frozen=True, kw_only=True)
class DigestStyle:
    """How a unit's Digest differs from another's."""

    qop: tuple[str, ...] = ("auth", "auth-int")
    """What is offered; empty for the form of RFC 2069."""

    algorithm: str | None = None
    one_time: bool = False
    """A nonce is good for one request."""

    lifetime: float | None = None
    """Seconds for which a nonce is good."""

    says_stale: bool = True
    """A nonce that was good once is refused with `stale=true`."""


@dataclass
class _Nonce:
    made: float
    count: int = 0
    spent: bool = False


@dataclass(frozen=True)
class Refusal:
    """The challenge of a 401, or none for a 403."""

    challenge: str | None = None


class Gate:
    """The check that every request below /api passes; settings come from the configuration."""

    def __init__(self, device: AkuvoxDevice, style: DigestStyle) -> None:
        """Know no nonce yet."""
        self._device = device
        self.style = style
        self.draw_nonce: Callable[[], str] = lambda: secrets.token_hex(16)
        self._opaque = hashlib.md5(device.mac.encode()).hexdigest()
        self._nonces: dict[str, _Nonce] = {}

    def forget(self) -> None:
        """Forget all nonces, as a restart does."""
        self._nonces.clear()

    @property
    def mode(self) -> Auth:
        """The mode in force."""
        return Auth(int(self._setting("AuthMode")))

    def _setting(self, name: str) -> str:
        return self._device.config[f"Config.DoorSetting.APIFCGI.{name}"]

    @property
    def realm(self) -> str:
        """What clients are asked to log in to."""
        return self._device.model.realm

    @property
    def account(self) -> tuple[str, str]:
        """User and password."""
        return self._setting("UserName"), self._setting("Password")

    def check(self, request: HttpRequest) -> Refusal | None:
        """Return why a request is refused, or None."""
        if self._setting("Enable") != "1":
            return Refusal()
        match self.mode:
            case Auth.NONE:
                return None
            case Auth.WHITE_LIST:
                allowed = {self._setting(f"IP0{number}") for number in range(1, 6)}
                return None if request.peer in allowed else Refusal()
            case Auth.BASIC:
                return self._check_basic(request)
            case Auth.DIGEST:
                return self._check_digest(request)
            case Auth.NORMAL | Auth.TOKEN:
                return Refusal()

    # --- Basic ---------------------------------------------------------------

    def _check_basic(self, request: HttpRequest) -> Refusal | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        try:
            given = base64.b64decode(token.strip(), validate=True)
        except binascii.Error, ValueError:
            given = b""
        wanted = ":".join(self.account).encode()
        if scheme.lower() == "basic" and hmac.compare_digest(given, wanted):
            return None
        return Refusal(f'Basic realm="{self.realm}"')

    # --- Digest --------------------------------------------------------------

    def _check_digest(self, request: HttpRequest) -> Refusal | None:
        given = parse_digest(request.headers.get("authorization", ""))
        if given is None or not self._is_right(given, request):
            return self._challenge(stale=False)
        nonce = self._nonces.get(given["nonce"])
        if nonce is None or not self._is_fresh(nonce, given):
            return self._challenge(stale=self.style.says_stale)
        nonce.spent = True
        nonce.count = int(given.get("nc", "0"), 16)
        return None

    def _challenge(self, *, stale: bool) -> Refusal:
        nonce = self.draw_nonce()
        while len(self._nonces) >= _REMEMBERED:
            del self._nonces[next(iter(self._nonces))]
        self._nonces[nonce] = _Nonce(self._device.clock.now())
        parts = [f'realm="{self.realm}"']
        if self.style.qop:
            parts.append(f'qop="{",".join(self.style.qop)}"')
        parts.append(f'nonce="{nonce}"')
        text = f'Digest {",".join(parts)}, opaque="{self._opaque}"'
        if self.style.algorithm is not None:
            text += f", algorithm={self.style.algorithm}"
        return Refusal(f"{text}, stale=true" if stale else text)

    def _is_fresh(self, nonce: _Nonce, given: dict[str, str]) -> bool:
        if self.style.one_time and nonce.spent:
            return False
        lifetime = self.style.lifetime
        if lifetime is not None and self._device.clock.now() - nonce.made > lifetime:
            return False
        return "nc" not in given or int(given["nc"], 16) > nonce.count

    def _is_right(self, given: dict[str, str], request: HttpRequest) -> bool:
        """Tell whether everything but the age of the nonce is right."""
        user, password = self.account
        wanted = {
            "username": user,
            "realm": self.realm,
            "uri": request.target,
            "opaque": self._opaque,
        }
        if any(given.get(name) != value for name, value in wanted.items()):
            return False
        if given.get("algorithm", "MD5").upper() != "MD5" or "nonce" not in given:
            return False
        if not self._has_right_qop(given):
            return False
        expected = digest_response(given, request.method, request.body, password)
        return hmac.compare_digest(given.get("response", ""), expected)

    def _has_right_qop(self, given: dict[str, str]) -> bool:
        if not self.style.qop:
            return not {"qop", "nc", "cnonce"} & given.keys()
        if given.get("qop") not in self.style.qop or not given.get("cnonce"):
            return False
        return re.fullmatch(r"[0-9a-f]{8}", given.get("nc", "")) is not None


def parse_digest(header: str) -> dict[str, str] | None:
    """Return the parameters of an Authorization header; None unless it is well-formed Digest."""
    scheme, _, rest = header.partition(" ")
    if scheme.lower() != "digest":
        return None
    found: dict[str, str] = {}
    position = 0
    while position < len(rest):
        pair = _PAIR.match(rest, position)
        if pair is None or pair[1].lower() in found:
            return None
        name = pair[1].lower()
        if (pair[2] is None) == (name in _QUOTED):
            return None
        found[name] = pair[3] if pair[2] is None else re.sub(r"\\(.)", r"\1", pair[2])
        position = pair.end()
    return found or None


def digest_response(given: dict[str, str], method: str, body: bytes, password: str) -> str:
    """Return what `response` has to be (RFC 7616, 3.4.1; without qop RFC 2069)."""
    secret = _md5(f"{given['username']}:{given['realm']}:{password}")
    if given.get("qop") == "auth-int":
        asked = _md5(f"{method}:{given['uri']}:{hashlib.md5(body).hexdigest()}")
    else:
        asked = _md5(f"{method}:{given['uri']}")
    if "qop" not in given:
        return _md5(f"{secret}:{given['nonce']}:{asked}")
    middle = ":".join(given[name] for name in ("nonce", "nc", "cnonce", "qop"))
    return _md5(f"{secret}:{middle}:{asked}")


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()
