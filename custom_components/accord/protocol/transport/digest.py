"""HTTP Digest access authentication: challenges and answers to them. Pure functions.

Source: RFC 7616, RFC 2617 and RFC 2069; MD5 only, as devices of this kind use it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import md5
import re
import secrets
from typing import Self

_PARAMETER = re.compile(
    r'\s*([!#$%&\'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"=][^\s,"]*))\s*(?:,|$)'
)
_SCHEME = re.compile(r"[\s,]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s+|$|(?=,))")
_ESCAPED = re.compile(r"\\(.)")
_TOKEN = re.compile(r"[A-Za-z0-9+/._~-]+=*\s*(?:,|$)")

type Offer = tuple[str, Mapping[str, str]]
"""A scheme in lower case and its parameters, by their names in lower case."""


def parse_challenges(headers: Iterable[str]) -> list[Offer]:
    """Return what the values of ``WWW-Authenticate`` offer; garbage is left out."""
    found: list[Offer] = []
    for header in headers:
        position = 0
        while (scheme := _SCHEME.match(header, position)) is not None:
            parameters, position = _parameters(header, scheme.end())
            found.append((scheme[1].lower(), parameters))
    return found


def _parameters(header: str, position: int) -> tuple[dict[str, str], int]:
    """Read the parameters that start here, up to the next scheme."""
    found: dict[str, str] = {}
    while (part := _PARAMETER.match(header, position)) is not None:
        quoted = part[2]
        found[part[1].lower()] = part[3] if quoted is None else _ESCAPED.sub(r"\1", quoted)
        position = part.end()
    if not found and (token := _TOKEN.match(header, position)) is not None:
        position = token.end()
    return found, position


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a server wants to be answered."""

    realm: str
    nonce: str
    opaque: str | None = None
    qop: str | None = None
    """``auth``, ``auth-int`` or None for the form of RFC 2069."""
    algorithm: str | None = None
    """As sent: ``MD5`` or ``MD5-sess``; None stands for MD5 and is not echoed."""
    stale: bool = False

    @classmethod
    def from_offers(cls, offers: Iterable[Offer]) -> Self | None:
        """Return the first challenge that can be answered, None where there is none."""
        for scheme, get in ((name, parameters.get) for name, parameters in offers):
            nonce, algorithm = get("nonce"), get("algorithm")
            if scheme != "digest" or not nonce:
                continue
            if algorithm is not None and algorithm.lower() not in {"md5", "md5-sess"}:
                continue
            offered = {word.strip().lower() for word in get("qop", "").split(",")} - {""}
            known = [word for word in ("auth", "auth-int") if word in offered]
            if offered and not known:
                continue
            return cls(
                realm=get("realm", ""),
                nonce=nonce,
                opaque=get("opaque"),
                qop=known[0] if known else None,
                algorithm=algorithm,
                stale=get("stale", "").lower() == "true",
            )
        return None


@dataclass(slots=True)
class DigestState:
    """One challenge and how often it was answered."""

    challenge: Challenge
    cnonce: str = field(default_factory=lambda: secrets.token_hex(8))
    count: int = 0

    def answer(self, user: str, password: str, method: str, uri: str, body: bytes) -> str:
        """Return the value of ``Authorization`` for one more request.

        ``uri`` is path and query exactly as sent.
        """
        self.count += 1
        return authorization(
            self.challenge, user, password, method, uri, body, self.cnonce, self.count
        )


def authorization(
    challenge: Challenge,
    user: str,
    password: str,
    method: str,
    uri: str,
    body: bytes,
    cnonce: str,
    count: int,
) -> str:
    """Return the value of ``Authorization`` for the ``count``-th answer to a challenge."""
    parts = [
        f'username="{_quote(user)}"',
        f'realm="{_quote(challenge.realm)}"',
        f'nonce="{_quote(challenge.nonce)}"',
        f'uri="{uri}"',
    ]
    if challenge.algorithm is not None:
        parts.append(f"algorithm={challenge.algorithm}")
    response = digest_response(challenge, user, password, method, uri, body, cnonce, f"{count:08x}")
    parts.append(f'response="{response}"')
    if challenge.opaque is not None:
        parts.append(f'opaque="{_quote(challenge.opaque)}"')
    if challenge.qop is not None:
        parts += [f"qop={challenge.qop}", f"nc={count:08x}"]
    if challenge.qop is not None or _is_session(challenge):
        parts.append(f'cnonce="{cnonce}"')
    return f"Digest {', '.join(parts)}"


def digest_response(
    challenge: Challenge,
    user: str,
    password: str,
    method: str,
    uri: str,
    body: bytes,
    cnonce: str,
    nc: str,
) -> str:
    """Return the ``response`` of RFC 7616, 3.4.1; without qop that of RFC 2069."""
    ha1 = _md5(f"{user}:{challenge.realm}:{password}")
    if _is_session(challenge):
        ha1 = _md5(f"{ha1}:{challenge.nonce}:{cnonce}")
    if challenge.qop == "auth-int":
        ha2 = _md5(f"{method}:{uri}:{md5(body, usedforsecurity=False).hexdigest()}")
    else:
        ha2 = _md5(f"{method}:{uri}")
    if challenge.qop is None:
        return _md5(f"{ha1}:{challenge.nonce}:{ha2}")
    return _md5(f"{ha1}:{challenge.nonce}:{nc}:{cnonce}:{challenge.qop}:{ha2}")


def _is_session(challenge: Challenge) -> bool:
    return (challenge.algorithm or "").lower() == "md5-sess"


def _md5(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()


def _quote(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
