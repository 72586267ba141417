"""Infrared: the SPOTs themselves, and each remote control that was set up in the LifeSmart app."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.remote import (
    ATTR_ALTERNATIVE,
    ATTR_COMMAND,
    ATTR_DELAY_SECS,
    ATTR_DEVICE,
    ATTR_NUM_REPEATS,
    DEFAULT_DELAY_SECS,
    RemoteEntity,
    RemoteEntityDescription,
    RemoteEntityFeature,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.failures import as_home_assistant_error
from ..accord.protocol.errors import InvalidError
from ..accord.protocol.lifesmart import Device, IrCode, Remote
from ..accord.protocol.lifesmart.classes.feature import Kind
from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import FeatureEntity, LifeSmartEntity, LifeSmartEntityDescription, async_add_features
from .readings import REMOTES

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LifeSmartRemoteDescription(LifeSmartEntityDescription, RemoteEntityDescription):
    """Row of the table of remotes."""


REMOTE_ROWS = (
    LifeSmartRemoteDescription(
        key="infrared",
        translation_key="infrared",
        operations=("spotremote.sendcodes", "spotremote.learncode"),
    ),
    LifeSmartRemoteDescription(
        key="app_remote",
        name=None,
        operations=("spotremote.getlist", "spotremote.getkeys", "spotremote.sendkey"),
    ),
)
_SPOT, _APP_REMOTE = REMOTE_ROWS


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add SPOTs, and the app's remotes now and whenever the station tells new ones."""
    async_add_features(hass, entry, async_add_entities, (_SPOT,), LifeSmartSpot, Kind.REMOTE)
    coordinator = entry.runtime_data.coordinator
    known: set[str] = set()

    @callback
    def add() -> None:
        remotes = coordinator.data.get(REMOTES) or ()
        new = [one for one in remotes if one.id not in known]
        known.update(one.id for one in new)
        known.intersection_update(one.id for one in remotes)
        if new:
            async_add_entities(LifeSmartRemote(coordinator, _APP_REMOTE, one) for one in new)

    add()
    entry.async_on_unload(coordinator.async_add_listener(add))


class LifeSmartSpot(FeatureEntity, RemoteEntity):
    """A SPOT: sends what it learned, and codes as the station writes them."""

    entity_description: LifeSmartRemoteDescription
    _attr_supported_features = (
        RemoteEntityFeature.LEARN_COMMAND | RemoteEntityFeature.DELETE_COMMAND
    )
    _attr_is_on = True

    @override
    def _show(self, device: Device) -> object:
        return None

    @override
    async def async_send_command(self, command: Iterable[str], **kwargs: Any) -> None:
        """Send codes, once: names of learned ones, the station's own, durations, or Pronto."""
        device = kwargs.get(ATTR_DEVICE) or ""
        try:
            codes = [self._code(device, one) for one in command]
        except InvalidError as err:
            raise as_home_assistant_error(err, vendor=DOMAIN, name=self.coordinator.name) from err
        for last, code in _repeated(codes, kwargs):
            await self.coordinator.async_command(
                self.coordinator.client.spotremote.send_codes(self.me, [code])
            )
            if not last:
                await asyncio.sleep(kwargs.get(ATTR_DELAY_SECS, DEFAULT_DELAY_SECS))

    def _code(self, device: str, command: str) -> IrCode:
        learned = self.coordinator.config_entry.runtime_data.learned.find(device, command)
        return IrCode.from_text(command) if learned is None else IrCode(data=learned)

    @override
    async def async_learn_command(self, **kwargs: Any) -> None:
        """Wait for a key of another remote, once for each name; at most 30 seconds each."""
        device, names = _named(kwargs)
        if kwargs.get(ATTR_ALTERNATIVE):
            raise ServiceValidationError(translation_domain=DOMAIN, translation_key="infrared_only")
        for name in names:
            code = await self.coordinator.async_command(
                self.coordinator.client.spotremote.learn_code(self.me)
            )
            await self.coordinator.config_entry.runtime_data.learned.async_add(
                device, {name: code.data}
            )

    @override
    async def async_delete_command(self, **kwargs: Any) -> None:
        """Forget learned codes."""
        device, names = _named(kwargs)
        await self.coordinator.config_entry.runtime_data.learned.async_delete(device, names)


class LifeSmartRemote(LifeSmartEntity, RemoteEntity):
    """A remote control of the app; its keys have names."""

    entity_description: LifeSmartRemoteDescription
    _attr_is_on = True

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartRemoteDescription,
        remote: Remote,
    ) -> None:
        """Belong to the SPOT that sends; be named as in the app."""
        super().__init__(coordinator, description)
        self.remote_id = remote.id
        station = str(coordinator.config_entry.unique_id)
        self._attr_unique_id = f"{station}_remote_{remote.id}"
        self._attr_name = remote.name or remote.id
        if remote.me in coordinator.data.devices:
            self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, f"{station}_{remote.me}")})

    @property
    @override
    def available(self) -> bool:
        """Tell whether the station answers and still has the remote."""
        remotes = self.coordinator.data.get(REMOTES) or ()
        return super().available and any(one.id == self.remote_id for one in remotes)

    @override
    def _refresh(self) -> object:
        return None

    @override
    async def async_send_command(self, command: Iterable[str], **kwargs: Any) -> None:
        """Press keys, each once. Raises a translated error with the keys there are."""
        client = self.coordinator.client.spotremote
        wanted = list(command)
        keys = await self.coordinator.async_command(client.get_keys(self.remote_id))
        if unknown := [key for key in wanted if key not in keys]:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="key_unknown",
                translation_placeholders={
                    "keys": ", ".join(unknown),
                    "known": ", ".join(sorted(keys)),
                },
            )
        for last, key in _repeated(wanted, kwargs):
            await self.coordinator.async_command(client.send_key(self.remote_id, key))
            if not last:
                await asyncio.sleep(kwargs.get(ATTR_DELAY_SECS, DEFAULT_DELAY_SECS))


def _repeated[T](commands: list[T], kwargs: dict[str, Any]) -> list[tuple[bool, T]]:
    """Return commands as often as the user wants, and with each whether it is the last."""
    found = commands * int(kwargs.get(ATTR_NUM_REPEATS, 1))
    return [(number == len(found), one) for number, one in enumerate(found, start=1)]


def _named(kwargs: dict[str, Any]) -> tuple[str, list[str]]:
    """Return device and commands of an action. Raises a translated error."""
    names = kwargs.get(ATTR_COMMAND)
    if not names:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="command_missing")
    return kwargs.get(ATTR_DEVICE) or "", list(names)
