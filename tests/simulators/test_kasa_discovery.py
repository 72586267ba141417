"""Discovery by broadcast: all devices answer, each from its own address."""

import base64
import json
import struct
from typing import Any
import zlib

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
import pytest

from simulators.clock import Clock
from simulators.faults import Corrupt, Cut, Delay, Drop
from simulators.kasa import DiscoveryNet, KasaDevice, Quirks
from simulators.kasa.probe import PROBE, Probe, ProbeError
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import SYSINFO, RawUdp
from tests.simulators.raw_klap import ACCOUNT, RawProbe

type Json = dict[str, Any]

SHORT = bytes.fromhex("020000010000000000000000463cb5d3")
NO_BODY = bytes.fromhex("020000010000110001020304a6719adc")
WITH_BODY = bytes.fromhex(
    "02000001001a1100010203048e4d29887b22706172616d73223a7b227273615f6b6579223a224b227d7d"
)


async def test_everybody_answers_from_its_own_address(start: Start) -> None:
    """One broadcast, as many answers as devices on the net; off-line ones are not among them."""
    devices = [await start(model) for model in ("KP115", "HS300", "KL430", "EC60")]
    absent = await start("HS200")
    absent.go_offline()
    async with DiscoveryNet([*devices, absent], port=0, probe_ports=(0, 0)) as net:
        with RawUdp() as client:
            client.send(SYSINFO, ("127.255.255.255", net.port))
            models = {}
            for _ in devices:
                plain, sender = await client.receive()
                info = json.loads(plain)["system"]["get_sysinfo"]
                models[sender] = info.get("system", info)["model"]
    assert models == {(one.address, one.port): one.model.name for one in devices}


async def test_any_request_can_be_broadcast(start: Start) -> None:
    """Even one that switches."""
    devices = [await start("KP115"), await start("HS200")]
    async with DiscoveryNet(devices, port=0, probe_ports=(0, 0)) as net:
        with RawUdp() as client:
            client.send(
                {"system": {"set_relay_state": {"state": 1}}}, ("127.255.255.255", net.port)
            )
            for _ in devices:
                assert json.loads((await client.receive())[0])["system"]
    assert all(one.outlets[0].on for one in devices)


async def test_two_nets_share_the_address(start: Start) -> None:
    """Two homes on one machine both hear a broadcast."""
    one, other = await start("KP115"), await start("HS200")
    async with (
        DiscoveryNet([one], port=0, probe_ports=(0, 0)) as first,
        DiscoveryNet([other], port=first.port, probe_ports=(0, 0)) as second,
    ):
        assert first.port == second.port
        with RawUdp() as client:
            client.send(SYSINFO, ("127.255.255.255", first.port))
            senders = {(await client.receive())[1] for _ in range(2)}
    assert senders == {(one.address, one.port), (other.address, other.port)}


async def test_garbage_is_not_answered(start: Start) -> None:
    """Silence, then a proper request gets its answer."""
    device = await start("KP115")
    async with DiscoveryNet([device], port=0, probe_ports=(0, 0)) as net:
        with RawUdp() as client:
            for noise in (b"", b"[]", b"\xff\xfe", b"{"):
                client.send(noise, ("127.255.255.255", net.port))
            client.send(SYSINFO, ("127.255.255.255", net.port))
            assert b"KP115" in (await client.receive())[0]


async def test_faults_hit_discovery_too(start: Start, clock: Clock) -> None:
    """One device is late, another one silent."""
    late, silent, prompt = [await start("KP115") for _ in range(3)]
    late.faults.add(Delay(2))
    silent.faults.add(Drop())
    async with DiscoveryNet([late, silent, prompt], port=0, probe_ports=(0, 0)) as net:
        with RawUdp() as client:
            client.send(SYSINFO, ("127.255.255.255", net.port))
            assert (await client.receive())[1] == (prompt.address, prompt.port)
            await clock.wait_for_sleepers()
            clock.advance(2)
            assert (await client.receive())[1] == (late.address, late.port)


# --- probes ---------------------------------------------------------------------


