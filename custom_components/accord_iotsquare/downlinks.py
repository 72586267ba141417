"""What was sent to devices and groups, and what became of it.

Everything that sends goes through ``Downlinks``: actions, presets, tests of them. A message is
sent once; whether it arrived is told only where the server says so. Members of the outcome:

- queued: the server took it and reserved a frame counter for it,
- acknowledged: the device confirmed it (``ack`` push),
- lost: the device joined anew before that, which empties its queue.
"""

from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
import time
from typing import TYPE_CHECKING, Protocol

from homeassistant.core import callback

from ..accord.protocol.iotsquare import IoTSquareClient
from ..accord.protocol.iotsquare.models.device import Queued
from ..accord.protocol.iotsquare.payload_size import Limit, check_downlink

if TYPE_CHECKING:
    from .coordinator import IoTSquareCoordinator

MOST_PENDING = 64
"""Messages of one device that are remembered until something becomes of them."""

_MAC_VERSION = "1.0.2"
"""Of servers that do not tell."""

FRESH = 3600.0
"""Seconds that class and version of a device count as known."""


class Outcome(StrEnum):
    """What became of a message."""

    QUEUED = "queued"
    ACKNOWLEDGED = "acknowledged"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Downlink:
    """A message that was sent."""

    eui: str
    f_cnt: int | None
    port: int
    size: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the server queued, and the limit that it keeps."""

    downlink: Downlink
    limit: Limit


class Send(Protocol):
    """Hands a payload over to the server, as another operation than the usual one does."""

    def __call__(self, client: IoTSquareClient) -> Awaitable[Queued]:
        """Send it."""


@dataclass(frozen=True, slots=True)
class _Radio:
    """What decides how much fits."""

    region: str
    device_class: str
    mac_version: str
    known_at: float


type Listener = Callable[[Outcome, Downlink], None]


class Downlinks:
    """Sends, and knows what waits."""

    def __init__(self, coordinator: IoTSquareCoordinator) -> None:
        """Have sent nothing."""
        self._coordinator = coordinator
        self._pending: defaultdict[str, deque[Downlink]] = defaultdict(
            lambda: deque(maxlen=MOST_PENDING)
        )
        self._radios: dict[str, _Radio] = {}
        self._listeners: defaultdict[str, list[Listener]] = defaultdict(list)
        coordinator.uplinks.listen_to_all(lambda received: self.heard(received.uplink.dev_eui))

    @callback
    def listen(self, eui: str, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` for what becomes of messages to a device or group."""
        self._listeners[eui].append(listener)
        return lambda: self._listeners[eui].remove(listener)

    async def async_send(
        self,
        dev_eui: str,
        payload: bytes,
        port: int,
        *,
        confirmed: bool = False,
        ignore_limit: bool = False,
        send: Send | None = None,
    ) -> Sent:
        """Check the size and queue a message for a device, once.

        ``send`` is another operation than the usual one. Raises AccordError before anything is
        sent, a translated HomeAssistantError afterwards.
        """
        limit = await self.async_check(dev_eui, payload, port, ignore_limit=ignore_limit)

        def usual(client: IoTSquareClient) -> Awaitable[Queued]:
            return client.device.downlink(dev_eui, port, payload, confirmed=confirmed)

        queued = await self._coordinator.async_command((send or usual)(self._coordinator.client))
        return self._sent(Downlink(dev_eui, queued.f_cnt, port, len(payload), confirmed), limit)

    async def async_send_to_group(
        self, mc_eui: str, payload: bytes, port: int, *, ignore_limit: bool = False
    ) -> Sent:
        """Check the size and queue a message for a group, once; raises like ``async_send``."""
        group = self._coordinator.data.groups[mc_eui]
        limit = check_downlink(
            payload, port, region=group.region, device_class="group", ignore_limit=ignore_limit
        )
        client = self._coordinator.client
        queued = await self._coordinator.async_command(
            client.mcgroup.downlink(mc_eui, port, payload)
        )
        return self._sent(Downlink(mc_eui, queued.f_cnt, port, len(payload)), limit)

    async def async_check(
        self, dev_eui: str, payload: bytes, port: int, *, ignore_limit: bool = False
    ) -> Limit:
        """Return the limit that a payload keeps. Raises AccordError."""
        radio = await self._radio(dev_eui)
        newest = self._coordinator.uplinks.heard(dev_eui).uplink
        return check_downlink(
            payload,
            port,
            region=radio.region,
            device_class=radio.device_class,
            uplink_rate=None if newest is None else newest.data_rate,
            mac_version=radio.mac_version,
            ignore_limit=ignore_limit,
        )

    async def _radio(self, dev_eui: str) -> _Radio:
        known = self._radios.get(dev_eui)
        if known is None or time.monotonic() - known.known_at > FRESH:
            status = await self._coordinator.client.device.status(dev_eui)
            known = self._radios[dev_eui] = _Radio(
                status.region,
                status.device_class,
                status.mac_version or _MAC_VERSION,
                time.monotonic(),
            )
        return known

    def _sent(self, downlink: Downlink, limit: Limit) -> Sent:
        if downlink.f_cnt is not None:
            self._pending[downlink.eui].append(downlink)
        self._tell(Outcome.QUEUED, downlink)
        return Sent(downlink, limit)

    # --- What is heard of them ---------------------------------------------------------------

    @callback
    def acknowledged(self, dev_eui: str, f_cnt: int) -> None:
        """Take note that a device confirmed a message; also one that others sent."""
        unknown = Downlink(dev_eui, f_cnt, 0, 0, confirmed=True)
        self._tell(Outcome.ACKNOWLEDGED, self._take(dev_eui, f_cnt) or unknown)

    @callback
    def sent_in_vain(self, dev_eui: str, f_cnt: int) -> None:
        """Take note that a message went out and was not confirmed: perhaps it arrived."""
        self._take(dev_eui, f_cnt)

    def _take(self, dev_eui: str, f_cnt: int) -> Downlink | None:
        """Return a message that waits no more; what stood before it in the queue is out, too."""
        pending = self._pending.get(dev_eui, deque())
        found = next((one for one in pending if one.f_cnt == f_cnt), None)
        while found is not None and pending.popleft() is not found:
            pass
        return found

    @callback
    def joined(self, dev_eui: str) -> None:
        """Take note that a device joined anew: the server emptied its queue."""
        for downlink in self._pending.pop(dev_eui, ()):
            self._tell(Outcome.LOST, downlink)

    @callback
    def heard(self, dev_eui: str) -> None:
        """Take note of an uplink: what needs no confirmation and could be sent by now, is."""
        pending = self._pending.get(dev_eui)
        if pending and not pending[0].confirmed:
            pending.popleft()

    @callback
    def forget(self, dev_eui: str) -> None:
        """Ask for class and version of a device again."""
        self._radios.pop(dev_eui, None)

    @callback
    def _tell(self, outcome: Outcome, downlink: Downlink) -> None:
        for listener in tuple(self._listeners.get(downlink.eui, ())):
            listener(outcome, downlink)
