"""Preferences of an account: what to follow, and how often to ask."""

from collections.abc import Mapping
from typing import Any, cast

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from .const import CONF_APPLICATIONS, CONF_POLL
from .coordinator import POLL, IoTSquareConfigEntry
from .mqtt_flow import MqttSteps
from .push_flow import PushSteps
from .register_flow import RegisterSteps

_POLL = NumberSelector(NumberSelectorConfig(min=30, max=3600, step=10, unit_of_measurement="s"))


class IoTSquareOptionsFlow(PushSteps, MqttSteps, RegisterSteps, OptionsFlowWithReload):
    """Preferences of one account."""

    def __init__(self) -> None:
        """Have asked nothing yet."""
        PushSteps.__init__(self)
        MqttSteps.__init__(self)
        RegisterSteps.__init__(self)

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user choose what it is about."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        return self.async_show_menu(
            step_id="init", menu_options=["preferences", "register", "push", "mqtt"]
        )

    async def async_step_preferences(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the preferences."""
        options = self.config_entry.options
        if user_input is not None:
            return self.async_create_entry(data={**options, **user_input})
        entry = cast("IoTSquareConfigEntry", self.config_entry)
        known = entry.runtime_data.coordinator.data.applications
        schema = vol.Schema(
            {
                vol.Optional(CONF_APPLICATIONS, default=list): applications_selector(
                    {name: one.name for name, one in known.items()}
                ),
                vol.Required(CONF_POLL, default=POLL): _POLL,
            }
        )
        return self.async_show_form(
            step_id="preferences",
            data_schema=self.add_suggested_values_to_schema(schema, options),
        )


def applications_selector(applications: Mapping[str, str | None]) -> SelectSelector:
    """Return what lets a user choose among applications, by their ids."""
    options = [
        SelectOptionDict(value=name, label=title or name) for name, title in applications.items()
    ]
    return SelectSelector(SelectSelectorConfig(options=options, multiple=True))
