"""MQTT 3.1.1 to one broker, again and again.

Each connection is a new one: nothing of an earlier one is left in it, and credentials that change
with time are made anew. What is published goes out once; without an acknowledgement its outcome
is unknown. Nothing is stored for the time without a connection.
"""

import asyncio
from collections.abc import Callable
import contextlib
from enum import StrEnum
import logging
import random

from ..errors import AccordError, AuthenticationError, ConnectionFailedError, PermissionDeniedError
from .mqtt_connection import (
    MakeContext,
    MqttBroker,
    MqttConnection,
    MqttLogin,
    MqttTimes,
    OnMessage,
)

__all__ = [
    "MakeContext",
    "MqttBroker",
    "MqttLink",
    "MqttLogin",
    "MqttState",
    "MqttTimes",
    "OnMessage",
]

_LOGGER = logging.getLogger(__name__)


class MqttState(StrEnum):
    """How a link stands."""

    STOPPED = "stopped"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    WAITING = "waiting"
    """It broke or was refused; another attempt follows."""


class MqttLink:
    """Stays connected until it is closed. All methods belong to the loop's thread."""

    def __init__(
        self,
        broker: MqttBroker,
        on_message: OnMessage,
        *,
        on_state: Callable[[], None] | None = None,
        times: MqttTimes | None = None,
    ) -> None:
        """Set whom to tell. Nothing is connected before ``start``."""
        self._broker = broker
        self._on_message = on_message
        self._on_state = on_state
        self._times = times or MqttTimes()
        self._topics: dict[str, int] = {}
        self._task: asyncio.Task[None] | None = None
        self._connection: MqttConnection | None = None
        self.state = MqttState.STOPPED
        self.error: AccordError | None = None
        """Why there is no connection; None with one, and before the first attempt has failed."""

    @property
    def connected(self) -> bool:
        """Tell whether messages come now."""
        return self.state is MqttState.CONNECTED

    def start(self) -> None:
        """Begin to connect, and to connect again whenever that breaks."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run(), name="accord mqtt")

    async def close(self) -> None:
        """Say goodbye and stop."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tell(MqttState.STOPPED, None)

    async def check(self) -> None:
        """Connect once, subscribe to everything, and leave.

        Raises AuthenticationError, PermissionDeniedError, TlsError, RequestRefusedError,
        DeadlineError, ConnectionFailedError, ProtocolError.
        """
        connection = await MqttConnection.open(
            self._broker, self._times, lambda _topic, _payload: None
        )
        try:
            await connection.subscribe(self._topics)
        finally:
            connection.close()

    async def subscribe(self, topic: str, qos: int = 0) -> None:
        """Have messages of a topic sent, after each connection too.

        Raises PermissionDeniedError where the broker refuses it now.
        """
        self._topics[topic] = qos
        if self._connection is not None:
            with contextlib.suppress(ConnectionFailedError):
                await self._connection.subscribe({topic: qos})

    async def publish(self, topic: str, payload: bytes, qos: int = 1) -> None:
        """Send a message and wait for the acknowledgement (with ``qos`` 0 until it has left).

        Raises ConnectionFailedError without a connection, and with ``outcome_unknown`` where
        it broke or no acknowledgement came.
        """
        connection = self._connection
        if connection is None or not self.connected:
            raise ConnectionFailedError("there is no connection")
        await connection.publish(topic, payload, qos)

    async def _run(self) -> None:
        wait = 0.0
        clock = asyncio.get_running_loop().time
        while True:
            began = clock()
            self._tell(MqttState.CONNECTING, self.error)
            error = await self._session()
            times = self._times
            if clock() - began >= times.settled:
                wait = 0.0
            refused = isinstance(error, AuthenticationError | PermissionDeniedError)
            wait = times.longest_wait if refused else max(wait * 2, times.first_wait)
            wait = min(wait, times.longest_wait)
            _LOGGER.debug("MQTT: %s; again in %.0f s", error, wait)
            self._tell(MqttState.WAITING, error)
            await asyncio.sleep(wait * random.uniform(0.8, 1.2))

    async def _session(self) -> AccordError:
        """Connect, subscribe, and stay until that breaks; return why."""
        try:
            connection = await MqttConnection.open(self._broker, self._times, self._deliver)
        except AccordError as err:
            return err
        try:
            self._connection = connection
            await connection.subscribe(self._topics)
            self._tell(MqttState.CONNECTED, None)
            return await connection.lost()
        except AccordError as err:
            return err
        finally:
            self._connection = None
            connection.close()

    def _deliver(self, topic: str, payload: bytes) -> None:
        if self._task is not None:
            self._on_message(topic, payload)

    def _tell(self, state: MqttState, error: AccordError | None) -> None:
        if (state, error) == (self.state, self.error):
            return
        self.state, self.error = state, error
        if self._on_state is not None:
            self._on_state()
