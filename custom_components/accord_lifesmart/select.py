"""What is chosen of a few: settings of SWIFTE locks."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import LifeSmartConfigEntry
from .lock_rows import async_add_lock_rows
from .lock_settings import LOCK_SELECTS, LifeSmartLockSelect

PARALLEL_UPDATES = 1

SELECTS = LOCK_SELECTS


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the settings of all locks that have them."""
    async_add_lock_rows(entry, async_add_entities, SELECTS, LifeSmartLockSelect)
