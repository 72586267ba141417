"""Tokens of an application. Source: 1.3.1, 1.3.2."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ....errors import ProtocolError
from .fields import integer, text

LIFE = 3600
"""Seconds that a token lives where the answer does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What proves who we are, for ``expires_in`` seconds."""

    access_token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    """Empty where the platform gives none."""
    expires_in: int = LIFE
    scope: str = ""

    @classmethod
    def from_wire(cls, answer: Mapping[str, Any]) -> Self:
        """Read an answer. Raises ProtocolError where there is no token in it."""
        access = text(answer.get("accessToken"))
        if not access:
            raise ProtocolError("the answer has no access token")
        return cls(
            access_token=access,
            refresh_token=text(answer.get("refreshToken")),
            expires_in=integer(answer.get("expiresIn")) or LIFE,
            scope=text(answer.get("scope")),
        )
