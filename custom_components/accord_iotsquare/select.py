"""Lists of downlinks to choose from, as presets say."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import IoTSquareConfigEntry
from .preset_entities import PRESET_SELECTS, PresetSelect
from .preset_entity import async_add_presets

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the lists of all presets."""
    async_add_presets(entry, async_add_entities, "select", PRESET_SELECTS, PresetSelect)
