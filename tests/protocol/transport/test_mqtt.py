"""A link to a real broker that comes back, whatever happens."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from custom_components.accord.protocol.errors import (
    AuthenticationError,
    ConnectionFailedError,
    DeadlineError,
    RequestRefusedError,
    TlsError,
)
from custom_components.accord.protocol.transport.mqtt import (
    MqttBroker,
    MqttLink,
    MqttLogin,
    MqttState,
    MqttTimes,
)
from custom_components.accord.protocol.transport.tls import VERIFY, TlsPolicy, make_context
from tests.broker import Broker, BrokerTls, StartBroker
from tests.protocol.peer import Line, StartPeer
from tests.protocol.transport.certificates import Certificate
from tests.protocol.transport.talker import Talker

HASTY = MqttTimes(first_wait=0.05, longest_wait=0.2, connect=10, acknowledge=10)


class Owner:
    """Has a link, and hears and sees what becomes of it."""

    def __init__(self, broker: MqttBroker, times: MqttTimes = HASTY) -> None:
        self.queue: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()
        self.states: list[MqttState] = []
        self._changed = asyncio.Event()
        self.link = MqttLink(
            broker,
            lambda topic, payload: self.queue.put_nowait((topic, payload)),
            on_state=self._note,
            times=times,
        )

    def _note(self) -> None:
        self.states.append(self.link.state)
        self._changed.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the link is as wanted."""
        async with asyncio.timeout(15):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    async def connected(self) -> None:
        """Wait for a connection."""
        await self.until(lambda: self.link.connected)

    async def next(self) -> tuple[str, bytes]:
        """Wait for a message."""
        async with asyncio.timeout(15):
            return await self.queue.get()


def at(broker: Broker, login: MqttLogin | None = None) -> MqttBroker:
    return MqttBroker(host=broker.host, port=broker.port, login=lambda: login or MqttLogin())


@pytest.fixture
async def owner(broker: Broker) -> AsyncIterator[Owner]:
    one = Owner(at(broker))
    await one.link.subscribe("in/+")
    one.link.start()
    await one.connected()
    yield one
    await one.link.close()


async def test_messages_come_in_their_order(owner: Owner, broker: Broker) -> None:
    async with Talker(broker) as talker:
        for number in range(300):
            await talker.say(f"in/{number % 7}", str(number).encode())
    found = [await owner.next() for _ in range(300)]
    assert [int(payload) for _, payload in found] == list(range(300))


async def test_a_large_message_in_both_directions(owner: Owner, broker: Broker) -> None:
    large = bytes(range(256)) * 8192
    async with Talker(broker) as talker:
        await talker.hear("out")
        await owner.link.publish("out", large)
        assert (await talker.heard())[1] == large
        await talker.say("in/1", large)
    assert (await owner.next())[1] == large


async def test_publishing_without_acknowledgement(owner: Owner, broker: Broker) -> None:
    async with Talker(broker) as talker:
        await talker.hear("out")
        await owner.link.publish("out", b"x", qos=0)
        assert await talker.heard() == ("out", b"x")


async def test_many_at_once(owner: Owner, broker: Broker) -> None:
    """Each publication has its own acknowledgement."""
    async with Talker(broker) as talker:
        await talker.hear("out")
        await asyncio.gather(*(owner.link.publish("out", str(n).encode()) for n in range(100)))
        found = {(await talker.heard())[1] for _ in range(100)}
    assert found == {str(number).encode() for number in range(100)}


async def test_a_listener_that_fails_does_not_stop_the_link(broker: Broker) -> None:
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    problems: list[object] = []

    def listen(_topic: str, payload: bytes) -> None:
        heard.put_nowait(payload)
        raise RuntimeError("a mistake of the listener")

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: problems.append(context["exception"]))
    link = MqttLink(at(broker), listen, times=HASTY)
    await link.subscribe("in")
    link.start()
    async with Talker(broker) as talker, asyncio.timeout(15):
        await link.check()
        while heard.empty():
            await talker.say("in", b"1")
        await talker.say("in", b"2")
        while await heard.get() != b"2":
            pass
    await link.close()
    loop.set_exception_handler(None)
    assert problems


