"""Brings stored entries of older versions up to date."""

from collections.abc import Callable, Sequence
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

type Step = Callable[[dict[str, Any], dict[str, Any]], None]
"""Changes the data and the options of an entry, which are copies, to those of the next version."""


@callback
def async_migrate(hass: HomeAssistant, entry: ConfigEntry, steps: Sequence[Step]) -> bool:
    """Take the steps that an entry misses; the first one leads from version 1 to 2.

    Home Assistant itself refuses entries of versions that are newer than the package.
    """
    data, options = dict(entry.data), dict(entry.options)
    for step in steps[entry.version - 1 :]:
        step(data, options)
    hass.config_entries.async_update_entry(
        entry, data=data, options=options, version=1 + len(steps), minor_version=1
    )
    return True
