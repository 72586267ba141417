"""What owners say of properties and commands of product models, as subentries of an application."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..accord.protocol.huawei.northbound.mapping import Feature, Kind, Override
from .coordinator import HuaweiConfigEntry
from .products import name_of_model

SUBENTRY_MODEL = "product_model"
"""Type of the subentries."""

CONF_MODEL = "product_model"
"""Name of a product model, see ``name_of_model``."""
CONF_FEATURE = "feature"
"""Id of a feature: service and property or command."""
CONF_KIND = "kind"
CONF_DEVICE_CLASS = "device_class"
CONF_UNIT = "unit"
CONF_SCALE = "scale"
CONF_ENABLED = "enabled"
CONF_COMMAND = "command"
CONF_INVERTED = "inverted"
CONF_HIDDEN = "hidden"

type Rules = dict[str, dict[str, Override]]
"""By product model, then by the feature's id."""


def override_of(data: Mapping[str, Any]) -> Override:
    """Return what a subentry says."""
    kind = data.get(CONF_KIND)
    return Override(
        kind=Kind(kind) if kind else None,
        device_class=data.get(CONF_DEVICE_CLASS) or None,
        unit=data.get(CONF_UNIT) or None,
        scale=data.get(CONF_SCALE),
        enabled=True if data.get(CONF_ENABLED) else None,
        command=data.get(CONF_COMMAND) or None,
        inverted=True if data.get(CONF_INVERTED) else None,
        hidden=bool(data.get(CONF_HIDDEN)),
    )


def rules_of(entry: ConfigEntry) -> Rules:
    """Return what all subentries of an application say."""
    found: Rules = {}
    for one in entry.subentries.values():
        if one.subentry_type == SUBENTRY_MODEL:
            features = found.setdefault(one.data[CONF_MODEL], {})
            features[one.data[CONF_FEATURE]] = override_of(one.data)
    return found


def kinds_for(feature: Feature) -> list[Kind]:
    """Return what a feature may be instead; what lets somebody in stays a lock."""
    if feature.access or feature.path is None:
        return []
    if feature.switching is not None:
        return [Kind.SWITCH, Kind.VALVE, Kind.COVER, Kind.LOCK]
    return [feature.kind, Kind.SENSOR] if feature.reads and feature.kind is not Kind.SENSOR else []


@callback
def async_follow_overrides(hass: HomeAssistant, entry: HuaweiConfigEntry) -> None:
    """Apply what subentries say whenever they change, without a reload."""
    coordinator = entry.runtime_data.coordinator
    products = coordinator.products

    @callback
    def look(change: ConfigEntryChange, changed: ConfigEntry) -> None:
        if changed.entry_id != entry.entry_id or change is not ConfigEntryChange.UPDATED:
            return
        rules = rules_of(entry)
        models = {
            name
            for name in products.overrides.keys() | rules.keys()
            if products.overrides.get(name) != rules.get(name)
        }
        if models:
            products.overrides = {**rules}
            products.forget_plans()
            coordinator.listeners.tell(
                [
                    one.device_id
                    for one in coordinator.devices.values()
                    if name_of_model(one) in models
                ]
            )

    entry.async_on_unload(async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, look))
