"""Diagnostics tell what is needed and nothing private."""

import json

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord_kasa.diagnostics import async_get_config_entry_diagnostics
from simulators.faults import Cut, Garbage, Html, Refuse
from simulators.kasa import OutletSetup

from .conftest import Add, Make, Poll


async def test_nothing_private(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Planted markers of every private kind stay out; the useful parts are in."""
    device = await make(
        "HS300",
        "Marker Alias",
        latitude=12.3456,
        longitude=65.4321,
        outlets=[OutletSetup(alias="Marker Outlet", on=True, load=7.0)],
        account=("marker@example.com", "marker-password"),
    )
    entry = await add(device)
    found = await async_get_config_entry_diagnostics(hass, entry)
    text = json.dumps(found).lower()
    for marker in (
        "marker",
        device.mac.lower(),
        device.mac.lower().replace(":", ""),
        device.device_id.lower(),
        device.address,
        "123456",
        "654321",
    ):
        assert marker not in text
    assert found["family"] == "strip"
    assert found["sysinfo"]["model"] == "HS300(US)"
    assert len(found["sysinfo"]["children"]) == 6
    assert found["readings"]["outlet_energy"][0]["power"] == pytest.approx(7, rel=0.02)
    assert len(found["readings"]["outlet_energy"]) == 6
    assert found["last_update_success"] is True
    assert [one["slot"] for one in found["asked_now"]["places"]] == list(range(6))


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("KS200M", {"health", "manual_action"}),
        ("KL135", {"light_details"}),
        ("HS300", {"health", "places"}),
        ("HS100", set()),
    ],
)
async def test_what_only_a_report_needs(
    hass: HomeAssistant, make: Make, add: Add, model: str, expected: set[str]
) -> None:
    """Asked when a report is made, of those that can answer."""
    device = await make(model)
    entry = await add(device)
    served: list[tuple[str, int | str]] = []
    device.observe(lambda _system, operation, outcome: served.append((operation, outcome.code)))
    found = await async_get_config_entry_diagnostics(hass, entry)
    assert set(found["asked_now"]) == expected
    assert len(served) == len(expected)
    assert {code for _, code in served} <= {0}
    assert found["transport"] == "xor"


async def test_a_device_that_is_away_can_still_be_reported(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    device = await make("KS200M")
    entry = await add(device)
    await device.stop()
    found = await async_get_config_entry_diagnostics(hass, entry)
    assert set(found["asked_now"].values()) == {"connection_refused"}
    await device.start()


async def test_logs_and_states_hold_nothing_private(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Not even with debug logging, and not when the device fails."""
    caplog.set_level("DEBUG")
    device = await make("KP115", "Freezer", latitude=12.3456, longitude=65.4321)
    await add(device)
    for fault in (Garbage(), Html(), Cut(), Refuse()):
        with device.faulty(fault):
            await poll()
        await poll()
    said = caplog.text + "".join(str(state.as_dict()) for state in hass.states.async_all())
    assert "Freezer" in said
    for marker in (device.device_id, device.hw_id, device.oem_id, "123456", "12.3456", "654321"):
        assert marker not in said
