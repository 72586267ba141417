"""The cloud: a password is not sent where others can read it."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import ConflictError, InvalidError
from custom_components.accord.protocol.kasa import Firmware
from custom_components.accord.protocol.kasa.topics.cloud import CloudTopic
from tests.protocol.kasa.fakes import OK, FakeDevice, device, session, sysinfo
from tests.protocol.kasa.vendor import ask, wanted


class Encrypted(FakeDevice):
    encrypted = True


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("get_info", {}),
        ("get_intl_fw_list", {}),
        ("bind", {"username": "…", "password": "…", "force": True}),
        ("unbind", {}),
        ("set_server_url", {"server": "…"}),
    ],
)
async def test_the_vendors_samples(method: str, parameters: dict[str, Any]) -> None:
    _, sent = await ask("plug", f"cnCloud.{method}", parameters)
    assert sent == wanted(f"cnCloud.{method}")


async def test_no_password_in_the_open() -> None:
    fake = device("plug", {"cnCloud.bind": OK})
    with pytest.raises(InvalidError, match="readable"):
        await CloudTopic(session(fake)).bind("user@example.com", "secret")
    assert fake.sent == []
    encrypted = Encrypted(sysinfo("plug"), {"cnCloud.bind": OK})
    await CloudTopic(session(encrypted)).bind("user@example.com", "secret")
    assert encrypted.repeatable[-1] is False


@pytest.mark.parametrize("code", [-8, -4002])
async def test_unbind_what_is_not_bound(code: int) -> None:
    fake = device("plug", {"cnCloud.unbind": {"err_code": code}})
    with pytest.raises(ConflictError):
        await CloudTopic(session(fake)).unbind()


@pytest.mark.parametrize("server", ["", "http://example.com", "a b", "example.com/"])
async def test_hosts(server: str) -> None:
    with pytest.raises(InvalidError):
        await CloudTopic(session(device("plug"))).set_server_url(server)


async def test_the_firmware_list_takes_its_time() -> None:
    module = "smartlife.iot.common.cloud"
    fake = device("bulb_off", {f"{module}.get_intl_fw_list": {"fw_list": [{"fwVer": "2.0"}], **OK}})
    assert await CloudTopic(session(fake)).get_intl_fw_list() == (Firmware(version="2.0"),)
    assert fake.timeouts[-1] == 20.0
