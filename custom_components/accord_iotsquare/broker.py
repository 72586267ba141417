"""The way in by MQTT: an account's own client at the server's broker, beside polls and pushes."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from homeassistant.const import (
    CONF_HOST,
    CONF_PASSWORD,
    CONF_PORT,
    CONF_SSL,
    CONF_TOKEN,
    CONF_USERNAME,
)
from homeassistant.core import CALLBACK_TYPE, callback

from ..accord.protocol.errors import AccordError, AuthenticationError
from ..accord.protocol.iotsquare import Uplink
from ..accord.protocol.iotsquare.mqtt import IoTSquareMqtt, MqttSettings, MqttTls
from ..accord.protocol.transport.mqtt import MqttState, MqttTimes
from .const import CONF_MQTT, LOGGER

if TYPE_CHECKING:
    from .coordinator import IoTSquareConfigEntry

CONF_CA = "ca"
CONF_CHECK_HOST = "check_host"
CONF_USER_ID = "user_id"
JOIN = "join"
TIMES = MqttTimes()


def settings_of(data: Mapping[str, Any], token: str) -> MqttSettings:
    """Return what the client needs, from what is stored or was typed in."""
    tls = MqttTls(ca=data.get(CONF_CA) or None, check_host=data.get(CONF_CHECK_HOST, True))
    return MqttSettings(
        host=data[CONF_HOST],
        port=int(data[CONF_PORT]),
        username=data[CONF_USERNAME],
        password=data[CONF_PASSWORD],
        user_id=data[CONF_USER_ID],
        tls=tls if data[CONF_SSL] else None,
        token=token,
    )


class BrokerLink:
    """Takes uplinks from the broker, as long as the entry is loaded and MQTT is set up."""

    def __init__(self, entry: IoTSquareConfigEntry) -> None:
        """Connect nowhere yet."""
        self._entry = entry
        self._mqtt: IoTSquareMqtt | None = None
        self._listeners: list[CALLBACK_TYPE] = []
        self._told = False

    @property
    def wanted(self) -> bool:
        """Tell whether MQTT is set up."""
        return bool(self._entry.data.get(CONF_MQTT))

    @property
    def connected(self) -> bool:
        """Tell whether uplinks can come."""
        return self._mqtt is not None and self._mqtt.connected

    @property
    def error(self) -> AccordError | None:
        """Return why there is no connection."""
        return None if self._mqtt is None else self._mqtt.error

    @callback
    def listen(self, listener: CALLBACK_TYPE) -> Callable[[], None]:
        """Call ``listener`` when the link comes or goes."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def async_start(self) -> None:
        """Connect, if MQTT is set up, and stay connected until the entry is unloaded."""
        stored = self._entry.data.get(CONF_MQTT)
        if not stored:
            return
        settings = settings_of(stored, self._entry.data[CONF_TOKEN])
        self._mqtt = IoTSquareMqtt(
            settings,
            self._on_uplink,
            on_other=self._on_other,
            on_state=self._on_state,
            times=TIMES,
        )
        self._entry.async_on_unload(self._mqtt.close)
        await self._mqtt.start()

    @callback
    def _on_uplink(self, uplink: Uplink) -> None:
        data = self._entry.runtime_data
        if uplink.dev_eui in data.coordinator.data.devices:
            data.coordinator.uplinks.feed(uplink)
            data.coordinator.proofs.told(uplink.dev_eui)

    @callback
    def _on_other(self, dev_eui: str, kind: str) -> None:
        data = self._entry.runtime_data
        if kind == JOIN and dev_eui in data.coordinator.data.devices:
            data.coordinator.uplinks.joined(dev_eui)
            data.downlinks.joined(dev_eui)

    @callback
    def _on_state(self) -> None:
        """Say once when the link goes, and once when it is back."""
        mqtt = self._mqtt
        assert mqtt is not None
        if mqtt.connected and self._told:
            LOGGER.info("%s: MQTT is back", self._entry.title)
            self._told = False
        elif mqtt.state is MqttState.WAITING and not self._told:
            kind = "refused" if isinstance(mqtt.error, AuthenticationError) else "lost"
            LOGGER.warning("%s: MQTT is %s: %s", self._entry.title, kind, mqtt.error)
            self._told = True
        if not mqtt.connected:
            self._entry.runtime_data.coordinator.proofs.reset()
        for listener in tuple(self._listeners):
            listener()
