"""The models that can be simulated: families and the facts in which models differ."""

from dataclasses import dataclass, replace
from enum import StrEnum

from simulators.kasa.light import LightModel
from simulators.kasa.quirks import BULB, FIRST_GENERATION, KL125, PLAIN, SMALL_BULB, Quirks


class Family(StrEnum):
    """What a device is; decides which modules it has and how its sysinfo looks."""

    PLUG = "plug"
    SWITCH = "switch"
    STRIP = "strip"
    DIMMER = "dimmer"
    EXTENDER = "extender"
    BULB = "bulb"
    LIGHT_STRIP = "light_strip"
    CAMERA = "camera"


RELAYS = frozenset({Family.PLUG, Family.SWITCH, Family.STRIP, Family.DIMMER, Family.EXTENDER})
LIGHTS = frozenset({Family.BULB, Family.LIGHT_STRIP})


class MeterForm(StrEnum):
    """How a model reports energy."""

    FLOATS = "floats"
    """Volts, amperes, watts and kilowatt-hours (first generation)."""

    INTEGERS = "integers"
    """Milli-units and watt-hours."""

    SLOTS = "slots"
    """As integers, with the number of the slot (HS300 hardware 2)."""

    POWER = "power"
    """Power only (older bulbs)."""

    POWER_TOTAL = "power_total"
    """Power and total (newer bulbs)."""

    POWER_ZEROS = "power_zeros"
    """As the former, with voltage and current of zero for "not measured"."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """Everything that all devices of one model have in common."""

    name: str
    family: Family
    hw_ver: str
    sw_ver: str
    dev_name: str = ""
    outlets: int = 1
    meter: MeterForm | None = None
    motion: bool = False
    first_generation: bool = False
    ntc: bool = True
    homekit: bool = False
    light: LightModel | None = None
    has_location: bool = True
    lef: int | None = None
    re_power_type: str | None = None
    brightest_adc: int = 2450
    quirks: Quirks = PLAIN

    @property
    def mains_voltage(self) -> float:
        """Volts where the model is sold."""
        return 120.0 if "(US)" in self.name else 230.0


def _strip(name: str, outlets: int, *, meter: MeterForm | None = None) -> Model:
    return Model(
        name=name,
        family=Family.STRIP,
        hw_ver="2.0",
        sw_ver="1.0.6 Build 210820 Rel.101010",
        outlets=outlets,
        meter=meter,
    )


def _bulb(
    name: str,
    description: str,
    light: LightModel,
    meter: MeterForm = MeterForm.POWER_TOTAL,
    quirks: Quirks = BULB,
) -> Model:
    return Model(
        name=name,
        family=Family.BULB,
        hw_ver="1.0",
        sw_ver="1.0.15 Build 240429 Rel.154143",
        dev_name=description,
        meter=meter,
        light=light,
        has_location=meter is not MeterForm.POWER,
        quirks=quirks,
    )


_COLOR = "Smart Wi-Fi LED Bulb with Color Changing"
_TUNABLE = "Smart Wi-Fi LED Bulb with Tunable White Light"
_DIMMABLE = "Smart Wi-Fi LED Bulb with Dimmable Light"

_ALL = (
    Model(
        name="HS103(US)",
        family=Family.PLUG,
        hw_ver="2.0",
        sw_ver="1.0.10 Build 221019 Rel.194527",
        dev_name="Smart Wi-Fi Plug Mini",
    ),
    Model(
        name="KP115(US)",
        family=Family.PLUG,
        hw_ver="1.0",
        sw_ver="1.0.20 Build 230801 Rel.095702",
        dev_name="Smart Wi-Fi Plug Mini",
        meter=MeterForm.INTEGERS,
    ),
    Model(
        name="HS110(EU)",
        family=Family.PLUG,
        hw_ver="1.0",
        sw_ver="1.2.6 Build 200727 Rel.120821",
        dev_name="Wi-Fi Smart Plug With Energy Monitoring",
        meter=MeterForm.FLOATS,
        first_generation=True,
        quirks=FIRST_GENERATION,
    ),
    Model(
        name="HS100(US)",
        family=Family.PLUG,
        hw_ver="1.0",
        sw_ver="1.2.6 Build 200727 Rel.121701",
        dev_name="Wi-Fi Smart Plug",
        first_generation=True,
        quirks=FIRST_GENERATION,
    ),
    Model(
        name="HS200(US)",
        family=Family.SWITCH,
        hw_ver="3.0",
        sw_ver="1.1.5 Build 210422 Rel.082129",
        dev_name="Smart Wi-Fi Light Switch",
    ),
    Model(
        name="KS200M(US)",
        family=Family.SWITCH,
        hw_ver="1.0",
        sw_ver="1.0.11 Build 230113 Rel.151038",
        dev_name="Smart Light Switch with PIR",
        motion=True,
    ),
    Model(
        name="HS220(US)",
        family=Family.DIMMER,
        hw_ver="2.0",
        sw_ver="1.0.3 Build 200326 Rel.082355",
        dev_name="Smart Wi-Fi Dimmer Switch",
        homekit=True,
    ),
    Model(
        name="ES20M(US)",
        family=Family.DIMMER,
        hw_ver="1.0",
        sw_ver="1.0.11 Build 240514 Rel.110351",
        dev_name="Wi-Fi Smart Dimmer with sensor",
        motion=True,
        ntc=False,
        brightest_adc=2550,
    ),
    Model(
        name="KS220M(US)",
        family=Family.DIMMER,
        hw_ver="1.0",
        sw_ver="1.0.4 Build 210616 Rel.193517",
        dev_name="Wi-Fi Smart Dimmer with sensor",
        motion=True,
        ntc=False,
    ),
    _strip("KP400(US)", 2),
    _strip("KP303(UK)", 3),
    _strip("HS300(US)", 6, meter=MeterForm.SLOTS),
    Model(
        name="RE270K(US)",
        family=Family.EXTENDER,
        hw_ver="1.0",
        sw_ver="1.0.4 Build 180509 Rel.123456",
        dev_name="AC750 Wi-Fi Range Extender with Smart Plug",
        ntc=False,
    ),
    replace(
        _bulb("KL135(US)", _COLOR, LightModel(color=True, temperatures=(2500, 9000), watts=10.0)),
        re_power_type="always_on",
    ),
    _bulb(
        "KL130(EU)",
        _COLOR,
        LightModel(color=True, temperatures=(2500, 9000), watts=10.0),
        MeterForm.POWER,
    ),
    _bulb(
        "KL125(US)",
        _COLOR,
        LightModel(color=True, temperatures=(2500, 6500)),
        MeterForm.POWER_TOTAL,
        KL125,
    ),
    _bulb(
        "KL120(US)", _TUNABLE, LightModel(temperatures=(2700, 5000), watts=10.0), MeterForm.POWER
    ),
    _bulb("KL110(US)", _DIMMABLE, LightModel(watts=10.0), MeterForm.POWER, SMALL_BULB),
    _bulb("KL50(US)", _DIMMABLE, LightModel(watts=5.0), MeterForm.POWER_ZEROS),
    Model(
        name="KL430(US)",
        family=Family.LIGHT_STRIP,
        hw_ver="2.0",
        sw_ver="1.0.11 Build 220812 Rel.153345",
        dev_name="Kasa Smart Light Strip, Multicolor",
        meter=MeterForm.POWER_TOTAL,
        light=LightModel(color=True, temperatures=(2500, 9000), watts=16.0, zones=16),
        lef=1,
    ),
    Model(
        name="EC60(US)",
        family=Family.CAMERA,
        hw_ver="1.0",
        sw_ver="2.3.22 Build 20230731 rel.69808",
        dev_name="Kasa Spot, 24/7 Recording",
    ),
)

MODELS: dict[str, Model] = {model.name.partition("(")[0]: model for model in _ALL}
"""Models by name without region."""
