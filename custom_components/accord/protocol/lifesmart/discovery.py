"""Find stations: a text broadcast to UDP port 12345. Source: LifeSmart's base document.

Other products answer to the same words; a station is what names its ``LSID``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..transport.datagram import Address, DatagramEndpoint

DISCOVERY_PORT = 12345

_PROBE = b"Z-SEARCH * \r\n"
_MOST = 256
"""Stations believed in one search."""
_LONGEST = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """A station that answered."""

    host: str
    lsid: str
    """The station's unique id."""
    model: str = ""
    """``MGAMOD``, such as ``LSJZX1K``; DEFED's is not documented."""
    name: str = ""


def probe() -> bytes:
    """Return the datagram that stations answer."""
    return _PROBE


def parse_answer(data: bytes, address: Address) -> Discovered | None:
    """Read the answer that came from ``address``; None for other products and our own probe."""
    if len(data) > _LONGEST:
        return None
    members: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        key, equals, value = line.strip(" \0\r\n\t").partition("=")
        if equals:
            members.setdefault(key.strip().upper(), value.strip())
    if not (lsid := members.get("LSID", "")):
        return None
    return Discovered(
        host=address[0],
        lsid=lsid,
        model=members.get("MGAMOD", ""),
        name=members.get("NAME", ""),
    )


async def discover(
    targets: Iterable[str],
    *,
    port: int = DISCOVERY_PORT,
    window: float = 4.0,
    at: Sequence[float] = (0.0, 1.0, 2.0),
) -> list[Discovered]:
    """Ask broadcast (or single) addresses and return each station once.

    Probes leave ``at`` those seconds of the ``window``. Raises ConnectionFailedError when no
    socket can be opened.
    """
    endpoint = await DatagramEndpoint.open(broadcast=True)
    found: dict[str, Discovered] = {}
    probes = [(_PROBE, (target, port)) for target in targets]
    try:
        async for data, address in endpoint.collect(probes, window=window, at=at):
            if (one := parse_answer(data, address)) is not None and len(found) < _MOST:
                found.setdefault(one.lsid, one)
    finally:
        endpoint.close()
    return list(found.values())
