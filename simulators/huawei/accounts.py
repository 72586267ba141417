"""Applications: their secrets, tokens, rights, limits and counted calls."""

from collections import deque
from dataclasses import dataclass, field
import secrets

from simulators.huawei.codes import BAD_TOKEN, FROZEN, LOGIN_FAILED, THROTTLED, Refusal

TOKEN_LIFE = 3600
REFRESH_LIFE = 30 * 86400
_MINUTE = 60.0


@dataclass(eq=False)
class Account:
    """One application."""

    app_id: str
    secret: str
    name: str = ""
    grants: set[str] = field(default_factory=set)
    """Applications that may act for this one."""

    calls_per_minute: int | None = 100
    device_quota: int | None = None
    insecure_quota: int | None = None
    frozen_quota: int | None = None
    license_pool: int | None = None
    licensed: bool = True
    group_quota: int | None = None
    frozen: bool = False
    may_batch: bool = True
    push_authority: bytes | None = None
    """Who signs the certificates of callback URLs, as PEM; None trusts any."""

    token: str = ""
    token_ends: float = 0.0
    refresh_token: str = ""
    refresh_ends: float = 0.0
    logins: int = 0
    calls: deque[float] = field(default_factory=deque)
    throttled: int = 0

    def login(self, secret: str, now: float) -> None:
        """Replace the token by a new one."""
        self._enter(secret)
        self.logins += 1
        self._renew(now)

    def refresh(self, secret: str, refresh_token: str, now: float) -> bool:
        """Replace both tokens; False if the refresh token is none or has ended."""
        self._enter(secret)
        if not self.refresh_token or now >= self.refresh_ends:
            return False
        if not secrets.compare_digest(refresh_token.encode(), self.refresh_token.encode()):
            return False
        self._renew(now)
        return True

    def _enter(self, secret: str) -> None:
        if not secrets.compare_digest(secret.encode(), self.secret.encode()):
            raise Refusal(LOGIN_FAILED)
        if self.frozen:
            raise Refusal(FROZEN)

    def _renew(self, now: float) -> None:
        self.token, self.refresh_token = secrets.token_hex(16), secrets.token_hex(16)
        self.token_ends, self.refresh_ends = now + TOKEN_LIFE, now + REFRESH_LIFE

    def check(self, token: str, now: float) -> None:
        """Refuse any token but the newest."""
        if not self.token or token != self.token or now >= self.token_ends:
            raise Refusal(BAD_TOKEN)

    def count(self, now: float) -> None:
        """Count a call, and refuse it when there were too many within a minute."""
        while self.calls and self.calls[0] <= now - _MINUTE:
            self.calls.popleft()
        if self.calls_per_minute is not None and len(self.calls) >= self.calls_per_minute:
            self.throttled += 1
            raise Refusal(THROTTLED)
        self.calls.append(now)
