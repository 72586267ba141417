"""The way in by MQTT, through a real broker, alone and beside the others."""

import random
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord.protocol.iotsquare import Received, Way
from custom_components.accord.protocol.transport.mqtt import MqttTimes
from custom_components.accord_iotsquare import broker as broker_link
from custom_components.accord_iotsquare.broker import settings_of
from simulators.iotsquare import IoTSquareServer
from simulators.iotsquare.device import Broker as BrokerAddress
from simulators.iotsquare.household import HOUSE_APP, THERMOMETER
from tests.broker import Broker, StartBroker
from tests.integrations.accord_iotsquare.conftest import (
    Add,
    Make,
    Poll,
    report,
    state_of,
    until_true,
)
from tests.integrations.accord_iotsquare.pushing import Pushed, open_push

USERS = {"accord": "word", "server": "word"}


def stored(broker: Broker, server: IoTSquareServer, **more: Any) -> dict[str, Any]:
    """Return what the entry keeps of the broker."""
    return {
        "mqtt": {
            "host": broker.host,
            "port": broker.port,
            "ssl": False,
            "check_host": True,
            "username": "accord",
            "password": "word",
            "user_id": str(server.uid),
            **more,
        }
    }


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connect again without long waits."""
    monkeypatch.setattr(broker_link, "TIMES", MqttTimes(first_wait=0.05, longest_wait=0.2))


@pytest.fixture
async def broker(start_broker: StartBroker) -> Broker:
    """Return a broker that asks for names and passwords."""
    return await start_broker(users=USERS)


@pytest.fixture(params=[False, True], ids=["protobuf", "json"])
async def server(request: pytest.FixtureRequest, make: Make, broker: Broker) -> IoTSquareServer:
    """Return a server that delivers by MQTT in either encoding."""
    address = BrokerAddress(broker.host, broker.port, "server", "word", json=request.param)
    found = await make(broker=address)
    found.applications[HOUSE_APP].enable_mqtt = True
    await found.mqtt.connected.wait()
    return found


async def connected(entry: Any) -> None:
    """Wait until uplinks can come."""
    await until_true(lambda: entry.runtime_data.broker.connected)


async def test_uplinks(
    hass: HomeAssistant, add: Add, server: IoTSquareServer, broker: Broker
) -> None:
    """An uplink is shown without any poll; the link has a sensor."""
    entry = await add(server, data=stored(broker, server))
    await connected(entry)
    await hass.async_block_till_done()
    assert state_of(hass, entry, "binary_sensor", "broker") == "on"
    report(server, THERMOMETER, b"\x00\x01", 9)
    heard = entry.runtime_data.coordinator.uplinks.heard
    await until_true(lambda: heard(THERMOMETER).uplink.way is Way.MQTT)
    uplink = heard(THERMOMETER).uplink
    assert (uplink.data, uplink.f_port) == (b"\x00\x01", 9)
    assert uplink.gateways


async def test_broker_goes_and_comes(
    hass: HomeAssistant,
    add: Add,
    server: IoTSquareServer,
    broker: Broker,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The sensor and one line in the log tell; what came meanwhile is polled."""
    entry = await add(server, data=stored(broker, server))
    await connected(entry)
    await broker.stop()
    await until_true(lambda: not entry.runtime_data.broker.connected)
    await until_true(lambda: "MQTT is lost" in caplog.text)
    await hass.async_block_till_done()
    assert state_of(hass, entry, "binary_sensor", "broker") == "off"
    await broker.start()
    await until_true(lambda: "MQTT is back" in caplog.text)
    assert caplog.text.count("MQTT is lost") == 1
    await server.mqtt.connected.wait()
    report(server, THERMOMETER, b"\x07", 9)
    heard = entry.runtime_data.coordinator.uplinks.heard
    await until_true(lambda: heard(THERMOMETER).uplink.data == b"\x07")


