"""A device that changes what it speaks while it runs."""

import asyncio

import pytest

from simulators.base import ControlError
from simulators.clock import Clock
from simulators.kasa import KasaDevice, Quirks
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import SYSINFO, RawTcp, RawUdp, read_sysinfo
from tests.simulators.raw_klap import ACCOUNT, RawKlap


async def refuses(address: str, port: int) -> bool:
    """Tell whether nobody listens there."""
    try:
        _, writer = await asyncio.open_connection(address, port)
    except ConnectionRefusedError:
        return True
    writer.close()
    return False


async def sysinfo(device: KasaDevice, version: int = 2) -> dict[str, object]:
    """Read the sysinfo over KLAP."""
    async with RawKlap(device, version) as client:
        info = (await client.ask(SYSINFO))["system"]["get_sysinfo"]
    assert isinstance(info, dict)
    return info


@pytest.mark.parametrize("version", [1, 2])
async def test_new_firmware(start: Start, clock: Clock, version: int) -> None:
    """The old port refuses, connections are lost; who the device is stays the same."""
    device = await start("HS103", account=ACCOUNT)
    before, old_port = await read_sysinfo(device), device.port
    async with RawTcp(device) as client:
        await client.ask(SYSINFO)
        state = device.control("switch_to_klap", {"version": version, "down_for": 20})
        assert (state["transport"], state["online"]) == (f"klap{version}", False)
        assert await client.rest() == b""
    await clock.wait_for_sleepers()
    clock.advance(20)
    await device.wait_until_online()
    assert await refuses(device.address, old_port)
    after = await sysinfo(device, version)
    assert {key for key in before if before[key] != after[key]} <= {"sw_ver", "rssi"}
    assert str(after["sw_ver"]).startswith("1.1.")
    assert device.state()["port"] == device.klap.port == device.port


async def test_new_firmware_is_silent_on_the_old_datagram_port(start: Start) -> None:
    device = await start("HS103", account=ACCOUNT)
    target = (device.address, device.port)
    with RawUdp() as client:
        device.update_firmware("klap2")
        device.receive(b"\xd0\xad", ("127.0.0.1", client.port))
        client.send(SYSINFO, target)
        device.allow_third_party()
        client.send("{}", target)
        assert await client.receive() == (b"{}", target)


async def test_third_party_compatibility(start: Start) -> None:
    """Switched on, the old cipher is back and KLAP gone, until the mains are."""
    device = await start("HS103", transport="klap2", account=ACCOUNT)
    assert (await sysinfo(device))["relay_state"] == 0
    device.control("switch_to_xor", {})
    assert await refuses(device.address, device.klap.port)
    assert str((await read_sysinfo(device))["sw_ver"]).startswith("1.1.3 ")
    device.restart()
    assert device.transport == "xor"
    device.control("power_cycle", {})
    assert device.transport == "klap2"
    assert await refuses(device.address, device.tcp.port)
    assert (await sysinfo(device))["relay_state"] == 0


async def test_compatibility_that_outlives_the_mains(start: Start) -> None:
    quirks = Quirks(power_cut_ends_compatibility=False)
    device = await start("HS103", transport="klap2", account=ACCOUNT, quirks=quirks)
    device.allow_third_party()
    device.power_cycle()
    assert (await read_sysinfo(device))["model"] == "HS103(US)"


async def test_old_firmware_survives_a_power_cut(start: Start) -> None:
    device = await start("HS103")
    device.power_cycle()
    assert device.transport == "xor"
    assert (await read_sysinfo(device))["err_code"] == 0


async def test_from_one_version_to_the_other(start: Start) -> None:
    device = await start("HS100", transport="klap1", account=ACCOUNT)
    assert (await sysinfo(device, 1))["hw_ver"] == "4.1"
    device.update_firmware("klap2")
    assert (await sysinfo(device, 2))["hw_ver"] == "4.1"


async def test_as_built(start: Start) -> None:
    """Losing everything brings the first firmware and account back."""
    device = await start("HS103", account=ACCOUNT)
    before = await read_sysinfo(device)
    device.update_firmware("klap2")
    device.control("account", {"kind": "default"})
    device.restart(keep_state=False)
    assert (device.transport, device.klap.account.user) == ("xor", ACCOUNT[0])
    assert (await read_sysinfo(device))["sw_ver"] == before["sw_ver"]


async def test_flips_of_a_device_that_is_off(start: Start) -> None:
    device = await start("HS103", account=ACCOUNT)
    device.go_offline()
    device.update_firmware("klap2")
    assert not device.online
    device.go_online()
    assert (await sysinfo(device))["err_code"] == 0


@pytest.mark.parametrize(
    ("action", "params"),
    [
        ("switch_to_klap", {"version": 3}),
        ("account", {"kind": "guest"}),
        ("account", {"user": "only"}),
    ],
)
async def test_odd_flips(start: Start, action: str, params: dict[str, object]) -> None:
    device = await start("HS103", account=ACCOUNT)
    with pytest.raises(ControlError):
        device.control(action, params)
    assert device.transport == "xor"
