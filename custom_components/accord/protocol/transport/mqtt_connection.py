"""One connection to an MQTT broker: paho-mqtt writes the packets, asyncio moves them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
import socket
import ssl
import traceback

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.reasoncodes import ReasonCode

from ..errors import (
    AccordError,
    AuthenticationError,
    BusyError,
    ConnectionFailedError,
    DeadlineError,
    PermissionDeniedError,
    ProtocolError,
    RequestRefusedError,
    TlsError,
)
from .tls import tls_error

READS_AT_ONCE = 50
"""Packets after which others on the loop have their turn."""
_MISC_EVERY = 1.0

type MakeContext = Callable[[], Awaitable[ssl.SSLContext]]
type OnMessage = Callable[[str, bytes], None]
"""Told topic and payload of each message, in their order."""


@dataclass(frozen=True, slots=True)
class MqttLogin:
    """Who connects."""

    client_id: str = ""
    """Empty: the broker gives one."""
    username: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MqttTimes:
    """How long things may take, in seconds."""

    keepalive: int = 30
    """Between signs of life; twice as long without one is the end of a connection."""
    connect: float = 20.0
    acknowledge: float = 20.0
    first_wait: float = 1.0
    longest_wait: float = 120.0
    """Between attempts, doubled each time; refused credentials wait the longest at once."""
    settled: float = 60.0
    """A connection that held so long starts the waits anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MqttBroker:
    """Where to connect and how."""

    host: str
    port: int
    login: Callable[[], MqttLogin]
    """Called for each connection."""
    context: MakeContext | None = None
    """Makes the TLS context, off the loop; None connects without TLS."""


