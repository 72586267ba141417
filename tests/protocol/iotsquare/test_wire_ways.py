"""What a simulated server tells: by pushes, through a real broker, asked, and all together."""

import asyncio
from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest

from custom_components.accord.protocol.iotsquare import (
    AckPush,
    GatewayPush,
    IoTSquareClient,
    JoinPush,
    MulticastPush,
    PushKind,
    Received,
    StatusPush,
    Uplink,
    UplinkPush,
    UplinkStream,
)
from custom_components.accord.protocol.iotsquare.mqtt import IoTSquareMqtt, MqttSettings
from custom_components.accord.protocol.iotsquare.mqtt_codec import Encoding
from custom_components.accord.protocol.transport.mqtt import MqttTimes
from simulators.clock import Clock
from simulators.iotsquare import Broker as BrokerOfServer, IoTSquareServer
from simulators.iotsquare.household import (
    BOARD,
    GROUP,
    HOUSE_APP,
    METERS_APP,
    ROOF,
    THERMOMETER,
    WATER_METER,
    build_server,
)
from tests.broker import Broker
from tests.protocol.iotsquare.doings import KEY
from tests.protocol.iotsquare.fakes import AT_ONCE
from tests.protocol.iotsquare.listener import PushListener

HASTY = MqttTimes(first_wait=0.05, longest_wait=0.2, connect=10, acknowledge=10)
PATIENCE = 5.0


@pytest.fixture
async def house(broker: Broker) -> AsyncIterator[IoTSquareServer]:
    server = build_server(
        clock=Clock(),
        address="127.79.31.10",
        port=0,
        broker=BrokerOfServer(broker.host, broker.port),
        period=None,
    )
    server.notices.sender.patience = PATIENCE
    async with server:
        yield server


@pytest.fixture
async def client(house: IoTSquareServer) -> AsyncIterator[IoTSquareClient]:
    async with aiohttp.ClientSession() as session:
        yield IoTSquareClient(session, house.base_url, house.token, pace=AT_ONCE)


@pytest.fixture
async def ear() -> AsyncIterator[PushListener]:
    async with PushListener() as listening:
        yield listening


@pytest.fixture
async def told() -> asyncio.Queue[Uplink]:
    return asyncio.Queue()


@pytest.fixture
async def mqtt(
    house: IoTSquareServer, broker: Broker, told: asyncio.Queue[Uplink]
) -> AsyncIterator[IoTSquareMqtt]:
    link = mqtt_of(house, broker, told)
    await link.start()
    async with asyncio.timeout(10):
        await house.mqtt.connected.wait()
    await until(lambda: link.connected)
    yield link
    await link.close()


def mqtt_of(house: IoTSquareServer, broker: Broker, told: asyncio.Queue[Uplink]) -> IoTSquareMqtt:
    settings = MqttSettings(
        host=broker.host,
        port=broker.port,
        username="u",
        password="w",
        user_id=str(house.uid),
        tls=None,
        token=house.token,
    )
    return IoTSquareMqtt(settings, told.put_nowait, times=HASTY)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what nobody announces."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.01)


# --- Pushes ------------------------------------------------------------------------------------


async def test_pushes_of_devices(
    house: IoTSquareServer, client: IoTSquareClient, ear: PushListener
) -> None:
    await client.app.update(HOUSE_APP, push_urls=[ear.link], headers={"X-HA-Push-Secret": "s"})
    house.control("uplink", {"devEUI": THERMOMETER, "data": "0011", "port": 8})
    pushed = (await ear.next(UplinkPush)).uplink
    assert (pushed.dev_eui, pushed.data, pushed.app_id) == (THERMOMETER, b"\x00\x11", HOUSE_APP)
    assert ear.headers[-1]["X-HA-Push-Secret"] == "s"
    polled = await client.device.latest_uplink(THERMOMETER)
    assert polled is not None
    assert (polled.f_cnt, polled.data, polled.rssi) == (pushed.f_cnt, pushed.data, pushed.rssi)
    assert polled.gateways == pushed.gateways
    house.control("status", {"devEUI": THERMOMETER, "battery": 254})
    assert (await ear.next(StatusPush)).battery == 100
    house.control("join", {"devEUI": THERMOMETER})
    house.control("uplink", {"devEUI": THERMOMETER})
    joined = await ear.next(JoinPush)
    assert joined.dev_addr == (await client.device.status(THERMOMETER)).dev_addr