def probe(body: bytes = b"", **fields: int) -> bytes:
    """Return a probe with some fields not as they should be."""
    known = {"version": 2, "type": 0, "op": 1, "length": len(body), "flags": 17, "filler": 0}
    assert fields.keys() <= known.keys() | {"serial", "crc"}
    head = struct.pack(
        ">BBHHBBI", *({**known, **fields}[name] for name in known), fields.get("serial", 7)
    )
    crc = zlib.crc32(head + bytes.fromhex("5a6b7c8d") + body)
    return head + struct.pack(">I", fields.get("crc", crc)) + body


async def klap_device(start: Start, model: str = "HS103", **options: Any) -> KasaDevice:
    """Start a device of the second version, in the usual account."""
    return await start(model, **{"transport": "klap2", "account": ACCOUNT, **options})


async def describe(device: KasaDevice, data: bytes = SHORT) -> Json:
    """Return how a device describes itself."""
    with RawProbe() as client:
        client.send(data, (device.address, device.probe.port))
        return (await client.receive())[0]


@pytest.mark.parametrize(
    ("data", "expected"),
    [(SHORT, Probe(0)), (NO_BODY, Probe(0x01020304)), (WITH_BODY, Probe(0x01020304, "K"))],
)
def test_probe_vectors(data: bytes, expected: Probe) -> None:
    assert Probe.decode(data) == expected


def test_the_tests_make_good_probes() -> None:
    assert probe(flags=0, serial=0) == SHORT
    assert probe(WITH_BODY[16:], serial=0x01020304) == WITH_BODY


@pytest.mark.parametrize(
    "data",
    [
        b"",
        SHORT[:-1],
        SHORT + b"\0",
        SHORT[:12] + bytes(4),
        probe(version=1),
        probe(type=1),
        probe(op=2),
        probe(length=1),
        probe(flags=1),
        probe(filler=1),
        probe(WITH_BODY[16:], flags=0),
        probe(WITH_BODY[16:], length=25),
        probe(WITH_BODY[16:], crc=0x5A6B7C8D),
        probe(b"no json"),
        probe(b"[]"),
        probe(b"{}"),
        probe(b'{"params":{"rsa_key":1}}'),
    ],
)
async def test_what_is_no_probe(start: Start, data: bytes) -> None:
    """Not a word, and then an answer to a proper one."""
    with pytest.raises(ProbeError):
        Probe.decode(data)
    device = await klap_device(start)
    with RawProbe() as client:
        client.send(data, (device.address, device.probe.port))
        client.send(probe(serial=99), (device.address, device.probe.port))
        assert (await client.receive_raw())[0][8:12] == bytes([0, 0, 0, 99])


async def test_how_a_device_describes_itself(start: Start) -> None:
    device = await klap_device(start, mac="02:00:5E:10:00:AA")
    with RawProbe() as client:
        client.send(NO_BODY, (device.address, device.probe.port))
        data, sender = await client.receive_raw()
    assert sender == (device.address, device.probe.port)
    body = data[16:]
    assert data[:16] == probe(body, serial=0x01020304)[:16]
    answer = json.loads(body)
    device_id = answer["result"].pop("device_id")
    assert len(bytes.fromhex(device_id)) == 16
    assert device_id.upper() not in device.device_id
    assert answer == {
        "error_code": 0,
        "result": {
            "owner": "B58996C504C5638798EB6B511E6F49AF",
            "device_type": "IOT.SMARTPLUGSWITCH",
            "device_model": "HS103(US)",
            "ip": device.address,
            "mac": "02-00-5E-10-00-AA",
            "hw_ver": "5.0",
            "factory_default": False,
            "is_support_iot_cloud": True,
            "obd_src": "tplink",
            "mgt_encrypt_schm": {
                "is_support_https": False,
                "encrypt_type": "KLAP",
                "http_port": device.klap.port,
                "lv": 2,
                "new_klap": 1,
            },
        },
    }


async def test_descriptions_differ(start: Start) -> None:
    """By family, version, firmware and account."""
    bulb = await describe(await klap_device(start, "KL130", account=None))
    assert bulb["device_type"] == "IOT.SMARTBULB"
    assert (bulb["owner"], bulb["factory_default"]) == ("", True)
    first = await describe(await klap_device(start, transport="klap1"))
    assert not {"lv", "new_klap"} & first["mgt_encrypt_schm"].keys()
    for key in ("lv", "new_klap"):
        quirks = Quirks(shown_klap_version=frozenset({key}))
        shown = await describe(await klap_device(start, quirks=quirks))
        assert {"lv", "new_klap"} & shown["mgt_encrypt_schm"].keys() == {key}


