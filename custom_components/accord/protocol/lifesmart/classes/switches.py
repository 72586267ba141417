"""Sockets, switches, buttons and scene panels. Source: base document 1.10 chapter 6."""

from .. import values
from ..models.device import Device
from ..models.state import Event, State
from .feature import Category, DeviceClass, Feature, Kind, View
from .lights import COLOR_INDICATORS, LEVEL_INDICATORS
from .sensing import (
    battery,
    bits,
    button,
    buttons,
    energy,
    humidity,
    power,
    raw_sensor,
    temperature,
)
from .setting import number, switch, switches

THERMOSTATS = frozenset({3, 6})
"""What P5 of SL_NATURE says of panels that are thermostats."""
_CLICKS = {1: "press", 2: "double", 255: "hold"}
_LARGEST_POWER = 3680
"""W: 16 A at 230 V."""


def is_thermostat(device: Device) -> bool:
    """Tell whether a NATURE panel is a thermostat rather than a switch."""
    return bits(device, "P5") & 0xFF in THERMOSTATS


def is_switch(device: Device) -> bool:
    """Tell whether a NATURE panel is a switch."""
    return not is_thermostat(device)


def _read_click(view: View) -> State:
    io = view["value"]
    if not values.is_on(io):
        return None
    found = _CLICKS.get(values.raw(io) or 0)
    return None if found is None else Event(found)


_CLICKER = Feature(
    kind=Kind.EVENT,
    key="button",
    roles={"value": ("BN", "P1", "B")},
    decode=_read_click,
    device_class="button",
    options=tuple(_CLICKS.values()),
    assumed=True,
)


_POWER_LIMIT = (
    switch("power_limit_enabled", "P4", category=Category.CONFIG),
    number("power_limit", "P4", minimum=1, maximum=_LARGEST_POWER, unit="W", device_class="power"),
)


def _gang(count: int) -> tuple[Feature, ...]:
    return switches(count, "L?", "P?")


_INDICATED = {
    3: ("SL_SF_RC", "SL_SW_IF3", "SL_SF_IF3", "SL_SW_CP3"),
    2: ("SL_SW_IF2", "SL_SF_IF2", "SL_SW_CP2", "SL_SW_FE2"),
    1: ("SL_SW_IF1", "SL_SF_IF1", "SL_SW_CP1", "SL_SW_FE1"),
}
_LEVELS = {3: ("SL_SW_RC", "SL_SW_RC3"), 2: ("SL_SW_RC2",), 1: ("SL_SW_RC1",)}

CLASSES = (
    DeviceClass(
        ("SL_OL", "SL_OL_3C", "SL_OL_DE", "SL_OL_UK", "SL_OL_UL", "OD_WE_OT1"),
        (switch("outlet", "O", "P1"),),
    ),
    DeviceClass(("SL_OL_W",), (switch("switch", "L1", "O", "P1"), *COLOR_INDICATORS)),
    DeviceClass(
        ("SL_OE_3C", "SL_OE_DE", "SL_OE_W"),
        (switch("outlet", "O", "P1"), energy("EE", "P2"), power("EP", "P3"), *_POWER_LIMIT),
    ),
    *(
        DeviceClass(names, (*_gang(count), *COLOR_INDICATORS))
        for count, names in _INDICATED.items()
    ),
    *(DeviceClass(names, (*_gang(count), *LEVEL_INDICATORS)) for count, names in _LEVELS.items()),
    *(
        DeviceClass((f"SL_SW_ND{count}",), (*_gang(count), battery("V", f"P{count + 1}")))
        for count in (1, 2, 3)
    ),
    *(
        DeviceClass(
            (f"SL_MC_ND{count}",),
            (*_gang(count), battery("V", f"P{count + 1}"), *buttons(count, "B?")),
        )
        for count in (1, 2, 3)
    ),
    *(DeviceClass((f"SL_SW_BS{count}", f"SL_SW_MJ{count}"), _gang(count)) for count in (1, 2, 3)),
    *(
        DeviceClass((f"SL_SW_NS{count}",), (*_gang(count), *COLOR_INDICATORS))
        for count in (1, 2, 3)
    ),
    DeviceClass(("SL_S",), (switch("switch", "P2"),)),
    DeviceClass(("SL_P_SW",), switches(9, "P?", pulse=True)),
    DeviceClass(("V_IND_S",), switches(20, "L?")),
    DeviceClass(("SL_SW_NS6",), (*switches(6, "P?", "L?"), raw_sensor("setup", "P7"))),
    DeviceClass(("SL_SC_BB",), (button("button", "B"), battery("V"))),
    DeviceClass(("SL_SC_BB_V2",), (_CLICKER, battery("V", "P2"))),
    DeviceClass(("SL_R_B",), (*buttons(8, "eB?"), battery("V"))),
)

NATURE_SWITCH = (
    *switches(3, "L?", "P?", when=is_switch),
    temperature("T", "P4", when=is_switch),
    humidity("H", when=is_switch),
)
"""The rows of SL_NATURE while it is a switch."""
