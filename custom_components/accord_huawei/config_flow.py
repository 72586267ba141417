"""Add an application: address, account and certificates, then the devices to show."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
)
from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
)
import voluptuous as vol

from ..accord.flows import InvalidHostError, flow_error, split_address
from ..accord.protocol.errors import AccordError, AuthenticationError
from ..accord.protocol.huawei.northbound import PORT, HuaweiClient
from .certificates import CHECK, FILE, PASSWORD, PEM, async_take
from .connection import Tested, try_connection
from .const import (
    CONF_APP_ID,
    CONF_AUTHORITY,
    CONF_CERTIFICATE,
    CONF_CHECK_HOST_NAME,
    CONF_PKCS12,
    CONF_PRIVATE_KEY,
    CONF_SECRET,
    DOMAIN,
)
from .group_flow import GroupFlow
from .groups import SUBENTRY_GROUP
from .options_flow import HuaweiOptionsFlow
from .override_flow import OverrideFlow
from .overrides import SUBENTRY_MODEL
from .preset_flow import PresetFlow
from .saved_presets import SUBENTRY_PRESET
from .scope_flow import ScopeSteps

_PORT = NumberSelector(NumberSelectorConfig(min=1, max=65535, mode=NumberSelectorMode.BOX))
USER_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_HOST): TextSelector(),
        vol.Required(CONF_PORT, default=PORT): _PORT,
        vol.Required(CONF_APP_ID): TextSelector(),
        vol.Required(CONF_SECRET): PASSWORD,
        vol.Optional(CONF_AUTHORITY): PEM,
        vol.Optional(CONF_CERTIFICATE): PEM,
        vol.Optional(CONF_PRIVATE_KEY): PEM,
        vol.Optional(CONF_PKCS12): FILE,
        vol.Optional(CONF_PASSWORD): PASSWORD,
        vol.Required(CONF_CHECK_HOST_NAME, default=True): CHECK,
    }
)
REAUTH_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_SECRET): PASSWORD,
        vol.Optional(CONF_CERTIFICATE): PEM,
        vol.Optional(CONF_PRIVATE_KEY): PEM,
        vol.Optional(CONF_PKCS12): FILE,
        vol.Optional(CONF_PASSWORD): PASSWORD,
    }
)
RECONFIGURE_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_HOST): TextSelector(),
        vol.Required(CONF_PORT, default=PORT): _PORT,
        vol.Optional(CONF_SECRET): PASSWORD,
        vol.Optional(CONF_AUTHORITY): PEM,
        vol.Optional(CONF_CERTIFICATE): PEM,
        vol.Optional(CONF_PRIVATE_KEY): PEM,
        vol.Optional(CONF_PKCS12): FILE,
        vol.Optional(CONF_PASSWORD): PASSWORD,
        vol.Required(CONF_CHECK_HOST_NAME, default=True): CHECK,
    }
)


class HuaweiConfigFlow(ScopeSteps, ConfigFlow, domain=DOMAIN):
    """Set up one application."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Start knowing nothing."""
        super().__init__()
        self._data: dict[str, Any] = {}
        """Of the entry, as far as it was given."""
        self._tested: Tested | None = None

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> HuaweiOptionsFlow:
        """Return the flow for the options."""
        return HuaweiOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what can be added to an application."""
        return {
            SUBENTRY_MODEL: OverrideFlow,
            SUBENTRY_PRESET: PresetFlow,
            SUBENTRY_GROUP: GroupFlow,
        }

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take address, application and certificates."""
        errors: dict[str, str] = {}
        if user_input is not None:
            await self.async_set_unique_id(user_input[CONF_APP_ID].strip())
            self._abort_if_unique_id_configured()
            errors = await self._async_test(user_input, self._data)
            if not errors:
                return await self.async_step_scope()
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(USER_SCHEMA, _shown(user_input)),
            errors=errors,
        )

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Ask for secret or certificate again."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take a secret or a certificate of the same application."""
        entry = self._get_reauth_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_test(user_input, entry.data)
            if not errors:
                return self.async_update_reload_and_abort(entry, data=self._data)
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=REAUTH_SCHEMA,
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take another address, secret or certificate for the same application."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_test(user_input, entry.data)
            if not errors:
                return self.async_update_reload_and_abort(entry, data=self._data)
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                RECONFIGURE_SCHEMA, _shown(user_input or entry.data)
            ),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    # --- The test ------------------------------------------------------------------------------

    async def _async_test(
        self, given: Mapping[str, Any], known: Mapping[str, Any]
    ) -> dict[str, str]:
        """Try certificates, login and devices; returns errors to show, with the exact cause."""
        try:
            self._data = await self._async_given(given, known)
            self._tested = await try_connection(self.hass, self._data)
        except InvalidHostError:
            return {"base": "invalid_host"}
        except AuthenticationError:
            return {"base": "invalid_auth"}
        except AccordError as err:
            key = flow_error(
                err,
                "tls_untrusted",
                "tls_host_name",
                "tls_expired",
                "tls_ours",
                "tls_failed",
                "no_devices_allowed",
                "bad_certificate_file",
                "wrong_certificate_password",
                "account_frozen",
                "second_client",
                "throttled",
                "permission_denied",
            )
            return {"base": key}
        return {}

    async def _async_given(
        self, given: Mapping[str, Any], known: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the data of an entry. Raises InvalidHostError, CertificateFileError."""
        data = await async_take(self.hass, given, known)
        port = int(data.get(CONF_PORT, PORT))
        data[CONF_HOST], data[CONF_PORT] = split_address(data[CONF_HOST], port)
        data[CONF_APP_ID] = data[CONF_APP_ID].strip()
        data[CONF_SECRET] = (given.get(CONF_SECRET) or known.get(CONF_SECRET, "")).strip()
        data[CONF_PASSWORD] = given.get(CONF_PASSWORD) or known.get(CONF_PASSWORD, "")
        return data

    # --- The devices to show -------------------------------------------------------------------

    @property
    @override
    def client(self) -> HuaweiClient:
        """Return the client that was tested."""
        assert self._tested is not None
        return self._tested.client

    @property
    @override
    def total(self) -> int:
        """Return how many devices the application has."""
        assert self._tested is not None
        return self._tested.total

    @override
    async def _async_chosen(self) -> ConfigFlowResult:
        """Create the entry."""
        return self.async_create_entry(
            title=f"IoT platform {self._data[CONF_HOST]}",
            data=self._data,
            options=self.scope.to_options(),
        )


def _shown(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what a form shows again: nothing that opens anything."""
    hidden = (CONF_SECRET, CONF_PRIVATE_KEY, CONF_PKCS12, CONF_PASSWORD)
    return {key: value for key, value in (given or {}).items() if key not in hidden}
