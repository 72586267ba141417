"""Preferences of a station, names of people, and devices that are added to it."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
)
import voluptuous as vol

from .const import CONF_INVERTED, CONF_OWN_HOST, CONF_OWN_PORT, CONF_POLL, CONF_SMS
from .coordinator import POLL
from .names_flow import LifeSmartNamesFlow, lock_options
from .pairing_flow import LifeSmartPairingFlow

_POLL = NumberSelector(NumberSelectorConfig(min=60, max=3600, step=10, unit_of_measurement="s"))
_PORT = NumberSelector(NumberSelectorConfig(min=1, max=65535, step=1, mode=NumberSelectorMode.BOX))
_PREFERENCES = (CONF_POLL, CONF_INVERTED, CONF_OWN_HOST, CONF_OWN_PORT, CONF_SMS)


class LifeSmartOptionsFlow(LifeSmartNamesFlow, LifeSmartPairingFlow):
    """Preferences of one station."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user choose what it is about."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        return self.async_show_menu(step_id="init", menu_options=["preferences", "names", "pair"])

    async def async_step_preferences(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the preferences."""
        if user_input is not None:
            kept = {
                key: value
                for key, value in self.config_entry.options.items()
                if key not in _PREFERENCES
            }
            return self.async_create_entry(data={**kept, **user_input})
        schema = vol.Schema(
            {
                vol.Required(CONF_POLL, default=POLL): _POLL,
                vol.Optional(CONF_OWN_HOST): TextSelector(),
                vol.Optional(CONF_OWN_PORT): _PORT,
                vol.Optional(CONF_SMS): TextSelector(),
                vol.Required(CONF_INVERTED, default=list): self._locks_selector(),
            }
        )
        return self.async_show_form(
            step_id="preferences",
            data_schema=self.add_suggested_values_to_schema(schema, self.config_entry.options),
        )

    def _locks_selector(self) -> SelectSelector:
        options = lock_options(self._coordinator)
        return SelectSelector(SelectSelectorConfig(options=options, multiple=True))
