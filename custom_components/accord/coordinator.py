"""The coordinator all vendors build on: errors become Home Assistant's, commands show at once."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from datetime import timedelta
import math
import time
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .const import LOGGER
from .failures import as_home_assistant_error, translation_of
from .protocol.errors import AccordError, AuthenticationError, BusyError
from .pushes import PushState

READ_BACK_DELAY = 0.3
"""Seconds after a command until its effect is read back."""

SETTLING = 2.0
"""Seconds after a command in which changes count as its effect."""

_AGAIN = 2
"""Readings besides the first while commands or pushes come between."""


class Tier:
    """Something that is read less often than the main poll."""

    def __init__(self, interval: timedelta, clock: Callable[[], float] = time.monotonic) -> None:
        """Be due at once, then every ``interval``."""
        self._interval = interval.total_seconds()
        self._clock = clock
        self._last: float | None = None

    @property
    def last(self) -> float:
        """Return when it was read last, before all else if never."""
        return -math.inf if self._last is None else self._last

    @property
    def due(self) -> bool:
        """Tell whether it is time to read."""
        return self._clock() - self.last >= self._interval

    def done(self) -> None:
        """Note that it was read now."""
        self._last = self._clock()

    def reset(self) -> None:
        """Be due at once: something may have changed it."""
        self._last = None


class AccordCoordinator[DataT](DataUpdateCoordinator[DataT]):
    """Polls one device or server.

    Data has to be comparable (frozen dataclasses), so that nothing is written when nothing
    changed.
    """

    config_entry: ConfigEntry[Any]

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        *,
        interval: timedelta,
        pushes: PushState | None = None,
    ) -> None:
        """Poll every ``interval``, or as ``pushes`` of the device allow."""
        super().__init__(
            hass,
            LOGGER,
            config_entry=entry,
            name=entry.title,
            update_interval=pushes.interval if pushes else interval,
            always_update=False,
            request_refresh_debouncer=Debouncer(
                hass, LOGGER, cooldown=READ_BACK_DELAY, immediate=False
            ),
        )
        self._commanded_at: float | None = None
        self._told = 0
        """Commands that came to an end, changes that were pushed: what was read before is old."""
        self._requests = 0
        self.pushes = pushes

    @property
    def commanded_recently(self) -> bool:
        """Tell whether a change seen now is the effect of a command of ours."""
        return self._commanded_at is not None and time.monotonic() - self._commanded_at < SETTLING

    @abstractmethod
    async def _async_fetch(self) -> DataT:
        """Read the device. May raise any AccordError."""

    def _told_by_pushes(self, data: DataT) -> object:
        """Return the part of the data whose changes the device pushes; comparable."""
        return None

    @callback
    def async_pushed(
        self, change: Callable[[DataT], DataT] | None = None, *, read: bool = True
    ) -> None:
        """Take note of a push of this device: show what it says, then read the device.

        ``change`` makes the data that the push promises; it waits for no poll and postpones
        none. Pushes that come together are followed by one reading, by none without ``read``.
        """
        if self.pushes is not None:
            self.pushes.seen()
            self.update_interval = self.pushes.interval
        if change is not None and self.last_update_success:
            self._show_pushed(change)
        if read:
            self.config_entry.async_create_background_task(
                self.hass, self.async_request_refresh(), f"{self.name}: read after a push"
            )

    def _show_pushed(self, change: Callable[[DataT], DataT]) -> None:
        known: DataT | None = self.data
        if known is not None and (data := change(known)) != known:
            self._told += 1
            self.data = data
            self.async_update_listeners()

    def _note_reading(self, pushes: PushState, data: DataT) -> None:
        """Poll faster again if pushes should have told what was read."""
        known: DataT | None = self.data
        if known is None or self.commanded_recently:
            pass
        elif self._told_by_pushes(known) != self._told_by_pushes(data):
            pushes.missed()
        self.update_interval = pushes.interval

    @override
    async def async_request_refresh(self) -> None:
        """Read the device soon, and after the reading that runs now."""
        self._requests += 1
        await super().async_request_refresh()

    @override
    async def _async_update_data(self) -> DataT:
        """Read the device and say in the user's language what went wrong."""
        requests = self._requests
        try:
            return await self._async_read()
        finally:
            if self._requests != requests:
                # Home Assistant drops what is asked for while a reading lasts longer than its
                # delay.
                await super().async_request_refresh()

    async def _async_fetch_settled(self) -> DataT:
        """Read the device; once more when something came between that the reading may lack."""
        told, data = self._told, await self._async_fetch()
        for _ in range(_AGAIN):
            if told == self._told:
                break
            told, data = self._told, await self._async_fetch()
        return data

    async def _async_read(self) -> DataT:
        try:
            data = await self._async_fetch_settled()
        except AccordError as err:
            if self.pushes is not None:
                self.pushes.failed()
                self.update_interval = self.pushes.interval
            domain, key = translation_of(err, self.config_entry.domain)
            placeholders = {"name": self.name, **err.placeholders}
            if isinstance(err, AuthenticationError):
                raise ConfigEntryAuthFailed(
                    translation_domain=domain,
                    translation_key=key,
                    translation_placeholders=placeholders,
                ) from err
            raise UpdateFailed(
                translation_domain=domain,
                translation_key=key,
                translation_placeholders=placeholders,
                retry_after=err.retry_after if isinstance(err, BusyError) else None,
            ) from err
        if self.pushes is not None:
            self._note_reading(self.pushes, data)
        return data

    async def async_command[T](
        self,
        command: Awaitable[T],
        *,
        change: Callable[[DataT, T], DataT] | None = None,
    ) -> T:
        """Carry out a command, show its effect at once and read it back soon.

        ``change`` makes the data that the command's answer promises. Raises a translated
        HomeAssistantError; wrong credentials start the re-authentication flow.
        """
        self._commanded_at = time.monotonic()
        try:
            try:
                answer = await command
            finally:
                self._told += 1
        except AccordError as err:
            if isinstance(err, AuthenticationError):
                self.config_entry.async_start_reauth(self.hass)
            if err.outcome_unknown:
                await self.async_request_refresh()
            raise as_home_assistant_error(
                err, vendor=self.config_entry.domain, name=self.name
            ) from err
        self._commanded_at = time.monotonic()
        if change is not None:
            self.async_set_updated_data(change(self.data, answer))
        await self.async_request_refresh()
        return answer
