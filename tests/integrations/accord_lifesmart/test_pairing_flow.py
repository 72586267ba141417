"""Devices are added by the station, each kind with what it is to be like."""

import asyncio
from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest

from custom_components.accord_lifesmart.pairing_flow import NewKind
from simulators.lifesmart import LifeSmartStation, Quirks, SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id, until_true

ENTRANCE = ("2711", "SL_LK_LS", "Entrance")


async def step(hass: HomeAssistant, flow_id: str, data: dict[str, Any] | None = None) -> Any:
    """Go on with a dialog."""
    return await hass.config_entries.options.async_configure(flow_id, data)


async def pair(hass: HomeAssistant, entry_id: str, **given: Any) -> Any:
    """Start to look for a device."""
    result = await hass.config_entries.options.async_init(entry_id)
    result = await step(hass, result["flow_id"], {"next_step_id": "pair"})
    return await step(hass, result["flow_id"], {"radio": "both", **given})


async def looking(station: LifeSmartStation) -> None:
    """Wait until the station looks for a device."""
    await until_true(lambda: station.pairing.running)


async def test_pairing(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device whose button is pressed meanwhile is named and there."""
    station = await make(SubDevice(*ENTRANCE))
    entry = await add(station)
    result = await pair(hass, entry.entry_id)
    assert result["type"] is FlowResultType.SHOW_PROGRESS
    await looking(station)
    station.control("offer", {"me": "2799", "devtype": "SL_SC_G", "name": "Window"})
    await hass.async_block_till_done()
    result = await step(hass, result["flow_id"])
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "device_paired")
    assert result["description_placeholders"] == {"devices": "Window"}
    assert "2799" in entry.runtime_data.coordinator.data.devices


KINDS: Mapping[str, tuple[dict[str, Any], SubDevice, dict[str, Any]]] = {
    "environment": (
        {"humidity_display": "2", "temperature_display": "3"},
        SubDevice("9", "SL_SC_BE"),
        {"humidity_display": 2, "temperature_display": 3},
    ),
    "motion": ({"warning_duration": 13}, SubDevice("9", "SL_SC_BM"), {"warning_duration": 14}),
    "switch": (
        {"ways": "2", "series": "v2", "mode_selection": "power"},
        SubDevice("9", "SL_SW_ND2", fulltype="SL_SW_ND2_V2"),
        {"mode_selection": "power"},
    ),
    "accessory": (
        {"ways": "3", "series": "v1", "mode_selection": "speed"},
        SubDevice("9", "SL_MC_ND3", fulltype="SL_MC_ND3_V1"),
        {"mode_selection": "speed"},
    ),
    "swifte": ({"power": "saving"}, SubDevice("9", "SL_LK_SWIFTE"), {"value": 0x22}),
    "yale": ({"remote_unlock": True}, SubDevice("9", "SL_LK_YL"), {"isopen": 1}),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_kinds(hass: HomeAssistant, make: Make, add: Add, kind: str) -> None:
    """The station hears what the device is to be like, and finds it."""
    given, device, told = KINDS[kind]
    station = await make(SubDevice(*ENTRANCE))
    entry = await add(station)
    result = await pair(hass, entry.entry_id, kind=kind, seconds=60)
    result = await step(hass, result["flow_id"], given)
    assert result["type"] is FlowResultType.SHOW_PROGRESS
    await looking(station)
    assert station.pairing.latest is not None
    assert (station.pairing.latest.options, station.pairing.latest.period) == (told, 60)
    assert station.pairing.offer(device)
    await hass.async_block_till_done()
    result = await step(hass, result["flow_id"])
    assert result["reason"] == "device_paired"


@pytest.mark.parametrize(("kind", "cls"), [("spot_mini", "SL_P_IR"), ("series", "PSM")])
async def test_kinds_that_are_named_only(
    hass: HomeAssistant, make: Make, add: Add, kind: str, cls: str
) -> None:
    """Nothing more is asked about them."""
    station = await make(SubDevice(*ENTRANCE))
    entry = await add(station)
    result = await pair(hass, entry.entry_id, kind=kind)
    assert result["type"] is FlowResultType.SHOW_PROGRESS
    await looking(station)
    assert station.pairing.latest is not None
    assert station.pairing.latest.cls == cls
    hass.config_entries.options.async_abort(result["flow_id"])
    await hass.async_block_till_done()


def test_every_kind_is_offered() -> None:
    """In the dialog and in the tests."""
    assert set(NewKind) == {"any", "spot_mini", "series", *KINDS}


async def test_a_kind_that_does_not_exist(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The dialog refuses it."""
    entry = await add(await make(SubDevice(*ENTRANCE)))
    with pytest.raises(InvalidData):
        await pair(hass, entry.entry_id, kind="toaster")


async def test_nothing_found(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The user may try again; nothing does so by itself, and what was chosen stays."""
    station = await make(SubDevice(*ENTRANCE))
    entry = await add(station)
    with patch.object(
        type(entry.runtime_data.coordinator.client.pairing), "pair", return_value=None
    ) as sent:
        result = await pair(hass, entry.entry_id, seconds=40)
        await hass.async_block_till_done()
        result = await step(hass, result["flow_id"])
    assert (result["step_id"], result["errors"]) == ("pair", {"base": "nothing_found"})
    suggested = {
        str(key): (key.description or {}).get("suggested_value")
        for key in result["data_schema"].schema
    }
    assert suggested == {"kind": "any", "radio": "both", "seconds": 40}
    assert sent.call_count == 1


async def test_refused(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A station that ends with a failure is not asked again."""
    station = await make(SubDevice(*ENTRANCE), quirks=Quirks(pairing_timeout_code=1))
    entry = await add(station)
    result = await pair(hass, entry.entry_id)
    await looking(station)
    station.clock.advance(60)
    await hass.async_block_till_done()
    result = await step(hass, result["flow_id"])
    assert (result["step_id"], result["errors"]) == ("pair", {"base": "device_error"})
    asked = [one for one in station.server.requests if one.obj == "dopair"]
    assert len(asked) == 1


async def test_others_go_on(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A lamp does not wait until the station has stopped looking."""
    station = await make(SubDevice("1", "SL_OL", "Lamp"))
    entry = await add(station)
    result = await pair(hass, entry.entry_id, seconds=600)
    await looking(station)
    async with asyncio.timeout(5):
        await act(hass, entity_id(hass, entry, "switch", "1_switch_outlet"), "turn_on")
    assert station.pairing.running
    assert station.devices["1"].ios["O"].type & 1
    hass.config_entries.options.async_abort(result["flow_id"])
    await hass.async_block_till_done()
