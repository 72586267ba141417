"""Classes of sensors, meters and cameras. Source: base document 1.10 chapter 6, sensors."""

from .. import values
from ..models.device import Io
from ..models.state import Event, State
from ..values import WriteType
from .feature import Category, DeviceClass, Feature, Kind, View
from .sensing import (
    PRESS,
    battery,
    battery_voltage,
    binary,
    bit_of,
    button,
    co2,
    energy,
    humidity,
    illuminance,
    low_battery,
    motion,
    power,
    raw_sensor,
    sensor,
    tamper,
    temperature,
    tvoc,
    usb_power,
)
from .setting import number, switch, word_number

_WORD = (WriteType.WORD_ON, WriteType.WORD_ON)
_LONG = (WriteType.LONG_ON, WriteType.LONG_ON)
_NO_CONTACT = 1
"""Type of ``A2`` without an external contact."""


def _is_open(io: Io) -> bool | None:
    """Read a contact that tells 1 while closed."""
    closed = values.is_set(io)
    return None if closed is None else not closed


def _external(io: Io) -> bool | None:
    return None if io.current_type == _NO_CONTACT else values.is_on(io)


def _voltage(io: Io) -> float | None:
    found = values.raw(io) if io.current_val is not None else None
    return None if found is None else found / 100 * 3


def _door(*names: str) -> Feature:
    return binary("door", *names, device_class="door", reader=_is_open)


def _armed(name: str) -> Feature:
    """Return the row of a key of a remote control: it tells presses only."""

    def decode(view: View) -> State:
        return Event(PRESS) if values.is_set(view["value"]) else None

    io = {"arm": "eB1", "disarm": "eB2", "alarm": "eB3", "home": "eB4"}[name]
    return Feature(
        kind=Kind.EVENT,
        key=f"{name}_key",
        roles={"value": (io,)},
        decode=decode,
        device_class="button",
        options=(PRESS,),
        assumed=True,
    )


def _camera(key: str, bit: int, device_class: str | None = None) -> Feature:
    return binary(
        key,
        "CFST",
        device_class=device_class,
        reader=bit_of(bit),
        category=Category.DIAGNOSTIC,
    )


_ENVIRONMENT = (temperature("T", "P1"), humidity("H", "P2"), co2("CO2", "P3"))
_DEFED = (temperature("T"), tamper("TR"), battery("V"), low_battery("V"))


def _gas(value: str, *, key: str, unit: str | None, limits: tuple[int, int]) -> tuple[Feature, ...]:
    """Return rows of a gas detector: concentration, alarm, limit, sound."""
    low, high = limits
    return (
        sensor(key, value, "P1", unit=unit, reader=values.scaled),
        binary("gas", "P1", value, device_class="gas", reader=values.is_on),
        number("limit", "P2", minimum=low, maximum=high),
        switch("sound", "P3", "O", category=Category.CONFIG),
        battery("V"),
    )


CLASSES = (
    DeviceClass(
        ("SL_SC_G", "SL_SC_BG"),
        (
            _door("G"),
            button("button", "B", "KB", assumed=False),
            binary("vibration", "AXS", device_class="vibration"),
            battery("V"),
        ),
    ),
    DeviceClass(
        ("SL_SC_GS",),
        (
            binary("door", "P1", "G", device_class="door", reader=values.is_on),
            binary("vibration", "AXS", device_class="vibration", reader=values.is_on),
            battery("V"),
        ),
    ),
    DeviceClass(
        ("SL_DF_GG",),
        (
            binary("door", "A", device_class="door", reader=values.is_on),
            binary("external_contact", "A2", device_class="opening", reader=_external),
            *_DEFED,
        ),
    ),
    DeviceClass(("SL_DF_MM",), (motion("M", reader=values.is_on), *_DEFED)),
    DeviceClass(
        ("SL_DF_BB",),
        (
            *(_armed(name) for name in ("arm", "disarm", "alarm", "home")),
            battery("V"),
            low_battery("V"),
        ),
    ),
    DeviceClass(("SL_SC_MHW",), (motion("M"), battery("V"))),
    DeviceClass(
        ("SL_SC_BM", "SL_SC_CM"),
        (motion("M", "P1"), illuminance("Z"), battery("V", "P3"), usb_power("P4")),
    ),
    DeviceClass(("SL_BP_MZ",), (motion("P1", "M"), illuminance("P2", "Z"), battery("P3", "V"))),
    DeviceClass(
        ("SL_P_RM",),
        (
            motion("P1", "M"),
            word_number(
                "hold_time",
                "P2",
                low_bit=0,
                bits=8,
                factor=4,
                minimum=4,
                unit="s",
                words=_WORD,
            ),
            word_number(
                "sensitivity", "P2", low_bit=8, bits=18, minimum=1, largest=255, words=_WORD
            ),
        ),
    ),
    DeviceClass(
        ("SL_SC_THL", "SL_SC_BE"),
        (temperature("T", "P1"), humidity("H", "P2"), illuminance("Z", "P3"), battery("V", "P4")),
    ),
    DeviceClass(
        ("SL_SC_CQ",), (*_ENVIRONMENT, tvoc("TVOC", "P4"), battery("V", "P5"), usb_power("P6"))
    ),
    DeviceClass(("SL_SC_CA",), (*_ENVIRONMENT, battery("V", "P4"), usb_power("P5"))),
    DeviceClass(("SL_SC_WA",), (binary("moisture", "WA", device_class="moisture"), battery("V"))),
    DeviceClass(("SL_SC_CH",), _gas("CH2O", key="formaldehyde", unit="mg/m³", limits=(80, 5000))),
    DeviceClass(
        ("SL_SC_CP",), _gas("ANALOG", key="gas_concentration", unit=None, limits=(90, 150))
    ),
    DeviceClass(
        ("SL_P_A",),
        (
            binary("smoke", "P1", device_class="smoke"),
            battery_voltage("P2", reader=_voltage),
        ),
    ),
    DeviceClass(
        ("SL_SC_CN",),
        (
            sensor("noise", "P1", unit="dB", device_class="sound_pressure"),
            binary("noise_alarm", "P3", device_class="sound", reader=values.is_on),
            word_number("noise_limit", "P2", low_bit=0, bits=8, unit="dB", words=_LONG),
            raw_sensor("noise_correction", "P4"),
        ),
    ),
    DeviceClass(("ELIQ_EM",), (power("EPA"), battery("V"))),
    DeviceClass(("V_DLT645_P", "V_DLT_645_P"), (energy("EE"), power("EP"))),
    DeviceClass(
        ("cam",),
        (
            motion("M"),
            battery("V"),
            _camera("powered", 0, "plug"),
            _camera("on_base", 1),
            _camera("rotating", 2, "moving"),
        ),
    ),
)
