"""`emeter`: energy, in the form each generation has."""

from typing import Any

from simulators.kasa.models import MeterForm
from simulators.kasa.modules.registry import Call, answers
from simulators.kasa.outlet import Outlet

type Json = dict[str, Any]

_LIGHT_METER = ("smartlife.iot.common.emeter",)


@answers(
    "emeter.get_realtime",
    on_lights=_LIGHT_METER,
    child_aware=True,
    needs=lambda model: model.meter is not None,
)
def get_realtime(call: Call) -> Json:
    """Measure the first outlet of the context, or what the device as a whole reports."""
    device = call.device
    if device.light is not None:
        return _light_reading(call)
    if not call.outlets:
        return {}
    if call.chosen is None and device.quirks.strip_meter_aggregates:
        return _reading(call, device.outlets)
    return _reading(call, [call.outlets[0]])


def _reading(call: Call, outlets: list[Outlet]) -> Json:
    voltage = call.device.voltage
    power = sum(outlet.power for outlet in outlets)
    total = sum(outlet.energy.total for outlet in outlets)
    if call.device.model.meter is MeterForm.FLOATS:
        return {
            "current": round(power / voltage, 6),
            "voltage": round(voltage, 6),
            "power": round(power, 6),
            "total": round(total / 1000, 6),
        }
    reading = {
        "current_ma": round(power / voltage * 1000),
        "voltage_mv": round(voltage * 1000),
        "power_mw": round(power * 1000),
        "total_wh": int(total),
    }
    if call.device.model.meter is MeterForm.SLOTS:
        reading = {"slot_id": outlets[0].slot, **reading}
    return reading


def _light_reading(call: Call) -> Json:
    light, form = call.device.light, call.device.model.meter
    if light is None:
        raise TypeError("only lights are read like this")
    reading: Json = {"power_mw": round(light.power * 1000)}
    if form is not MeterForm.POWER:
        reading["total_wh"] = int(light.energy.total)
    if form is MeterForm.POWER_ZEROS:
        reading |= {"voltage_mv": 0, "current_ma": 0}
    return reading
