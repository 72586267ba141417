"""Rows that many classes share: measurements, states, buttons, batteries."""

from .. import values
from ..models.device import Device, Io
from ..models.state import Event, State
from .feature import Category, Feature, Kind, Reader, View, When, numbered, reading

# --- Measurements ----------------------------------------------------------------------------


def sensor(
    key: str,
    *names: str,
    unit: str | None = None,
    device_class: str | None = None,
    reader: Reader = values.number,
    state_class: str | None = "measurement",
    index: int | None = None,
    category: Category | None = None,
    enabled: bool = True,
    when: When | None = None,
) -> Feature:
    """Return a row of a measurement."""
    return Feature(
        kind=Kind.SENSOR,
        key=key,
        index=index,
        roles={"value": names},
        decode=reading(reader),
        unit=unit,
        device_class=device_class,
        state_class=state_class,
        category=category,
        enabled=enabled,
        when=when,
    )


def raw_sensor(key: str, *names: str, index: int | None = None, enabled: bool = False) -> Feature:
    """Return a row of a value whose meaning is the vendor's own."""
    return sensor(
        key,
        *names,
        index=index,
        state_class=None,
        category=Category.DIAGNOSTIC,
        enabled=enabled,
    )


def temperature(*names: str, key: str = "temperature", when: When | None = None) -> Feature:
    """Return a row of a temperature."""
    return sensor(
        key, *names, unit="°C", device_class="temperature", reader=values.temperature, when=when
    )


def humidity(*names: str, when: When | None = None) -> Feature:
    """Return a row of a relative humidity."""
    return sensor(
        "humidity", *names, unit="%", device_class="humidity", reader=values.humidity, when=when
    )


def illuminance(*names: str) -> Feature:
    """Return a row of a brightness of the surroundings."""
    return sensor(
        "illuminance", *names, unit="lx", device_class="illuminance", reader=values.scaled
    )


def co2(*names: str) -> Feature:
    """Return a row of carbon dioxide."""
    return sensor("co2", *names, unit="ppm", device_class="carbon_dioxide", reader=values.scaled)


def tvoc(*names: str) -> Feature:
    """Return a row of volatile organic compounds."""
    return sensor(
        "tvoc",
        *names,
        unit="mg/m³",
        device_class="volatile_organic_compounds",
        reader=values.scaled,
    )


def energy(*names: str, index: int | None = None) -> Feature:
    """Return a row of a meter."""
    return sensor(
        "energy",
        *names,
        unit="kWh",
        device_class="energy",
        state_class="total_increasing",
        index=index,
    )


def power(*names: str, index: int | None = None) -> Feature:
    """Return a row of a power."""
    return sensor("power", *names, unit="W", device_class="power", index=index)


def battery(*names: str) -> Feature:
    """Return a row of a battery's charge."""
    return sensor(
        "battery",
        *names,
        unit="%",
        device_class="battery",
        reader=values.battery,
        category=Category.DIAGNOSTIC,
    )


def battery_voltage(*names: str, reader: Reader) -> Feature:
    """Return a row of a battery's voltage, where it is more than a step to the charge."""
    return sensor(
        "battery_voltage",
        *names,
        unit="V",
        device_class="voltage",
        reader=reader,
        category=Category.DIAGNOSTIC,
    )


def usb_power(*names: str) -> Feature:
    """Return a row of the supply by USB: above 430 it is there."""

    def supplied(io: Io) -> bool | None:
        found = values.raw(io)
        return None if found is None else found > 430

    return binary(
        "usb_power", *names, device_class="power", reader=supplied, category=Category.DIAGNOSTIC
    )


# --- States ----------------------------------------------------------------------------------


def binary(
    key: str,
    *names: str,
    device_class: str | None = None,
    reader: Reader = values.is_set,
    index: int | None = None,
    category: Category | None = None,
    enabled: bool = True,
    when: When | None = None,
) -> Feature:
    """Return a row of a state that is on or off."""
    return Feature(
        kind=Kind.BINARY_SENSOR,
        key=key,
        index=index,
        roles={"value": names},
        decode=reading(reader),
        device_class=device_class,
        category=category,
        enabled=enabled,
        when=when,
    )


def bit_of(position: int) -> Reader:
    """Return a reader of one bit of a word."""

    def read(io: Io) -> bool | None:
        word = values.raw(io)
        return None if word is None else bool(word >> position & 1)

    return read


def motion(*names: str, reader: Reader = values.is_set) -> Feature:
    """Return a row of a motion sensor."""
    return binary("motion", *names, device_class="motion", reader=reader)


def tamper(*names: str) -> Feature:
    """Return a row of a cover that somebody took off."""
    return binary(
        "tamper",
        *names,
        device_class="tamper",
        reader=values.is_on,
        category=Category.DIAGNOSTIC,
    )


def low_battery(*names: str) -> Feature:
    """Return a row of the warning that a battery carries in its type."""

    def low(io: Io) -> bool | None:
        return None if io.type is None else bool(io.type & 1)

    return binary(
        "low_battery", *names, device_class="battery", reader=low, category=Category.DIAGNOSTIC
    )


# --- Buttons ---------------------------------------------------------------------------------

PRESS, RELEASE = "press", "release"


def _pressed(view: View) -> State:
    pressed = values.is_set(view["value"])
    if pressed is None:
        return None
    return Event(PRESS if pressed else RELEASE)


def button(key: str, *names: str, index: int | None = None, assumed: bool = True) -> Feature:
    """Return a row of a button that tells press and release."""
    return Feature(
        kind=Kind.EVENT,
        key=key,
        index=index,
        roles={"value": names},
        decode=_pressed,
        device_class="button",
        options=(PRESS, RELEASE),
        assumed=assumed,
    )


def buttons(count: int, *names: str, key: str = "button") -> tuple[Feature, ...]:
    """Return rows of several buttons; ``?`` in a name is their number, from 1."""
    return tuple(button(key, *accepted, index=index) for index, accepted in numbered(count, *names))


def bits(device: Device, name: str) -> int:
    """Return the bits of an IO by its name, 0 where it tells nothing."""
    io = device.ios.get(name)
    return (values.raw(io) or 0) if io is not None else 0
