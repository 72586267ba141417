"""Answers have the members and types of the vendor's samples."""

import json
from pathlib import Path

import pytest

from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import call

SAMPLES = json.loads((Path(__file__).parent / "samples/kasa_methods.json").read_text())
BULB = "smartlife.iot.smartbulb.lightingservice"
PRESET = {"hard_on": {"mode": "customize_preset", "index": 0}, "soft_on": {"mode": "last_status"}}


def shape(value: object) -> object:
    """Return keys and types; of a list, the shapes that occur in it."""
    if isinstance(value, dict):
        return {key: shape(member) for key, member in value.items()}
    if isinstance(value, list):
        return sorted({json.dumps(shape(member), sort_keys=True) for member in value})
    return type(value).__name__


@pytest.mark.parametrize(
    ("model", "operation", "params"),
    [
        ("KP115", "cnCloud.get_info", {}),
        ("KP115", "netif.get_scaninfo", {"refresh": 1}),
        ("KP115", "netif.get_stainfo", {}),
        ("KS200M", "smartlife.iot.LAS.get_config", {}),
        ("ES20M", "smartlife.iot.LAS.get_current_brt", {}),
        ("KS220M", "smartlife.iot.PIR.get_config", {}),
        ("KL130", f"{BULB}.get_default_behavior", {}),
        ("KL110", f"{BULB}.get_light_details", {}),
        ("KL120", f"{BULB}.get_preferred_state", {}),
        ("KP303", "smartlife.iot.smartpowerstrip.manage.get_relationship", {}),
        ("KL135", "system.get_download_state", {}),
    ],
)
async def test_shapes(start: Start, model: str, operation: str, params: dict[str, int]) -> None:
    device = await start(model)
    module, _, method = operation.rpartition(".")
    if method == "get_default_behavior":
        await call(device, module, "set_default_behavior", **PRESET)
    assert shape(await call(device, module, method, **params)) == shape(SAMPLES[operation])
