"""Panels that are switches or thermostats, and clicks."""

import pytest

from custom_components.accord.protocol.lifesmart import catalog
from custom_components.accord.protocol.lifesmart.classes.switches import is_switch, is_thermostat
from custom_components.accord.protocol.lifesmart.models.device import Device
from custom_components.accord.protocol.lifesmart.models.state import Event


@pytest.mark.parametrize(
    ("setup", "thermostat"),
    [(None, False), (1, False), (2, False), (3, True), (6, True), (0x103, True), (0x301, False)],
)
def test_what_a_panel_is(setup: int | None, thermostat: bool) -> None:
    data = {"P1": {"type": 129, "val": 1}} | ({} if setup is None else {"P5": {"val": setup}})
    device = Device.from_wire({"me": "1", "devtype": "SL_NATURE", "data": data})
    assert is_thermostat(device) is thermostat
    assert is_switch(device) is not thermostat
    kinds = {str(feature.kind) for feature in catalog.features_of(device)}
    assert kinds == ({"climate"} if thermostat else {"switch"})


@pytest.mark.parametrize(
    ("io", "event"),
    [
        ({"type": 1, "val": 1}, Event("press")),
        ({"type": 1, "val": 2}, Event("double")),
        ({"type": 129, "val": 255}, Event("hold")),
        ({"type": 0, "val": 1}, None),
        ({"type": 1, "val": 7}, None),
        ({}, None),
    ],
)
def test_clicks(io: dict[str, int], event: Event | None) -> None:
    device = Device.from_wire({"me": "1", "fulltype": "SL_SC_BB_V2", "data": {"BN": io}})
    (button,) = catalog.features_of(device)
    assert button.read(device) == event
