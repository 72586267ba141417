"""The server's side of MQTT: uplinks go to a broker, downlinks come from it."""

import asyncio
from collections import deque
from collections.abc import Coroutine
import contextlib
import re
from typing import TYPE_CHECKING, Any

from simulators.iotsquare.lorawan import LARGEST
from simulators.iotsquare.mqtt import Broker, MqttConnection
from simulators.iotsquare.wire import Message, WireError, read_downlink, to_json, to_protobuf

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

__all__ = ["Broker", "MqttLink"]

_AGAIN = 0.5
_MOST_WAITING = 10_000


class MqttLink:
    """One link to a broker, made again whenever it breaks."""

    def __init__(self, server: IoTSquareServer, broker: Broker | None) -> None:
        """Without a broker, what is published is lost."""
        self._server = server
        self.broker = broker
        self._waiting: deque[tuple[str, bytes]] = deque(maxlen=_MOST_WAITING)
        self._work = asyncio.Event()
        self.connected = asyncio.Event()
        self.published = self.received = self.refused = 0

    def publish(self, message: Message) -> None:
        """Send an uplink; what the broker does not take is lost."""
        if self.broker is None:
            return
        topic = f"user/{self._server.uid}/device/{message.dev_eui}/uplink"
        write = to_json if self.broker.json else to_protobuf
        self._waiting.append((topic, write(message)))
        self._work.set()

    async def run(self) -> None:
        """Keep the link."""
        while self.broker is not None:
            with contextlib.suppress(OSError, EOFError):
                await self._serve(self.broker)
            self.connected.clear()
            await asyncio.sleep(_AGAIN)

    async def _serve(self, broker: Broker) -> None:
        connection = await MqttConnection.open(broker, f"iotsquare-{self._server.uid}")
        try:
            await connection.subscribe(f"user/{self._server.uid}/device/+/downlink")
            self.connected.set()
            await _first(self._send(connection), self._take(connection), _ping(connection))
        finally:
            connection.close()

    async def _send(self, connection: MqttConnection) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            while self._waiting:
                topic, payload = self._waiting.popleft()
                await connection.publish(topic, payload)
                self.published += 1

    async def _take(self, connection: MqttConnection) -> None:
        while True:
            topic, payload = await connection.receive()
            try:
                self._queue(topic, payload)
                self.received += 1
            except WireError:
                self.refused += 1

    def _queue(self, topic: str, payload: bytes) -> None:
        """Put a downlink into its queue; nobody learns of one that is refused."""
        server, downlink = self._server, read_downlink(payload)
        found = re.fullmatch(r"user/\d+/device/([0-9a-fA-F]{16})/downlink", topic)
        device = server.devices.get(downlink.dev_eui.lower())
        if found is None or device is None or found[1].lower() != device.dev_eui:
            raise WireError("no such device")
        if downlink.token is not None and downlink.token not in server.accounts.tokens:
            raise WireError("wrong token")
        if not 1 <= downlink.port <= 223 or not 1 <= len(downlink.data) <= LARGEST:
            raise WireError("wrong port or size")
        device.reserve(downlink.port, downlink.data, confirmed=downlink.confirmed)
        server.air.queued(device)


async def _ping(connection: MqttConnection) -> None:
    while True:
        await connection.ping()


async def _first(*works: Coroutine[Any, Any, None]) -> None:
    """Do several things until one of them fails."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
