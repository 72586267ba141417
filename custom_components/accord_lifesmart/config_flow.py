"""Add a LifeSmart station: found by broadcast, or by its address; then model and token."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
)
from homeassistant.const import CONF_DEVICE, CONF_HOST, CONF_MODEL, CONF_NAME, CONF_TOKEN
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.helpers.typing import DiscoveryInfoType
import voluptuous as vol

from ..accord.discovery import async_start_scan
from ..accord.flows import (
    SCAN_AT,
    SCAN_SECONDS,
    InvalidHostError,
    entry_works,
    flow_error,
    join_address,
    split_address,
)
from ..accord.protocol.errors import AccordError, AuthenticationError
from ..accord.protocol.lifesmart import (
    STATION_PORT,
    Discovered,
    NoAnswerError,
    StationProbe,
    address_of,
    discover,
)
from .connection import make_client
from .const import CONF_DIALECT, CONF_LSID, CONF_STATION_PORT, DOMAIN
from .entity import MANUFACTURER
from .options_flow import LifeSmartOptionsFlow
from .ports import async_use_port

BY_ADDRESS = "by_address"

_TOKEN = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
)
HOST_SCHEMA = vol.Schema({vol.Required(CONF_HOST): TextSelector()})
CREDENTIALS_SCHEMA = vol.Schema(
    {vol.Required(CONF_MODEL): TextSelector(), vol.Required(CONF_TOKEN): _TOKEN}
)
RECONFIGURE_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_HOST): TextSelector(),
        vol.Required(CONF_MODEL): TextSelector(),
        vol.Optional(CONF_TOKEN): _TOKEN,
    }
)


class LifeSmartConfigFlow(ConfigFlow, domain=DOMAIN):
    """Set up one station."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Start knowing nothing."""
        self._scan: asyncio.Task[list[Discovered]] | None = None
        self._found: dict[str, Discovered] = {}
        self._host = ""
        self._port = STATION_PORT
        self._name = MANUFACTURER
        self._lsid: str | None = None
        """Of a station that was found by broadcast."""
        self._probe: StationProbe | None = None
        self._data: dict[str, Any] = {}
        """Of the entry, after the test."""

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> LifeSmartOptionsFlow:
        """Return the flow for the options."""
        return LifeSmartOptionsFlow()

    # --- Ways in -------------------------------------------------------------------------------

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Look around on the network first."""
        if self._scan is None:
            self._scan = async_start_scan(self.hass, _search)
        if not self._scan.done():
            return self.async_show_progress(
                step_id="user", progress_action="scan", progress_task=self._scan
            )
        configured = self._async_current_ids(include_ignore=False)
        self._found = {one.lsid: one for one in self._scan.result() if one.lsid not in configured}
        return self.async_show_progress_done(next_step_id="pick" if self._found else "manual")

    @callback
    @override
    def async_remove(self) -> None:
        """Stop looking when the dialog is closed."""
        if self._scan is not None:
            self._scan.cancel()

    async def async_step_pick(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user pick one of the stations found, or type an address."""
        if user_input is not None:
            if user_input[CONF_DEVICE] == BY_ADDRESS:
                return await self.async_step_manual()
            one = self._found[user_input[CONF_DEVICE]]
            await self.async_set_unique_id(one.lsid, raise_on_progress=False)
            self._abort_if_unique_id_configured()
            self._host, self._lsid = one.host, one.lsid
            self._name = one.name or MANUFACTURER
            return await self.async_step_credentials()
        return self.async_show_form(step_id="pick", data_schema=self._pick_schema())

    def _pick_schema(self) -> vol.Schema:
        options = [
            SelectOptionDict(value=lsid, label=_label(one))
            for lsid, one in sorted(self._found.items(), key=lambda item: _label(item[1]))
        ]
        options.append(SelectOptionDict(value=BY_ADDRESS, label=BY_ADDRESS))
        selector = SelectSelector(
            SelectSelectorConfig(
                options=options, mode=SelectSelectorMode.LIST, translation_key="station"
            )
        )
        return vol.Schema({vol.Required(CONF_DEVICE): selector})

    async def async_step_manual(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take an address from the user."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_take_host(user_input[CONF_HOST])
            if not errors:
                return await self.async_step_credentials()
        return self.async_show_form(
            step_id="manual",
            data_schema=self.add_suggested_values_to_schema(HOST_SCHEMA, user_input),
            errors=errors,
        )

    @override
    async def async_step_integration_discovery(
        self, discovery_info: DiscoveryInfoType
    ) -> ConfigFlowResult:
        """Take a station that answered to the bundle's search."""
        host = discovery_info[CONF_HOST]
        self._lsid = discovery_info[CONF_LSID]
        entry = await self.async_set_unique_id(self._lsid)
        moved = entry is not None and entry.data[CONF_HOST] != host and not entry_works(entry)
        self._abort_if_unique_id_configured(
            {CONF_HOST: host} if moved else None, reload_on_update=moved
        )
        self._host = host
        self._name = discovery_info[CONF_NAME] or MANUFACTURER
        self.context["title_placeholders"] = {"name": self._name, "host": host}
        return await self.async_step_credentials()

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Ask for model and token again."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take model and token of the same station."""
        entry = self._get_reauth_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            self._host = entry.data[CONF_HOST]
            self._port = entry.data.get(CONF_STATION_PORT, STATION_PORT)
            errors = await self._async_test(user_input)
            if not errors:
                return await self._async_finish()
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=self.add_suggested_values_to_schema(
                CREDENTIALS_SCHEMA, _without_token(user_input or entry.data)
            ),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take a new address, model or token for the same station."""
        entry = self._get_reconfigure_entry()
        known = entry.data
        errors: dict[str, str] = {}
        if user_input is not None:
            given = {**user_input, CONF_TOKEN: user_input.get(CONF_TOKEN) or known[CONF_TOKEN]}
            errors = await self._async_take_host(given[CONF_HOST])
            errors = errors or await self._async_test(given)
            if not errors:
                return await self._async_finish()
        port = known.get(CONF_STATION_PORT, STATION_PORT)
        shown = user_input or {
            CONF_HOST: join_address(known[CONF_HOST], port, STATION_PORT),
            CONF_MODEL: known[CONF_MODEL],
        }
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                RECONFIGURE_SCHEMA, _without_token(shown)
            ),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    async def async_step_credentials(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take what the vendor issued for the station's local interface."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_test(user_input)
            if not errors:
                return await self._async_finish()
        return self.async_show_form(
            step_id="credentials",
            data_schema=self.add_suggested_values_to_schema(
                CREDENTIALS_SCHEMA, _without_token(user_input or {})
            ),
            description_placeholders={"name": self._name, "host": self._host},
            errors=errors,
        )

    # --- The test ------------------------------------------------------------------------------

    async def _async_test(self, given: Mapping[str, Any]) -> dict[str, str]:
        """Ask the station; returns errors to show, with the exact cause."""
        data = {
            CONF_HOST: self._host,
            CONF_STATION_PORT: self._port,
            CONF_MODEL: given[CONF_MODEL].strip(),
            CONF_TOKEN: given[CONF_TOKEN].strip(),
        }
        try:
            port, give_back = await async_use_port(self.hass)
        except AccordError:
            return {"base": "no_socket"}
        try:
            client = make_client(port, data, {})
            self._probe = await client.status.probe()
        except NoAnswerError as err:
            return (
                {"base": "port_taken"} if port.deaf else {"base": flow_error(err, "station_silent")}
            )
        except AuthenticationError:
            return {"base": "invalid_auth"}
        except AccordError as err:
            return {"base": flow_error(err)}
        finally:
            give_back()
        self._data = {**data, CONF_DIALECT: client.dialect.as_dict()}
        return {}

    async def _async_take_host(self, text: str) -> dict[str, str]:
        try:
            host, self._port = split_address(text, STATION_PORT)
        except InvalidHostError:
            return {"base": "invalid_host"}
        try:
            self._host = await address_of(host)
        except AccordError:
            return {"base": "unknown_host"}
        return {}

    async def _async_finish(self) -> ConfigFlowResult:
        """Create the entry, or change the one that the dialog is about."""
        probe, data = self._probe, self._data
        assert probe is not None
        lsid = probe.id or self._lsid
        if lsid is None:
            return self.async_abort(reason="no_identity")
        await self.async_set_unique_id(lsid, raise_on_progress=False)
        if self.source in (SOURCE_REAUTH, SOURCE_RECONFIGURE):
            self._abort_if_unique_id_mismatch(reason="wrong_station")
            entry = (
                self._get_reauth_entry()
                if self.source == SOURCE_REAUTH
                else self._get_reconfigure_entry()
            )
            return self.async_update_reload_and_abort(entry, data_updates=data)
        self._abort_if_unique_id_configured(data, reload_on_update=True)
        named = self._name if self._name != MANUFACTURER else probe.version.model_name
        return self.async_create_entry(title=named or MANUFACTURER, data=data)


async def _search(broadcasts: Iterable[str]) -> list[Discovered]:
    return await discover(broadcasts, window=SCAN_SECONDS, at=SCAN_AT)


def _label(one: Discovered) -> str:
    return " · ".join(part for part in (one.name or MANUFACTURER, one.model, one.host) if part)


def _without_token(shown: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in shown.items() if key != CONF_TOKEN}