class MqttConnection:
    """One connection, from its beginning to its end."""

    def __init__(self, times: MqttTimes, client: Client, on_message: OnMessage) -> None:
        self._loop = asyncio.get_running_loop()
        self._times = times
        self._client = client
        self._on_message = on_message
        self._socket: socket.socket | None = None
        self._writes = False
        self._misc: asyncio.TimerHandle | None = None
        self._greeted: asyncio.Future[None] = self._loop.create_future()
        self._end: asyncio.Future[AccordError] = self._loop.create_future()
        self._waiting: dict[int, asyncio.Future[None]] = {}

    @classmethod
    async def open(
        cls, broker: MqttBroker, times: MqttTimes, on_message: OnMessage
    ) -> MqttConnection:
        """Connect and wait until the broker lets us in."""
        login = broker.login()
        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=login.client_id,
            clean_session=True,
            reconnect_on_failure=False,
        )
        client.connect_timeout = times.connect
        if login.username is not None:
            client.username_pw_set(login.username, login.password)
        if broker.context is not None:
            context = await broker.context()
            client.tls_set_context(context)
            if not context.check_hostname:
                client.tls_insecure_set(True)
        connection = cls(times, client, on_message)
        try:
            async with asyncio.timeout(times.connect):
                await connection._connect(broker)
                await connection._greeted
        except TimeoutError:
            connection.close()
            raise DeadlineError("no connection in time") from None
        except BaseException:
            connection.close()
            raise
        return connection

    async def _connect(self, broker: MqttBroker) -> None:
        client = self._client
        client.on_connect = self._connack
        client.on_disconnect = self._disconnected
        client.on_message = self._message
        client.on_publish = lambda _client, _data, mid, *_: self._done(mid, None)
        client.on_subscribe = self._suback
        client.on_socket_close = self._socket_closed
        client.on_socket_register_write = self._wants_write
        client.on_socket_unregister_write = self._wants_no_write
        # Names, TCP and TLS: paho waits for them, so that happens in another thread.
        dialling = self._loop.run_in_executor(
            None, client.connect, broker.host, broker.port, self._times.keepalive
        )
        try:
            await asyncio.wait((dialling,))
        except asyncio.CancelledError:
            dialling.add_done_callback(self._hang_up)
            raise
        if (problem := _problem(dialling)) is not None:
            raise problem
        found = client.socket()
        if not isinstance(found, socket.socket):
            raise ConnectionFailedError("connection broke")
        self._socket = found
        self._loop.add_reader(found, self._read)
        if client.want_write():
            self._wants_write()
        self._tick()

    async def subscribe(self, topics: Mapping[str, int]) -> None:
        """Subscribe and wait until the broker has said yes."""
        if not topics:
            return
        code, mid = self._client.subscribe(list(topics.items()))
        await self._acknowledged(code, mid, "no subscription in time")

    async def publish(self, topic: str, payload: bytes, qos: int) -> None:
        """Send a message and wait for its acknowledgement."""
        info = self._client.publish(topic, payload, qos)
        try:
            await self._acknowledged(info.rc, info.mid, "no acknowledgement in time")
        except ConnectionFailedError as err:
            err.outcome_unknown = info.rc == MQTTErrorCode.MQTT_ERR_SUCCESS
            raise

    async def lost(self) -> AccordError:
        """Wait for the end; return why."""
        return await asyncio.shield(self._end)

    def close(self) -> None:
        """Say goodbye, if somebody listens, and leave."""
        self._fail(ConnectionFailedError("connection closed"))
        if self._misc is not None:
            self._misc.cancel()
        if self._socket is None:
            return
        self._client.disconnect()
        self._client.loop_write()
        self._forget_socket()

    # --- Below: acknowledgements -------------------------------------------------------------

    async def _acknowledged(self, code: MQTTErrorCode, mid: int | None, late: str) -> None:
        if code != MQTTErrorCode.MQTT_ERR_SUCCESS or mid is None:
            raise ConnectionFailedError("there is no connection")
        waiting: asyncio.Future[None] = self._loop.create_future()
        if self._end.done():
            raise ConnectionFailedError("connection broke")
        self._waiting[mid] = waiting
        try:
            async with asyncio.timeout(self._times.acknowledge):
                await waiting
        except TimeoutError:
            raise DeadlineError(late) from None
        finally:
            self._waiting.pop(mid, None)

    def _done(self, mid: int, error: AccordError | None) -> None:
        waiting = self._waiting.get(mid)
        if waiting is None or waiting.done():
            return
        if error is None:
            waiting.set_result(None)
        else:
            waiting.set_exception(error)

    def _suback(
        self, _client: Client, _data: object, mid: int, codes: list[ReasonCode], _more: object
    ) -> None:
        refused = any(code.is_failure for code in codes)
        error = PermissionDeniedError("subscription refused") if refused else None
        self._done(mid, error)

    def _connack(
        self, _client: Client, _data: object, _flags: object, code: ReasonCode, _more: object
    ) -> None:
        if self._greeted.done():
            return
        if code.is_failure:
            self._greeted.set_exception(_refusal(code))
        else:
            self._greeted.set_result(None)

    def _message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        # Not from here: what goes wrong there must not break the reading.
        self._loop.call_soon(self._on_message, message.topic, message.payload)

    def _disconnected(
        self, _client: Client, _data: object, _flags: object, code: ReasonCode, _more: object
    ) -> None:
        self._loop.call_soon_threadsafe(
            self._fail, ConnectionFailedError("connection broke", text=str(code))
        )

    def _fail(self, error: AccordError) -> None:
        """End everything that waits."""
        if not self._end.done():
            self._end.set_result(error)
        for future in (self._greeted, *self._waiting.values()):
            if not future.done():
                future.set_exception(error)
                future.exception()  # seen: perhaps nobody waits for this one

    # --- Below: the socket -------------------------------------------------------------------

    def _read(self) -> None:
        for _ in range(READS_AT_ONCE):
            if self._client.loop_read() != MQTTErrorCode.MQTT_ERR_SUCCESS:
                return
            if not self._pending():
                return
        self._loop.call_soon(self._read_more)

    def _read_more(self) -> None:
        if self._socket is not None:
            self._read()

    def _pending(self) -> bool:
        """Tell whether TLS has read more from the network than was asked for."""
        return isinstance(self._socket, ssl.SSLSocket) and self._socket.pending() > 0

    def _write(self) -> None:
        self._client.loop_write()

    def _wants_write(self, *_: object) -> None:
        if self._socket is not None and not self._writes:
            self._writes = True
            self._loop.add_writer(self._socket, self._write)

    def _wants_no_write(self, *_: object) -> None:
        if self._socket is not None and self._writes:
            self._writes = False
            self._loop.remove_writer(self._socket)

    def _tick(self) -> None:
        self._client.loop_misc()
        if not self._end.done():
            self._misc = self._loop.call_later(_MISC_EVERY, self._tick)

    def _socket_closed(self, *_: object) -> None:
        """Leave the socket alone before paho closes it."""
        if self._socket is None:
            return
        self._loop.remove_reader(self._socket)
        self._loop.remove_writer(self._socket)
        self._socket, self._writes = None, False

    def _forget_socket(self) -> None:
        left = self._socket
        if left is not None:
            self._socket_closed()
            left.close()

    def _hang_up(self, dialling: asyncio.Future[MQTTErrorCode]) -> None:
        """Close a connection that came when nobody waited for it any more."""
        if dialling.cancelled() or _problem(dialling) is not None:
            return
        if (late := self._client.socket()) is not None:
            late.close()


def _refusal(code: ReasonCode) -> AccordError:
    """Return the error of a CONNACK. Source: MQTT 3.1.1, table 3.1; names of MQTT 5."""
    name = str(code)
    if name in {"Bad user name or password", "Not authorized", "Bad authentication method"}:
        return AuthenticationError("the broker refused the account", code=code.value, text=name)
    if name == "Client identifier not valid":
        return AuthenticationError("the broker refused the name", code=code.value, text=name)
    if name in {"Server unavailable", "Server busy", "Quota exceeded"}:
        return BusyError("the broker is busy", code=code.value, text=name)
    return ProtocolError("the broker refused the connection", code=code.value, text=name)


def _problem(dialling: asyncio.Future[MQTTErrorCode]) -> BaseException | None:
    """Return why nothing came of it; the socket that paho leaves behind is let go."""
    error = dialling.exception()
    if error is None:
        return None
    traceback.clear_frames(error.__traceback__)
    return _translated(error) if isinstance(error, OSError | ValueError) else error


def _translated(error: Exception) -> AccordError:
    match error:
        case ssl.SSLError():
            return tls_error(error) or TlsError("the certificate or the cipher was refused")
        case ConnectionRefusedError():
            return RequestRefusedError("connection refused")
        case TimeoutError():
            return DeadlineError("no connection in time")
        case ValueError():
            return ConnectionFailedError("the address is not valid")
        case _:
            return ConnectionFailedError("no connection")
