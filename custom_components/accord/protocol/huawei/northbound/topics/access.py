"""Access of the application. Source: 1.3.

All other topics log in by themselves and renew the token ahead of time.
"""

from ....operation import Effect, operation
from ..models.access import Token
from ..session import HuaweiSession


class AccessTopic:
    """The application's token; the platform knows one at a time."""

    def __init__(self, session: HuaweiSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("1.3.1", effect=Effect.SECRET)
    async def login(self) -> Token:
        """Log in; all earlier tokens of the application become invalid, and this one is used.

        Raises AuthenticationError, AccountFrozenError.
        """
        return await self._session.tokens.renew_now()

    @operation("1.3.2", effect=Effect.SECRET)
    async def refresh(self) -> Token:
        """Renew the token ahead of time; without a refresh token log in."""
        return await self._session.tokens.refresh_now()
