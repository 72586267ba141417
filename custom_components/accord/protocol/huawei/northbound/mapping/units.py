"""Units of product models as Home Assistant writes them, and what is measured with them.

The same unit measures several things; words of the property's name tell which.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .words import holds, words

_TOTAL = ("total", "accum", "sum")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its spelling, and device classes by words of the name."""

    unit: str
    device_class: str | None = None
    """Where no word says otherwise."""
    by_word: Mapping[str, str] | None = None
    """Part of the name -> device class."""
    total_class: str | None = None
    """Where the name speaks of a total."""

    def class_for(self, name: str) -> str | None:
        """Return the device class of a property."""
        if self.total_class is not None and is_total(name):
            return self._by_word(name, only_totals=True) or self.total_class
        return self._by_word(name, only_totals=False) or self.device_class

    def _by_word(self, name: str, *, only_totals: bool) -> str | None:
        for word, device_class in (self.by_word or {}).items():
            fits = (device_class in _TOTALS) == only_totals
            if fits and _says(name, word):
                return device_class
        return None


_TOTALS = frozenset({"water", "gas", "energy", "volume"})
"""Device classes whose values only grow."""

_CELSIUS = Unit("°C", "temperature")
_VOLTAGE = "voltage"
_VOLUME = {"water": "water", "gas": "gas"}
_PRESSURE = {"atmo": "atmospheric_pressure", "baro": "atmospheric_pressure"}
_PARTS = {
    "co2": "carbon_dioxide",
    "carbondioxide": "carbon_dioxide",
    "voc": "volatile_organic_compounds_parts",
    "co": "carbon_monoxide",
}
_DUST = {
    "pm25": "pm25",
    "pm10": "pm10",
    "pm1": "pm1",
    "voc": "volatile_organic_compounds",
}
_PERCENT = {"humid": "humidity", "batter": "battery", "moist": "moisture", "soil": "moisture"}


def _volume(unit: str, *, gas: bool = True) -> Unit:
    words_of = _VOLUME if gas else {}
    return Unit(unit, "volume_storage", words_of, total_class="volume")


def _energy(unit: str) -> Unit:
    return Unit(unit, "energy_storage", None, total_class="energy")


_TABLE: tuple[tuple[tuple[str, ...], Unit], ...] = (
    (("°C", "℃", "degC", "celsius"), _CELSIUS),
    (("°F", "℉", "degF", "fahrenheit"), Unit("°F", "temperature")),
    (("%", "percent"), Unit("%", None, _PERCENT)),
    (("%RH",), Unit("%", "humidity")),
    (("V", "volt"), Unit("V", _VOLTAGE)),
    (("mV",), Unit("mV", _VOLTAGE)),
    (("A", "ampere"), Unit("A", "current")),
    (("mA",), Unit("mA", "current")),
    (("W", "watt"), Unit("W", "power")),
    (("kW",), Unit("kW", "power")),
    (("Wh",), _energy("Wh")),
    (("kWh", "kW·h", "kW.h", "kW*h"), _energy("kWh")),
    (("L", "liter", "litre"), _volume("L")),
    (("mL",), _volume("mL", gas=False)),
    (("m3", "m³", "m^3"), _volume("m³")),
    (("L/min",), Unit("L/min", "volume_flow_rate")),
    (("m3/h", "m³/h", "m^3/h"), Unit("m³/h", "volume_flow_rate")),
    (("Pa",), Unit("Pa", "pressure", _PRESSURE)),
    (("hPa",), Unit("hPa", "pressure", _PRESSURE)),
    (("kPa",), Unit("kPa", "pressure", _PRESSURE)),
    (("bar",), Unit("bar", "pressure", _PRESSURE)),
    (("lx", "lux"), Unit("lx", "illuminance")),
    (("ppm",), Unit("ppm", None, _PARTS)),
    (("µg/m³", "μg/m³", "ug/m3", "µg/m3", "μg/m3", "ug/m³"), Unit("μg/m³", None, _DUST)),
    (("dB",), Unit("dB", "sound_pressure", dict.fromkeys(("sign", "snr"), "signal_strength"))),
    (("dBm",), Unit("dBm", "signal_strength")),
    (("s", "sec", "second", "seconds"), Unit("s", "duration")),
    (("min", "minute", "minutes"), Unit("min", "duration")),
    (("h", "hour", "hours"), Unit("h", "duration")),
    (("d", "day", "days"), Unit("d", "duration")),
    (("mm",), Unit("mm", "distance", {"rain": "precipitation", "precip": "precipitation"})),
    (("cm",), Unit("cm", "distance")),
    (("m", "meter", "metre"), Unit("m", "distance")),
    (("km",), Unit("km", "distance")),
    (("g", "gram"), Unit("g", "weight")),
    (("kg",), Unit("kg", "weight")),
    (("m/s",), Unit("m/s", "speed", {"wind": "wind_speed"})),
    (("km/h",), Unit("km/h", "speed", {"wind": "wind_speed"})),
    (("Hz",), Unit("Hz", "frequency")),
    (("rpm", "r/min"), Unit("rpm")),
    (("bps", "bit/s"), Unit("bit/s", "data_rate")),
)
_EXACT: Mapping[str, Unit] = {name: unit for names, unit in _TABLE for name in names}
_FOLDED: Mapping[str, Unit] = {
    name.casefold(): unit for name, unit in reversed(list(_EXACT.items()))
}


def unit_of(text: str, name: str) -> Unit | None:
    """Return the unit of a property called ``name``; None where it has none.

    What the table does not have stays as it is, without a device class. A bare C is a unit only
    of temperatures.
    """
    spelt = text.strip()
    if not spelt or spelt in {"-", "null", "none", "None", "N/A"}:
        return None
    if spelt == "C" and holds(name, ("temp",)):
        return _CELSIUS
    return _EXACT.get(spelt) or _FOLDED.get(spelt.casefold()) or Unit(spelt)


def is_total(name: str) -> bool:
    """Tell whether the name of a property speaks of a total."""
    return holds(name, _TOTAL)


def _says(name: str, word: str) -> bool:
    """Tell whether a word stands in a name; a short one has to stand alone."""
    return word in words(name) if len(word) <= 2 else holds(name, (word,))
