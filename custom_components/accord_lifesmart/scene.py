"""Scenes that were made in the LifeSmart app; its groups are switches."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.scene import Scene as SceneEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Scene
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import LifeSmartEntity, LifeSmartEntityDescription
from .readings import SCENES
from .station import async_add_each

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


class LifeSmartScene(LifeSmartEntity, SceneEntity):
    """One scene."""

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartSceneDescription,
        scene: Scene,
    ) -> None:
        """Be named as in the app."""
        super().__init__(coordinator, description)
        self._id = scene.id
        station = str(coordinator.config_entry.unique_id)
        self._attr_unique_id = f"{station}_scene_{scene.id}"
        self._attr_name = scene.name or scene.id

    @property
    @override
    def available(self) -> bool:
        """Tell whether the station answers and still has the scene."""
        scenes = self.coordinator.data.get(SCENES) or ()
        return super().available and any(one.id == self._id for one in scenes)

    @override
    def _refresh(self) -> object:
        return None

    @override
    async def async_activate(self, **kwargs: Any) -> None:
        """Run the scene, once."""
        await self.coordinator.async_command(self.coordinator.client.scene.run(self._id))
