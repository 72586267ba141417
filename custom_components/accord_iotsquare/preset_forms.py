"""The fields of the dialogs about presets of downlinks."""

from dataclasses import dataclass
from typing import Any

from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    ObjectSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import voluptuous as vol

from ..accord.protocol.iotsquare.payload_size import LONGEST
from ..accord.protocol.iotsquare.presets import CHECKS, READY
from .saved_presets import CONF_TARGETS

CONF_READY = "ready"

_TEXT = TextSelector()


def _whole(low: int, high: int) -> NumberSelector:
    config = NumberSelectorConfig(min=low, max=high, step=1, mode=NumberSelectorMode.BOX)
    return NumberSelector(config)


_NUMBER = NumberSelector(NumberSelectorConfig(step="any", mode=NumberSelectorMode.BOX))
_CHECK = SelectSelector(
    SelectSelectorConfig(
        options=[SelectOptionDict(value=name, label=name) for name in CHECKS],
        mode=SelectSelectorMode.DROPDOWN,
    )
)
_ENDIANNESS = SelectSelector(
    SelectSelectorConfig(options=["big", "little"], translation_key="endianness")
)
_ENCODING = SelectSelector(
    SelectSelectorConfig(
        options=[SelectOptionDict(value=name, label=name) for name in ("utf-8", "ascii", "hex")]
    )
)
_OPTIONS = ObjectSelector(
    ObjectSelectorConfig(
        fields={
            "label": {"selector": TextSelector(), "required": True},
            "payload": {"selector": TextSelector(), "required": True},
        },
        multiple=True,
        label_field="label",
        description_field="payload",
        translation_key="preset_option",
    )
)
READY_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_READY): SelectSelector(
            SelectSelectorConfig(
                options=[ready.key for ready in READY], translation_key="ready_preset"
            )
        )
    }
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What an account has to choose from."""

    targets: list[SelectOptionDict]
    """Devices and groups."""
    measurements: list[SelectOptionDict]

    @property
    def target(self) -> SelectSelector:
        """Return what lets a user choose devices and groups."""
        return SelectSelector(
            SelectSelectorConfig(
                options=self.targets, multiple=True, mode=SelectSelectorMode.DROPDOWN
            )
        )

    @property
    def source(self) -> SelectSelector:
        """Return what lets a user choose a measurement, or write its key."""
        return SelectSelector(
            SelectSelectorConfig(
                options=self.measurements, custom_value=True, mode=SelectSelectorMode.DROPDOWN
            )
        )


def _schema(offer: Offer, fields: dict[vol.Marker, Any]) -> vol.Schema:
    return vol.Schema(
        {
            vol.Required("name"): _TEXT,
            vol.Required(CONF_TARGETS): offer.target,
            vol.Required("port"): _whole(1, 223),
            **fields,
            vol.Optional("check", default="none"): _CHECK,
            vol.Optional("confirmed", default=False): BooleanSelector(),
        }
    )


def button_schema(offer: Offer) -> vol.Schema:
    """Return the form of buttons."""
    return _schema(offer, {vol.Required("payload"): _TEXT})


def switch_schema(offer: Offer) -> vol.Schema:
    """Return the form of switches."""
    return _schema(
        offer,
        {
            vol.Required("on"): _TEXT,
            vol.Required("off"): _TEXT,
            vol.Optional("state_key"): offer.source,
            vol.Optional("state_on"): _TEXT,
            vol.Optional("state_off"): _TEXT,
        },
    )


def number_schema(offer: Offer) -> vol.Schema:
    """Return the form of numbers."""
    return _schema(
        offer,
        {
            vol.Required("minimum", default=0): _NUMBER,
            vol.Required("maximum", default=100): _NUMBER,
            vol.Optional("step", default=1): _NUMBER,
            vol.Optional("unit"): _TEXT,
            vol.Optional("before"): _TEXT,
            vol.Required("size", default=1): _whole(1, 8),
            vol.Optional("endianness", default="big"): _ENDIANNESS,
            vol.Optional("signed", default=False): BooleanSelector(),
            vol.Optional("factor", default=1): _NUMBER,
            vol.Optional("after"): _TEXT,
            vol.Optional("state_key"): offer.source,
        },
    )


def select_schema(offer: Offer) -> vol.Schema:
    """Return the form of lists."""
    return _schema(
        offer,
        {
            vol.Required("options"): _OPTIONS,
            vol.Optional("state_key"): offer.source,
        },
    )


def text_schema(offer: Offer) -> vol.Schema:
    """Return the form of texts."""
    return _schema(
        offer,
        {
            vol.Optional("encoding", default="utf-8"): _ENCODING,
            vol.Optional("longest", default=51): _whole(1, LONGEST),
        },
    )
