"""Find devices: the encrypted ``get_sysinfo`` broadcast to UDP port 9999, and KLAP's probe.

Devices answer to the sender's port. Over UDP long answers are cut and outlets have short ids;
an answer that was cut is asked for again over TCP. A device that speaks KLAP tells only its
address, model and MAC address to those who have not logged in.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
import socket

from ..errors import AccordError, DeadlineError, RequestRefusedError
from ..transport.datagram import Address, DatagramEndpoint
from .announcement import PORTS, PROBE, Announcement, is_announcement, parse_announcement
from .codec import decrypt, encrypt, loads
from .envelope import GET_SYSINFO, build, unpack
from .errors import UnsupportedDeviceError
from .klap_link import KLAP_PORT, KlapLink
from .models.sysinfo import SysInfo
from .session import KasaSession
from .xor import DEFAULT_PORT, XorLink

DISCOVERY_PORT = DEFAULT_PORT

_PROBE = encrypt(build([GET_SYSINFO]))
_START = b'{"system":{"get_sysinfo":{'
_MOST = 4096
"""Hosts believed in one search."""
_MOST_CUT = 64
"""Hosts asked again in one search; only strips with six outlets answer at such length."""
_TOGETHER = 16
"""Hosts asked again over TCP at the same time."""
_TIMEOUT = 5.5
_HANDSHAKE = 2.0
"""Seconds for a first handshake without a probe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """A device that answered."""

    host: str
    sysinfo: SysInfo | None
    """None before a login, and for products that this client cannot speak to."""
    supported: bool = True
    model: str = ""
    mac: str = ""
    """Lower case, with colons; empty for some products, and where no probe comes through."""
    klap_port: int | None = None
    """Where it speaks KLAP, None where it speaks XOR."""
    owner: str = ""
    """Hash of the account's name, where one is needed."""


def probe() -> bytes:
    """Return the datagram that devices answer."""
    return _PROBE


def parse_answer(data: bytes, address: Address) -> Discovered | None:
    """Read the answer that came from ``address``; None for anything but a whole answer."""
    if is_announcement(data):
        announced = parse_announcement(data)
        return None if announced is None else _announced(address[0], announced)
    try:
        return _discovered(address[0], decrypt(data))
    except AccordError:
        return None


async def discover(
    targets: Iterable[str],
    *,
    port: int = DISCOVERY_PORT,
    klap_ports: Sequence[int] = PORTS,
    window: float = 5.0,
    at: Sequence[float] = (0.0, 1.67, 3.33),
) -> list[Discovered]:
    """Ask broadcast (or single) addresses and return each device once.

    One that answers both ways is returned as it needs no account. Probes leave ``at`` those seconds of the ``window``. Raises ConnectionFailedError when no
    socket can be opened.
    """
    endpoint = await DatagramEndpoint.open(broadcast=True)
    whole: dict[str, Discovered] = {}
    cut: set[str] = set()
    probes = [
        question
        for target in targets
        for question in ((_PROBE, (target, port)), *((PROBE, (target, one)) for one in klap_ports))
    ]
    try:
        async for data, address in endpoint.collect(probes, window=window, at=at):
            before = whole.get(address[0])
            if _is_open(before) or (before is None and len(whole) >= _MOST):
                continue
            if (found := parse_answer(data, address)) is not None:
                whole[found.host] = found if before is None or _is_open(found) else before
            elif len(cut) < _MOST_CUT and decrypt(data[: len(_START)]) == _START:
                cut.add(address[0])
    finally:
        endpoint.close()
    again = await _ask_again({host for host in cut if not _is_open(whole.get(host))}, port)
    return _each_once([*again, *whole.values()])


async def find_klap(
    host: str, *, ports: Sequence[int] = PORTS, window: float = 1.0
) -> Discovered | None:
    """Ask one host whether it speaks KLAP; None when it does not answer within the seconds."""
    if (asked := await _address_of(host)) is None:
        return None
    endpoint = await DatagramEndpoint.open()
    try:
        probes = [(PROBE, (asked, port)) for port in ports]
        async for data, address in endpoint.collect(probes, window=window, at=(0.0,)):
            announced = parse_announcement(data) if is_announcement(data) else None
            if announced is not None and address[0] == asked:
                return _announced(host, announced)
    finally:
        endpoint.close()
    return None


async def discover_host(
    host: str, *, port: int = DEFAULT_PORT, timeout: float = _TIMEOUT
) -> Discovered:
    """Ask one host over TCP, and if it refuses whether it speaks KLAP.

    One that does so behind a network that lets no probe through tells neither model nor MAC
    address before a login. XOR has ``timeout`` seconds. Raises ConnectionFailedError and its kinds, or
    ProtocolError.
    """
    link = XorLink(host, port, connect_timeout=timeout, response_timeout=timeout)
    session = KasaSession(link)
    try:
        async with asyncio.timeout(timeout):
            info = await session.get_sysinfo()
            return Discovered(host=host, sysinfo=info, model=info.model, mac=info.mac)
    except RequestRefusedError:
        if (found := await find_klap(host)) is not None:
            return found
        if not await _speaks_klap(host):
            raise
        return Discovered(host=host, sysinfo=None, klap_port=KLAP_PORT)
    except TimeoutError:
        raise DeadlineError("no answer in time") from None
    except UnsupportedDeviceError as err:
        return Discovered(host=host, sysinfo=None, supported=False, model=err.model)
    finally:
        await session.close()


async def _speaks_klap(host: str) -> bool:
    link = KlapLink(host, KLAP_PORT, connect_timeout=_HANDSHAKE, response_timeout=_HANDSHAKE)
    try:
        return await link.answers()
    finally:
        await link.close()


def _discovered(host: str, plain: bytes) -> Discovered:
    """Read plain JSON. Raises AccordError for what is no whole answer."""
    try:
        info = SysInfo.from_wire(unpack(loads(plain), GET_SYSINFO))
    except UnsupportedDeviceError as err:
        return Discovered(host=host, sysinfo=None, supported=False, model=err.model)
    return Discovered(host=host, sysinfo=info, model=info.model, mac=info.mac)


def _announced(host: str, announced: Announcement) -> Discovered:
    return Discovered(
        host=host,
        sysinfo=None,
        supported=announced.supported,
        model=announced.model,
        mac=announced.mac,
        klap_port=announced.port if announced.supported else None,
        owner=announced.owner,
    )


def _is_open(found: Discovered | None) -> bool:
    """Tell whether a device has said who it is, without an account."""
    return found is not None and found.klap_port is None


async def _address_of(host: str) -> str | None:
    """Return the address of a host that may be given by name; None when there is none."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, None, family=socket.AF_INET, type=socket.SOCK_DGRAM)
    except OSError, UnicodeError:
        return None
    return str(found[0][4][0]) if found else None


async def _ask_again(hosts: Iterable[str], port: int) -> list[Discovered]:
    slots = asyncio.Semaphore(_TOGETHER)

    async def ask(host: str) -> Discovered | None:
        async with slots:
            try:
                return await discover_host(host, port=port)
            except AccordError:
                return None

    answers = await asyncio.gather(*(ask(host) for host in hosts))
    return [found for found in answers if found is not None]


def _each_once(found: Iterable[Discovered]) -> list[Discovered]:
    """Leave out further addresses of the same device."""
    devices: dict[str, Discovered] = {}
    for one in found:
        devices.setdefault(one.mac or one.host, one)
    return list(devices.values())
