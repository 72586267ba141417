"""What owners say of product models."""

from dataclasses import replace

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.huawei.northbound.mapping import (
    Feature,
    Kind,
    Override,
    Switching,
    Way,
    WritePath,
)
from custom_components.accord_huawei.overrides import kinds_for, override_of, rules_of
from tests.integrations.accord_huawei.conftest import (
    METER,
    Add,
    Make,
    act,
    asked,
    feature,
    override,
    until,
)

MODEL = "RaindropWorks/WaterMeter/WM-NB15/CoAP"
PATH = WritePath(way=Way.SAME_NAME, command="SET")
SWITCH = Feature(
    rule="P1",
    kind=Kind.SWITCH,
    service_id="S",
    key="v",
    name="v",
    path=PATH,
    switching=Switching(True, False),
)


def test_reading() -> None:
    """What stays empty changes nothing."""
    assert override_of({}) == Override()
    said = {"kind": "valve", "unit": "L", "scale": 0.1, "inverted": True, "hidden": True}
    assert override_of(said) == Override(
        kind=Kind.VALVE, unit="L", scale=0.1, inverted=True, hidden=True
    )


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, ["switch", "valve", "cover", "lock"]),
        ({"kind": Kind.LOCK, "access": True}, []),
        ({"path": None, "kind": Kind.BINARY_SENSOR}, []),
        ({"switching": None, "kind": Kind.NUMBER}, ["number", "sensor"]),
        ({"switching": None, "kind": Kind.NUMBER, "reads": False}, []),
    ],
)
def test_kinds(changes: dict[str, object], kinds: list[str]) -> None:
    """What lets somebody in stays a lock; what is read only stays so."""
    assert kinds_for(replace(SWITCH, **changes)) == kinds  # type: ignore[arg-type]


async def test_at_once(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Unit, class and factor count without a reload, and are taken back as easily."""
    entry = await add(await make())
    flow = feature(hass, entry, "sensor", METER, "WaterMeter:totalizedFlow")
    await until(hass, flow, "18234.0")
    said = override("WaterMeter:totalizedFlow", unit="m³", scale=0.001)
    made = ConfigSubentry(**{**said, "data": said["data"]})
    hass.config_entries.async_add_subentry(entry, made)
    await until(hass, flow, "18.234")
    state = hass.states.get(flow)
    assert state is not None
    assert state.attributes["unit_of_measurement"] == "m³"
    assert MODEL in rules_of(entry)
    hass.config_entries.async_remove_subentry(entry, made.subentry_id)
    await until(hass, flow, "18234.0")


async def test_another_kind(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The new entity comes, the old one is unavailable; and back."""
    entry = await add(await make())
    switch = feature(hass, entry, "switch", METER, "WaterMeter:valve")
    said = override("WaterMeter:valve", kind="valve")
    made = ConfigSubentry(**said)
    hass.config_entries.async_add_subentry(entry, made)
    await until(hass, "valve.water_meter_valve", "open")
    await until(hass, switch, "unavailable")
    hass.config_entries.async_remove_subentry(entry, made.subentry_id)
    await until(hass, switch, "on")
    await until(hass, "valve.water_meter_valve", "unavailable")


async def test_hidden(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What nobody wants to see is not there."""
    entry = await add(await make(), overrides=(override("WaterMeter:flowRate", hidden=True),))
    assert hass.states.get("sensor.water_meter_flow_rate") is None
    assert entry.runtime_data.coordinator.devices


async def test_lock(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What an owner calls a lock falls under the rule for locks."""
    platform = await make()
    entry = await add(
        platform,
        command_wait=600,
        overrides=(override("WaterMeter:valve", kind="lock", inverted=True),),
    )
    lock = feature(hass, entry, "lock", METER, "WaterMeter:valve")
    await until(hass, lock, "unlocked")
    await act(hass, lock, "lock")
    [request] = asked(platform, "1.7.1")
    assert (request.body["expireTime"], request.body["maxRetransmit"]) == (0, 0)
