"""Keeps the devices of an application: scanned in pages, read singly after commands, pushed.

Hooks for what feeds and reads it:

- ``devices`` are all devices that are shown; ``features_of`` tells what one is to its owner.
- ``async_take_report`` and ``async_take_info`` take over what a push says of a device,
  ``async_read_device`` reads one and finds out whether it is still there; ``note_push`` notes
  that a push came at all, ``push_proven`` tells whether scans may become rare.
- ``events`` tells event entities, of devices and of the application.
- ``pending`` knows the commands that wait; ``orders.py`` sends them.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..accord.coordinator import AccordCoordinator
from ..accord.protocol.errors import AccordError, AuthenticationError, NotFoundError
from ..accord.protocol.huawei.northbound import (
    Device,
    DeviceInfo,
    HuaweiClient,
    IssuedCommand,
    Priority,
    Service,
    calls_as,
)
from ..accord.protocol.huawei.northbound.mapping import Feature
from .const import CONF_POLL, LOGGER
from .listeners import DeviceListeners, EventListeners, Gathering
from .pending import PendingCommands
from .products import Products, name_of_model
from .scope import Scope, ScopeKind, read_members
from .state import Summary, newer, summary_of

if TYPE_CHECKING:
    from .batches import BatchTasks
    from .groups import GroupWatch
    from .orders import Orders
    from .saved_presets import SavedPresets
    from .subscriptions import SubscriptionKeeper
    from .upgrades import Upgrades

POLL = 60
SHORTEST_POLL = 30
SECONDS_PER_PAGE = 3.0
"""A scan of so many pages comes that much later: 20 calls a minute at most."""
RARE = timedelta(minutes=15)
"""Between two scans while pushes tell what happens."""
FIRST_MODELS = 10
"""Product models that are asked for before there are entities."""
BETWEEN_MODELS = 6.0
"""Seconds between two questions for further models."""
MODEL_REST = timedelta(minutes=10)
"""So long a model is left alone that the platform does not tell."""
PER_SCAN = 5
"""Devices that are missing from a scan and looked for one by one."""
MEMBERS_EVERY = 10
"""Scans between two readings of the members of groups."""
AFFORDABLE = 9000
"""Entities that are enabled at first; Home Assistant takes 10,000 of an entry."""
READ_BACK = (1.0, 4.0)
"""Seconds after a command until its device is read, and after that until it is read again."""


class HuaweiCoordinator(AccordCoordinator[Summary]):
    """Keeps one application; entities of devices hear of their own device only."""

    config_entry: HuaweiConfigEntry

    def __init__(
        self,
        hass: HomeAssistant,
        entry: HuaweiConfigEntry,
        client: HuaweiClient,
        products: Products,
    ) -> None:
        """Read through ``client``."""
        self._poll = max(SHORTEST_POLL, int(entry.options.get(CONF_POLL, POLL)))
        super().__init__(hass, entry, interval=timedelta(seconds=self._poll))
        self.client = client
        self.products = products
        self.scope = Scope.from_options(entry.options)
        self.devices: dict[str, Device] = {}
        self.listeners = DeviceListeners(hass)
        self.events = EventListeners()
        self.per_device = AFFORDABLE
        """Entities of each device that are enabled at first, at most."""
        self.adding = asyncio.Lock()
        """Held by the platform that adds entities of many devices: one at a time."""
        self.pending = PendingCommands(self._on_command)
        self.push_proven: Callable[[], bool] = lambda: False
        """Set by what receives pushes."""
        self.callback_url: Callable[[], str | None] = lambda: None
        """Where states of commands are to be pushed; set by what receives pushes."""
        self.last_push: datetime | None = None
        self.certificate_end: datetime | None = None
        """Until when our certificate is valid."""
        self.failure: AccordError | None = None
        """Why the last scan failed; None after one that did not."""
        self.on_scan: Callable[[], None] = lambda: None
        self.on_model: Callable[[], None] = lambda: None
        """Called when a product model is not what it was."""
        self._soon = Gathering(hass, self._count_again)
        entry.async_on_unload(self._soon.cancel)
        """Called after each scan, whether it succeeded or not."""
        self.doubtful: set[str] = set()
        """Devices of the registry that no scan has shown."""
        self._members: frozenset[str] = frozenset()
        self._scans = 0
        self._reading: set[str] = set()
        self._unlearnable: dict[str, datetime] = {}
        self._learn = asyncio.Event()
        self._alive = True

    # --- Scanning ------------------------------------------------------------------------------

    @override
    async def _async_fetch_settled(self) -> Summary:
        """Scan once: reports that come meanwhile are kept, as they say when they were made."""
        return await self._async_fetch()

    @override
    async def _async_fetch(self) -> Summary:
        try:
            with calls_as(Priority.POLLING if self._scans else Priority.QUERY):
                pages = await self._async_scan()
                if not self._scans:
                    await self._async_learn_first()
        except AccordError as err:
            self.failure = err
            raise
        else:
            self.failure = None
        finally:
            self.on_scan()
        if not self._scans:
            self.per_device = AFFORDABLE // max(1, len(self.devices))
        self._scans += 1
        self._learn.set()
        slowest = timedelta(seconds=max(self._poll, pages * SECONDS_PER_PAGE))
        self.update_interval = max(slowest, RARE) if self.push_proven() else slowest
        return summary_of(self.devices.values(), pages, self.client.budget)

    async def _async_scan(self) -> int:
        """Read all devices; returns how many calls that took."""
        if self.scope.kind is ScopeKind.GROUPS and self._scans % MEMBERS_EVERY == 0:
            self._members = await read_members(self.client, self.scope.ids)
        seen: set[str] = set()
        pages = 0
        for wanted in self.scope.filters:
            async for rows in self.client.data.scan(
                gateway_id=wanted.gateway_id, device_type=wanted.device_type
            ):
                pages += 1
                shown = [one for one in rows if self.shows(one)]
                seen.update(one.device_id for one in shown)
                self._take(shown)
                await asyncio.sleep(0)
        self.doubtful = {*self.doubtful, *self.devices} - seen
        for device_id in sorted(self.doubtful)[:PER_SCAN]:
            await self.async_read_device(device_id)
        await self.async_read_pending()
        return pages

    async def async_read_pending(self) -> None:
        """List the commands that wait, where it is time to. Raises AccordError."""
        try:
            await self.pending.async_read(self.client)
        except AuthenticationError:
            raise
        except AccordError as err:
            if err.code is None:
                raise
            LOGGER.debug("Commands are not listed: %s", err)

    def shows(self, device: Device) -> bool:
        """Tell whether a device belongs to what the user chose."""
        return self.scope.holds(device, self._members)

    # --- Single devices ------------------------------------------------------------------------

    async def async_read_device(self, device_id: str) -> Device | None:
        """Read one device; None where the platform does not know it any more. Raises AccordError."""
        try:
            device = await self.client.data.device(device_id)
        except NotFoundError:
            self._lose(device_id)
            return None
        if not self.shows(device):
            self._lose(device_id)
            return None
        self.doubtful.discard(device_id)
        self._take([device])
        self._learn.set()
        return self.devices[device_id]

    @callback
    def read_soon(self, device_id: str, pauses: tuple[float, ...] | None = None) -> None:
        """Read one device in a moment, and later again unless that showed something new.

        Once for all who ask for it meanwhile.
        """
        if device_id in self._reading:
            return
        self._reading.add(device_id)
        reading = self._async_read_later(device_id, READ_BACK if pauses is None else pauses)
        self.config_entry.async_create_background_task(
            self.hass, reading, f"{self.name}: read {device_id}"
        )

    async def _async_read_later(self, device_id: str, pauses: tuple[float, ...]) -> None:
        before = self.devices.get(device_id)
        try:
            for pause in pauses:
                await asyncio.sleep(pause)
                if await self.async_read_device(device_id) is not before:
                    return
        except AccordError as err:
            LOGGER.debug("%s was not read: %s", device_id, err)
        finally:
            self._reading.discard(device_id)

    @callback
    def async_take_report(self, device_id: str, services: Iterable[Service]) -> bool:
        """Take over what a device reported; returns whether the device is one of ours."""
        known = self.devices.get(device_id)
        if known is not None:
            self._put(known, known.reported(tuple(services)))
        return known is not None

    @callback
    def async_take_info(self, device_id: str, info: DeviceInfo) -> bool:
        """Take over what changed of a device; returns whether the device is one of ours."""
        known = self.devices.get(device_id)
        if known is not None:
            self._put(known, replace(known, info=known.info.merged(info)))
        return known is not None

    @callback
    def note_push(self) -> None:
        """Note that the platform pushed something."""
        self.last_push = dt_util.utcnow()
        self._soon.ask()

    @callback
    def async_tell_application(self) -> None:
        """Tell those who listen to the application itself."""
        super().async_update_listeners()

    def _put(self, known: Device, device: Device) -> None:
        if device != known:
            self.devices[device.device_id] = device
            self._on_change([device.device_id])

    def _take(self, rows: Iterable[Device]) -> None:
        changed = []
        for row in rows:
            device = newer(self.devices.get(row.device_id), row)
            if device is not self.devices.get(row.device_id):
                self.devices[row.device_id] = device
                changed.append(row.device_id)
        self._on_change(changed)

    def _on_change(self, device_ids: Iterable[str]) -> None:
        changed = list(device_ids)
        if any(self.pending.of(one) for one in changed):
            self.pending.read_soon()  # a device that reports is awake
        self.listeners.tell(changed)

    def _lose(self, device_id: str) -> None:
        self.doubtful.discard(device_id)
        self.devices.pop(device_id, None)
        self.listeners.tell([device_id])
        self._count_again()

    @callback
    def _count_again(self) -> None:
        known: Summary | None = self.data
        if known is not None:
            self.data = summary_of(self.devices.values(), known.pages, self.client.budget)
            super().async_update_listeners()

    # --- Product models ------------------------------------------------------------------------

    def features_of(self, device: Device) -> tuple[Feature, ...]:
        """Return what a device is to its owner."""
        return self.products.features(device)

    async def _async_learn_first(self) -> None:
        """Ask for some models before there are entities; others come later."""
        unknown = self.products.unknown(self.devices.values())
        for device in list(unknown.values())[:FIRST_MODELS]:
            await self._async_learn_one(device)

    async def async_learn(self) -> None:
        """Ask for models that are not known, slowly, as long as the entry is loaded."""
        while True:
            await self._learn.wait()
            self._learn.clear()
            unknown = self.products.unknown(self.devices.values())
            for name, device in unknown.items():
                if (
                    dt_util.utcnow() - self._unlearnable.get(name, dt_util.utc_from_timestamp(0))
                    > MODEL_REST
                ):
                    with calls_as(Priority.POLLING):
                        await self._async_learn_one(device)
                    await asyncio.sleep(BETWEEN_MODELS)

    async def _async_learn_one(self, device: Device) -> None:
        name = name_of_model(device)
        try:
            news = await self.products.async_read(self.client, device)
        except AccordError as err:
            LOGGER.debug("The platform does not tell what %s can do: %s", name, err)
            self._unlearnable[name] = dt_util.utcnow()
            return
        if news:
            self.listeners.tell(
                [one.device_id for one in self.devices.values() if name_of_model(one) == name]
            )
            self.on_model()

    @callback
    def learn_again(self, names: Iterable[str]) -> None:
        """Have models asked for again."""
        self.products.renew(names)
        self._unlearnable.clear()
        self._learn.set()

    # --- Commands ------------------------------------------------------------------------------

    def name_of(self, device_id: str) -> str:
        """Return what a device is called on the platform."""
        device = self.devices.get(device_id)
        return (device.info.name if device else "") or device_id

    @callback
    def _on_command(self, device_id: str, command: IssuedCommand) -> None:
        told = command.command
        self.events.fire(
            device_id,
            "command",
            command.status.value,
            {
                "service": told.service_id if told else None,
                "command": told.method if told else None,
                "command_id": command.command_id,
            },
        )
        self.listeners.tell([device_id])

    # --- Listening -----------------------------------------------------------------------------

    @callback
    @override
    def async_add_listener(
        self, update_callback: CALLBACK_TYPE, context: Any = None
    ) -> CALLBACK_TYPE:
        """Listen to the application, or to the device whose id is given as ``context``."""
        if isinstance(context, str):
            return self.listeners.add(context, update_callback)
        return super().async_add_listener(update_callback, context)

    @callback
    @override
    def async_update_listeners(self) -> None:
        """Tell those of the application; those of devices only when the platform went or came."""
        super().async_update_listeners()
        if self._alive != self.last_update_success:
            self._alive = self.last_update_success
            self.listeners.tell(self.listeners.known)


@dataclass(frozen=True, slots=True)
class HuaweiData:
    """What a loaded entry holds."""

    coordinator: HuaweiCoordinator
    orders: Orders
    subscriptions: SubscriptionKeeper
    upgrades: Upgrades
    batches: BatchTasks
    groups: GroupWatch
    presets: SavedPresets


type HuaweiConfigEntry = ConfigEntry[HuaweiData]
