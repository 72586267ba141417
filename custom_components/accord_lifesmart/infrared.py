"""SPOTs as emitters for Home Assistant's own infrared remotes."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.infrared import (
    InfraredCommand,
    InfraredEmitterEntity,
    InfraredEmitterEntityDescription,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.failures import as_home_assistant_error
from ..accord.protocol.errors import InvalidError
from ..accord.protocol.lifesmart import Device, IrCode
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind
from ..accord.protocol.lifesmart.infrared import encode
from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import FeatureEntity, LifeSmartEntityDescription, async_add_features

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LifeSmartInfraredDescription(LifeSmartEntityDescription, InfraredEmitterEntityDescription):
    """Row of the table of emitters."""


EMITTERS = (
    LifeSmartInfraredDescription(
        key="infrared", translation_key="infrared", operations=("spotremote.sendcodes",)
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add an emitter for each SPOT."""
    async_add_features(hass, entry, async_add_entities, EMITTERS, LifeSmartEmitter, Kind.REMOTE)


class LifeSmartEmitter(FeatureEntity, InfraredEmitterEntity):
    """A SPOT that sends whatever it is given."""

    entity_description: LifeSmartInfraredDescription

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartInfraredDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Be told apart from the remote of the same SPOT, by its name and id too."""
        super().__init__(coordinator, description, device, feature)
        if hasattr(self, "_attr_name"):
            del self._attr_name
        station = str(coordinator.config_entry.unique_id)
        self._attr_unique_id = f"{station}_{device.me}_infrared_emitter"

    @override
    def _show(self, device: Device) -> object:
        return None

    @override
    async def async_send_command(self, command: InfraredCommand) -> None:
        """Send a command, once; signs of its durations tell marks from spaces."""
        try:
            data = encode([abs(duration) for duration in command.get_raw_timings()])
        except InvalidError as err:
            raise as_home_assistant_error(err, vendor=DOMAIN, name=self.coordinator.name) from err
        code = IrCode(data=data, freq=command.modulation or None)
        spots = self.coordinator.client.spotremote
        await self.coordinator.async_command(spots.send_codes(self.me, [code]))
