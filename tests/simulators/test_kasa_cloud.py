"""`cnCloud`: binding to an account, and the cloud that may be out of reach."""

from dataclasses import replace

import pytest

from simulators.clock import Clock
from simulators.kasa import MODELS
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import call, read_sysinfo

OK = {"err_code": 0}
INVALID = {"err_code": -3, "err_msg": "invalid argument"}
UNKNOWN = {"err_code": -7, "err_msg": "unknown error"}
OWNER = ("owner@example.com", "secret")


@pytest.mark.parametrize(
    ("model", "module"),
    [
        ("KP115", "cnCloud"),
        ("HS300", "cnCloud"),
        ("KL130", "smartlife.iot.common.cloud"),
        ("KL430", "smartlife.iot.common.cloud"),
    ],
)
async def test_in_and_out_of_an_account(start: Start, model: str, module: str) -> None:
    """A device of no account has no session with the cloud."""
    device = await start(model)
    info = await call(device, module, "get_info")
    assert (info["username"], info["binded"], info["cld_connection"]) == ("", 0, 0)
    assert await call(device, module, "bind", username=OWNER[0], password="x") == OK
    info = await call(device, module, "get_info")
    assert (info["username"], info["binded"]) == (OWNER[0], 1)
    assert (info["cld_connection"], info["tcspStatus"]) == (1, 1)
    assert await call(device, module, "unbind") == OK
    assert (await call(device, module, "unbind"))["err_code"] == -8
    assert (await call(device, module, "get_info"))["binded"] == 0


async def test_what_older_firmware_says(start: Start) -> None:
    """Other codes for the same."""
    device = await start("HS110", account=OWNER)
    info = await call(device, "cnCloud", "get_info")
    assert (info["binded"], info["illegalType"], info["stopConnect"]) == (1, -1, -1)
    assert await call(device, "cnCloud", "unbind") == OK
    assert (await call(device, "cnCloud", "unbind"))["err_code"] == -4002


async def test_a_wrong_password(start: Start) -> None:
    """The cloud may know the right one."""
    device = await start("KP115")
    device.control("cloud", {"password": "right"})
    account = {"username": OWNER[0]}
    assert await call(device, "cnCloud", "bind", **account, password="wrong") == UNKNOWN
    assert (await call(device, "cnCloud", "get_info"))["binded"] == 0
    assert await call(device, "cnCloud", "bind", **account, password="right") == OK


async def test_without_internet(start: Start) -> None:
    """No session, no list, no binding; but leaving the account works."""
    device = await start("KP115", account=OWNER)
    device.control("cloud", {"reachable": False})
    info = await call(device, "cnCloud", "get_info")
    assert (info["binded"], info["cld_connection"], info["tcspStatus"]) == (1, 0, 0)
    assert await call(device, "cnCloud", "get_intl_fw_list") == UNKNOWN
    assert await call(device, "cnCloud", "unbind") == OK
    assert await call(device, "cnCloud", "bind", username="a", password="b") == UNKNOWN
    device.control("cloud", {"reachable": True})
    assert await call(device, "cnCloud", "bind", username="a", password="b") == OK


async def test_the_server(start: Start) -> None:
    """A bare host name."""
    device = await start("KP115")
    assert await call(device, "cnCloud", "set_server_url", server="cloud.example.com") == OK
    assert (await call(device, "cnCloud", "get_info"))["server"] == "cloud.example.com"
    for wrong in ("", "http://cloud.example.com", "cloud.example.com/", "a b", 7):
        assert await call(device, "cnCloud", "set_server_url", server=wrong) == INVALID
    assert (await call(device, "cnCloud", "get_info"))["server"] == "cloud.example.com"


@pytest.mark.parametrize(
    "params", [{}, {"username": "a"}, {"password": "a"}, {"username": 1, "password": "a"}]
)
async def test_binding_needs_name_and_password(start: Start, params: dict[str, object]) -> None:
    """As text."""
    device, bulb = await start("KP115"), await start("KL135")
    assert await call(device, "cnCloud", "bind", **params) == INVALID
    answer = await call(bulb, "smartlife.iot.common.cloud", "bind", **params)
    assert answer["err_code"] in {-10000, -10002}


async def test_the_restarts_of_a_device_without_its_cloud(start: Start, clock: Clock) -> None:
    """Every ten minutes, until it is unbound; relays stay as they are."""
    quirks = replace(MODELS["HS220"].quirks, reboots_without_cloud=600.0)
    device = await start("HS220", account=OWNER, quirks=quirks)
    await call(device, "system", "set_relay_state", state=1)
    device.control("cloud", {"reachable": False})
    for _ in range(2):
        await clock.wait_for_sleepers()
        clock.advance(600)
        await clock.wait_for_sleepers(2)
        assert not device.online
        clock.advance(10)
        await device.wait_until_online()
        info = await read_sysinfo(device)
        assert (info["relay_state"], info["on_time"]) == (1, 0)
    assert await call(device, "cnCloud", "unbind") == OK
    clock.advance(1200)
    assert (await read_sysinfo(device))["on_time"] == 1200
