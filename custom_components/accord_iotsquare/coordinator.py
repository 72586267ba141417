"""Keeps an account: its lists are polled, uplinks come from the poll, from pushes and by MQTT.

Hooks for what feeds and reads it:

- ``coordinator.uplinks`` (see ``uplinks.py``): ``feed`` takes an uplink from any way in and drops
  those that came before; ``joined`` notes a new session; ``listen`` and ``listen_to_all`` tell of
  each new uplink; ``heard`` returns what is known of a device.
- ``coordinator.listen_for_parts``: tells of each part (application, device, gateway, group) that
  came, went or looks different; ``coordinator.view`` returns how it looks.
- ``coordinator.async_note`` takes over what a push says of a gateway or a device;
  ``coordinator.want`` has something read for an entity as long as it is there.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..accord.coordinator import AccordCoordinator
from ..accord.protocol.errors import (
    AccordError,
    NotFoundError,
    PermissionDeniedError,
    UnsupportedError,
)
from ..accord.protocol.iotsquare import Device, IoTSquareClient
from ..accord.readings import Reader
from .broker import BrokerLink
from .const import CONF_APPLICATIONS, CONF_KNOWN, CONF_POLL, LOGGER
from .downlinks import Downlinks
from .proofs import Proofs, relaxed_polls
from .readings import (
    APPLICATION_READINGS,
    DEVICE_READINGS,
    GATEWAY_READINGS,
    GROUP_READINGS,
    IoTSquareReading,
)
from .results import GroupResults
from .state import AccountState, Kind, Part, View, changed_parts, view_of
from .telling import Telling
from .transfers import Transfers
from .uplinks import Uplinks

if TYPE_CHECKING:
    from .decoding import Decoding
    from .saved_presets import SavedPresets

POLL = 60
APPLICATIONS_EVERY = 10
"""Polls between two readings of the applications."""
GROUPS_EVERY = 5
FIRST_UPLINKS = 20
"""Devices whose newest uplink is read before there are entities."""
MOST_UPLINKS = 300
"""Devices whose newest uplink is read with one poll; the others wait for the next."""
PER_POLL = 20


class IoTSquareCoordinator(AccordCoordinator[AccountState]):
    """Keeps one account; all entities read from it, and hear of their own part only."""

    config_entry: IoTSquareConfigEntry

    def __init__(
        self,
        hass: HomeAssistant,
        entry: IoTSquareConfigEntry,
        client: IoTSquareClient,
        uplinks: Uplinks,
    ) -> None:
        """Read through ``client``."""
        interval = timedelta(seconds=int(entry.options.get(CONF_POLL, POLL)))
        super().__init__(hass, entry, interval=interval)
        self.client = client
        self.uplinks = uplinks
        uplinks.on_heard = self._on_heard
        self.proofs = Proofs()
        self._relaxed = relaxed_polls(interval.total_seconds())
        self._listed: Mapping[str, Device] = {}
        """Devices as the lists had them that were read with this poll."""
        uplinks.listen_to_all(self.proofs.heard)
        self._followed = frozenset(entry.options.get(CONF_APPLICATIONS) or ())
        self._reader = Reader(client, per_poll=PER_POLL)
        self._transfers = Transfers(client)
        self._everything = True
        """Read all lists with the next poll."""
        self._polls = 0
        self._wanted: dict[tuple[str, str], int] = {}
        """How many entities want a reading of a part."""
        self._shown: AccountState | None = None
        self._alive = True
        self._telling = Telling(hass, entry)

    # --- Reading -------------------------------------------------------------------------------

    @override
    async def _async_fetch(self) -> AccountState:
        old: AccountState | None = self.data
        state = await self._async_lists(old or AccountState())
        await self._async_uplinks(self._listed, FIRST_UPLINKS if old is None else MOST_UPLINKS)
        # Nothing is awaited after this: what pushes say meanwhile is among the values.
        values = await self._reader.async_read(list(self._slots(state)))
        now = dt_util.utcnow()
        overdue = frozenset(
            name for name, device in state.devices.items() if self.uplinks.is_overdue(device, now)
        )
        self._polls += 1
        return replace(state, values=values, overdue=overdue)

    async def _async_lists(self, old: AccountState) -> AccountState:
        client, everything = self.client, self._everything
        self._everything = True
        applications = old.applications
        if everything or self._polls % APPLICATIONS_EVERY == 0:
            found = {str(one.app_id): one for one in await client.app.list()}
            applications = _kept(applications, found)
            self._remember(found)
        devices, application_of, gone = await self._async_devices(
            old, applications, everything=everything
        )
        gateways = await _allowed(client.gateway.list())
        groups = old.groups
        if everything or self._polls % GROUPS_EVERY == 0:
            found_groups = await _allowed(client.mcgroup.list())
            groups = _kept(groups, {one.mc_eui: one for one in found_groups})
        transfers = await self._transfers.async_read(groups)
        self._everything = gone
        return AccountState(
            applications=applications,
            devices=_kept(old.devices, devices),
            application_of=application_of,
            gateways=_kept(old.gateways, {one.gw_id: one for one in gateways}),
            groups=groups,
            transfers=_kept(old.transfers, transfers),
        )

    async def _async_devices(
        self, old: AccountState, applications: Iterable[str], *, everything: bool
    ) -> tuple[dict[str, Device], dict[str, str], bool]:
        """Return all devices and their applications, and whether one of these is gone.

        Some lists may wait, as pushes really come.
        """
        known: dict[str, list[str]] = {}
        for name, application in old.application_of.items():
            known.setdefault(application, []).append(name)
        devices: dict[str, Device] = {}
        application_of: dict[str, str] = {}
        self._listed = {}
        gone = False
        for application in self.followed(applications):
            names = known.get(application, ())
            waits = not everything and self._polls % self._relaxed
            if waits and self.proofs.suffice(names):
                rows = [old.devices[name] for name in names]
            else:
                try:
                    rows = list(await self.client.device.list(int(application)))
                except NotFoundError:
                    gone = True
                    continue
                self._listed |= {row.dev_eui: row for row in rows}
            devices |= {row.dev_eui: row for row in rows}
            application_of |= dict.fromkeys((row.dev_eui for row in rows), application)
            await asyncio.sleep(0)
        return devices, application_of, gone

    def followed(self, applications: Iterable[str]) -> list[str]:
        """Return the ids of the applications whose devices are shown."""
        return [name for name in applications if not self._followed or name in self._followed]

    def _remember(self, applications: Iterable[str]) -> None:
        """Store which applications the token reaches: another account's would differ."""
        entry, found = self.config_entry, sorted(applications)
        if found and found != entry.data.get(CONF_KNOWN):
            self.hass.config_entries.async_update_entry(
                entry, data={**entry.data, CONF_KNOWN: found}
            )

    def _slots(self, state: AccountState) -> Iterator[tuple[IoTSquareReading[Any], str | None]]:
        for readings, names in (
            (APPLICATION_READINGS, self.followed(state.applications)),
            (GATEWAY_READINGS, state.gateways),
            (GROUP_READINGS, state.groups),
            (DEVICE_READINGS, state.devices),
        ):
            for reading in readings:
                yield from (
                    (reading, name)
                    for name in names
                    if reading.probe or (reading.key, name) in self._wanted
                )

    async def _async_uplinks(self, devices: Mapping[str, Device], most: int) -> None:
        """Read the newest uplink of devices whose counter moved, the longest waiting first."""
        for name in self.uplinks.behind(devices.values())[:most]:
            try:
                uplink = await self.client.device.latest_uplink(name)
            except AccordError as err:
                if err.code is None:
                    raise
                LOGGER.debug("No uplink of %s: %s", name, err)
                uplink = None
            self.uplinks.polled(devices[name], uplink)

    async def async_read_uplink(self, name: str) -> None:
        """Read the newest uplink of a device now."""
        uplink = await self.client.device.latest_uplink(name)
        if uplink is not None:
            self.uplinks.feed(uplink)

    # --- What entities want --------------------------------------------------------------------

    @callback
    def want(self, reading: IoTSquareReading[Any], part: str) -> CALLBACK_TYPE:
        """Read it with each poll that it is due for, until the returned function is called."""
        place = reading.key, part
        self._wanted[place] = self._wanted.get(place, 0) + 1

        @callback
        def forget() -> None:
            self._wanted[place] -= 1
            if not self._wanted[place]:
                del self._wanted[place]

        return forget

    @callback
    def read_soon(self, *readings: IoTSquareReading[Any], part: str) -> None:
        """Read them with the next poll."""
        for reading in readings:
            self._reader.reset(reading, part)

    @callback
    def read_lists_soon(self) -> None:
        """Read all lists with the next poll: an action may have changed any of them."""
        self._everything = True

    @callback
    def look_for_transfer(self, group: str) -> None:
        """Look for a file transfer of a group with the next poll."""
        self._transfers.look_soon(group)

    @callback
    def async_note[T](self, reading: IoTSquareReading[T], part: str, value: T) -> None:
        """Take over what a push says."""
        self._reader.note(reading, part, value)
        self.async_show(lambda state: state.with_value(reading, part, value))

    @callback
    def async_show(self, change: Callable[[AccountState], AccountState]) -> None:
        """Show what was told meanwhile; a reading that runs now need not begin anew for it."""
        state: AccountState | None = self.data
        if state is not None and self.last_update_success and (new := change(state)) != state:
            self.data = new
            self.async_update_listeners()

    async def async_change[T](
        self,
        command: Awaitable[T],
        *readings: IoTSquareReading[Any],
        part: str = "",
        change: Callable[[AccountState, T], AccountState] | None = None,
    ) -> T:
        """Carry out a command like ``async_command``, and read lists and ``readings`` with it."""
        self.read_soon(*readings, part=part)
        self.read_lists_soon()
        return await self.async_command(command, change=change)

    # --- Who listens ---------------------------------------------------------------------------

    def view(self, part: Part) -> View | None:
        """Return how a part looks now; None for what the server does not list."""
        return view_of(self.data, part, self.uplinks.heard(part.id))

    @callback
    @override
    def async_add_listener(
        self, update_callback: CALLBACK_TYPE, context: Any = None
    ) -> CALLBACK_TYPE:
        """Listen to everything, or to changes of the part that is given as ``context``."""
        if not isinstance(context, Part):
            return super().async_add_listener(update_callback, context)
        return self._telling.listen(context, update_callback)

    @callback
    def listen_for_parts(self, listener: Callable[[Part], None]) -> CALLBACK_TYPE:
        """Call ``listener`` for each part that came, went or looks different."""
        return self._telling.listen_to_all(listener)

    @callback
    @override
    def async_update_listeners(self) -> None:
        """Tell those who listen to everything, and entities whose part looks different."""
        state: AccountState | None = self.data
        before, self._shown = self._shown, state
        alive, self._alive = self._alive, self.last_update_success
        super().async_update_listeners()
        if alive != self._alive:
            self._telling.tell_all()
        if state is not None:
            self._telling.tell(changed_parts(before, state))

    @callback
    def _on_heard(self, name: str) -> None:
        """Show an uplink at once, however it came."""
        if self._shown is None or name not in self.data.devices:
            return
        if name in self.data.overdue:
            self.async_show(lambda state: replace(state, overdue=state.overdue - {name}))
        self._telling.tell([Part(Kind.DEVICE, name)])


async def _allowed[T](lists: Awaitable[Iterable[T]]) -> Iterable[T]:
    """Return what is listed, nothing where the account may not look."""
    try:
        return await lists
    except PermissionDeniedError, UnsupportedError:
        return ()


def _kept[KeyT, T](old: Mapping[KeyT, T], new: Mapping[KeyT, T]) -> Mapping[KeyT, T]:
    """Return ``new`` with the objects of ``old`` that are equal, so that nobody compares twice."""
    if old == new:
        return old
    return {
        key: known if (known := old.get(key)) is not None and known == value else value
        for key, value in new.items()
    }


@dataclass(frozen=True, slots=True)
class IoTSquareData:
    """What a loaded entry holds."""

    coordinator: IoTSquareCoordinator
    decoding: Decoding
    presets: SavedPresets
    downlinks: Downlinks
    results: GroupResults
    broker: BrokerLink


type IoTSquareConfigEntry = ConfigEntry[IoTSquareData]
