"""Payloads read by templates."""

from datetime import UTC, datetime

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare import Uplink
from custom_components.accord.protocol.iotsquare.decoders import Decoded, Problem, Value
from custom_components.accord_iotsquare.template_decoder import TemplateDecoder
from simulators.iotsquare.household import RELAY
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, report, state_of
from tests.integrations.accord_iotsquare.decoders import decoder, there

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def decode(hass: HomeAssistant, template: str, data: str = "01F4", **row: str) -> Decoded:
    """Return what one template makes of a payload."""
    rows = [{"name": "X", "template": template, **row}]
    uplink = Uplink(
        dev_eui=RELAY, f_cnt=7, f_port=3, data=bytes.fromhex(data), time=NOON, rssi=-80, snr=7.5
    )
    return TemplateDecoder.from_options(hass, {"rows": rows}).decode_uplink(uplink)


@pytest.mark.parametrize(
    ("template", "row", "value"),
    [
        ("{{ unpack(payload, '>h') / 10 }}", {"unit": "°C"}, 50.0),
        ("{{ payload | length }}", {}, 2),
        ("{{ hex }}", {}, "01f4"),
        ("{{ [port, fcnt, rssi, snr] | join('/') }}", {}, "3/7/-80/7.5"),
        ("{{ payload[0] == 1 }}", {}, "true"),
        ("{{ payload[0] == 1 }}", {"entity": "binary_sensor"}, True),
        ("off", {"entity": "binary_sensor"}, False),
        ("{{ 1764072000 }}", {"device_class": "timestamp"}, datetime(2025, 11, 25, 12, tzinfo=UTC)),
        ("2026-11-25 12:00", {"device_class": "timestamp"}, NOON),
    ],
)
async def test_values(
    hass: HomeAssistant, template: str, row: dict[str, str], value: Value
) -> None:
    found = decode(hass, template, **row)
    assert found.problem is None
    assert found["template_x"] == value
    assert type(found["template_x"]) is type(value)


@pytest.mark.parametrize(
    ("template", "row", "problem"),
    [
        ("{{ '' }}", {}, None),
        ("{{ none }}", {}, None),
        ("{{ payload[7] + 1 }}", {}, Problem.TEMPLATE_FAILED),
        ("{{ states('sensor.x') }}", {}, Problem.TEMPLATE_FAILED),
        ("far", {"unit": "m"}, Problem.IMPOSSIBLE_VALUE),
        ("some day", {"device_class": "timestamp"}, Problem.IMPOSSIBLE_VALUE),
        ("{{ 1e30 }}", {"device_class": "timestamp"}, Problem.IMPOSSIBLE_VALUE),
    ],
)
async def test_no_value(
    hass: HomeAssistant, template: str, row: dict[str, str], problem: Problem | None
) -> None:
    found = decode(hass, template, **row)
    assert found.measurements == ()
    assert found.problem is problem


async def test_a_payload_that_is_too_long(hass: HomeAssistant) -> None:
    assert decode(hass, "{{ hex }}", "00" * 1025).problem is Problem.TOO_LONG


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ({"name": "X"}, "template"),
        ({"name": "X", "template": " "}, "template"),
        ({"name": "X", "template": "x" * 4001}, "template"),
        ({"name": "X", "template": "{{ payload"}, "template"),
        ({"template": "{{ hex }}"}, "name"),
    ],
)
async def test_rows_that_cannot_be(hass: HomeAssistant, row: dict[str, str], names: str) -> None:
    with pytest.raises(InvalidError, match=f"row 1: {names}"):
        TemplateDecoder.from_options(hass, {"rows": [row]})


async def test_templates(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """One value for each template, of what the uplink says."""
    server = await make()
    rows = [
        {
            "name": "Presses",
            "template": "{{ payload[2] }}",
            "state_class": "total_increasing",
        },
        {"name": "On", "template": "{{ payload[1] }}", "entity": "binary_sensor"},
        {"name": "Text", "template": "{{ hex }} on {{ port }}"},
        {"name": "Later", "template": "{{ '' if fcnt < 2 else fcnt }}"},
        {"name": "Broken", "template": "{{ payload[9] + 1 }}"},
    ]
    entry = await add(server, subentries=[decoder("template", RELAY, rows=rows)])
    assert state_of(hass, entry, "sensor", f"{RELAY}_m_template_presses") == "0"
    assert state_of(hass, entry, "binary_sensor", f"{RELAY}_m_template_on") == "off"
    assert state_of(hass, entry, "sensor", f"{RELAY}_m_template_text") == "aa0000 on 10"
    assert "template_later" not in there(hass, entry, RELAY)
    assert "template_broken" not in there(hass, entry, RELAY)
    for _ in range(2):
        report(server, RELAY)
    await poll()
    assert "template_later" in there(hass, entry, RELAY)
