"""Uplinks and frames through a real broker."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from custom_components.accord.protocol.errors import (
    AuthenticationError,
    ConnectionFailedError,
    InvalidError,
    TlsError,
)
from custom_components.accord.protocol.iotsquare.models.uplink import Uplink, Way
from custom_components.accord.protocol.iotsquare.mqtt import (
    CLOUD_CA_FINGERPRINT,
    IoTSquareMqtt,
    MqttSettings,
    MqttTls,
    ca_fingerprint,
    make_context,
)
from custom_components.accord.protocol.iotsquare.mqtt_codec import Encoding
from custom_components.accord.protocol.transport.mqtt import MqttState, MqttTimes
from tests.broker import Broker, BrokerTls, StartBroker
from tests.protocol.iotsquare.test_mqtt_codec import DOWNLINK, EUI, JSON, UPLINK
from tests.protocol.transport.certificates import Certificate
from tests.protocol.transport.talker import Talker

HASTY = MqttTimes(first_wait=0.05, longest_wait=0.2, connect=10, acknowledge=10)
TOPIC = f"user/12/device/{EUI}/uplink"


def settings_of(broker: Broker, *, tls: MqttTls | None = None, password: str = "w") -> MqttSettings:
    return MqttSettings(
        host=broker.host,
        port=broker.port,
        username="u",
        password=password,
        user_id="12",
        tls=tls,
        token="example-token",
    )


class Ear:
    """Hears uplinks."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[Uplink] = asyncio.Queue()
        self.others: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        self.changed = asyncio.Event()

    async def next(self) -> Uplink:
        async with asyncio.timeout(10):
            return await self.queue.get()


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
async def mqtt(broker: Broker, ear: Ear) -> AsyncIterator[IoTSquareMqtt]:
    link = IoTSquareMqtt(
        settings_of(broker),
        ear.queue.put_nowait,
        on_other=lambda *one: ear.others.put_nowait(one),
        on_state=ear.changed.set,
        times=HASTY,
    )
    await link.start()
    await until_connected(link, ear)
    yield link
    await link.close()


@pytest.fixture
async def talker(broker: Broker) -> AsyncIterator[Talker]:
    async with Talker(broker) as other:
        yield other


async def until_connected(link: IoTSquareMqtt, ear: Ear) -> None:
    async with asyncio.timeout(10):
        while not link.connected:
            ear.changed.clear()
            await ear.changed.wait()


async def test_uplinks_of_both_encodings(mqtt: IoTSquareMqtt, ear: Ear, talker: Talker) -> None:
    await talker.say(TOPIC, UPLINK)
    first = await ear.next()
    assert (first.dev_eui, first.f_cnt, first.way) == (EUI, 11, Way.MQTT)
    encodings = [mqtt.encoding]
    await talker.say_json(TOPIC, JSON)
    assert (await ear.next()).data == first.data
    assert [*encodings, mqtt.encoding] == [Encoding.PROTOBUF, Encoding.JSON]
    assert (mqtt.received, mqtt.unreadable) == (2, 0)


async def test_what_is_no_uplink(mqtt: IoTSquareMqtt, ear: Ear, talker: Talker) -> None:
    """Garbage, and messages on another device's topic, are counted and left."""
    await talker.say(TOPIC, b"\x00garbage")
    await talker.say("user/12/device/0000000000000000/uplink", UPLINK)
    await talker.say_json(TOPIC, {**JSON, "msgType": "join"})
    async with asyncio.timeout(10):
        assert await ear.others.get() == (EUI, "join")
    assert mqtt.unreadable == 2
    assert ear.queue.empty()


async def test_downlinks(mqtt: IoTSquareMqtt, ear: Ear, talker: Talker) -> None:
    """In the encoding that the server uses."""
    await talker.hear(f"user/12/device/{EUI}/downlink")
    data = bytes.fromhex("0011223344")
    await mqtt.downlink(EUI.upper(), 2, data)
    assert await talker.heard() == (f"user/12/device/{EUI}/downlink", DOWNLINK)
    await talker.say_json(TOPIC, JSON)
    await ear.next()
    await mqtt.downlink(EUI, 2, data, confirmed=True)
    assert (await talker.heard())[1].startswith(b'{"devEUI":')
    with pytest.raises(InvalidError):
        await mqtt.downlink(EUI, 2, b"")


async def test_a_broker_that_restarts(
    mqtt: IoTSquareMqtt, ear: Ear, broker: Broker, talker: Talker
) -> None:
    ear.changed.clear()
    await broker.stop()
    async with asyncio.timeout(10):
        await ear.changed.wait()
    assert type(mqtt.error) is ConnectionFailedError
    with pytest.raises(ConnectionFailedError) as raised:
        await mqtt.downlink(EUI, 2, b"x")
    assert not raised.value.outcome_unknown
    await broker.start()
    await until_connected(mqtt, ear)
    assert mqtt.state is MqttState.CONNECTED
    async with Talker(broker) as other:
        await other.say(TOPIC, UPLINK)
        assert (await ear.next()).f_cnt == 11


async def test_a_wrong_password(start_broker: StartBroker, ear: Ear) -> None:
    broker = await start_broker(users={"u": "w"})
    await IoTSquareMqtt(settings_of(broker), ear.queue.put_nowait).check()
    with pytest.raises(AuthenticationError):
        await IoTSquareMqtt(settings_of(broker, password="x"), ear.queue.put_nowait).check()
    assert "password='w'" not in repr(settings_of(broker))


async def test_secure_connections(start_broker: StartBroker, ear: Ear, tmp_path: Path) -> None:
    """Whoever signed the certificate has to be known."""
    certificate = Certificate(tmp_path)
    pem = certificate.path.read_text(encoding="utf-8")
    broker = await start_broker(tls=BrokerTls(certificate=certificate.path, key=certificate.path))
    public = pem[pem.index("-----BEGIN CERTIFICATE") :]
    for tls in (MqttTls(ca=public), MqttTls(verify=False), MqttTls(ca=public, check_host=False)):
        await IoTSquareMqtt(settings_of(broker, tls=tls), ear.queue.put_nowait).check()
    with pytest.raises(TlsError):
        await IoTSquareMqtt(settings_of(broker, tls=MqttTls()), ear.queue.put_nowait).check()
    assert ca_fingerprint(public) == certificate.fingerprint


async def test_authorities() -> None:
    assert len(CLOUD_CA_FINGERPRINT) == 64
    for pem in ("", "garbage", "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----"):
        with pytest.raises(TlsError):
            ca_fingerprint(pem)
    with pytest.raises(TlsError):
        await make_context(MqttTls(ca="garbage"))