async def test_refused(
    hass: HomeAssistant,
    add: Add,
    server: IoTSquareServer,
    broker: Broker,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A wrong password is told once; polls go on."""
    entry = await add(server, data=stored(broker, server, password="wrong"))
    await until_true(lambda: "MQTT is refused" in caplog.text)
    assert "wrong" not in caplog.text.partition("MQTT is refused")[2][:200]
    assert entry.runtime_data.broker.error is not None
    assert not entry.runtime_data.broker.connected


async def test_joins(
    hass: HomeAssistant, add: Add, server: IoTSquareServer, broker: Broker
) -> None:
    """A server that tells joins by MQTT: what was queued is lost."""
    server.quirks = type(server.quirks)(mqtt_all_kinds=True)
    entry = await add(server, data=stored(broker, server))
    await connected(entry)
    outcomes: list[str] = []
    downlinks = entry.runtime_data.downlinks
    await downlinks.async_send(THERMOMETER, b"\x01", 7, confirmed=True)
    stop = downlinks.listen(THERMOMETER, lambda outcome, _: outcomes.append(outcome))
    server.air.join(server.devices[THERMOMETER])
    report(server, THERMOMETER)
    await until_true(lambda: outcomes == ["lost"])
    stop()


async def test_without_tls_or_with() -> None:
    """What is stored becomes what the client needs."""
    given = {
        "host": "broker.example",
        "port": 2883.0,
        "ssl": True,
        "check_host": False,
        "ca": "PEM",
        "username": "a",
        "password": "b",
        "user_id": "26",
    }
    settings = settings_of(given, "token")
    assert settings.tls is not None
    assert (settings.tls.ca, settings.tls.check_host, settings.port) == ("PEM", False, 2883)
    assert settings_of({**given, "ssl": False}, "token").tls is None
    assert "token" not in repr(settings)


class Course:
    """Uplinks of one device on several ways, and what was told of them."""

    def __init__(self, pushed: Pushed, broker: Broker, link: str, poll: Poll) -> None:
        """Begin to listen."""
        self.pushed = pushed
        self._broker = broker
        self._link = link
        self.poll = poll
        self.told: list[int] = []
        self.delivered: set[int] = set()
        uplinks = pushed.entry.runtime_data.coordinator.uplinks
        self.stop = uplinks.listen(THERMOMETER, self._hear)

    def _hear(self, received: Received) -> None:
        self.told.append(received.uplink.f_cnt)

    async def send(self, way: str, chance: random.Random) -> int:
        """Let the device send; wait until a way has brought it. Returns the counter."""
        server = self.pushed.server
        app = server.applications[HOUSE_APP]
        app.enable_mqtt = way == "mqtt"
        app.push_urls = [self._link] if way == "push" else []
        if chance.random() < 0.1:
            await self._broker.restart()
            await server.mqtt.connected.wait()
            await connected(self.pushed.entry)
        report(server, THERMOMETER, bytes([chance.randrange(256)]), 9)
        newest = server.devices[THERMOMETER].last_uplink
        assert newest is not None
        if way == "poll":
            # Lists are read less often while pushes come.
            self.pushed.entry.runtime_data.coordinator.read_lists_soon()
            await self.poll(seldom=False)
        if way != "nothing":
            await until_true(lambda: newest.f_cnt in self.told)
            self.delivered.add(newest.f_cnt)
        await self.pushed.settle()
        return newest.f_cnt


async def test_three_ways_with_faults(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    add: Add,
    server: IoTSquareServer,
    broker: Broker,
    poll: Poll,
) -> None:
    """Nothing is told twice; what any way delivered is told; the rest counts as lost."""
    chance = random.Random(7)

    async def add_with_broker(one: IoTSquareServer) -> Any:
        return await add(one, data=stored(broker, one))

    server.applications[HOUSE_APP].enable_mqtt = False
    async with open_push(hass, hass_client_no_auth, server, add_with_broker) as pushed:
        course = Course(pushed, broker, await pushed.link(), poll)
        await connected(pushed.entry)
        heard = pushed.entry.runtime_data.coordinator.uplinks.heard
        before = heard(THERMOMETER)
        for _ in range(40):
            await course.send(chance.choice(("push", "mqtt", "nothing", "poll")), chance)
        last = await course.send("poll", chance)
        assert len(course.told) == len(set(course.told))
        assert set(course.told) == course.delivered
        sent = last - before.uplink.f_cnt
        assert heard(THERMOMETER).lost - before.lost == sent - len(course.delivered)
        course.stop()
