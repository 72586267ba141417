"""Units and classes are Home Assistant's words, and they fit together."""

from collections import Counter
from itertools import groupby

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.components.sensor.const import DEVICE_CLASS_STATE_CLASSES, DEVICE_CLASS_UNITS
import pytest

from custom_components.accord.protocol.iotsquare.decoders.measurement import Kind, Quantity
from custom_components.accord.protocol.iotsquare.decoders.quantities import all_quantities

QUANTITIES = all_quantities()
every_quantity = pytest.mark.parametrize(
    "quantity", QUANTITIES, ids=[f"{item.kind}-{item.key}-{item.unit}" for item in QUANTITIES]
)


@every_quantity
def test_words(quantity: Quantity) -> None:
    if quantity.kind is Kind.BINARY_SENSOR:
        assert quantity.device_class is None or BinarySensorDeviceClass(quantity.device_class)
    if quantity.kind is not Kind.SENSOR:
        assert quantity.unit is None
        assert quantity.state_class is None
        return
    if quantity.state_class is not None:
        assert SensorStateClass(quantity.state_class)
    if quantity.device_class is None:
        return
    found = SensorDeviceClass(quantity.device_class)
    assert quantity.unit in DEVICE_CLASS_UNITS.get(found, {None})
    if quantity.state_class is not None:
        assert quantity.state_class in DEVICE_CLASS_STATE_CLASSES[found]


def test_one_key_one_meaning() -> None:
    """Quantities of one key differ in their unit at most."""
    ordered = sorted(QUANTITIES, key=lambda item: (item.kind, item.key))
    for _, group in groupby(ordered, key=lambda item: (item.kind, item.key)):
        rows = list(group)
        assert len({(row.device_class, row.state_class, row.diagnostic) for row in rows}) == 1
    assert max(Counter(QUANTITIES).values()) == 1
    assert len(QUANTITIES) > 60
