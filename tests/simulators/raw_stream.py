"""A raw TCP connection to a simulated device, whatever is spoken on it."""

import asyncio
import ssl
from types import TracebackType
from typing import Self

PATIENCE = 5.0


class RawStream:
    """One connection."""

    def __init__(self, address: str, port: int, tls: ssl.SSLContext | None = None) -> None:
        """Aim at a device."""
        self._address = address
        self._port = port
        self._tls = tls

    async def __aenter__(self) -> Self:
        """Connect."""
        async with asyncio.timeout(PATIENCE):
            self.reader, self.writer = await asyncio.open_connection(
                self._address, self._port, ssl=self._tls
            )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Disconnect."""
        self.writer.transport.abort()

    async def rest(self) -> bytes:
        """Read until the device closes; a reset counts as closing."""
        data = b""
        try:
            async with asyncio.timeout(PATIENCE):
                while chunk := await self.reader.read(65536):
                    data += chunk
        except ConnectionResetError:
            pass
        return data