async def test_a_device_that_tells_more_to_who_has_a_key(start: Start) -> None:
    key = rsa.generate_private_key(65537, 2048)
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    data = probe(json.dumps({"params": {"rsa_key": pem.decode()}}).encode())
    plain = await klap_device(start)
    assert "encrypt_info" not in await describe(plain, data)
    device = await klap_device(start, quirks=Quirks(encrypts_discovery=True))
    info = (await describe(device, data))["encrypt_info"]
    oaep = OAEP(MGF1(SHA1()), SHA1(), None)  # noqa: S303
    secret = key.decrypt(base64.b64decode(info["key"]), oaep)
    decryptor = Cipher(algorithms.AES(secret[:16]), modes.CBC(secret[16:])).decryptor()
    text = decryptor.update(base64.b64decode(info["data"])) + decryptor.finalize()
    assert json.loads(text[: -text[-1]])["connect_ssid"] == device.ssid
    for odd in (SHORT, WITH_BODY):
        assert "encrypt_info" not in await describe(device, odd)


async def test_probes_reach_all(start: Start) -> None:
    """On both ports; who speaks the other cipher hears nothing, and the other way round."""
    spoken = [await klap_device(start, model) for model in ("HS103", "HS300", "KL430")]
    other, absent = await start("KP115"), await klap_device(start, "HS200")
    absent.go_offline()
    async with DiscoveryNet([*spoken, other, absent], port=0, probe_ports=(0, 0)) as net:
        for nth, port in enumerate(net.probe_ports):
            with RawProbe() as client:
                client.send(SHORT, ("127.255.255.255", port))
                senders = {(await client.receive())[1] for _ in spoken}
            assert senders == {(one.address, one.probe.ports[nth]) for one in spoken}
        with RawUdp() as old:
            old.send(SYSINFO, ("127.255.255.255", net.port))
            assert (await old.receive())[1] == (other.address, other.port)


async def test_a_device_that_flips_is_found_the_other_way(start: Start) -> None:
    device = await start("HS103", account=ACCOUNT)
    async with DiscoveryNet([device], port=0, probe_ports=(0, 0)) as net:
        device.update_firmware("klap2")
        with RawProbe() as client:
            client.send(SHORT, ("127.255.255.255", net.probe_ports[0]))
            assert (await client.receive())[0]["ip"] == device.address
        device.allow_third_party()
        with RawUdp() as old:
            old.send("{}", ("127.255.255.255", net.port))
            assert await old.receive() == (b"{}", (device.address, device.port))


async def test_a_crashed_device_is_not_found(start: Start, clock: Clock) -> None:
    device = await klap_device(start)
    with RawProbe() as client:
        device.crash()
        device.receive_probe(SHORT, ("127.0.0.1", client.port))
        await clock.wait_for_sleepers()
        clock.advance(device.quirks.crash_seconds)
        client.send(probe(serial=5), (device.address, device.probe.port))
        assert (await client.receive_raw())[0][8:12] == bytes([0, 0, 0, 5])


async def test_faults_hit_probes_too(start: Start, clock: Clock) -> None:
    device = await klap_device(start)
    target = (device.address, device.probe.port)
    with RawProbe() as client:
        with device.faulty(Drop(), times=1):
            client.send(SHORT, target)
            client.send(probe(serial=5), target)
            assert (await client.receive_raw())[0][8:12] == bytes([0, 0, 0, 5])
        with device.faulty(Cut(20), times=1, operations={PROBE}):
            client.send(SHORT, target)
            assert len((await client.receive_raw())[0]) == 20
        with device.faulty(Corrupt(), times=1):
            client.send(SHORT, target)
            spoilt = (await client.receive_raw())[0]
            assert not spoilt[16:].startswith(b'{"error_code"')
        with device.faulty(Delay(1), times=1):
            client.send(SHORT, target)
            await clock.wait_for_sleepers()
            clock.advance(1)
            assert (await client.receive())[0]["ip"] == device.address
