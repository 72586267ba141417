"""Which way to a device works now: XOR or KLAP. New firmware and settings change it at any time.

Source: captures of devices; API.md knows no transport.
"""

from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum

from ..errors import AccordError, ConnectionFailedError, RequestRefusedError
from .credentials import V1, Credentials
from .discovery import find_klap
from .envelope import GET_SYSINFO, build
from .klap_link import KLAP_PORT, KlapLink
from .xor import DEFAULT_PORT as XOR_PORT, XorLink


class Transport(StrEnum):
    """How requests are carried."""

    XOR = "xor"
    KLAP = "klap"


type FindPort = Callable[[str], Awaitable[int | None]]
"""Asks a host for its KLAP port; None when it does not answer."""


class SwitchingLink:
    """Carries requests the way that worked last; ``switch`` looks for the other one."""

    def __init__(
        self,
        host: str,
        *,
        xor_port: int = XOR_PORT,
        klap_port: int = KLAP_PORT,
        credentials: Sequence[Credentials] = (),
        transport: Transport = Transport.XOR,
        find_port: FindPort | None = None,
        connect_timeout: float = 5.0,
        response_timeout: float = 5.0,
    ) -> None:
        """Start with ``transport``. Times in seconds."""
        self._host = host
        self._xor_port, self.klap_port = xor_port, klap_port
        self._credentials = tuple(credentials)
        self._find_port = find_port or _find_port
        self._connect_timeout = connect_timeout
        self._response_timeout = response_timeout
        self._closed = False
        self._transport = transport
        self._link = self._make(transport)

    @property
    def transport(self) -> Transport:
        """Return which way is used."""
        return self._transport

    @property
    def encrypted(self) -> bool:
        """Tell whether others on the network cannot read what is sent."""
        return self._transport is Transport.KLAP

    @property
    def name(self) -> str:
        """Return the transport with its version, for people."""
        if not isinstance(self._link, KlapLink):
            return str(self._transport)
        accepted = self._link.accepted
        return f"klap{1 if accepted is not None and accepted.version == V1 else 2}"

    async def exchange(
        self, request: bytes, *, repeatable: bool, timeout: float | None = None
    ) -> bytes:
        """Send plain JSON and return the plain answer, see XorLink and KlapLink."""
        return await self._link.exchange(request, repeatable=repeatable, timeout=timeout)

    async def switch(self, error: AccordError) -> bool:
        """Go on over the other transport if the device may be found there.

        A host that refuses connections may speak KLAP at the usual port even if it does not
        answer the question for it; one that is out of reach may not. A device that takes no
        account may be open to all.
        """
        if self._closed:
            return False
        refused = not isinstance(error, ConnectionFailedError)
        if refused and not await self._is_open_to_all():
            return False
        if self._transport is Transport.XOR:
            port = await self._find_port(self._host)
            if port is None and not isinstance(error, RequestRefusedError):
                return False
            self.klap_port = port or self.klap_port
        other = Transport.KLAP if self._transport is Transport.XOR else Transport.XOR
        old, self._link, self._transport = self._link, self._make(other), other
        await old.close()
        return True

    async def close(self) -> None:
        """Close for good."""
        self._closed = True
        await self._link.close()

    async def _is_open_to_all(self) -> bool:
        """Tell whether the device answers without an account."""
        link = self._make(Transport.XOR)
        try:
            await link.exchange(build([GET_SYSINFO]), repeatable=True)
        except AccordError:
            return False
        finally:
            await link.close()
        return True

    def _make(self, transport: Transport) -> XorLink | KlapLink:
        if transport is Transport.KLAP:
            return KlapLink(
                self._host,
                self.klap_port,
                candidates=self._credentials,
                connect_timeout=self._connect_timeout,
                response_timeout=self._response_timeout,
            )
        return XorLink(
            self._host,
            self._xor_port,
            connect_timeout=self._connect_timeout,
            response_timeout=self._response_timeout,
        )


async def _find_port(host: str) -> int | None:
    try:
        found = await find_klap(host)
    except AccordError:
        return None
    return None if found is None else found.klap_port
