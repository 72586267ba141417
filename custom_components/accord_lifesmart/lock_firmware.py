"""Firmware of both halves of SWIFTE locks: what they run, and how far new firmware is.

It is installed by an action that warns: whoever touches the lock meanwhile may damage it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.update import (
    UpdateDeviceClass,
    UpdateEntityDescription,
    UpdateEntityFeature,
)
from homeassistant.const import EntityCategory
from homeassistant.core import ServiceResponse, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from ..accord.protocol.errors import AccordError, ConflictError
from ..accord.protocol.lifesmart import LifeSmartClient, LockGeneration, SwiftePart, SwifteVersions
from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry
from .devices import me_of
from .lock_info import SWIFTE
from .lock_rows import LifeSmartLockRow, LockRowEntity
from .readings import SWIFTE_VERSIONS, generation_of
from .watched_update import WatchedUpdate

ATTR_PART = "part"
ATTR_VERSION = "version"
ATTR_URL = "url"
ATTR_DELAY = "delay"
PARTS = {"inner": SwiftePart.INNER, "outer": SwiftePart.OUTER}
_SLOWEST = 0.5


@dataclass(frozen=True, kw_only=True)
class LifeSmartLockFirmwareDescription(LifeSmartLockRow, UpdateEntityDescription):
    """Row of the table of halves of locks."""

    part: SwiftePart
    version_fn: Callable[[SwifteVersions], str]


def _row(
    key: str, part: SwiftePart, version_fn: Callable[[SwifteVersions], str]
) -> LifeSmartLockFirmwareDescription:
    return LifeSmartLockFirmwareDescription(
        key=key,
        translation_key=key,
        operations=(
            "doorlock.ctldoorlockswifte.HwInfo",
            "doorlock.ctldoorlockswifte.SwifteOta",
            "otamanage.querytask",
        ),
        generations=SWIFTE,
        readings=(SWIFTE_VERSIONS,),
        device_class=UpdateDeviceClass.FIRMWARE,
        entity_category=EntityCategory.DIAGNOSTIC,
        part=part,
        version_fn=version_fn,
    )


LOCK_UPDATES = (
    _row("lock_inner_firmware", SwiftePart.INNER, lambda versions: versions.inner),
    _row("lock_outer_firmware", SwiftePart.OUTER, lambda versions: versions.outer),
)


def _signal(entry: LifeSmartConfigEntry, me: str, part: SwiftePart) -> str:
    return f"{DOMAIN}_{entry.entry_id}_{me}_{part}"


class LifeSmartLockFirmware(LockRowEntity, WatchedUpdate):
    """The firmware of one half of a lock."""

    entity_description: LifeSmartLockFirmwareDescription
    _attr_supported_features = UpdateEntityFeature.PROGRESS
    _wanted: str | None = None
    """What is being installed."""

    @override
    async def async_added_to_hass(self) -> None:
        """Hear of the action."""
        await super().async_added_to_hass()
        signal = _signal(self.coordinator.config_entry, self.me, self.entity_description.part)
        self.async_on_remove(async_dispatcher_connect(self.hass, signal, self._on_begun))

    @callback
    def _on_begun(self, version: str) -> None:
        self._wanted = version
        self._refresh()
        self.watch()

    @override
    def _show(self, told: Any) -> object:
        installed = self.entity_description.version_fn(told) or None
        self._attr_installed_version = installed
        self._attr_latest_version = self._wanted or installed
        return installed, self._wanted

    @override
    async def _done(self) -> None:
        self._wanted = None
        self._refresh()
        self.async_write_ha_state()
        self.coordinator.read_soon(SWIFTE_VERSIONS, part=self.me)
        await self.coordinator.async_request_refresh()


# --- The action ------------------------------------------------------------------------------


async def _prepare(client: LifeSmartClient, me: str, url: str | None) -> None:
    """Have the file loaded, and the lock's last task forgotten. Raises ConflictError."""
    tasks = {task.id: task for task in await client.otamanage.query_tasks()}
    if (task := tasks.get(me)) is not None:
        if not task.finished:
            raise ConflictError("the lock is getting firmware already")
        await client.otamanage.remove_tasks([me])
    if url is not None:
        await client.otamanage.add_file_url(url)


async def _lock_firmware_update(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    """Begin, once; the update entity of the half shows how far it is."""
    coordinator, data = call.entry.runtime_data.coordinator, call.data
    me = me_of(call.entry, call.device) or ""
    device = coordinator.data.devices.get(me)
    if device is None or generation_of(device) is not LockGeneration.SWIFTE:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="no_swifte_lock")
    part, version = PARTS[data[ATTR_PART]], data[ATTR_VERSION]

    def begun() -> None:
        async_dispatcher_send(call.hass, _signal(call.entry, me, part), version)

    async def begin() -> None:
        client = coordinator.client
        await _prepare(client, me, data.get(ATTR_URL))
        try:
            await client.swifte.ota(me, part, version, data[ATTR_DELAY])
        except AccordError as err:
            if err.outcome_unknown:
                begun()
            raise
        begun()

    await coordinator.async_command(begin())
    return None


LOCK_FIRMWARE_ACTIONS: tuple[ActionSpec[LifeSmartConfigEntry], ...] = (
    ActionSpec(
        name="lock_firmware_update",
        handler=_lock_firmware_update,
        operations=(
            "doorlock.ctldoorlockswifte.SwifteOta",
            "otamanage.addfileurl",
            "otamanage.querytask",
            "otamanage.rmtask",
        ),
        fields={
            vol.Required(ATTR_PART): vol.In(list(PARTS)),
            vol.Required(ATTR_VERSION): vol.All(cv.string, vol.Match(r"^\d+(\.\d+){3}$")),
            vol.Optional(ATTR_URL): cv.string,
            vol.Optional(ATTR_DELAY, default=0.0): vol.All(
                vol.Coerce(float), vol.Range(min=0, max=_SLOWEST)
            ),
        },
        admin=True,
        confirm=True,
    ),
)
