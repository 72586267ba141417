"""What entities have in common."""

from collections.abc import Callable
from dataclasses import replace

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.protocol.huawei.northbound.mapping import Feature, Kind
from custom_components.accord_huawei.entity import is_main, name_of, spelt
from tests.integrations.accord_huawei.conftest import (
    LAMP,
    METER,
    Add,
    Make,
    asked,
    feature,
    until,
    until_true,
)

SWITCH = Feature(rule="P1", kind=Kind.SWITCH, service_id="Switch", key="status", name="status")
SENSOR = Feature(rule="P3", kind=Kind.SENSOR, service_id="Meter", key="flow", name="flow")
LOCK = Feature(rule="P1", kind=Kind.LOCK, service_id="Lock", key="state", name="state")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("targetTemperature", "Target temperature"),
        ("TARGET_TEMPERATURE", "Target temperature"),
        ("cell2Voltage", "Cell 2 voltage"),
        ("水温", "水温"),
        ("_", "_"),
    ],
)
def test_names(name: str, shown: str) -> None:
    """Names of models become words; others stay."""
    assert spelt(name) == shown


def test_same_names() -> None:
    """Two alike are told apart by their services."""
    other = replace(SENSOR, service_id="ColdWater")
    assert name_of(other, [SENSOR, other]) == "Cold water flow"
    assert name_of(SENSOR, [SENSOR, SWITCH]) == "Flow"


def test_main_feature() -> None:
    """A lock is the door; a switch is the device only where there is nothing else."""
    assert is_main(SWITCH, [SWITCH])
    assert not is_main(SWITCH, [SWITCH, SENSOR])
    assert is_main(LOCK, [LOCK, SENSOR])
    assert not is_main(LOCK, [LOCK, SWITCH])
    assert not is_main(SENSOR, [SENSOR])


async def test_feature_that_vanishes(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An entity of what a model has no more stays, unavailable, and may come back."""
    entry = await add(await make())
    coordinator = entry.runtime_data.coordinator
    brightness = feature(hass, entry, "number", LAMP, "Brightness:brightness")
    await until(hass, brightness, "60")
    model = "HearthLabs/Light/LP-9/ZigBee"
    services = coordinator.products._services
    before = services[model]
    for kept, state in ((before[:1], "unavailable"), (before, "60")):
        services[model] = kept
        coordinator.products.forget_plans()
        coordinator.listeners.tell([LAMP])
        await until(hass, brightness, state)


async def test_update_entity(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Home Assistant's own action reads one device, by one call."""
    assert await async_setup_component(hass, "homeassistant", {})
    platform = await make()
    entry = await add(platform)
    flow = feature(hass, entry, "sensor", METER, "WaterMeter:totalizedFlow")
    await hass.services.async_call(
        "homeassistant", "update_entity", {"entity_id": flow}, blocking=True
    )
    await until_true(lambda: asked(platform, "1.5.1"))
    assert len(asked(platform, "1.5.2")) == 1


async def test_very_many(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Home Assistant takes so many entities only: what devices are for is enabled first."""
    monkeypatch.setattr("custom_components.accord_huawei.coordinator.AFFORDABLE", 14)
    entry = await add(await make())
    assert entry.runtime_data.coordinator.per_device == 2
    registry = er.async_get(hass)

    def enabled(device: str) -> list[str]:
        begin = f"{entry.unique_id}_{device}_"
        return [
            one.unique_id.removeprefix(begin)
            for one in er.async_entries_for_config_entry(registry, entry.entry_id)
            if one.unique_id.startswith(begin) and not one.disabled
        ]

    assert sorted(enabled(METER)) == [
        "sensor:WaterMeter:flowRate",
        "sensor:WaterMeter:totalizedFlow",
    ]
    assert sorted(enabled(LAMP)) == ["number:Brightness:brightness", "switch:Switch:status"]


async def test_a_few_at_a_time(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entities of many devices come after the set-up; none is missing in the end."""
    monkeypatch.setattr("custom_components.accord_huawei.entity.AT_ONCE", 2)
    entry = await add(await make())
    for device in entry.runtime_data.coordinator.devices:
        there = entity_id_later(hass, entry, device)
        await until_true(there)


def entity_id_later(
    hass: HomeAssistant, entry: MockConfigEntry, device: str
) -> Callable[[], object]:
    """Return what tells whether a device has its connectivity."""
    name = f"{entry.unique_id}_{device}_connectivity"
    registry = er.async_get(hass)
    return lambda: registry.async_get_entity_id("binary_sensor", "accord_huawei", name)