async def test_acknowledgements(
    house: IoTSquareServer, client: IoTSquareClient, ear: PushListener
) -> None:
    """Known by the counter that the queue gave."""
    await client.app.update(HOUSE_APP, push_urls=[ear.link])
    queued = await client.device.downlink(BOARD, 8, b"x", confirmed=True)
    house.control("uplink", {"devEUI": BOARD})
    house.control("uplink", {"devEUI": BOARD})
    found = await ear.next(AckPush)
    assert (found.dev_eui, found.f_cnt, found.acknowledged) == (BOARD, queued.f_cnt, True)


@pytest.mark.parametrize("old", [False, True])
async def test_pushes_of_gateways(
    house: IoTSquareServer, client: IoTSquareClient, ear: PushListener, old: bool
) -> None:
    house.control("quirk", {"old_gateway_pushes": old, "push_time_as_text": old})
    await client.gateway.update(ROOF, push_urls=[ear.link])
    house.control("heartbeat", {"gwID": ROOF})
    beat = await ear.next(GatewayPush)
    assert (beat.kind, beat.gw_id) == (PushKind.GATEWAY_HEARTBEAT, ROOF)
    assert beat.system is not None
    assert beat.system.memory_used is not None
    assert beat.system.root_used is not None
    assert beat.time is not None
    house.control("gateway", {"gwID": ROOF, "online": False})
    gone = await ear.next(GatewayPush)
    assert (gone.kind, gone.online.online) == (PushKind.GATEWAY_CONNECTION, False)


@pytest.mark.parametrize("inside", [False, True])
async def test_results_of_groups(
    house: IoTSquareServer, client: IoTSquareClient, ear: PushListener, inside: bool
) -> None:
    house.control("quirk", {"multicast_eui_inside": inside})
    house.setup_interval = house.downlink_delay = house.round_interval = 0.01
    group = "f7d96c075a6d0154"
    await client.mcgroup.create(
        group,
        "sirens",
        "eu868",
        "ch_00-07",
        group_id=0,
        gen_app_key=KEY,
        time_slot_length=3,
        push_urls=[ear.link],
    )
    relays = [one.dev_eui for one in await client.device.list(HOUSE_APP) if one.name == "pump"]
    await client.mcdevice.delete(GROUP, relays)
    await client.mcdevice.create(group, relays)
    house.control("uplink", {"devEUI": relays[0]})
    await until(lambda: house.groups[group].set_up == 1)
    assert (await client.mcgroup.status(group)).ready
    queued = await client.mcgroup.downlink(group, 8, b"x")
    found = await ear.next(MulticastPush)
    assert (found.mc_eui, found.f_cnt) == (group, queued.f_cnt)
    assert found.counts


# --- The broker --------------------------------------------------------------------------------


@pytest.mark.parametrize("json", [False, True])
async def test_uplinks_by_the_broker(
    house: IoTSquareServer,
    client: IoTSquareClient,
    mqtt: IoTSquareMqtt,
    told: asyncio.Queue[Uplink],
    broker: Broker,
    json: bool,
) -> None:
    house.mqtt.broker = BrokerOfServer(broker.host, broker.port, json=json)
    await client.app.update(METERS_APP, mqtt=True)
    house.control("uplink", {"devEUI": WATER_METER})
    async with asyncio.timeout(10):
        found = await told.get()
    polled = await client.device.latest_uplink(WATER_METER)
    assert polled is not None
    assert (found.f_cnt, found.data, found.time) == (polled.f_cnt, polled.data, polled.time)
    assert (found.rssi, found.snr, found.frequency) == (polled.rssi, polled.snr, polled.frequency)
    assert (found.data_rate, found.adr, found.confirmed, found.gateways) == (
        polled.data_rate,
        polled.adr,
        polled.confirmed,
        polled.gateways,
    )
    assert mqtt.encoding is (Encoding.JSON if json else Encoding.PROTOBUF)
    before = len(house.devices[WATER_METER].queue)
    await mqtt.downlink(WATER_METER, 8, b"\x00")
    await until(lambda: len(house.devices[WATER_METER].queue) == before + 1)
    assert (house.mqtt.received, house.mqtt.refused) == (1, 0)


