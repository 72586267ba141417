"""Add an Akuvox unit: found by its MAC address, or by its address in the network."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
)
from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import format_mac
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
import voluptuous as vol

from ..accord.flows import entry_works, flow_error
from ..accord.protocol.akuvox import LOCATION, AkuvoxClient, AuthMode, Detected, SystemInfo, detect
from ..accord.protocol.errors import AccordError, AuthenticationError
from .connection import Connection, make_client, parse_address, shown_fingerprint
from .const import DOMAIN
from .entity import MANUFACTURER
from .options_flow import AkuvoxOptionsFlow

DETECT_SECONDS = 10.0
_PASSWORD = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
)
_USERNAME = TextSelector(TextSelectorConfig(autocomplete="username"))
HOST_SCHEMA = vol.Schema({vol.Required(CONF_HOST): TextSelector()})
ACCOUNT_SCHEMA = vol.Schema(
    {vol.Required(CONF_USERNAME): _USERNAME, vol.Required(CONF_PASSWORD): _PASSWORD}
)
RECONFIGURE_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_HOST): TextSelector(),
        vol.Optional(CONF_USERNAME): _USERNAME,
        vol.Optional(CONF_PASSWORD): _PASSWORD,
    }
)


class AkuvoxConfigFlow(ConfigFlow, domain=DOMAIN):
    """Set up one unit: address, then its certificate, then the account, as far as it asks."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Start knowing nothing."""
        self._host = ""
        self._found: Detected | None = None
        self._trusted: str | None = None
        """Fingerprint that the user said yes to."""
        self._account: dict[str, str] | None = None
        """What the user typed before the unit could be asked."""

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> AkuvoxOptionsFlow:
        """Return the flow for the options."""
        return AkuvoxOptionsFlow()

    # --- Ways in -------------------------------------------------------------------------------

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take an address from the user."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_look(user_input[CONF_HOST])
            if not errors:
                return await self._async_next()
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(HOST_SCHEMA, user_input),
            errors=errors,
        )

    @override
    async def async_step_dhcp(self, discovery_info: DhcpServiceInfo) -> ConfigFlowResult:
        """Look closer at a unit that asked for an address."""
        host = discovery_info.ip
        entry = await self.async_set_unique_id(format_mac(discovery_info.macaddress))
        moved = entry is not None and entry.data[CONF_HOST] != host and not entry_works(entry)
        self._abort_if_unique_id_configured(
            {CONF_HOST: host} if moved else None, reload_on_update=moved
        )
        try:
            await self._async_find(host)
        except AuthenticationError:
            return self.async_abort(reason="auth_unknown")
        except AccordError as err:
            return self.async_abort(
                reason=flow_error(err, "api_closed", "not_safe", "tls_failed", "wants_https")
            )
        self.context["title_placeholders"] = {"name": self._name, "host": host}
        return await self.async_step_discovery_confirm()

    async def async_step_discovery_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask whether a discovered unit is wanted."""
        if user_input is not None:
            return await self._async_next()
        return self.async_show_form(
            step_id="discovery_confirm", description_placeholders=self._placeholders
        )

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Ask for an account again."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take an account, for a unit that may want to be asked in another way now."""
        entry = self._get_reauth_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            self._account = user_input
            errors = await self._async_look_again(entry, Connection.from_data(entry.data).address)
            if not errors:
                return await self._async_next()
        shown = user_input or entry.data
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=self.add_suggested_values_to_schema(
                ACCOUNT_SCHEMA, {CONF_USERNAME: shown.get(CONF_USERNAME, "")}
            ),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take a new address, account or certificate for the same unit."""
        entry = self._get_reconfigure_entry()
        known = Connection.from_data(entry.data)
        errors: dict[str, str] = {}
        if user_input is not None:
            self._account = _account(user_input, known)
            errors = await self._async_look_again(entry, user_input[CONF_HOST])
            if not errors:
                return await self._async_next()
        shown = user_input or {CONF_HOST: known.address, CONF_USERNAME: known.username}
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                RECONFIGURE_SCHEMA, {**shown, CONF_PASSWORD: ""}
            ),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    # --- Certificate and account ---------------------------------------------------------------

    async def _async_next(self) -> ConfigFlowResult:
        """Go on with what answered: what is missing is asked for."""
        found = self._at
        if found.fingerprint != self._trusted:
            if found.legacy:
                return await self.async_step_weak_certificate()
            return await self.async_step_certificate()
        if found.auth_mode is AuthMode.NONE and found.info is not None:
            return await self._async_finish(found.info, self._connection(None))
        return await self.async_step_credentials(self._account)

    async def async_step_certificate(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the fingerprint of a certificate that nobody but the unit itself has signed."""
        if user_input is not None:
            self._trusted = self._at.fingerprint
            return await self._async_next()
        return self.async_show_form(
            step_id="certificate", description_placeholders=self._placeholders
        )

    async def async_step_weak_certificate(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say besides that the unit's encryption is out of date."""
        if user_input is not None:
            self._trusted = self._at.fingerprint
            return await self._async_next()
        return self.async_show_form(
            step_id="weak_certificate", description_placeholders=self._placeholders
        )

    async def async_step_credentials(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take the account of the unit's HTTP API."""
        errors: dict[str, str] = {}
        if user_input is not None:
            connection = self._connection(user_input)
            try:
                info = await make_client(self.hass, connection).system.info()
            except AccordError as err:
                errors = {
                    "base": flow_error(
                        err,
                        "invalid_auth",
                        "api_closed",
                        "not_safe",
                        "wants_https",
                        "tls_failed",
                        "certificate_changed",
                    )
                }
            else:
                return await self._async_finish(info, connection)
        shown = {CONF_USERNAME: user_input[CONF_USERNAME]} if user_input else None
        return self.async_show_form(
            step_id="credentials",
            data_schema=self.add_suggested_values_to_schema(ACCOUNT_SCHEMA, shown),
            description_placeholders=self._placeholders,
            errors=errors,
        )

    # --- Ends ----------------------------------------------------------------------------------

    async def _async_finish(self, info: SystemInfo, connection: Connection) -> ConfigFlowResult:
        """Create the entry, or change the one that the dialog is about."""
        await self.async_set_unique_id(info.mac, raise_on_progress=False)
        if self.source in (SOURCE_REAUTH, SOURCE_RECONFIGURE):
            self._abort_if_unique_id_mismatch(reason="wrong_unit")
            entry = (
                self._get_reauth_entry()
                if self.source == SOURCE_REAUTH
                else self._get_reconfigure_entry()
            )
            return self.async_update_reload_and_abort(entry, data_updates=connection.to_data())
        self._abort_if_unique_id_configured(connection.to_data(), reload_on_update=True)
        title = await _location(make_client(self.hass, connection))
        return self.async_create_entry(
            title=title or info.model or MANUFACTURER, data=connection.to_data()
        )

    # --- What is known so far ------------------------------------------------------------------

    async def _async_find(self, text: str) -> None:
        self._host, port = parse_address(text)
        session = async_get_clientsession(self.hass)
        self._found = await detect(session, self._host, port, timeout=DETECT_SECONDS)

    async def _async_look(self, text: str) -> dict[str, str]:
        """Find out how the unit at a typed address wants to be asked; returns errors to show."""
        try:
            await self._async_find(text)
        except AuthenticationError:
            return {"base": "auth_unknown"}
        except AccordError as err:
            key = flow_error(
                err, "api_closed", "invalid_host", "not_safe", "tls_failed", "wants_https"
            )
            return {CONF_HOST if key == "invalid_host" else "base": key}
        return {}

    async def _async_look_again(self, entry: ConfigEntry, text: str) -> dict[str, str]:
        """Look at the unit of an entry; its certificate needs no second yes while it stays."""
        known = Connection.from_data(entry.data)
        if errors := await self._async_look(text):
            return errors
        if known.https and not self._at.https and self._host == known.host:
            return {"base": "tls_failed"}
        if self._at.fingerprint == known.fingerprint and known.legacy >= self._at.legacy:
            self._trusted = known.fingerprint
        return {}

    def _connection(self, account: Mapping[str, str] | None) -> Connection:
        given = account or {}
        return Connection.from_detected(
            self._host, self._at, given.get(CONF_USERNAME, ""), given.get(CONF_PASSWORD, "")
        )

    @property
    def _at(self) -> Detected:
        assert self._found is not None
        return self._found

    @property
    def _name(self) -> str:
        """Return what a unit is called; before a login it does not even tell its model."""
        info = self._at.info
        return (info.model if info is not None else "") or MANUFACTURER

    @property
    def _placeholders(self) -> dict[str, str]:
        fingerprint = self._at.fingerprint
        return {
            "name": self._name,
            "host": self._host,
            "fingerprint": "" if fingerprint is None else shown_fingerprint(fingerprint),
        }


def _account(user_input: Mapping[str, Any], known: Connection) -> dict[str, str] | None:
    """Return the account to try: what was left empty stays as it was."""
    username = user_input.get(CONF_USERNAME) or known.username
    password = user_input.get(CONF_PASSWORD) or known.password
    return {CONF_USERNAME: username, CONF_PASSWORD: password} if username else None


async def _location(client: AkuvoxClient) -> str:
    """Return the name that the installer gave; empty where there is none, or none to be read."""
    try:
        found = await client.config.get(item=(LOCATION,))
    except AccordError:
        return ""
    return found.get(LOCATION, "").strip()
