"""Steps of the options flow: uplinks by MQTT, from the server's own broker."""

from typing import Any, cast, override

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.const import (
    CONF_HOST,
    CONF_PASSWORD,
    CONF_PORT,
    CONF_SSL,
    CONF_TOKEN,
    CONF_USERNAME,
)
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from ..accord.flows import flow_error
from ..accord.protocol.errors import AccordError, TlsError
from ..accord.protocol.iotsquare.mqtt import (
    CLOUD_CA_FINGERPRINT,
    CLOUD_HOST,
    PLAIN_PORT,
    TLS_PORT,
    IoTSquareMqtt,
    ca_fingerprint,
)
from .broker import CONF_CA, CONF_CHECK_HOST, CONF_USER_ID, settings_of
from .const import CONF_MQTT
from .coordinator import IoTSquareConfigEntry

_PORT = NumberSelector(NumberSelectorConfig(min=1, max=65535, mode=NumberSelectorMode.BOX))
_SECRET = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
_LINES = TextSelector(TextSelectorConfig(multiline=True))
SCHEMA = vol.Schema(
    {
        vol.Required(CONF_HOST, default=CLOUD_HOST): TextSelector(),
        vol.Required(CONF_PORT, default=TLS_PORT): _PORT,
        vol.Required(CONF_SSL, default=True): BooleanSelector(),
        vol.Optional(CONF_CA): _LINES,
        vol.Required(CONF_CHECK_HOST, default=True): BooleanSelector(),
        vol.Required(CONF_USERNAME): TextSelector(),
        vol.Required(CONF_PASSWORD): _SECRET,
        vol.Required(CONF_USER_ID): TextSelector(),
    }
)


class MqttSteps(OptionsFlow):
    """Part of the options flow; begins with the step ``mqtt``."""

    def __init__(self) -> None:
        """Have asked nothing yet."""
        self._broker: dict[str, Any] = {}
        self._fingerprint = ""
        self._broker_changed = False

    @property
    def _mqtt_entry(self) -> IoTSquareConfigEntry:
        return cast("IoTSquareConfigEntry", self.config_entry)

    async def async_step_mqtt(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Offer to set it up, or to end it."""
        if self._mqtt_entry.data.get(CONF_MQTT):
            return self.async_show_menu(step_id="mqtt", menu_options=["mqtt_broker", "mqtt_off"])
        return await self.async_step_mqtt_broker()

    async def async_step_mqtt_broker(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take where the broker is and who we are there."""
        errors: dict[str, str] = {}
        if user_input is not None:
            self._broker = _cleaned(user_input)
            try:
                if self._broker.get(CONF_CA):
                    self._fingerprint = ca_fingerprint(self._broker[CONF_CA])
                    return await self.async_step_mqtt_authority()
            except TlsError:
                errors[CONF_CA] = "no_certificate"
            else:
                errors = await self._async_try()
                if not errors:
                    return self._mqtt_done()
        known = user_input or self._mqtt_entry.data.get(CONF_MQTT) or {}
        shown = {key: value for key, value in known.items() if key != CONF_PASSWORD}
        return self.async_show_form(
            step_id="mqtt_broker",
            data_schema=self.add_suggested_values_to_schema(SCHEMA, shown),
            errors=errors,
        )

    async def async_step_mqtt_authority(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show whose certificates will be trusted, before anything is sent."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_try()
            if not errors:
                return self._mqtt_done()
        known = self._fingerprint == CLOUD_CA_FINGERPRINT
        return self.async_show_form(
            step_id="mqtt_authority",
            data_schema=vol.Schema({}),
            description_placeholders={
                "fingerprint": _written(self._fingerprint),
                "vendor": _written(CLOUD_CA_FINGERPRINT),
                "same": "=" if known else "≠",
            },
            errors=errors,
        )

    async def async_step_mqtt_off(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """End it, once the user has said yes."""
        if user_input is not None:
            self._broker = {}
            return self._mqtt_done()
        return self.async_show_form(step_id="mqtt_off", data_schema=vol.Schema({}))

    async def _async_try(self) -> dict[str, str]:
        """Connect and subscribe; returns the errors to show."""
        settings = settings_of(self._broker, self._mqtt_entry.data[CONF_TOKEN])
        try:
            await IoTSquareMqtt(settings, lambda uplink: None).check()
        except AccordError as err:
            return {"base": flow_error(err, "invalid_auth", "permission_denied", "tls_failed")}
        return {}

    @callback
    def _mqtt_done(self) -> ConfigFlowResult:
        """Store it; credentials belong to the entry's data, not to its options."""
        entry = self._mqtt_entry
        data = {key: value for key, value in entry.data.items() if key != CONF_MQTT}
        if self._broker:
            data[CONF_MQTT] = self._broker
        self.hass.config_entries.async_update_entry(entry, data=data)
        self._broker_changed = True
        return self.async_create_entry(data=dict(entry.options))

    @callback
    @override
    def async_remove(self) -> None:
        """Connect to the new broker, or leave the old one."""
        if self._broker_changed:
            self.hass.config_entries.async_schedule_reload(self._mqtt_entry.entry_id)
        super().async_remove()


def _cleaned(given: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed without blanks around it; a port as the number that it is."""
    broker = {
        key: value.strip() if isinstance(value, str) else value for key, value in given.items()
    }
    port = int(broker[CONF_PORT])
    # The usual port of the other kind of connection is meant to be the usual one.
    usual = {TLS_PORT: PLAIN_PORT} if not broker[CONF_SSL] else {PLAIN_PORT: TLS_PORT}
    return {**broker, CONF_PORT: usual.get(port, port)}


def _written(fingerprint: str) -> str:
    digits = fingerprint.upper()
    return ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))
