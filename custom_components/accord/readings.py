"""What is read less often than the state: a table of rows, and who reads a little with each poll."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

from .coordinator import Tier
from .protocol.errors import (
    AccordError,
    AuthenticationError,
    ConnectionFailedError,
    DeviceError,
    ProtocolError,
    UnsupportedError,
)

PER_POLL = 3
"""Rows read with one poll when nothing is urgent: the load is spread out."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading[ClientT, T]:
    """Something that a device, or each of its parts, is asked for at its own pace."""

    key: str
    every: timedelta
    """Zero with each poll, besides the few others."""
    read_fn: Callable[[ClientT, str | None], Awaitable[T]]
    """Takes the client and the part's id, None for the whole device."""
    at_start: bool = True
    """Read before entities are made; otherwise with one of the first polls."""


type Slot[ClientT] = tuple[Reading[ClientT, Any], str | None]
type Values = Mapping[tuple[str, str | None], Any]
"""By a reading's key and the part's id. What the device cannot tell is not in it."""


class Reader[ClientT]:
    """Reads what is due: everything at first, then a few rows with each poll, the oldest first."""

    def __init__(
        self, client: ClientT, *, per_poll: int = PER_POLL, clock: Callable[[], float] | None = None
    ) -> None:
        """Ask through ``client``."""
        self._client = client
        self._per_poll = per_poll
        self._clock = clock or monotonic
        self._tiers: dict[tuple[str, str | None], Tier] = {}
        self._urgent: set[tuple[str, str | None]] = set()
        self._values: dict[tuple[str, str | None], Any] = {}
        self._started = False

    def reset(self, reading: Reading[ClientT, Any], part: str | None) -> None:
        """Read it with the next poll: something may have changed it."""
        self._urgent.add((reading.key, part))

    def note(self, reading: Reading[ClientT, Any], part: str | None, value: object) -> None:
        """Take over what was read elsewhere just now."""
        self._urgent.discard((reading.key, part))
        self._values[(reading.key, part)] = value
        self._tier(reading, part).done()

    async def async_read(self, wanted: Iterable[Slot[ClientT]]) -> Values:
        """Read what is due of ``wanted`` and return all that is known.

        A row that fails for the moment keeps its value: whether the device can be reached is
        for the poll of its state to say. At the start one row may stay without an answer, even
        when it is asked once more: a device that answers nothing else is away. Raises
        AuthenticationError, and at the start every AccordError that does not come from the
        answer to a row.
        """
        slots = list(wanted)
        silent: Slot[ClientT] | None = None
        for slot in list(self._due(slots)):
            try:
                await self._read(slot)
            except AuthenticationError:
                raise
            except AccordError as err:
                if self._started:
                    break
                if silent is not None or not isinstance(err, ConnectionFailedError):
                    self._tiers.clear()
                    raise
                silent = slot
        if silent is not None:
            with suppress(ConnectionFailedError):
                await self._read(silent)
        self._started = True
        known = {(reading.key, part) for reading, part in slots}
        return {place: value for place, value in self._values.items() if place in known}

    async def _read(self, slot: Slot[ClientT]) -> None:
        """Read one row. Raises AccordError that is no answer to it."""
        reading, part = slot
        place = reading.key, part
        self._urgent.discard(place)
        self._tier(reading, part).done()
        try:
            self._values[place] = await reading.read_fn(self._client, part)
        except DeviceError, UnsupportedError:
            self._values.pop(place, None)
        except ProtocolError:
            pass
        except AccordError as err:
            if err.code is None or isinstance(err, AuthenticationError):
                raise

    def _due(self, slots: list[Slot[ClientT]]) -> Iterator[Slot[ClientT]]:
        if not self._started:
            yield from (slot for slot in slots if slot[0].at_start and self._tier(*slot).due)
            return
        left = self._per_poll
        for reading, part in sorted(slots, key=lambda slot: self._tier(*slot).last):
            if (reading.key, part) in self._urgent or not reading.every:
                yield reading, part
            elif left and self._tier(reading, part).due:
                left -= 1
                yield reading, part

    def _tier(self, reading: Reading[ClientT, Any], part: str | None) -> Tier:
        place = reading.key, part
        if place not in self._tiers:
            self._tiers[place] = Tier(reading.every, self._clock)
        return self._tiers[place]
