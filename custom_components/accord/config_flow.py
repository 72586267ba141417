"""Choosing systems: puts their packages in place and goes on in the dialog of the first of them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_DHCP,
    SOURCE_USER,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    FlowType,
    OptionsFlow,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import discovery_flow
from homeassistant.helpers.selector import SelectSelector, SelectSelectorConfig, SelectSelectorMode
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
import voluptuous as vol

from .const import CONF_DECLINED, CONF_SYSTEMS, DOMAIN
from .discovery import async_count
from .healing import async_activate, async_available, async_deactivate, entries_of, is_declined
from .systems import BY_KEY, SYSTEMS, system_of

_ENDED = frozenset({FlowResultType.ABORT, FlowResultType.CREATE_ENTRY})


def _schema(available: Collection[str], chosen: Iterable[str]) -> vol.Schema:
    """Return the choice of systems, as keys."""
    selector = SelectSelector(
        SelectSelectorConfig(
            options=[system.key for system in SYSTEMS if system.domain in available],
            multiple=True,
            mode=SelectSelectorMode.LIST,
            translation_key="system",
        )
    )
    return vol.Schema({vol.Required(CONF_SYSTEMS, default=sorted(chosen)): selector})


def _domains(keys: Iterable[str]) -> list[str]:
    return [BY_KEY[key].domain for key in keys]


class AccordConfigFlow(ConfigFlow, domain=DOMAIN):
    """The dialog that adds the bundle.

    The manifest does not say ``single_config_entry``: Home Assistant would then end what DHCP
    begins, which has to reach systems that come later.
    """

    VERSION = 1
    MINOR_VERSION = 1

    _found: Mapping[str, int]

    def __init__(self) -> None:
        """Know nothing yet."""
        self._found = {}

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> AccordOptionsFlow:
        """Return what changes the choice."""
        return AccordOptionsFlow()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user choose systems, with what was found in the network of each."""
        if self._async_current_entries():
            return self.async_abort(reason="already_set_up")
        errors: dict[str, str] = {}
        if user_input is None:
            self._found = await async_count(self.hass)
        elif not user_input[CONF_SYSTEMS]:
            errors["base"] = "none_chosen"
        elif await async_activate(self.hass, _domains(user_input[CONF_SYSTEMS])):
            errors["base"] = "cannot_activate"
        else:
            return await self._async_finish(user_input[CONF_SYSTEMS])
        found = [key for key, count in self._found.items() if count]
        return self.async_show_form(
            step_id="user",
            data_schema=_schema(
                await async_available(self.hass),
                found if user_input is None else user_input[CONF_SYSTEMS],
            ),
            errors=errors,
            description_placeholders={key: str(count) for key, count in self._found.items()},
        )

    async def _async_finish(self, keys: Collection[str]) -> ConfigFlowResult:
        """Add the bundle, and go on with the first system that has nothing set up yet."""
        options = {CONF_SYSTEMS: sorted(keys), CONF_DECLINED: []}
        following = await _async_next_flow(self.hass, _domains(sorted(keys)))
        await self.async_set_unique_id(DOMAIN)
        return self.async_create_entry(
            title="Accord",
            data={},
            options=options,
            next_flow=None if following is None else (FlowType.CONFIG_FLOW, following),
        )

    @override
    async def async_step_dhcp(self, discovery_info: DhcpServiceInfo) -> ConfigFlowResult:
        """Hand a device that asked for an address to its system, which is put in place first."""
        system = system_of(discovery_info.hostname, discovery_info.macaddress)
        if system is None or is_declined(self.hass, system.domain):
            return self.async_abort(reason="not_ours")
        if await async_activate(self.hass, [system.domain]):
            return self.async_abort(reason="cannot_activate")
        discovery_flow.async_create_flow(
            self.hass, system.domain, context={"source": SOURCE_DHCP}, data=discovery_info
        )
        return self.async_abort(reason="handed_over")


class AccordOptionsFlow(OptionsFlow):
    """Adds systems and takes them away."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show what is chosen; refuse to take away what is set up."""
        before = set(self.config_entry.options.get(CONF_SYSTEMS, ()))
        errors: dict[str, str] = {}
        in_use: list[str] = []
        if user_input is not None:
            chosen = set(user_input[CONF_SYSTEMS])
            gone = before - chosen
            in_use = [
                entry.title
                for domain in _domains(sorted(gone))
                for entry in entries_of(self.hass, domain)
            ]
            if in_use:
                errors["base"] = "in_use"
            elif await async_activate(self.hass, _domains(chosen)):
                errors["base"] = "cannot_activate"
            elif not await self._async_take_away(gone):
                errors["base"] = "cannot_remove"
            else:
                declined = gone.union(self.config_entry.options.get(CONF_DECLINED, ())) - chosen
                return self.async_create_entry(
                    data={CONF_SYSTEMS: sorted(chosen), CONF_DECLINED: sorted(declined)}
                )
        return self.async_show_form(
            step_id="init",
            data_schema=_schema(
                await async_available(self.hass),
                before if user_input is None else user_input[CONF_SYSTEMS],
            ),
            errors=errors,
            description_placeholders={"entries": ", ".join(in_use)},
        )

    async def _async_take_away(self, keys: Iterable[str]) -> bool:
        try:
            await async_deactivate(self.hass, _domains(keys))
        except OSError:
            return False
        return True


async def _async_next_flow(hass: HomeAssistant, domains: Iterable[str]) -> str | None:
    """Begin to add the first system that has nothing yet; return the id of its dialog."""
    for domain in domains:
        if entries_of(hass, domain):
            continue
        result = await hass.config_entries.flow.async_init(domain, context={"source": SOURCE_USER})
        if result["type"] not in _ENDED:
            return result["flow_id"]
    return None
