"""Steps of the options flow: register a new LoRaWAN device on the server."""

from typing import Any, cast

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from ..accord.flows import flow_error
from ..accord.protocol.errors import AccordError
from ..accord.protocol.iotsquare.catalog import REGIONS, AuthType, DeviceClass, MacVersion
from .coordinator import IoTSquareConfigEntry
from .targets import ADDRESS, EUI, KEY, NAME, given

CONF_APPLICATION = "application"
CONF_NAME = "name"
CONF_EUI = "dev_eui"
CONF_REGION = "region"
CONF_CLASS = "device_class"
CONF_ACTIVATION = "activation"
CONF_APP_EUI = "app_eui"
CONF_APP_KEY = "app_key"
CONF_VERSION = "mac_version"
CONF_ADDRESS = "address"
CONF_APP_S_KEY = "app_s_key"
CONF_NWK_S_KEY = "nwk_s_key"

_CHECKS: dict[str, Any] = {
    CONF_NAME: NAME,
    CONF_ADDRESS: ADDRESS,
    CONF_EUI: EUI,
    CONF_APP_EUI: EUI,
    CONF_APP_KEY: KEY,
    CONF_APP_S_KEY: KEY,
    CONF_NWK_S_KEY: KEY,
}

_SECRET = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
_CLASS = SelectSelector(
    SelectSelectorConfig(
        options=[one.value.lower() for one in DeviceClass], translation_key="device_class"
    )
)
_ACTIVATION = SelectSelector(
    SelectSelectorConfig(options=[one.value for one in AuthType], translation_key="activation")
)
_REGION = SelectSelector(
    SelectSelectorConfig(options=list(REGIONS), custom_value=True, mode=SelectSelectorMode.DROPDOWN)
)
_VERSION = SelectSelector(
    SelectSelectorConfig(
        options=[one.value for one in MacVersion], mode=SelectSelectorMode.DROPDOWN
    )
)
JOINING = vol.Schema(
    {
        vol.Required(CONF_APP_KEY): _SECRET,
        vol.Optional(CONF_APP_EUI): TextSelector(),
        vol.Optional(CONF_VERSION): _VERSION,
    }
)
FIXED = vol.Schema(
    {
        vol.Required(CONF_ADDRESS): TextSelector(),
        vol.Required(CONF_APP_S_KEY): _SECRET,
        vol.Required(CONF_NWK_S_KEY): _SECRET,
        vol.Optional(CONF_VERSION): _VERSION,
    }
)


class RegisterSteps(OptionsFlow):
    """Part of the options flow; begins with the step ``register``."""

    def __init__(self) -> None:
        """Have asked nothing yet."""
        self._new: dict[str, Any] = {}

    async def async_step_register(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take what the device is called and how it is spoken to."""
        coordinator = cast("IoTSquareConfigEntry", self.config_entry).runtime_data.coordinator
        state = coordinator.data
        applications = [
            SelectOptionDict(value=name, label=state.applications[name].name or name)
            for name in coordinator.followed(state.applications)
        ]
        if not applications:
            return self.async_abort(reason="no_application")
        errors: dict[str, str] = {}
        if user_input is not None:
            self._new, errors = self._checked(user_input)
            if not errors:
                if self._new[CONF_ACTIVATION] == AuthType.OTAA:
                    return await self.async_step_register_otaa()
                return await self.async_step_register_abp()
        # Devices of a house are rarely in different regions.
        region = next((one.region for one in state.devices.values()), "")
        schema = vol.Schema(
            {
                vol.Required(CONF_APPLICATION): SelectSelector(
                    SelectSelectorConfig(options=applications)
                ),
                vol.Required(CONF_NAME): TextSelector(),
                vol.Required(CONF_EUI): TextSelector(),
                vol.Required(CONF_REGION): _REGION,
                vol.Required(CONF_CLASS, default=DeviceClass.A.value.lower()): _CLASS,
                vol.Required(CONF_ACTIVATION, default=AuthType.OTAA.value): _ACTIVATION,
            }
        )
        known = {CONF_REGION: region, CONF_APPLICATION: applications[0]["value"]}
        return self.async_show_form(
            step_id="register",
            data_schema=self.add_suggested_values_to_schema(schema, user_input or known),
            errors=errors,
        )

    async def async_step_register_otaa(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take the key with which a device joins."""
        errors = {} if user_input is None else await self._async_register(user_input)
        if user_input is not None and not errors:
            return self.async_create_entry(data=dict(self.config_entry.options))
        return self.async_show_form(
            step_id="register_otaa",
            data_schema=self.add_suggested_values_to_schema(JOINING, user_input or {}),
            errors=errors,
        )

    async def async_step_register_abp(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take the keys that a device has for good."""
        errors = {} if user_input is None else await self._async_register(user_input)
        if user_input is not None and not errors:
            return self.async_create_entry(data=dict(self.config_entry.options))
        return self.async_show_form(
            step_id="register_abp",
            data_schema=self.add_suggested_values_to_schema(FIXED, user_input or {}),
            errors=errors,
        )

    async def _async_register(self, typed: dict[str, Any]) -> dict[str, str]:
        """Register it; returns the errors to show. Keys stay nowhere but on the server."""
        keys, errors = self._checked(typed)
        if errors:
            return errors
        new = self._new
        coordinator = cast("IoTSquareConfigEntry", self.config_entry).runtime_data.coordinator
        try:
            await coordinator.client.device.create(
                int(new[CONF_APPLICATION]),
                new[CONF_NAME],
                new[CONF_EUI],
                new[CONF_REGION],
                device_class=DeviceClass(new[CONF_CLASS].upper()),
                auth_type=AuthType(new[CONF_ACTIVATION]),
                **given(keys, _KEYS),
            )
        except AccordError as err:
            return {
                "base": flow_error(
                    err,
                    "already_exists",
                    "invalid",
                    "invalid_auth",
                    "limit_reached",
                    "permission_denied",
                )
            }
        coordinator.read_lists_soon()
        await coordinator.async_request_refresh()
        return {}

    @staticmethod
    def _checked(typed: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """Return what was typed as it is sent, and the errors to show."""
        found: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for field, value in typed.items():
            check = _CHECKS.get(field, str)
            try:
                found[field] = check(value.strip())
            except vol.Invalid:
                if check is NAME:
                    errors[field] = "invalid_name"
                elif check is ADDRESS:
                    errors[field] = "needs_8_digits"
                elif check is EUI:
                    errors[field] = "needs_16_digits"
                else:
                    errors[field] = "needs_32_digits"
        if CONF_VERSION in found:
            found[CONF_VERSION] = MacVersion(found[CONF_VERSION])
        return found, errors


_KEYS = {
    CONF_APP_KEY: "app_key",
    CONF_APP_EUI: "app_eui",
    CONF_ADDRESS: "dev_addr",
    CONF_APP_S_KEY: "app_s_key",
    CONF_NWK_S_KEY: "nwk_s_key",
    CONF_VERSION: "mac_version",
}
