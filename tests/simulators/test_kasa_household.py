"""The ready-made home, and the program that runs it."""

import asyncio
from contextlib import AsyncExitStack
import ipaddress
import json
from pathlib import Path
import re
import sys
import urllib.request

import pytest

from simulators.clock import Clock
from simulators.kasa import KasaDevice, Transport
from simulators.kasa.household import ACCOUNT, build_household
from simulators.kasa.models import Family
from tests.simulators.raw_kasa import SYSINFO, RawUdp, read_sysinfo
from tests.simulators.raw_klap import RawKlap, RawProbe

ROOT = Path(__file__).parents[2]
SHORT_PROBE = bytes.fromhex("020000010000000000000000463cb5d3")


async def test_everybody_is_at_home(clock: Clock) -> None:
    """Each device answers from its own address and has its own identity."""
    devices = build_household(
        clock=clock,
        port=0,
        klap_port=0,
        probe_ports=(0, 0),
        network="127.78.0",
        transports=tuple(Transport),
    )
    async with AsyncExitStack() as stack:
        for device in devices:
            await stack.enter_async_context(device)
            info = await sysinfo_of(device)
            assert info["alias"] == device.name
            assert info["model"] == device.model.name
    for attribute in ("name", "address", "mac", "device_id"):
        assert len({getattr(device, attribute) for device in devices}) == len(devices)
    assert all(re.fullmatch(r"02:00:5E(:[0-9A-F]{2}){3}", device.mac) for device in devices)


async def sysinfo_of(device: KasaDevice) -> dict[str, object]:
    """Read a device's sysinfo, whatever it speaks."""
    if device.transport == Transport.XOR:
        return await read_sysinfo(device)
    async with RawKlap(device, device.klap_version, ACCOUNT) as client:
        info = (await client.ask(SYSINFO))["system"]["get_sysinfo"]
    assert isinstance(info, dict)
    return info


@pytest.mark.parametrize("transport", [Transport.XOR, Transport.KLAP2])
def test_every_family(transport: Transport) -> None:
    """Over both transports, with and without motion sensor and meter."""
    models = [device.model for device in build_household(transports=[transport])]
    families = {model.family for model in models}
    assert families == set(Family) - {Family.CAMERA, Family.EXTENDER}
    moving = {model.family for model in models if model.motion}
    assert moving == {Family.SWITCH, Family.DIMMER}
    for family in (Family.PLUG, Family.STRIP):
        assert {bool(model.meter) for model in models if model.family is family} == {True, False}


def test_addresses_and_names() -> None:
    """The network is 127.66.0.0/16 and the vendor's port; some devices can be picked."""
    network = ipaddress.ip_network("127.66.0.0/16")
    devices = build_household()
    assert all(ipaddress.ip_address(device.address) in network for device in devices)
    assert {device.port for device in devices} == {9999}
    assert {device.transport for device in devices} == {Transport.XOR}
    assert len(devices) == 15
    (freezer,) = build_household(only={"Freezer"})
    assert freezer.address == "127.66.0.10"
    with pytest.raises(ValueError, match="Sauna"):
        build_household(only={"Freezer", "Sauna"})


def test_operations_are_known_to_the_class() -> None:
    """Without any device running."""
    assert {
        "system.get_sysinfo",
        "system.set_relay_state",
        "system.set_dev_alias",
        "system.set_led_off",
        "system.reboot",
        "emeter.get_realtime",
        "smartlife.iot.smartbulb.lightingservice.get_light_state",
        "smartlife.iot.smartbulb.lightingservice.transition_light_state",
        "smartlife.iot.lightStrip.set_light_state",
        "smartlife.iot.dimmer.set_brightness",
    } <= KasaDevice.operations()
    assert not any("smartlife.iot.common" in one for one in KasaDevice.operations())


async def test_the_program() -> None:
    """It prints where everything is, and serves until it is stopped."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "simulators.kasa", "--only", "Porch", "--only", "Humidifier"),
        *("--port", "19999", "--klap-port", "20081", "--probe-ports", "20003"),
        *("--network", "127.79.0", "--control-port", "0"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(20):
            rows = [(await process.stdout.readline()).decode() for _ in range(4)]
        assert rows[0].split() == ["127.79.0.53:19999", "xor", "KL110(US)", "Porch"]
        assert rows[1].split() == ["127.79.0.111:20081", "klap2", "HS103(US)", "Humidifier"]
        assert rows[2] == f"account of KLAP: {ACCOUNT[0]} / {ACCOUNT[1]}\n"
        url = rows[3].removeprefix("control: ").strip()
        with RawUdp() as client:
            client.send({"system": {"get_sysinfo": {}}}, ("127.255.255.255", 19999))
            plain, sender = await client.receive()
        assert sender == ("127.79.0.53", 19999)
        assert json.loads(plain)["system"]["get_sysinfo"]["alias"] == "Porch"
        with RawProbe() as finder:
            finder.send(SHORT_PROBE, ("127.255.255.255", 20003))
            found, sender = await finder.receive()
        assert sender == ("127.79.0.111", 20003)
        assert found["mgt_encrypt_schm"]["http_port"] == 20081
        state = await asyncio.to_thread(fetch, f"{url}/devices")
        assert b'"Porch"' in state
    finally:
        process.terminate()
        await process.wait()


async def test_the_program_says_why_it_does_not_start() -> None:
    """In one line."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulators.kasa", "--only", "Sauna"),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(20):
        _, errors = await process.communicate()
    assert errors.decode() == "cannot start: no such device: Sauna\n"
    assert process.returncode == 1


def fetch(url: str) -> bytes:
    """Fetch from the control interface."""
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body
