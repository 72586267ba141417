"""Packet captures. Source: HTTP API Manual, "PCAP"."""

from ...errors import InvalidError
from ...operation import Effect, operation
from ..models.pcap import DEFAULT_SIZE, LARGEST, LONGEST, CaptureEnd, CaptureKind, CaptureStatus
from ..session import AkuvoxSession, Download
from .settings import check_range

_LONGEST_FILTER = 200


class PcapTopic:
    """One capture at a time; it holds codes and passwords in clear text."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("pcap/status", effect=Effect.READ)
    async def status(self) -> CaptureStatus:
        """Tell whether packets are captured."""
        return CaptureStatus.from_wire(await self._session.read("pcap", "status"))

    @operation("pcap/start", effect=Effect.WRITE)
    async def start(
        self,
        kind: CaptureKind = CaptureKind.AUTO,
        filter: str = "ip",  # noqa: A002 - the manual's word
        seconds: int = 60,
        size: int = DEFAULT_SIZE,
    ) -> None:
        """Start a capture of at most ``size`` bytes.

        ``filter`` is libpcap's; ``seconds`` count where it ends by itself. Raises InvalidError.
        """
        if not filter.isprintable() or len(filter) > _LONGEST_FILTER:
            raise InvalidError("parameter filter is too long or has control characters")
        data = {
            "type": kind.value,
            "filter": filter or "ip",
            "size": check_range("size", size, 1, LARGEST),
        }
        if kind is CaptureKind.AUTO:
            data["time"] = check_range("seconds", seconds, 1, LONGEST)
        await self._session.write("pcap", "start", data)

    @operation("pcap/stop", effect=Effect.WRITE)
    async def stop(self) -> CaptureEnd:
        """End the capture."""
        return CaptureEnd.from_wire((await self._session.write("pcap", "stop")).data)

    @operation("pcap/export", effect=Effect.SECRET)
    async def export(self) -> Download:
        """Return what was captured."""
        found = await self._session.download("pcap", "export")
        return Download(found.name or "phone.pcap", found.content)
