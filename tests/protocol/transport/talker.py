"""Somebody else at a broker, for tests: says something, and hears what is said."""

import asyncio
from collections.abc import Mapping
import json
from typing import Any, Self

from custom_components.accord.protocol.transport.mqtt import (
    MqttBroker,
    MqttLink,
    MqttLogin,
    MqttTimes,
)
from tests.broker import Broker


class Talker:
    """A connection of its own."""

    def __init__(self, broker: Broker, login: MqttLogin | None = None) -> None:
        self._heard: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()
        self._changed = asyncio.Event()
        self._link = MqttLink(
            MqttBroker(host=broker.host, port=broker.port, login=lambda: login or MqttLogin()),
            lambda topic, payload: self._heard.put_nowait((topic, payload)),
            on_state=self._changed.set,
            times=MqttTimes(first_wait=0.05, longest_wait=0.2),
        )

    async def __aenter__(self) -> Self:
        self._link.start()
        async with asyncio.timeout(10):
            while not self._link.connected:
                self._changed.clear()
                await self._changed.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._link.close()

    async def say(self, topic: str, payload: bytes) -> None:
        """Publish, and wait until the broker has it."""
        await self._link.publish(topic, payload)

    async def say_json(self, topic: str, message: Mapping[str, Any]) -> None:
        """Publish an object."""
        await self.say(topic, json.dumps(message).encode())

    async def hear(self, topic: str) -> None:
        """Subscribe."""
        await self._link.subscribe(topic)

    async def heard(self) -> tuple[str, bytes]:
        """Wait for the next message."""
        async with asyncio.timeout(10):
            return await self._heard.get()
