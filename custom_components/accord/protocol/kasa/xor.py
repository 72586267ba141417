"""The XOR link: requests over TCP port 9999, obfuscated but neither secret nor signed."""

from ..errors import AccordError
from ..transport.stream import StreamConnection
from .codec import HEADER, decrypt, frame, frame_length

DEFAULT_PORT = 9999


class XorLink:
    """Carries JSON requests to one device and brings its JSON answers."""

    encrypted = False

    def __init__(
        self,
        host: str,
        port: int = DEFAULT_PORT,
        *,
        connect_timeout: float = 5.0,
        response_timeout: float = 5.0,
    ) -> None:
        """Set the peer; nothing is opened before the first request. Times in seconds."""
        self._stream = StreamConnection(
            host,
            port,
            framing=frame_length,
            connect_timeout=connect_timeout,
            response_timeout=response_timeout,
        )

    async def exchange(
        self, request: bytes, *, repeatable: bool, timeout: float | None = None
    ) -> bytes:
        """Send plain JSON and return the plain answer.

        Raises ConnectionFailedError and its kinds, or ProtocolError.
        """
        answer = await self._stream.exchange(frame(request), repeatable=repeatable, timeout=timeout)
        return decrypt(answer[HEADER:])

    async def switch(self, error: AccordError) -> bool:
        """Say that this is the only way."""
        return False

    async def close(self) -> None:
        """Close for good."""
        await self._stream.close()
