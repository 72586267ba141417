"""Every quantity has a row, and its name in every language says where its channel goes."""

import json
from pathlib import Path

import pytest

from custom_components.accord.protocol.iotsquare.decoders import Kind
from custom_components.accord.protocol.iotsquare.decoders.quantities import all_quantities
from custom_components.accord_iotsquare import decoded_rows
from custom_components.accord_iotsquare.decoded_rows import (
    DECODED_BINARY_SENSORS,
    DECODED_SENSORS,
    DECODED_TRACKERS,
    OWN,
    PREFIX,
)

TABLES = {
    Kind.SENSOR: DECODED_SENSORS,
    Kind.BINARY_SENSOR: DECODED_BINARY_SENSORS,
    Kind.TRACKER: DECODED_TRACKERS,
}


@pytest.mark.parametrize("kind", Kind)
def test_every_quantity_has_a_row(kind: Kind) -> None:
    keys = {row.key.removeprefix(PREFIX) for row in TABLES[kind]}
    quantities = {quantity.key for quantity in all_quantities() if quantity.kind is kind}
    assert keys - {OWN} == quantities
    assert (OWN in keys) is (kind is not Kind.TRACKER)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_names(language: str) -> None:
    """Quantities that devices have several of mention the channel."""
    package = Path(decoded_rows.__file__).parent
    texts = json.loads((package / f"translations/{language}.json").read_text(encoding="utf-8"))
    for kind, rows in TABLES.items():
        for row in rows:
            name = texts["entity"][kind][row.key]["name"]
            assert name.replace("{channel}", "").strip()
            assert "{" not in name.replace("{channel}", "")
    assert texts["entity"]["sensor"]["measured_temperature"]["name"].endswith("{channel}")
