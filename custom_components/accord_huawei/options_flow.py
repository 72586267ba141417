"""Preferences of an application: what to show, how often to ask, how patient commands are."""

from typing import Any, cast, override

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
)
import voluptuous as vol

from ..accord.protocol.huawei.northbound import HuaweiClient
from ..accord.protocol.huawei.northbound.budget import PER_MINUTE
from ..accord.protocol.huawei.northbound.mapping.delivery import SLEEPERS
from .const import CONF_BUDGET, CONF_IMPORT, CONF_OPTIMISTIC, CONF_POLL, CONF_WAIT
from .coordinator import POLL, SHORTEST_POLL, HuaweiConfigEntry
from .push_flow import PushSteps
from .scope import Scope
from .scope_flow import ScopeSteps

_BOX = NumberSelectorMode.BOX
PREFERENCES_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_POLL, default=POLL): NumberSelector(
            NumberSelectorConfig(
                min=SHORTEST_POLL, max=86400, step=1, unit_of_measurement="s", mode=_BOX
            )
        ),
        vol.Required(CONF_BUDGET, default=PER_MINUTE): NumberSelector(
            NumberSelectorConfig(min=10, max=10000, step=1, mode=_BOX)
        ),
        vol.Required(CONF_WAIT, default=SLEEPERS): NumberSelector(
            NumberSelectorConfig(min=0, max=172800, step=1, unit_of_measurement="s", mode=_BOX)
        ),
        vol.Required(CONF_OPTIMISTIC, default=False): BooleanSelector(),
        vol.Required(CONF_IMPORT, default=False): BooleanSelector(),
    }
)


class HuaweiOptionsFlow(PushSteps, ScopeSteps, OptionsFlowWithReload):
    """Preferences of one application."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user choose what it is about."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        self.scope = Scope.from_options(self.config_entry.options)
        return self.async_show_menu(step_id="init", menu_options=["preferences", "scope", "push"])

    async def async_step_preferences(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the preferences."""
        options = self.config_entry.options
        if user_input is not None:
            return self.async_create_entry(data={**options, **user_input})
        return self.async_show_form(
            step_id="preferences",
            data_schema=self.add_suggested_values_to_schema(PREFERENCES_SCHEMA, options),
        )

    @property
    @override
    def client(self) -> HuaweiClient:
        """Return the client of the loaded entry: an application has one token only."""
        return cast("HuaweiConfigEntry", self.config_entry).runtime_data.coordinator.client

    @property
    @override
    def total(self) -> int:
        """Return how many devices are shown now."""
        entry = cast("HuaweiConfigEntry", self.config_entry)
        return len(entry.runtime_data.coordinator.devices)

    @override
    async def _async_chosen(self) -> ConfigFlowResult:
        """Store the choice beside the other options."""
        options = self.config_entry.options
        return self.async_create_entry(data={**options, **self.scope.to_options()})