async def test_subscriptions_come_back(owner: Owner, broker: Broker) -> None:
    await owner.link.subscribe("more")
    await broker.restart()
    await owner.until(lambda: MqttState.WAITING in owner.states)
    await owner.connected()
    assert owner.link.error is None
    async with Talker(broker) as talker:
        await talker.say("in/1", b"a")
        await talker.say("more", b"b")
    assert [await owner.next() for _ in range(2)] == [("in/1", b"a"), ("more", b"b")]


async def test_without_a_connection_nothing_is_sent(owner: Owner, broker: Broker) -> None:
    await broker.stop()
    await owner.until(lambda: not owner.link.connected)
    with pytest.raises(ConnectionFailedError) as raised:
        await owner.link.publish("out", b"x")
    assert not raised.value.outcome_unknown
    await owner.until(lambda: isinstance(owner.link.error, RequestRefusedError))


async def test_credentials_are_made_for_each_connection(start_broker: StartBroker) -> None:
    """One that is refused tries again, and gets in when it has the right one."""
    broker = await start_broker(users={"u": "right"})
    passwords = iter(["wrong", "right"])
    given: list[str] = []

    def login() -> MqttLogin:
        given.append(next(passwords, "right"))
        return MqttLogin("me", "u", given[-1])

    owner = Owner(MqttBroker(host=broker.host, port=broker.port, login=login))
    owner.link.start()
    await owner.until(lambda: isinstance(owner.link.error, AuthenticationError))
    await owner.connected()
    await owner.link.close()
    assert given[:2] == ["wrong", "right"]
    assert owner.link.state is MqttState.STOPPED
    assert "right" not in repr(login())


async def test_two_with_one_name(owner: Owner, broker: Broker) -> None:
    """The broker throws the first one out; that is no reason to give up."""
    named = Owner(at(broker, MqttLogin("twin")))
    named.link.start()
    await named.connected()
    async with Talker(broker, MqttLogin("twin")):
        await named.until(lambda: MqttState.WAITING in named.states)
    await named.connected()
    await named.link.close()
    assert owner.link.connected


async def test_checking(broker: Broker, free_port: int) -> None:
    await Owner(at(broker)).link.check()
    nowhere = MqttBroker(host="127.0.0.1", port=free_port, login=MqttLogin)
    with pytest.raises(RequestRefusedError):
        await Owner(nowhere).link.check()


async def test_somebody_who_says_nothing(start_peer: StartPeer) -> None:
    """No broker: the connection stands, and no answer comes."""
    peer = await start_peer(Line.gone)
    broker = MqttBroker(host=peer.host, port=peer.port, login=MqttLogin)
    with pytest.raises(DeadlineError):
        await Owner(broker, MqttTimes(connect=0.2)).link.check()


async def test_somebody_who_speaks_otherwise(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        line.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await line.gone()

    peer = await start_peer(serve)
    broker = MqttBroker(host=peer.host, port=peer.port, login=MqttLogin)
    with pytest.raises(ConnectionFailedError):
        await Owner(broker, MqttTimes(connect=0.5)).link.check()


async def test_secure_connections(start_broker: StartBroker, tmp_path: Path) -> None:
    """A megabyte each way, so that TLS has more at once than is asked for."""
    certificate = Certificate(tmp_path)
    tls = BrokerTls(certificate=certificate.path, key=certificate.path)
    broker = await start_broker(tls=tls)
    policy = TlsPolicy(insecure=True)
    secure = MqttBroker(
        host=broker.host,
        port=broker.port,
        login=MqttLogin,
        context=lambda: make_context(policy),
    )
    owner = Owner(secure)
    await owner.link.subscribe("in")
    owner.link.start()
    await owner.connected()
    for size in (1_000_000, 1, 70_000):
        await owner.link.publish("in", bytes(size))
        assert len((await owner.next())[1]) == size
    await asyncio.gather(*(owner.link.publish("in", b"x") for _ in range(200)))
    assert [await owner.next() for _ in range(200)] == [("in", b"x")] * 200
    await owner.link.close()
    strict = MqttBroker(
        host=broker.host,
        port=broker.port,
        login=MqttLogin,
        context=lambda: make_context(VERIFY),
    )
    with pytest.raises(TlsError):
        await Owner(strict).link.check()


async def test_closing_before_anything(broker: Broker) -> None:
    owner = Owner(at(broker))
    await owner.link.close()
    owner.link.start()
    await owner.link.close()
    assert owner.link.state is MqttState.STOPPED
