"""Add an account of an IoTSquare server: address and token, then the applications to follow."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
)
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import callback
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.util.uuid import random_uuid_hex
import voluptuous as vol

from ..accord.flows import InvalidUrlError, base_url, flow_error
from ..accord.protocol.errors import AccordError, AuthenticationError
from ..accord.protocol.iotsquare import CLOUD, TOKEN_HEADER
from .connection import Account, look_at, make_client
from .const import (
    CONF_APPLICATIONS,
    CONF_HEADER,
    CONF_KNOWN,
    DOMAIN,
    SUBENTRY_DECODER,
    SUBENTRY_PRESET,
)
from .decoder_flow import DecoderFlow
from .options_flow import IoTSquareOptionsFlow, applications_selector
from .preset_flow import PresetFlow

CONF_ADVANCED = "advanced"
"""Section of the dialog; its fields are stored beside the others."""

_TOKEN = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
)
_URL = TextSelector(TextSelectorConfig(type=TextSelectorType.URL))
ADVANCED_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_HEADER, default=TOKEN_HEADER): TextSelector(),
        vol.Required(CONF_VERIFY_SSL, default=True): BooleanSelector(),
    }
)
USER_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_URL, default=CLOUD): _URL,
        vol.Required(CONF_TOKEN): _TOKEN,
        vol.Required(CONF_ADVANCED): section(ADVANCED_SCHEMA, {"collapsed": True}),
    }
)
TOKEN_SCHEMA = vol.Schema({vol.Required(CONF_TOKEN): _TOKEN})
RECONFIGURE_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_URL): _URL,
        vol.Optional(CONF_TOKEN): _TOKEN,
        vol.Required(CONF_ADVANCED): section(ADVANCED_SCHEMA, {"collapsed": True}),
    }
)


class IoTSquareConfigFlow(ConfigFlow, domain=DOMAIN):
    """Set up one account."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Start knowing nothing."""
        self._data: dict[str, Any] = {}
        """Of the entry, after the test."""
        self._account: Account | None = None

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> IoTSquareOptionsFlow:
        """Return the flow for the options."""
        return IoTSquareOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what can be added to an account."""
        return {SUBENTRY_DECODER: DecoderFlow, SUBENTRY_PRESET: PresetFlow}

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take address and token."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_test(_flat(user_input))
            if not errors:
                return await self._async_new()
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(
                USER_SCHEMA, _without_token(user_input or {})
            ),
            errors=errors,
        )

    async def async_step_applications(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Let the user choose what to follow."""
        account = self._account
        assert account is not None
        if user_input is not None:
            return self.async_create_entry(title=account.title, data=self._data, options=user_input)
        schema = vol.Schema(
            {
                vol.Optional(CONF_APPLICATIONS, default=list): applications_selector(
                    {str(one.app_id): one.name for one in account.applications}
                )
            }
        )
        return self.async_show_form(step_id="applications", data_schema=schema)

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Ask for a token again."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take a token of the same account."""
        entry = self._get_reauth_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_test({**entry.data, **user_input})
            if not errors:
                return self._async_renew(entry)
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=TOKEN_SCHEMA,
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take another address, token or header for the same account."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_test(
                {CONF_TOKEN: entry.data[CONF_TOKEN], **_flat(user_input)}
            )
            if not errors:
                return self._async_renew(entry)
        known = {
            CONF_URL: entry.data[CONF_URL],
            CONF_ADVANCED: {key: entry.data[key] for key in (CONF_HEADER, CONF_VERIFY_SSL)},
        }
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                RECONFIGURE_SCHEMA, _without_token(user_input or known)
            ),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    # --- The test ------------------------------------------------------------------------------

    async def _async_test(self, given: Mapping[str, Any]) -> dict[str, str]:
        """Ask the server; returns errors to show, with the exact cause."""
        data = dict(given)
        data[CONF_TOKEN] = given[CONF_TOKEN].strip()
        data[CONF_HEADER] = given[CONF_HEADER].strip() or TOKEN_HEADER
        try:
            data[CONF_URL] = base_url(given[CONF_URL])
            self._account = await look_at(make_client(self.hass, data), data[CONF_URL])
        except InvalidUrlError:
            return {"base": "invalid_url"}
        except AuthenticationError:
            return {"base": "invalid_auth"}
        except AccordError as err:
            return {"base": flow_error(err, "permission_denied", "tls_failed", "unsupported")}
        known = sorted(str(one.app_id) for one in self._account.applications)
        self._data = {**data, CONF_KNOWN: known or given.get(CONF_KNOWN, [])}
        return {}

    async def _async_new(self) -> ConfigFlowResult:
        """Go on with an account that is not there yet."""
        account = self._account
        assert account is not None
        await self.async_set_unique_id(account.unique_id or f"{account.host}/{random_uuid_hex()}")
        self._abort_if_unique_id_configured(self._data)
        for entry in self._async_current_entries(include_ignore=False):
            same_host = str(entry.unique_id).startswith(f"{account.host}/")
            if same_host and account.knows(entry.data.get(CONF_KNOWN, ())):
                return self.async_abort(reason="already_configured")
        if len(account.applications) > 1:
            return await self.async_step_applications()
        return self.async_create_entry(title=account.title, data=self._data)

    def _async_renew(self, entry: ConfigEntry) -> ConfigFlowResult:
        """Change an entry if the account is the same as before."""
        account, known = self._account, entry.data.get(CONF_KNOWN, ())
        assert account is not None
        named = str(entry.unique_id).rpartition("/")[2]
        same = account.username == named if account.username and not known else True
        if known and not account.knows(known):
            same = False
        if not same:
            return self.async_abort(reason="wrong_account")
        return self.async_update_reload_and_abort(entry, data_updates=self._data)


def _flat(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed without the section around some of it."""
    rest = {key: value for key, value in given.items() if key != CONF_ADVANCED}
    return {**given[CONF_ADVANCED], **rest}


def _without_token(shown: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in shown.items() if key != CONF_TOKEN}
