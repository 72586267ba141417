"""The Wi-Fi of simulated devices."""

import pytest

from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import call


@pytest.mark.parametrize("module", ["netif", "smartlife.iot.common.softaponboarding"])
async def test_a_bulb(start: Start, module: str) -> None:
    device = await start("KL130")
    assert (await call(device, module, "get_stainfo"))["ssid"] == "Home"
    heard = await call(device, module, "get_scaninfo", refresh=1)
    assert {"ssid", "key_type", "rssi"} == heard["ap_list"][0].keys()
    joined = await call(device, module, "set_stainfo", ssid="Cellar", password="x", key_type=3)
    assert joined["err_code"] == 0
    assert (await call(device, module, "get_stainfo"))["ssid"] == "Cellar"


async def test_the_first_generation(start: Start) -> None:
    device = await start("HS110")
    assert (await call(device, "netif", "get_stainfo"))["err_code"] == -2


@pytest.mark.parametrize("params", [{}, {"ssid": "a", "password": "b"}, {"ssid": 1}])
async def test_odd_values(start: Start, params: dict[str, object]) -> None:
    device = await start("HS103")
    assert (await call(device, "netif", "set_stainfo", **params))["err_code"] == -3
    assert device.ssid == "Home"
