"""Every class of device becomes something a user can work with, and comes and goes live."""

import json
from pathlib import Path
from typing import Any, override

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.accord.protocol.lifesmart import catalog
from custom_components.accord.protocol.lifesmart.catalog import all_rows
from custom_components.accord.protocol.lifesmart.classes.feature import Kind
from custom_components.accord_lifesmart import (
    binary_sensor,
    climate,
    cover,
    event,
    fan,
    light,
    number,
    sensor,
    siren,
    switch,
)
from custom_components.accord_lifesmart.const import DOMAIN
from custom_components.accord_lifesmart.entity import key_of
from simulators.lifesmart import CLASSES, SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    Poll,
    entity_id,
    subscribed,
    until,
)

HIDDEN = frozenset({"V_SI"})
NOT_OF_PLATFORMS = frozenset({"SL_P_IR"})
"""What sends infrared only."""
IOS = {"SL_P_IR_V2": "P2:bit"}
"""Of classes that the simulator has under another name."""
SAMPLES = sorted((Path(__file__).parents[2] / "protocol/lifesmart/samples").glob("classes_*.json"))
OF_OTHERS = frozenset({"lock", "remote"})
"""Kinds that other modules than those below are for."""


async def test_every_class_has_entities(hass: HomeAssistant, make: Make, add: Add) -> None:
    """At least one that is enabled, for each class of the specification."""
    names = dict.fromkeys([*CLASSES, *(name for one in catalog.CLASSES for name in one.names)])
    devices = [
        SubDevice(f"{number:04x}", name, ios=IOS.get(name)) for number, name in enumerate(names, 1)
    ]
    entry = await add(await make(*devices))
    registry, known = er.async_get(hass), dr.async_get(hass)
    bare = []
    for device in devices:
        identifier = (DOMAIN, f"{entry.unique_id}_{device.me}")
        found = known.async_get_device_by_identifier(identifier, entry.entry_id)
        if found is None or not er.async_entries_for_device(registry, found.id):
            bare.append(device.devtype)
    assert set(bare) <= HIDDEN | NOT_OF_PLATFORMS, bare


class Sample(SubDevice):
    """A device that tells what a sample of its class says."""

    def __init__(self, me: str, devtype: str, sample: dict[str, Any]) -> None:
        """Be of a class, as the sample is."""
        version = sample.get("version", "")
        super().__init__(me, devtype, fulltype=sample.get("full"), ios="P1:num", version=version)
        self.sample = sample

    @override
    def describe(self, station: str, *, data: bool, bare: bool = False) -> dict[str, Any]:
        """Return the sample's IOs in place of the simulated ones."""
        told = super().describe(station, data=data, bare=bare)
        return {**told, "data": self.sample["data"]} if data else told


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
async def test_samples(hass: HomeAssistant, make: Make, add: Add, path: Path) -> None:
    """What the client reads from each documented device is what Home Assistant shows."""
    devices = [
        Sample(f"{number:03x}{index:02x}", name, sample)
        for number, sample in enumerate(json.loads(path.read_text(encoding="utf-8")))
        for index, name in enumerate(sample["types"])
    ]
    entry = await add(await make(*devices))
    wrong = []
    for device in devices:
        for name, value in {**device.sample["has"], **device.sample.get("more", {})}.items():
            kind, _, feature = name.partition(" ")
            if kind in OF_OTHERS:
                continue
            shown = hass.states.get(
                entity_id(hass, entry, kind, f"{device.me}_{kind}_{feature}"),
            )
            if shown is not None and not agrees(shown.state, value):
                wrong.append(f"{device.devtype} {name}: {value}, shown {shown.state}")
    assert not wrong, "\n".join(wrong)


def agrees(shown: str, value: object) -> bool:
    """Tell whether a state is what the client reads, for what is one word of both."""
    match value:
        case bool():
            return shown == ("on" if value else "off")
        case int() | float():
            return float(shown) == pytest.approx(value)
        case {"on": False}:
            return shown == "off"
        case {"on": True}:
            return shown not in ("off", "unknown", "unavailable")
        case _:
            return True


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (Kind.BINARY_SENSOR, binary_sensor.BINARY_SENSORS),
        (Kind.CLIMATE, climate.CLIMATES),
        (Kind.COVER, cover.COVERS),
        (Kind.EVENT, event.EVENTS),
        (Kind.FAN, fan.FANS),
        (Kind.LIGHT, light.LIGHTS),
        (Kind.NUMBER, number.NUMBERS),
        (Kind.SENSOR, sensor.SENSORS),
        (Kind.SIREN, siren.SIRENS),
        (Kind.SWITCH, switch.SWITCHES),
    ],
    ids=lambda value: value if isinstance(value, Kind) else "",
)
def test_every_row_of_a_class_has_one(kind: Kind, rows: tuple[object, ...]) -> None:
    """Whatever a device turns out to have, there is a text for it."""
    wanted = {key_of(row) for row in all_rows() if row.kind is kind}
    assert wanted == {getattr(row, "key", "") for row in rows}


# --- Names -----------------------------------------------------------------------------------


async def test_the_one_thing_bears_the_name(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A switch of one gang is called like its device; of two, each has a number."""
    entry = await add(
        await make(SubDevice("1", "SL_SW_IF1", "Hall"), SubDevice("2", "SL_SW_IF2", "Bath"))
    )
    names = {
        (state := hass.states.get(entity_id(hass, entry, "switch", unique))) and state.name
        for unique in ("1_switch_switch_1", "2_switch_switch_1", "2_switch_switch_2")
    }
    assert names == {"Hall", "Bath Switch 1", "Bath Switch 2"}


# --- There or not ----------------------------------------------------------------------------


async def test_device_out_of_reach(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Its entities are unavailable until the station hears it again; others are not touched."""
    lamp, other = SubDevice("1", "SL_SPWM", "Lamp"), SubDevice("2", "SL_SPWM", "Other")
    station = await make(lamp, other)
    entry = await add(station)
    one = entity_id(hass, entry, "light", "1_light_light")
    two = entity_id(hass, entry, "light", "2_light_light")
    await subscribed(entry)
    station.reach(lamp, online=False)
    await until(hass, one, STATE_UNAVAILABLE)
    assert hass.states.is_state(two, "off")
    station.reach(lamp, online=True)
    await until(hass, one, "off")


async def test_station_is_silent(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """All entities are unavailable, and come back."""
    station = await make(SubDevice("1", "SL_SPWM", "Lamp"))
    entry = await add(station)
    one = entity_id(hass, entry, "light", "1_light_light")
    await subscribed(entry)
    entry.runtime_data.coordinator.client.session._timeout = 0.1
    await station.stop()
    await poll()
    await until(hass, one, STATE_UNAVAILABLE)
    await station.start()
    await poll()
    await until(hass, one, "off")


async def test_devices_come_and_go(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without a reload, and again."""
    station = await make()
    entry = await add(station)
    await subscribed(entry)
    registry = er.async_get(hass)
    unique = f"{entry.unique_id}_1_light_light"
    for _ in range(2):
        device = station.attach(SubDevice("1", "SL_SPWM", "Lamp"))
        await until(hass, "light.lamp", "off")
        assert registry.async_get_entity_id("light", DOMAIN, unique) == "light.lamp"
        station.detach(device)
        await until(hass, "light.lamp", STATE_UNAVAILABLE)


async def test_device_is_set_up_anew(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A controller of switches becomes one of a motor, and back."""
    device = SubDevice("1", "SL_P", "Box")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    switch = entity_id(hass, entry, "switch", "1_switch_switch_1")
    assert hass.states.is_state(switch, "off")
    station.change(device, "P1", 0xFE, 4 << 24)
    await until(hass, "cover.box", "unknown")
    await until(hass, switch, STATE_UNAVAILABLE)
    station.change(device, "P1", 0xFE, 0)
    await until(hass, switch, "off")
    await until(hass, "cover.box", STATE_UNAVAILABLE)


async def test_thermostat_steers_something_else(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Its modes are others then."""
    device = SubDevice("1", "SL_FCU", "Panel")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    station.change(device, "P6", 0xFE, 5 << 6)
    await until(hass, "climate.panel", "off", hvac_modes=["off", "fan_only", "heat"])
