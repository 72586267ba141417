"""All rules of Smart Control, by actions."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr
import pytest
import voluptuous as vol

from simulators.kasa import KasaDevice

from .conftest import Add, Make

EVENING: dict[str, Any] = {
    "start": "18:30:00",
    "turn_on": "motion_and_dark",
    "turn_off": "no_motion",
    "off_delay": 120,
}


@pytest.fixture
async def hall(make: Make, add: Add) -> KasaDevice:
    device = await make("KS220M", "Hall")
    await add(device)
    return device


async def call(hass: HomeAssistant, device: KasaDevice, action: str, **data: Any) -> Any:
    (found,) = dr.async_get(hass).async_get_devices(
        identifiers={("accord_kasa", device.mac.lower())}
    )
    return await hass.services.async_call(
        "accord_kasa",
        f"{action}_smart_control",
        {"device_id": found.id, **data},
        blocking=True,
        return_response=action != "delete",
    )


async def test_added_edited_deleted(hass: HomeAssistant, hall: KasaDevice) -> None:
    added = await call(
        hass, hall, "add", segments=[EVENING], weekdays=["sun", "mon"], name="Evening"
    )
    kept = hall.smart_control.routines[added["rule_id"]]
    assert kept["wday"] == [1, 1, 0, 0, 0, 0, 0]
    (segment,) = kept["array"]
    assert (segment["sT"], segment["eT"], segment["onTT"], segment["offTT"]) == (1110, 1440, 2, 2)
    kept["novelty"] = 7
    changed = await call(hass, hall, "edit", rule_id=added["rule_id"], enabled=False)
    assert changed == added | {"enabled": False}
    assert hall.smart_control.routines[added["rule_id"]]["novelty"] == 7
    rules = (await call(hass, hall, "get"))["rules"]
    assert rules[1] == changed
    assert rules[1]["segments"] == [EVENING | {"end": "00:00:00"}]
    await call(hass, hall, "delete", rule_id="0")
    assert list(hall.smart_control.routines) == [added["rule_id"]]


@pytest.mark.parametrize(
    "segments",
    [[], [{"turn_on": "always"}], [{"off_delay": -1}], [{"start": "25:00:00"}], ["night"]],
)
async def test_what_is_no_segment(
    hass: HomeAssistant, hall: KasaDevice, segments: list[Any]
) -> None:
    with pytest.raises(vol.Invalid):
        await call(hass, hall, "add", segments=segments)


async def test_a_segment_that_ends_before_it_starts(hass: HomeAssistant, hall: KasaDevice) -> None:
    with pytest.raises(ServiceValidationError):
        await call(hass, hall, "add", segments=[{"start": "10:00:00", "end": "09:00:00"}])
    assert list(hall.smart_control.routines) == ["0"]


async def test_an_unknown_rule(hass: HomeAssistant, hall: KasaDevice) -> None:
    for action in ("edit", "delete"):
        with pytest.raises(ServiceValidationError):
            await call(hass, hall, action, rule_id="nobody")
