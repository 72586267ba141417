"""Add a Kasa device: found on the network, or by its address."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.const import CONF_DEVICE, CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_USERNAME
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
import voluptuous as vol

from ..accord.discovery import async_start_scan
from ..accord.flows import (
    SCAN_AT,
    SCAN_SECONDS,
    entry_works,
    flow_error,
    join_address,
    other_entry_for,
    split_address,
)
from ..accord.protocol.errors import AccordError, AuthenticationError
from ..accord.protocol.kasa import (
    DISCOVERY_PORT,
    KLAP_PORT,
    Credentials,
    Discovered,
    KasaClient,
    SysInfo,
    Transport,
    UnsupportedDeviceError,
    WrongDeviceError,
    discover,
    discover_host,
    owner_of,
)
from .connection import ACCOUNT_SCHEMA, ADDRESS_SCHEMA, known_credentials
from .const import (
    CONF_CREDENTIALS,
    CONF_DANGEROUS,
    CONF_FOLLOW_RENAME,
    CONF_IMPORT_ENERGY,
    CONF_KLAP_PORT,
    CONF_TRANSPORT,
    CORE_DOMAIN,
    DOMAIN,
)
from .entity import device_name

PROBE_SECONDS = 5.0
BY_ADDRESS = "by_address"


class KasaConfigFlow(ConfigFlow, domain=DOMAIN):
    """Set up one device."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Start knowing nothing."""
        self._scan: asyncio.Task[list[Discovered]] | None = None
        self._found: dict[str, Discovered] = {}
        self._at: Discovered | None = None
        self._port = DISCOVERY_PORT
        self._sysinfo: SysInfo | None = None
        self._credentials: Credentials | None = None

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> KasaOptionsFlow:
        """Return the flow for the options."""
        return KasaOptionsFlow()

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
        self._found = {
            answer.mac: answer
            for answer in self._scan.result()
            if answer.supported and answer.mac and answer.mac not in configured
        }
        return self.async_show_progress_done(next_step_id="pick" if self._found else "manual")

    @callback
    @override
    def async_remove(self) -> None:
        """Stop looking when the dialog is closed."""
        if self._scan is not None:
            self._scan.cancel()

    async def async_step_pick(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user pick one of the devices found, or type an address."""
        if user_input is not None:
            if user_input[CONF_DEVICE] == BY_ADDRESS:
                return await self.async_step_manual()
            answer = self._found[user_input[CONF_DEVICE]]
            self._take(answer, DISCOVERY_PORT)
            await self.async_set_unique_id(answer.mac, raise_on_progress=False)
            self._abort_if_unique_id_configured()
            return await self._async_log_in()
        return self.async_show_form(step_id="pick", data_schema=self._pick_schema())

    def _pick_schema(self) -> vol.Schema:
        options = [
            SelectOptionDict(value=mac, label=_label(one))
            for mac, one in sorted(self._found.items(), key=lambda item: _label(item[1]))
        ]
        options.append(SelectOptionDict(value=BY_ADDRESS, label=BY_ADDRESS))
        selector = SelectSelector(
            SelectSelectorConfig(
                options=options, mode=SelectSelectorMode.LIST, translation_key="device"
            )
        )
        return vol.Schema({vol.Required(CONF_DEVICE): selector})

    async def async_step_manual(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take an address from the user."""
        errors: dict[str, str] = {}
        if user_input is not None:
            found, errors = await self._async_try(user_input[CONF_HOST])
            if found is not None:
                if found.mac:
                    await self._async_claim(found.mac)
                return await self._async_log_in()
        return self.async_show_form(
            step_id="manual",
            data_schema=self.add_suggested_values_to_schema(ADDRESS_SCHEMA, user_input),
            errors=errors,
        )

    @override
    async def async_step_dhcp(self, discovery_info: DhcpServiceInfo) -> ConfigFlowResult:
        """Look closer at a device that asked for an address."""
        return await self._async_discovered(discovery_info.ip, DISCOVERY_PORT)

    @override
    async def async_step_integration_discovery(
        self, discovery_info: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Look closer at a device that answered a broadcast."""
        return await self._async_discovered(discovery_info[CONF_HOST], discovery_info[CONF_PORT])

    async def _async_discovered(self, host: str, port: int) -> ConfigFlowResult:
        for known in self._async_current_entries(include_ignore=False):
            if known.data[CONF_HOST] == host and entry_works(known):
                return self.async_abort(reason="already_configured")
        try:
            found = await self._async_probe(host, port)
        except AccordError as err:
            return self.async_abort(reason=flow_error(err, "unsupported_device"))
        if not found.mac:
            return self.async_abort(reason="cannot_connect")
        entry = await self.async_set_unique_id(found.mac)
        moved = entry is not None and not entry_works(entry)
        address = self._address if moved else None
        self._abort_if_unique_id_configured(address, reload_on_update=moved)
        if other_entry_for(self.hass, CORE_DOMAIN, found.mac) is not None:
            return self.async_abort(reason="already_configured")
        self.context["title_placeholders"] = {"name": _name(found), "model": found.model}
        return await self.async_step_discovery_confirm()

    async def async_step_discovery_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask whether a discovered device is wanted."""
        if user_input is not None:
            return await self._async_log_in()
        return self.async_show_form(
            step_id="discovery_confirm", description_placeholders=self._placeholders
        )

    async def async_step_also_polled(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say that Home Assistant's own integration polls the device already."""
        if user_input is not None:
            return self._create()
        return self.async_show_form(
            step_id="also_polled", description_placeholders=self._placeholders
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take a new address for the same device."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            found, errors = await self._async_try(user_input[CONF_HOST], entry.unique_id)
            if found is not None:
                return self.async_update_reload_and_abort(entry, data_updates=self._address)
        suggested = user_input or {
            CONF_HOST: join_address(entry.data[CONF_HOST], entry.data[CONF_PORT], DISCOVERY_PORT)
        }
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(ADDRESS_SCHEMA, suggested),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    async def async_step_credentials(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take the account that the device was set up with."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_try_account(user_input)
            if not errors:
                return await self._async_finish()
        return self.async_show_form(
            step_id="credentials",
            data_schema=self._account_schema(user_input),
            description_placeholders=self._placeholders,
            errors=errors,
        )

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Ask for an account again."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take an account for a device that speaks KLAP now, or with another account."""
        entry = self._get_reauth_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            host = entry.data[CONF_HOST]
            _, errors = await self._async_try(host, entry.unique_id, entry.data[CONF_PORT])
            errors = errors or await self._async_try_account(user_input)
            if not errors:
                return self.async_update_reload_and_abort(entry, data_updates=self._address)
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=self._account_schema(user_input),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    def _account_schema(self, user_input: dict[str, Any] | None) -> vol.Schema:
        """Return the form; a password that was refused is not shown again."""
        shown = None if user_input is None else {CONF_USERNAME: user_input[CONF_USERNAME]}
        return self.add_suggested_values_to_schema(ACCOUNT_SCHEMA, shown)

    async def _async_try_account(self, user_input: Mapping[str, Any]) -> dict[str, str]:
        """Log in; returns the errors to show."""
        assert self._at is not None
        username, password = user_input[CONF_USERNAME], user_input[CONF_PASSWORD]
        if self._at.owner and owner_of(username) != self._at.owner:
            return {"base": "wrong_account"}
        self._credentials = Credentials.of_account(username, password)
        try:
            await self._async_identify([self._credentials])
        except AccordError as err:
            return {"base": flow_error(err, "invalid_auth", "needs_adding", "wrong_device")}
        return {}

    async def _async_log_in(self) -> ConfigFlowResult:
        """Go on with a device that was found: accounts that are known are tried first."""
        try:
            await self._async_identify(known_credentials(self.hass))
        except AuthenticationError:
            return await self.async_step_credentials()
        except AccordError as err:
            return self.async_abort(reason=flow_error(err, "needs_adding", "unsupported_device"))
        return await self._async_finish()

    async def _async_identify(self, credentials: Sequence[Credentials]) -> None:
        """Ask a device that was found who it is, unless it has said so. Raises AccordError."""
        assert self._at is not None
        if self._at.klap_port is None and self._at.sysinfo is not None:
            self._sysinfo = self._at.sysinfo
            return
        client = KasaClient(
            self._at.host,
            self._port,
            klap_port=self._at.klap_port or KLAP_PORT,
            transport=Transport.KLAP,
            credentials=credentials,
            expected_mac=self._at.mac or self.unique_id,
        )
        try:
            self._sysinfo = await client.system.get_sysinfo()
        finally:
            await client.close()

    async def _async_try(
        self, text: str, expected_mac: str | None = None, port: int = DISCOVERY_PORT
    ) -> tuple[Discovered | None, dict[str, str]]:
        """Return what answers at a typed address, or the error to show."""
        try:
            host, port = split_address(text, port)
            found = await self._async_probe(host, port)
            if expected_mac is not None and found.mac and expected_mac != found.mac:
                raise WrongDeviceError(expected_mac, found.mac)
        except AccordError as err:
            key = flow_error(err, "invalid_host", "unsupported_device", "wrong_device")
            return None, {CONF_HOST if key == "invalid_host" else "base": key}
        return found, {}

    async def _async_probe(self, host: str, port: int) -> Discovered:
        """Ask the device at an address who it is. Raises AccordError."""
        found = await discover_host(host, port=port, timeout=PROBE_SECONDS)
        if not found.supported or not (found.mac or found.klap_port):
            raise UnsupportedDeviceError(found.model)
        self._take(found, port)
        return found

    async def _async_claim(self, mac: str) -> None:
        """Go on for a device that is new; one that is known gets its new address."""
        await self.async_set_unique_id(mac, raise_on_progress=False)
        self._abort_if_unique_id_configured(self._address, reload_on_update=True)

    def _take(self, found: Discovered, port: int) -> None:
        self._at, self._port, self._sysinfo = found, port, found.sysinfo

    @property
    def _address(self) -> dict[str, Any]:
        assert self._at is not None
        data: dict[str, Any] = {CONF_HOST: self._at.host, CONF_PORT: self._port}
        if self._at.klap_port is not None:
            data |= {CONF_TRANSPORT: Transport.KLAP.value, CONF_KLAP_PORT: self._at.klap_port}
        if self._credentials is not None:
            data[CONF_CREDENTIALS] = self._credentials.to_dict()
        return data

    @property
    def _placeholders(self) -> dict[str, str]:
        assert self._at is not None
        model = self._at.model or "KLAP"
        return {"name": _name(self._at), "model": model, "host": self._at.host}

    async def _async_finish(self) -> ConfigFlowResult:
        """Create the entry, after a word of warning where it is due."""
        assert self._sysinfo is not None
        if self.unique_id is None:
            await self._async_claim(self._sysinfo.mac)
        if other_entry_for(self.hass, CORE_DOMAIN, str(self.unique_id)) is not None:
            return await self.async_step_also_polled()
        return self._create()

    def _create(self) -> ConfigFlowResult:
        assert self._sysinfo is not None
        return self.async_create_entry(title=device_name(self._sysinfo), data=self._address)


class KasaOptionsFlow(OptionsFlowWithReload):
    """Preferences for one device."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the preferences."""
        if user_input is not None:
            return self.async_create_entry(data=user_input)
        schema = vol.Schema(
            {
                vol.Required(CONF_FOLLOW_RENAME, default=False): BooleanSelector(),
                vol.Required(CONF_IMPORT_ENERGY, default=False): BooleanSelector(),
                vol.Required(CONF_DANGEROUS, default=False): BooleanSelector(),
            }
        )
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(schema, self.config_entry.options),
        )


def _name(found: Discovered) -> str:
    """Return what a device is called; before a login it tells its model at the most."""
    return found.model or found.host if found.sysinfo is None else device_name(found.sysinfo)


async def _search(broadcasts: Iterable[str]) -> list[Discovered]:
    return await discover(broadcasts, window=SCAN_SECONDS, at=SCAN_AT)


def _label(found: Discovered) -> str:
    return " · ".join(dict.fromkeys((_name(found), found.model, found.host)))
