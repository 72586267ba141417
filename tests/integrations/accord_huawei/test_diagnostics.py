"""A bug report helps, and tells no secret."""

import json

from homeassistant.core import HomeAssistant

from custom_components.accord_huawei.diagnostics import async_get_config_entry_diagnostics
from tests.integrations.accord_huawei.conftest import METER, Add, Make, add_panel, data_of


async def test_what_is_in_it(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Models, values and rules are there; names, numbers, certificates and passwords are not."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)
    found = await async_get_config_entry_diagnostics(hass, entry)
    assert found["summary"]["total"] == 8
    assert "RaindropWorks/WaterMeter/WM-NB15/CoAP" in found["models"]
    meter = found["devices"]["device 1"]
    assert meter["services"]["WaterMeter"]["data"]["totalizedFlow"] == 18234.0
    assert "P3 sensor WaterMeter:totalizedFlow" in meter["features"]
    assert meter["services"]["Connectivity"]["data"]["imsi"] == "**REDACTED**"
    told = json.dumps(found)
    for secret in (
        *(platform.secret, platform.app_id, platform.address, METER),
        *("868744032114501", "460113005123456", "Water meter", "BEGIN", "1234"),
        data_of(platform)["private_key"][40:80],
    ):
        assert secret not in told
