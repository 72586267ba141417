"""Keys of the app's remotes as buttons, for those who want some on a dashboard."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Remote
from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator, StationState
from .entity import LifeSmartEntity, LifeSmartEntityDescription
from .readings import REMOTE_KEYS, REMOTES
from .station import async_add_each


@dataclass(frozen=True, kw_only=True)
class LifeSmartKeyDescription(LifeSmartEntityDescription, ButtonEntityDescription):
    """Row of the table of keys: there is one."""


KEYS = (
    LifeSmartKeyDescription(
        key="remote_key",
        translation_key="remote_key",
        operations=("spotremote.getkeys", "spotremote.sendkey"),
        entity_registry_enabled_default=False,
    ),
)


@callback
def async_add_keys(
    entry: LifeSmartConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add a button for each key of each remote, disabled at first: there are hundreds."""
    (row,) = KEYS
    async_add_each(
        entry,
        async_add_entities,
        _keys,
        lambda coordinator, one: LifeSmartKey(coordinator, row, *one),
    )


def _keys(state: StationState) -> Iterator[tuple[str, tuple[Remote, str]]]:
    keys = state.get(REMOTE_KEYS) or {}
    for remote in state.get(REMOTES) or ():
        for key in keys.get(remote.id, ()):
            yield f"{remote.id}_{key}", (remote, key)


class LifeSmartKey(LifeSmartEntity, ButtonEntity):
    """One key of one remote."""

    entity_description: LifeSmartKeyDescription

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartKeyDescription,
        remote: Remote,
        key: str,
    ) -> None:
        """Belong to the SPOT that sends, and bear the names of the app."""
        super().__init__(coordinator, description)
        self._remote_id, self._key = remote.id, key
        station = str(coordinator.config_entry.unique_id)
        self._attr_unique_id = f"{station}_remote_{remote.id}_key_{key}"
        self._attr_translation_placeholders = {"remote": remote.name or remote.id, "key": key}
        if remote.me in coordinator.data.devices:
            self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, f"{station}_{remote.me}")})

    @override
    def _refresh(self) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Press it, once."""
        client = self.coordinator.client.spotremote
        await self.coordinator.async_command(client.send_key(self._remote_id, self._key))