async def test_other_kinds_by_the_broker(
    house: IoTSquareServer,
    client: IoTSquareClient,
    mqtt: IoTSquareMqtt,
    told: asyncio.Queue[Uplink],
) -> None:
    house.control("quirk", {"mqtt_all_kinds": True})
    await client.app.update(HOUSE_APP, mqtt=True)
    house.control("join", {"devEUI": THERMOMETER})
    house.control("uplink", {"devEUI": THERMOMETER})
    async with asyncio.timeout(10):
        assert (await told.get()).f_cnt == 0
    await until(lambda: mqtt.received >= 2)
    assert mqtt.unreadable == 0


# --- All together ------------------------------------------------------------------------------


class Gathering:
    """One stream for all ways."""

    devices = (THERMOMETER, WATER_METER)

    def __init__(
        self, client: IoTSquareClient, ear: PushListener, told: asyncio.Queue[Uplink]
    ) -> None:
        self._client = client
        self._ear = ear
        self._told = told
        self.stream = UplinkStream()
        self.seen: list[Received] = []
        self.stream.listen(self.seen.append)

    async def ask(self) -> None:
        """Ask for the newest of each device."""
        for eui in self.devices:
            if (found := await self._client.device.latest_uplink(eui)) is not None:
                self.stream.add(found)

    def take_in(self) -> None:
        """Take in what was pushed and published meanwhile."""
        while not self._ear.events.empty():
            if isinstance(event := self._ear.events.get_nowait(), UplinkPush):
                self.stream.add(event.uplink)
        while not self._told.empty():
            self.stream.add(self._told.get_nowait())

    def counters(self, eui: str) -> list[int]:
        """Return what came of a device."""
        return sorted(one.uplink.f_cnt for one in self.seen if one.uplink.dev_eui == eui)


class Troubles:
    """A listener that is deaf and a broker that is gone, both for a while."""

    def __init__(
        self, house: IoTSquareServer, ear: PushListener, mqtt: IoTSquareMqtt, broker: Broker
    ) -> None:
        self._house = house
        self._ear = ear
        self._mqtt = mqtt
        self._broker = broker

    async def settle(self, published: int) -> None:
        """Wait until nothing is on its way."""
        sender = self._house.notices.sender
        await until(lambda: self._mqtt.received >= published)
        await until(lambda: all(push.ended.is_set() for push in sender.pushes))

    async def begin(self) -> None:
        self._ear.deaf = True
        await self._broker.stop()
        link = self._house.mqtt.connected
        await until(lambda: not self._mqtt.connected and not link.is_set())

    async def end(self) -> None:
        self._ear.deaf = False
        await self._broker.start()
        link = self._house.mqtt.connected
        await until(lambda: self._mqtt.connected and link.is_set())


async def test_three_ways_into_one_stream(
    house: IoTSquareServer,
    client: IoTSquareClient,
    ear: PushListener,
    mqtt: IoTSquareMqtt,
    told: asyncio.Queue[Uplink],
    broker: Broker,
) -> None:
    """One application pushes, one publishes, and all are asked too: nothing doubled, nothing lost."""
    await client.app.update(HOUSE_APP, push_urls=[ear.link])
    await client.app.update(METERS_APP, mqtt=True)
    all_ways = Gathering(client, ear, told)
    troubles = Troubles(house, ear, mqtt, broker)
    await all_ways.ask()
    first = {eui: house.devices[eui].f_cnt_up - 1 for eui in all_ways.devices}
    for number in range(30):
        if number == 10:
            await troubles.settle(10)
            all_ways.take_in()
            await troubles.begin()
        if number == 20:
            # What was published meanwhile stays with the server until its broker is back.
            await troubles.end()
        for eui in all_ways.devices:
            house.control("uplink", {"devEUI": eui, "data": f"{number:04x}"})
        if 10 <= number < 20 or number % 3 == 0:
            await all_ways.ask()
        all_ways.take_in()
    await troubles.settle(20)
    all_ways.take_in()
    for eui, began in first.items():
        assert all_ways.counters(eui) == list(range(began, began + 31))
        mark = all_ways.stream.mark(eui)
        assert mark is not None
        assert (mark.lost, mark.sessions) == (0, 1)
