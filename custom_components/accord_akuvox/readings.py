"""What units are asked for besides relays, inputs and the door log, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from homeassistant.util import dt as dt_util

from ..accord.protocol.akuvox import AkuvoxClient, Capabilities
from ..accord.readings import Reading


@dataclass(frozen=True, kw_only=True, eq=False)
class AkuvoxReading[T](Reading[AkuvoxClient, T]):
    """Row of the table of readings."""

    capability: str
    """The harmless read that shows whether the unit has it."""
    wanted_fn: Callable[[Capabilities], bool] = lambda has: True


@dataclass(frozen=True, slots=True)
class Clock:
    """The unit's clock, and since when it runs."""

    offset: timedelta
    """Positive when the unit is ahead."""
    started: datetime | None


async def _read_clock(client: AkuvoxClient, _: str | None) -> Clock:
    status, now = await client.system.status(), dt_util.utcnow()
    shown = now if status.system_time is None else dt_util.utc_from_timestamp(status.system_time)
    started = None if status.uptime is None else now - timedelta(seconds=status.uptime)
    return Clock(shown - now, started)


async def _count_cards(client: AkuvoxClient, _: str | None) -> int:
    return len(await client.rfkey.get())


CLOCK = AkuvoxReading(
    key="clock", every=timedelta(minutes=10), capability="system/status", read_fn=_read_clock
)
FIRMWARE = AkuvoxReading(
    key="firmware",
    every=timedelta(minutes=15),
    capability="firmware/status",
    read_fn=lambda client, _: client.firmware.status(),
)
INFO = AkuvoxReading(
    key="info",
    every=timedelta(minutes=15),
    capability="system/info",
    read_fn=lambda client, _: client.system.info(),
)
RELAYS = AkuvoxReading(
    key="relays",
    every=timedelta(minutes=15),
    capability="relay/get",
    read_fn=lambda client, _: client.relay.get(),
)
INPUTS = AkuvoxReading(
    key="inputs",
    every=timedelta(minutes=15),
    capability="input/get",
    read_fn=lambda client, _: client.input.get(),
)
PUBLIC_CODE = AkuvoxReading(
    key="public_code",
    every=timedelta(minutes=15),
    capability="publiccode/get",
    read_fn=lambda client, _: client.publiccode.get(),
)
SIP = AkuvoxReading(
    key="sip",
    every=timedelta(minutes=5),
    capability="sip/status",
    read_fn=lambda client, _: client.sip.status(),
)
CALL = AkuvoxReading(
    key="call",
    every=timedelta(seconds=30),
    capability="call/status",
    read_fn=lambda client, _: client.call.status(),
)
LOG_LEVEL = AkuvoxReading(
    key="log_level",
    every=timedelta(hours=1),
    capability="log/get",
    read_fn=lambda client, _: client.log.get(),
)
CAPTURE = AkuvoxReading(
    key="capture",
    every=timedelta(minutes=5),
    capability="pcap/status",
    read_fn=lambda client, _: client.pcap.status(),
)
CARDS = AkuvoxReading(
    key="cards",
    every=timedelta(hours=1),
    at_start=False,
    capability="rfkey/get",
    read_fn=_count_cards,
)

READINGS: tuple[AkuvoxReading[Any], ...] = (
    CLOCK,
    FIRMWARE,
    INFO,
    RELAYS,
    INPUTS,
    PUBLIC_CODE,
    SIP,
    CALL,
    LOG_LEVEL,
    CAPTURE,
    CARDS,
)
