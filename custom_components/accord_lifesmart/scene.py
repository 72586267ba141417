"""Scenes that were made in the LifeSmart app; its groups are switches."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.scene import Scene as SceneEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import LifeSmartConfigEntry
from .entity import LifeSmartEntityDescription
from .readings import SCENES
from .station import SceneOfStation, async_add_each

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LifeSmartSceneDescription(LifeSmartEntityDescription, EntityDescription):
    """Row of the table of scenes."""


SCENE_ROWS = (LifeSmartSceneDescription(key="scene", operations=(), name=None),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all scenes, now and whenever the station tells new ones."""
    async_add_each(
        entry,
        async_add_entities,
        lambda state: ((one.id, one) for one in state.get(SCENES) or () if not one.is_group),
        lambda coordinator, scene: LifeSmartScene(coordinator, SCENE_ROWS[0], scene),
    )


class LifeSmartScene(SceneOfStation, SceneEntity):
    """One scene."""

    @override
    async def async_activate(self, **kwargs: Any) -> None:
        """Run the scene, once."""
        await self.coordinator.async_command(self.coordinator.client.scene.run(self.scene_id))
