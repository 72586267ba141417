"""What a decoder would make of a payload, as a table to look at before it is saved."""

from datetime import datetime
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..accord.protocol.iotsquare.decoders import Decoded, Kind, Measurement, Position, Value
from .const import DOMAIN
from .decoded_rows import PREFIX

MOST_ROWS = 40


async def async_preview(hass: HomeAssistant, decoded: Decoded) -> str:
    """Return all values and what is wrong, in Markdown and the user's language."""
    texts = await async_get_translations(hass, hass.config.language, "entity", [DOMAIN])
    lines = [
        f"| {_plain(_name_of(one, texts))} | {_plain(_value_of(one))} |"
        for one in decoded.measurements[:MOST_ROWS]
    ]
    if lines:
        lines = ["| | |", "|---|---|", *lines]
    if decoded.problem is not None:
        place = f"component.{DOMAIN}.entity.sensor.decoding_problem"
        problem = texts.get(f"{place}.state.{decoded.problem}", str(decoded.problem))
        lines += ["", f"**{texts.get(f'{place}.name', '')}: {problem}**"]
    return "\n".join(lines) or "—"


def _name_of(measurement: Measurement, texts: dict[str, Any]) -> str:
    if measurement.name is not None:
        return measurement.name
    quantity = measurement.quantity
    place = f"component.{DOMAIN}.entity.{quantity.kind}.{PREFIX}{quantity.key}.name"
    channel = "" if measurement.channel is None else f" {measurement.channel}"
    return str(texts.get(place, measurement.key)).replace("{channel}", channel)


def _value_of(measurement: Measurement) -> str:
    shown = _shown(measurement.value)
    is_sensor = measurement.kind is Kind.SENSOR
    return f"{shown} {measurement.unit}" if is_sensor and measurement.unit else shown


def _shown(value: Value) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case Position():
            return f"{value.latitude}, {value.longitude}"
        case datetime():
            return value.isoformat(" ", "seconds")
        case _:
            return str(value)


def _plain(text: str) -> str:
    """Return a text that cannot change the table around it, or the page."""
    for mark in "\\`*_[]<>|!#~":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
