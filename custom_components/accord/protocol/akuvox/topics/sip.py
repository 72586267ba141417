"""SIP accounts. Source: HTTP API Manual, "SIP Account"."""

from collections.abc import Mapping
import re

from ...errors import InvalidError
from ...operation import Effect, operation
from ..models.sip import SipAccounts, SipAccountStatus, read_accounts
from ..session import AkuvoxSession

_KEY = re.compile(r"Config\.Account[1-9]\.[A-Za-z_]+\.[A-Za-z0-9_]+")


class SipTopic:
    """Accounts by their numbers."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("sip/get", effect=Effect.SECRET)
    async def get(self) -> SipAccounts:
        """Return the settings of all accounts, passwords included."""
        return SipAccounts.from_wire(await self._session.read("sip", "get"))

    @operation("sip/set", effect=Effect.WRITE)
    async def set(self, values: Mapping[str, str]) -> None:
        """Change settings: ``{"Config.Account1.SIP.Server": "192.0.2.5"}``; registers anew."""
        wrong = [key for key in values if _KEY.fullmatch(key) is None]
        if not values or wrong:
            raise InvalidError("keys must be like Config.Account1.SIP.Server")
        await self._session.set_values("sip", values)

    @operation("sip/status", effect=Effect.READ)
    async def status(self) -> tuple[SipAccountStatus, ...]:
        """Return how the accounts stand with their servers."""
        return read_accounts(await self._session.read("sip", "status"))
