"""Software and firmware of devices: what lies on the platform, and what is on its way."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import re

from homeassistant.core import callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from ..accord.coordinator import Tier
from ..accord.protocol.errors import AccordError
from ..accord.protocol.huawei.northbound import (
    Device,
    DeviceUpgrade,
    FirmwareUpgradeResult,
    FirmwareUpgradeStep,
    Package,
    Page,
    Priority,
    Targets,
    UpgradeKind,
    UpgradeResult,
    UpgradeStatus,
    UpgradeStep,
    calls_as,
)
from .const import LOGGER
from .coordinator import HuaweiCoordinator
from .state import sleeps
from .targets import pages_of

PACKAGES_EVERY = timedelta(days=1)
LOOK_FOR_PACKAGES = timedelta(hours=1)
FILE_TYPES: Mapping[UpgradeKind, str] = {
    UpgradeKind.SOFTWARE: "softwarePackage",
    UpgradeKind.FIRMWARE: "firmwarePackage",
}
STEPS: Mapping[str, int | None] = {
    "waiting": None,
    "downloading": 25,
    "downloaded": 50,
    "updating": 75,
}
"""Steps of an upgrade, and how much is done by then in percent."""
FIRST_LOOK = 5.0
LOOK_EVERY = 60.0
"""Seconds between two looks at a task: pushes may not come."""
MOST_FAILURES = 60
PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """One upgrade of one device that has not ended."""

    task_id: str
    since: datetime
    step: str = "waiting"


class Upgrades:
    """The upgrades of one application's devices."""

    def __init__(self, coordinator: HuaweiCoordinator) -> None:
        """Know no package yet."""
        self._coordinator = coordinator
        self._tier = Tier(PACKAGES_EVERY)
        self._reading = asyncio.Lock()
        self._packages: dict[UpgradeKind, tuple[Package, ...]] = dict.fromkeys(FILE_TYPES, ())
        self._running: dict[tuple[str, UpgradeKind], Running] = {}
        self._failed: dict[tuple[str, UpgradeKind], str] = {}

    @callback
    def start(self) -> None:
        """List the packages once in a while, as long as the entry is loaded."""
        coordinator = self._coordinator
        entry = coordinator.config_entry

        async def read(_: datetime | None = None) -> None:
            await self.async_read()

        entry.async_on_unload(async_track_time_interval(coordinator.hass, read, LOOK_FOR_PACKAGES))
        entry.async_create_background_task(
            coordinator.hass, read(), f"{coordinator.name}: packages"
        )

    # --- What there is -------------------------------------------------------------------------

    async def async_read(self) -> None:
        """List the packages, where it is time to; what fails is left for the next time."""
        async with self._reading:
            sleepers = [one for one in self._coordinator.devices.values() if sleeps(one)]
            if not self._tier.due or not sleepers:
                return
            if self._tier.last < 0:
                await self._async_resume()
            self._tier.done()
            try:
                with calls_as(Priority.POLLING):
                    found = {kind: await self._list(name) for kind, name in FILE_TYPES.items()}
            except AccordError as err:
                LOGGER.debug("Packages are not listed: %s", err)
                return
        if found != self._packages:
            self._packages = found
            self._coordinator.listeners.tell(one.device_id for one in sleepers)

    async def _async_resume(self) -> None:
        """Take up upgrades of single devices that were on their way before the start."""
        topic = self._coordinator.client.upgrades
        try:
            with calls_as(Priority.POLLING):
                tasks = [
                    one
                    for status in (UpgradeStatus.WAITING, UpgradeStatus.RUNNING)
                    for one in (await topic.tasks(status=status.value)).items
                ]
        except AccordError as err:
            LOGGER.debug("Upgrades are not listed: %s", err)
            return
        for task in tasks:
            if task.kind in FILE_TYPES and len(task.targets.devices) == 1:
                (device_id,) = task.targets.devices
                known = (device_id, UpgradeKind(task.kind)) in self._running
                if device_id in self._coordinator.devices and not known:
                    self._begin(device_id, UpgradeKind(task.kind), task.task_id)

    async def _list(self, file_type: str) -> tuple[Package, ...]:
        topic = self._coordinator.client.upgrades

        async def read(number: int) -> Page[Package]:
            return await topic.packages(file_type, page=number, page_size=PER_PAGE)

        found: list[Package] = []
        async for rows in pages_of(read, PER_PAGE):
            found += rows
        return tuple(found)

    @callback
    def read_again(self) -> None:
        """List the packages with the next chance."""
        self._tier.reset()

    def latest(self, device: Device, kind: UpgradeKind) -> Package | None:
        """Return the newest package that fits a device, None where there is none."""
        fitting = [one for one in self._packages.get(kind, ()) if fits(one, device)]
        return max(fitting, key=_age, default=None)

    def running(self, device_id: str, kind: UpgradeKind) -> Running | None:
        """Return what is on its way to a device."""
        return self._running.get((device_id, kind))

    def failure(self, device_id: str, kind: UpgradeKind) -> str | None:
        """Return why the last upgrade failed, None where it did not."""
        return self._failed.get((device_id, kind))

    # --- What happens --------------------------------------------------------------------------

    async def async_install(self, device_id: str, kind: UpgradeKind, package: Package) -> None:
        """Bring a package to a device, which takes it when it is awake. Raises like orders."""
        topic = self._coordinator.client.upgrades
        begin = topic.upgrade_software
        if kind is UpgradeKind.FIRMWARE:
            begin = topic.upgrade_firmware
        order = begin(package.file_id, Targets(devices=[device_id]))
        task_id = await self._coordinator.config_entry.runtime_data.orders.async_order(
            order, device_id
        )
        self._failed.pop((device_id, kind), None)
        self._begin(device_id, kind, task_id)
        self._tell(device_id, "started", {"kind": kind.value, "version": package.version})

    @callback
    def _begin(self, device_id: str, kind: UpgradeKind, task_id: str) -> None:
        """Follow an upgrade from now on."""
        self._running[device_id, kind] = Running(task_id=task_id, since=dt_util.utcnow())
        coordinator = self._coordinator
        coordinator.listeners.tell([device_id])
        coordinator.config_entry.async_create_background_task(
            coordinator.hass,
            self._async_follow(device_id, kind, task_id),
            f"{coordinator.name}: upgrade {task_id}",
        )

    async def _async_follow(self, device_id: str, kind: UpgradeKind, task_id: str) -> None:
        """Look at a task until it ends, for the case that no push comes."""
        pause, failures = FIRST_LOOK, 0
        while failures < MOST_FAILURES:
            await asyncio.sleep(pause)
            pause = LOOK_EVERY
            known = self._running.get((device_id, kind))
            if known is None or known.task_id != task_id:
                return
            try:
                with calls_as(Priority.POLLING):
                    page = await self._coordinator.client.upgrades.subtasks(task_id)
            except AccordError as err:
                LOGGER.debug("Upgrade %s was not read: %s", task_id, err)
                failures += 1
                continue
            part = next((one for one in page.items if one.device_id == device_id), None)
            if part is not None and part.status.final:
                self._end(device_id, kind, _result(part))
                return
        self._end(device_id, kind, "")

    @callback
    def take(self, note: UpgradeStep | UpgradeResult) -> None:
        """Take a push: a step, or the end."""
        firmware = isinstance(note, FirmwareUpgradeStep | FirmwareUpgradeResult)
        kind = UpgradeKind.FIRMWARE if firmware else UpgradeKind.SOFTWARE
        device_id = note.device_id
        if device_id not in self._coordinator.devices:
            return
        if isinstance(note, UpgradeResult):
            self._end(device_id, kind, None if note.succeeded else note.reason or note.device_code)
            return
        if note.step not in STEPS:
            return
        known = self._running.get((device_id, kind))
        since = known.since if known else dt_util.utcnow()
        self._running[device_id, kind] = Running(task_id=note.task_id, since=since, step=note.step)
        self._tell(device_id, note.step, {"kind": kind.value})

    @callback
    def _end(self, device_id: str, kind: UpgradeKind, failure: str | None) -> None:
        """Note the end of an upgrade; ``failure`` is None where it worked."""
        self._running.pop((device_id, kind), None)
        if failure is None:
            self._failed.pop((device_id, kind), None)
            self._tell(device_id, "succeeded", {"kind": kind.value})
        else:
            self._failed[device_id, kind] = failure
            self._tell(device_id, "failed", {"kind": kind.value, "reason": failure})
        self._coordinator.read_soon(device_id)

    def _tell(self, device_id: str, event: str, attributes: Mapping[str, str]) -> None:
        self._coordinator.events.fire(device_id, "upgrade", event, attributes)
        self._coordinator.listeners.tell([device_id])


def _result(part: DeviceUpgrade) -> str | None:
    return None if part.status is UpgradeStatus.SUCCESS else part.reason or part.status.value


def fits(package: Package, device: Device) -> bool:
    """Tell whether a package is for a device's product: what it does not say is no obstacle."""
    info = device.info
    return all(
        not wanted or wanted == there
        for wanted, there in (
            (package.device_type, info.device_type),
            (package.model, info.model),
            (package.manufacturer_name, info.manufacturer_name),
        )
    )


def _age(package: Package) -> tuple[tuple[tuple[int, str], ...], datetime]:
    uploaded = package.uploaded or dt_util.utc_from_timestamp(0)
    return parsed(package.version), uploaded


def parsed(version: str) -> tuple[tuple[int, str], ...]:
    """Return what versions are compared by: numbers as such, between them words."""
    parts = re.findall(r"\d+|[a-z]+", version.casefold())
    return tuple((int(one), "") if one.isdigit() else (-1, one) for one in parts)


def is_newer(version: str, than: str) -> bool:
    """Tell whether a version is a later one."""
    return parsed(version) > parsed(than)
