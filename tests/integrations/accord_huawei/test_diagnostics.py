"""A bug report helps, and tells no secret."""

import json

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_huawei.diagnostics import async_get_config_entry_diagnostics
from tests.integrations.accord_huawei.conftest import METER, Add, Make, add_panel, data_of
from tests.integrations.accord_huawei.pushing import open_push
from tests.integrations.accord_huawei.test_subscriptions import subscribe_other


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


async def test_pushes(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> None:
    """What comes is there; neither our address nor that of others is."""
    async with open_push(hass, hass_client_no_auth, await make(), add) as pushed:
        subscribe_other(pushed, "deviceDataChanged")
        subscribe_other(pushed, "ruleEvent")
        await pushed.switch_on(replace_foreign=True)
        subscribe_other(pushed, "deviceEvent")
        await pushed.push({"notifyType": "brandNew"})
        await pushed.settle()
        found = await async_get_config_entry_diagnostics(hass, pushed.entry)
        assert found["pushes"]["on"] is True
        assert found["pushes"]["replaced"] == ["deviceDataChanged", "ruleEvent"]
        assert found["pushes"]["counts"] == {"UnknownNotification": 1}
        told = json.dumps(found)
        for secret in (pushed.settings.secret, pushed.base, "other.example", "key=secret"):
            assert secret not in told
