"""The fields of the dialogs about decoders."""

from collections.abc import Iterable

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    ObjectSelectorConfig,
    ObjectSelectorField,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TemplateSelector,
    TextSelector,
)
import voluptuous as vol

from ..accord.protocol.errors import InvalidError
from ..accord.protocol.iotsquare.decoders.fields import ENDIANNESS, ENTITIES, TYPES
from ..accord.protocol.iotsquare.decoders.rows import parts_of
from .decoder_rules import CONF_APPLICATION, CONF_DEVICES, CONF_KIND, CONF_PORTS, CONF_ROWS, KINDS

CONF_PAYLOAD = "payload"
CONF_PORT = "port"

_CLASSES = sorted({*SensorDeviceClass, *BinarySensorDeviceClass})
_TEXT: ObjectSelectorField = {"selector": TextSelector()}


def _whole(low: int, high: int, *, required: bool = False) -> ObjectSelectorField:
    config = NumberSelectorConfig(min=low, max=high, step=1, mode=NumberSelectorMode.BOX)
    return {"selector": NumberSelector(config), "required": required}


def _choice(words: Iterable[str]) -> ObjectSelectorField:
    config = SelectSelectorConfig(options=list(words), mode=SelectSelectorMode.DROPDOWN)
    return {"selector": SelectSelector(config)}


_NUMBER: ObjectSelectorField = {
    "selector": NumberSelector(NumberSelectorConfig(step="any", mode=NumberSelectorMode.BOX))
}
_NAME: ObjectSelectorField = {"selector": TextSelector(), "required": True}

FIELDS = ObjectSelector(
    ObjectSelectorConfig(
        fields={
            "name": _NAME,
            "offset": _whole(-1024, 1023, required=True),
            "type": _choice(TYPES),
            "length": _whole(1, 1023),
            "endianness": _choice(ENDIANNESS),
            "mask": _TEXT,
            "shift": _whole(0, 63),
            "scale": _NUMBER,
            "add": _NUMBER,
            "map": _TEXT,
            "port": _whole(0, 255),
            "if_byte": _whole(0, 1023),
            "if_value": _TEXT,
            "entity": _choice(ENTITIES),
            "unit": _TEXT,
            "device_class": _choice(_CLASSES),
            "state_class": _choice(SensorStateClass),
        },
        multiple=True,
        label_field="name",
        description_field="type",
        translation_key="field_row",
    )
)
RECORDS = ObjectSelector(
    ObjectSelectorConfig(
        fields={
            "name": _NAME,
            "channel": _TEXT,
            "type": _NAME,
            "size": _whole(1, 16, required=True),
            "form": _choice(("number", "hex")),
            "signed": {"selector": BooleanSelector()},
            "scale": _NUMBER,
            "entity": _choice(ENTITIES[:2]),
            "unit": _TEXT,
            "device_class": _choice(_CLASSES),
            "state_class": _choice(SensorStateClass),
        },
        multiple=True,
        label_field="name",
        description_field="type",
        translation_key="record_row",
    )
)
TEMPLATES = ObjectSelector(
    ObjectSelectorConfig(
        fields={
            "name": _NAME,
            "template": {"selector": TemplateSelector(), "required": True},
            "entity": _choice(ENTITIES[:2]),
            "unit": _TEXT,
            "device_class": _choice(_CLASSES),
            "state_class": _choice(SensorStateClass),
        },
        multiple=True,
        label_field="name",
        description_field="unit",
        translation_key="template_row",
    )
)

_KIND = SelectSelector(SelectSelectorConfig(options=list(KINDS), translation_key="decoder_kind"))


def device_schema(devices: list[SelectOptionDict]) -> vol.Schema:
    """Return the form for a decoder of certain devices."""
    config = SelectSelectorConfig(
        options=devices, multiple=True, mode=SelectSelectorMode.DROPDOWN, custom_value=False
    )
    return vol.Schema(
        {
            vol.Required(CONF_DEVICES): SelectSelector(config),
            vol.Required(CONF_KIND, default=KINDS[0]): _KIND,
            vol.Optional(CONF_PORTS): TextSelector(),
        }
    )


def application_schema(applications: list[SelectOptionDict]) -> vol.Schema:
    """Return the form for a decoder of all devices of an application."""
    config = SelectSelectorConfig(options=applications, mode=SelectSelectorMode.DROPDOWN)
    return vol.Schema(
        {
            vol.Required(CONF_APPLICATION): SelectSelector(config),
            vol.Required(CONF_KIND, default=KINDS[0]): _KIND,
            vol.Optional(CONF_PORTS): TextSelector(),
        }
    )


FIELDS_SCHEMA = vol.Schema({vol.Required(CONF_ROWS, default=list): FIELDS})
MILESIGHT_SCHEMA = vol.Schema({vol.Optional(CONF_ROWS, default=list): RECORDS})
TEMPLATE_SCHEMA = vol.Schema({vol.Required(CONF_ROWS, default=list): TEMPLATES})

PREVIEW_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_PAYLOAD): TextSelector(),
        vol.Optional(CONF_PORT): NumberSelector(
            NumberSelectorConfig(min=0, max=255, step=1, mode=NumberSelectorMode.BOX)
        ),
    }
)


def ports_of(text: str | None) -> list[int]:
    """Return the ports in a text such as ``1, 2, 10``. Raises InvalidError."""
    words = [word for part in parts_of(text or "") for word in part.split()]
    if not all(word.isdecimal() and 0 <= int(word) <= 255 for word in words):
        raise InvalidError("ports must be numbers from 0 to 255")
    return sorted({int(word) for word in words})


def text_of_ports(ports: Iterable[int] | None) -> str:
    """Return ports as a user writes them."""
    return ", ".join(str(port) for port in ports or ())
