"""Preferences of a station, and devices that are added to it."""

import asyncio
from typing import Any, cast, override

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
)
import voluptuous as vol

from ..accord.flows import flow_error
from ..accord.protocol.errors import AccordError
from ..accord.protocol.lifesmart import Radio
from .const import CONF_INVERTED, CONF_OWN_HOST, CONF_POLL, CONF_RADIO, CONF_SMS
from .coordinator import POLL, LifeSmartConfigEntry, LifeSmartCoordinator

PAIR_SECONDS = 30
PAIR_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_RADIO, default=Radio.BOTH.value): SelectSelector(
            SelectSelectorConfig(options=["default", "fixed", "both"], translation_key="radio")
        )
    }
)
_POLL = NumberSelector(NumberSelectorConfig(min=60, max=3600, step=10, unit_of_measurement="s"))


class LifeSmartOptionsFlow(OptionsFlowWithReload):
    """Preferences of one station."""

    def __init__(self) -> None:
        """Start without a search."""
        self._search: asyncio.Task[str] | None = None
        self._radio = Radio.DEFAULT
        self._found = ""
        self._errors: dict[str, str] = {}

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user choose what it is about."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        return self.async_show_menu(step_id="init", menu_options=["preferences", "pair"])

    async def async_step_preferences(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the preferences."""
        if user_input is not None:
            kept = {
                key: value
                for key, value in self.config_entry.options.items()
                if key not in (CONF_POLL, CONF_INVERTED, CONF_OWN_HOST, CONF_SMS)
            }
            return self.async_create_entry(data={**kept, **user_input})
        schema = vol.Schema(
            {
                vol.Required(CONF_POLL, default=POLL): _POLL,
                vol.Optional(CONF_OWN_HOST): TextSelector(),
                vol.Optional(CONF_SMS): TextSelector(),
                vol.Required(CONF_INVERTED, default=list): self._locks_selector(),
            }
        )
        return self.async_show_form(
            step_id="preferences",
            data_schema=self.add_suggested_values_to_schema(schema, self.config_entry.options),
        )

    def _locks_selector(self) -> SelectSelector:
        options = [
            SelectOptionDict(value=me, label=device.name or me)
            for me, device in self._coordinator.data.devices.items()
            if device.devtype.startswith("SL_LK_")
        ]
        return SelectSelector(SelectSelectorConfig(options=options, multiple=True))

    # --- A new device --------------------------------------------------------------------------

    async def async_step_pair(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what to do before the station looks for a device."""
        if user_input is not None:
            self._errors = {}
            self._radio = Radio(user_input[CONF_RADIO])
            return await self.async_step_search()
        return self.async_show_form(
            step_id="pair",
            data_schema=PAIR_SCHEMA,
            description_placeholders={"seconds": str(PAIR_SECONDS)},
            errors=self._errors,
        )

    async def async_step_search(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Wait until the station found something, or stops looking."""
        if self._search is None:
            self._search = self.hass.async_create_task(self._async_search())
        if not self._search.done():
            return self.async_show_progress(
                step_id="search", progress_action="search", progress_task=self._search
            )
        try:
            self._found = self._search.result()
        except AccordError as err:
            self._errors = {"base": flow_error(err, "signature_refused", "station_silent")}
        else:
            if not self._found:
                self._errors = {"base": "nothing_found"}
        self._search = None
        return self.async_show_progress_done(next_step_id="pair" if self._errors else "paired")

    async def async_step_paired(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what was found."""
        return self.async_abort(
            reason="device_paired", description_placeholders={"devices": self._found}
        )

    async def _async_search(self) -> str:
        """Return the names of new devices. Raises AccordError; nothing is tried twice."""
        coordinator = self._coordinator
        before = set(coordinator.data.devices)
        await coordinator.client.pairing.pair(PAIR_SECONDS, self._radio)
        await coordinator.async_refresh()
        new = [one for me, one in coordinator.data.devices.items() if me not in before]
        return ", ".join(device.name or device.devtype for device in new)

    @callback
    @override
    def async_remove(self) -> None:
        """Stop waiting when the dialog is closed."""
        if self._search is not None:
            self._search.cancel()
        super().async_remove()

    @property
    def _coordinator(self) -> LifeSmartCoordinator:
        entry = cast("LifeSmartConfigEntry", self.config_entry)
        return entry.runtime_data.coordinator
