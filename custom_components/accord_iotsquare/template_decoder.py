"""Payloads read by templates: one per value, rendered once for each uplink.

A template knows ``payload`` (bytes), ``hex``, ``port``, ``fcnt``, ``rssi`` and ``snr``, and no state
of Home Assistant: what an uplink says does not depend on when it is looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import TemplateError
from homeassistant.helpers.template import Template, result_as_boolean
from homeassistant.util import dt as dt_util

from ..accord.protocol.errors import InvalidError
from ..accord.protocol.iotsquare import Uplink
from ..accord.protocol.iotsquare.decoders.measurement import (
    LONGEST_PAYLOAD,
    Decoded,
    Findings,
    Kind,
    Problem,
    Quantity,
    Value,
)
from ..accord.protocol.iotsquare.decoders.rows import key_of, named, quantity, read_rows

LONGEST_TEMPLATE = 4000
"""Characters."""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One value and the template that finds it."""

    name: str
    template: Template
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class TemplateDecoder:
    """Renders the templates of all rows; one that renders to nothing has no value."""

    rows: tuple[TemplateRow, ...]

    @classmethod
    def from_options(cls, hass: HomeAssistant, options: Mapping[str, Any]) -> Self:
        """Return a decoder of ``rows``: ``name``, ``template``, and what a quantity has.

        Raises InvalidError naming row and member.
        """
        return cls(tuple(read_rows(options, lambda row: _row_of(hass, row))))

    def decode_uplink(self, uplink: Uplink) -> Decoded:
        """Return all values; keys are ``template_<name>``."""
        found = Findings()
        if len(uplink.data) > LONGEST_PAYLOAD:
            found.complain(Problem.TOO_LONG)
            return found.result()
        variables = {
            "payload": uplink.data,
            "hex": uplink.data.hex(),
            "port": uplink.f_port,
            "fcnt": uplink.f_cnt,
            "rssi": uplink.rssi,
            "snr": uplink.snr,
        }
        for row in self.rows:
            try:
                rendered = row.template.async_render(variables, limited=True)
            except TemplateError:
                found.complain(Problem.TEMPLATE_FAILED)
                continue
            if rendered is None or rendered == "":
                continue
            value = _value_of(rendered, row.quantity)
            found.add(f"template_{key_of(row.name)}", value, row.quantity, name=row.name)
        return found.result()


def _row_of(hass: HomeAssistant, row: Mapping[str, Any]) -> TemplateRow:
    text = row.get("template")
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEMPLATE:
        raise InvalidError("template is missing or too long")
    template = Template(text, hass)
    try:
        template.ensure_valid()
    except TemplateError as err:
        raise InvalidError(f"template: {err}") from None
    what = quantity(row)
    if what.device_class == "timestamp":
        what = replace(what, unit=None, state_class=None)
    return TemplateRow(named(row), template, what)


def _value_of(rendered: Any, what: Quantity) -> Value | None:
    if what.kind is Kind.BINARY_SENSOR:
        return result_as_boolean(rendered)
    if what.device_class == "timestamp":
        return _time_of(rendered)
    if isinstance(rendered, bool):
        return str(rendered).lower()
    if isinstance(rendered, int | float):
        return rendered
    return None if what.unit or what.state_class else str(rendered)


def _time_of(rendered: Any) -> datetime | None:
    """Return a time of day and date; without a zone it is taken for UTC."""
    if isinstance(rendered, int | float):
        try:
            return dt_util.utc_from_timestamp(rendered)
        except OverflowError, OSError, ValueError:
            return None
    found = dt_util.parse_datetime(str(rendered))
    return found and (found if found.tzinfo else found.replace(tzinfo=dt_util.UTC))
