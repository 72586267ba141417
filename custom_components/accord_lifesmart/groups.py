"""Groups of the app as switches. The station does not tell whether they are on: that is assumed."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import LifeSmartConfigEntry
from .entity import LifeSmartEntityDescription
from .readings import SCENES
from .station import SceneOfStation, async_add_each


@dataclass(frozen=True, kw_only=True)
class LifeSmartGroupDescription(LifeSmartEntityDescription, SwitchEntityDescription):
    """Row of the table of groups."""


GROUPS = (LifeSmartGroupDescription(key="group", operations=(), name=None),)


@callback
def async_add_groups(
    entry: LifeSmartConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add all groups, now and whenever the station tells new ones."""
    async_add_each(
        entry,
        async_add_entities,
        lambda state: ((one.id, one) for one in state.get(SCENES) or () if one.is_group),
        lambda coordinator, scene: LifeSmartGroup(coordinator, GROUPS[0], scene),
    )


class LifeSmartGroup(SceneOfStation, SwitchEntity):
    """One group, named as in the app."""

    entity_description: LifeSmartGroupDescription
    _attr_assumed_state = True

    async def _switch(self, on: bool) -> None:
        await self.coordinator.async_command(
            self.coordinator.client.scene.switch(self.scene_id, on)
        )
        self._attr_is_on = on
        self.async_write_ha_state()

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch all its members on."""
        await self._switch(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch all its members off."""
        await self._switch(False)
