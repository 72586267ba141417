"""Devices are chosen, and many of them only by somebody who means it."""

from collections.abc import Generator
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.accord_huawei.const import DOMAIN
from simulators.huawei import HuaweiPlatform
from simulators.huawei.groups import Group
from simulators.huawei.household import populate
from tests.integrations.accord_huawei.conftest import CLIMATE, HUB, METER, Make, data_of


@pytest.fixture(autouse=True)
def no_setup() -> Generator[None]:
    """Leave the set-up of entries out."""
    with patch("custom_components.accord_huawei.async_setup_entry", return_value=True):
        yield


async def send(hass: HomeAssistant, result: ConfigFlowResult, **data: Any) -> ConfigFlowResult:
    """Send one form."""
    return await hass.config_entries.flow.async_configure(result["flow_id"], data)


async def start(hass: HomeAssistant, platform: HuaweiPlatform) -> ConfigFlowResult:
    """Go as far as the choice."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    typed = {key: value for key, value in data_of(platform).items() if value != ""}
    result = await send(hass, result, **typed)
    assert result["step_id"] == "scope"
    return result


def offered(result: ConfigFlowResult) -> dict[str, str]:
    """Return the choices of a form."""
    assert result["data_schema"] is not None
    [selector] = result["data_schema"].schema.values()
    return {one["value"]: one["label"] for one in selector.config["options"]}


@pytest.mark.parametrize(
    ("scope", "expected", "chosen"),
    [
        ("gateways", {HUB: "Cellar gateway dev-gateway (3)"}, [HUB]),
        ("types", {"WaterMeter": "WaterMeter (1)"}, ["WaterMeter"]),
        ("devices", {CLIMATE: "Living room climate (MS-4)"}, [CLIMATE, METER]),
        ("groups", {"g-1": "Cellar (1)"}, ["g-1"]),
    ],
)
async def test_choices(
    hass: HomeAssistant, make: Make, scope: str, expected: dict[str, str], chosen: list[str]
) -> None:
    """By gateways, types, devices or groups, with how many each has."""
    platform = await make()
    platform.groups.add(Group("g-1", platform.app_id, "Cellar", members={METER: None}), None)
    result = await send(hass, await start(hass, platform), scope=scope)
    assert result["step_id"] == "pick"
    assert offered(result).items() >= expected.items()
    result = await send(hass, result, scope_ids=[])
    assert result["errors"] == {"base": "nothing_chosen"}
    result = await send(hass, result, scope_ids=chosen)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].options == {"scope": scope, "scope_ids": chosen}


async def test_platform_fails_meanwhile(hass: HomeAssistant, make: Make) -> None:
    """The form says so, and can be sent again."""
    platform = await make()
    result = await start(hass, platform)
    failure = {"code": 50252, "status": 500, "operations": ["1.5.2"], "times": 2}
    platform.control("answer", failure)
    with patch("custom_components.accord.protocol.huawei.northbound.session.SERVER_PAUSE", 0.0):
        result = await send(hass, result, scope="types")
    assert result["errors"] == {"base": "device_error"}
    result = await send(hass, result, scope_ids=["WaterMeter"])
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_many(hass: HomeAssistant, make: Make) -> None:
    """More than 200 are mentioned."""
    platform = await make()
    populate(platform, 200)
    result = await send(hass, await start(hass, platform), scope="all")
    assert (result["step_id"], result["description_placeholders"]) == ("many", {"count": "207"})
    result = await send(hass, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_very_many(hass: HomeAssistant, make: Make) -> None:
    """More than 2000 need a yes."""
    platform = await make()
    with patch("custom_components.accord_huawei.scope_flow.MOST_SHOWN", 5):
        result = await send(hass, await start(hass, platform), scope="all")
        assert result["step_id"] == "very_many"
        result = await send(hass, result, agreed=False)
        assert result["errors"] == {"base": "not_agreed"}
        result = await send(hass, result, agreed=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY
