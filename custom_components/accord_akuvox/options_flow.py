"""Preferences of a unit, and a card that is enrolled at its reader."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast, override

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.const import CONF_NAME
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import voluptuous as vol

from ..accord.flows import flow_error
from ..accord.protocol.akuvox import Person
from ..accord.protocol.errors import AccordError, DeviceError, NotFoundError
from .const import (
    CONF_DANGEROUS,
    CONF_HOLD_OPEN,
    CONF_INPUT_CLASSES,
    CONF_INVERTED,
    CONF_LAST_USER,
    CONF_RELAYS,
)
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator
from .entity import AkuvoxView, Part, part_name, parts_of
from .push_flow import PushSteps

NO_CLASS = "none"
_CLASSES = SelectSelector(
    SelectSelectorConfig(
        options=[NO_CLASS, "door", "garage_door", "opening", "window"],
        translation_key="input_class",
        mode=SelectSelectorMode.DROPDOWN,
    )
)
INPUTS_SCHEMA = vol.Schema(
    {
        vol.Required("input_a", default=NO_CLASS): _CLASSES,
        vol.Required("input_b", default=NO_CLASS): _CLASSES,
        vol.Required("input_c", default=NO_CLASS): _CLASSES,
        vol.Required("input_d", default=NO_CLASS): _CLASSES,
    }
)


class AkuvoxOptionsFlow(PushSteps, OptionsFlowWithReload):
    """Preferences of one unit."""

    def __init__(self) -> None:
        """Start without a card."""
        super().__init__()
        self._scan: asyncio.Task[str] | None = None
        self._card = ""
        self._errors: dict[str, str] = {}

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user choose what it is about."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        options = ["preferences", "push"]
        if "user/get" in self._coordinator.data.capabilities:
            options.append("enrol")
        return self.async_show_menu(step_id="init", menu_options=options)

    # --- Preferences ---------------------------------------------------------------------------

    async def async_step_preferences(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the preferences."""
        if user_input is not None:
            letters = {f"input_{letter.lower()}": letter for letter in self._inputs}
            classes = {
                letter: user_input.pop(field)
                for field, letter in letters.items()
                if field in user_input
            }
            chosen = {letter: one for letter, one in classes.items() if one != NO_CLASS}
            return self.async_create_entry(
                data={**self.config_entry.options, **user_input, CONF_INPUT_CLASSES: chosen}
            )
        return self.async_show_form(
            step_id="preferences",
            data_schema=self.add_suggested_values_to_schema(
                self._preferences_schema(), self._suggested()
            ),
        )

    def _preferences_schema(self) -> vol.Schema:
        fields = {
            marker: selector
            for marker, selector in INPUTS_SCHEMA.schema.items()
            if str(marker).removeprefix("input_").upper() in self._inputs
        }
        return vol.Schema(
            {
                vol.Required(CONF_INVERTED, default=list): self._relays_selector(),
                **fields,
                vol.Required(CONF_HOLD_OPEN, default=False): BooleanSelector(),
                vol.Required(CONF_LAST_USER, default=False): BooleanSelector(),
                vol.Required(CONF_DANGEROUS, default=False): BooleanSelector(),
            }
        )

    def _suggested(self) -> Mapping[str, Any]:
        """Return what is in force now: what was never chosen is as the unit says."""
        entry, state = self._entry, self._coordinator.data
        classes: Mapping[str, str] = entry.options.get(CONF_INPUT_CLASSES, {})
        inverted = [one for one in parts_of(state, Part.RELAY) if one in state.inverted]
        return {
            **entry.options,
            CONF_INVERTED: inverted,
            **{f"input_{letter.lower()}": one for letter, one in classes.items()},
        }

    # --- A card --------------------------------------------------------------------------------

    async def async_step_enrol(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what to do before the reader waits for a card."""
        if user_input is not None:
            self._errors = {}
            return await self.async_step_scan()
        return self.async_show_form(
            step_id="enrol",
            description_placeholders={"name": self.config_entry.title},
            errors=self._errors,
        )

    async def async_step_scan(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Wait for the card."""
        if self._scan is None:
            self._scan = self.hass.async_create_task(self._async_scan())
        if not self._scan.done():
            return self.async_show_progress(
                step_id="scan", progress_action="scan", progress_task=self._scan
            )
        try:
            self._card = self._scan.result()
        except NotFoundError, DeviceError:
            self._errors = {"base": "no_card"}
        except AccordError as err:
            self._errors = {"base": flow_error(err, "invalid_auth", "api_closed", "unsupported")}
        self._scan = None
        return self.async_show_progress_done(next_step_id="enrol" if self._errors else "person")

    async def _async_scan(self) -> str:
        return await self._coordinator.client.user.scan()

    @callback
    @override
    def async_remove(self) -> None:
        """Stop waiting when the dialog is closed."""
        if self._scan is not None:
            self._scan.cancel()
        super().async_remove()

    async def async_step_person(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take the card's owner and the doors that it opens."""
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                await self._coordinator.client.persons.add(self._person(user_input))
            except AccordError as err:
                errors["base"] = flow_error(
                    err, "already_exists", "api_closed", "invalid_auth", "limit_reached"
                )
            else:
                return self.async_abort(
                    reason="card_enrolled",
                    description_placeholders={"person": user_input[CONF_NAME]},
                )
        schema = vol.Schema(
            {
                vol.Required(CONF_NAME): TextSelector(),
                vol.Required(CONF_RELAYS, default=self._letters[:1]): self._relays_selector(),
            }
        )
        return self.async_show_form(
            step_id="person",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
        )

    def _person(self, user_input: Mapping[str, Any]) -> Person:
        numbers = sorted(str("ABCD".index(letter) + 1) for letter in user_input[CONF_RELAYS])
        return Person(name=user_input[CONF_NAME], cards=(self._card,), relays="".join(numbers))

    # --- What the unit has ---------------------------------------------------------------------

    @property
    def _entry(self) -> AkuvoxConfigEntry:
        return cast("AkuvoxConfigEntry", self.config_entry)

    @property
    def _coordinator(self) -> AkuvoxCoordinator:
        return self._entry.runtime_data.coordinator

    @property
    def _letters(self) -> list[str]:
        return list(parts_of(self._coordinator.data, Part.RELAY))

    @property
    def _inputs(self) -> list[str]:
        return list(parts_of(self._coordinator.data, Part.INPUT))

    def _relays_selector(self) -> SelectSelector:
        state = self._coordinator.data
        options = [
            SelectOptionDict(value=letter, label=part_name(AkuvoxView(state, letter), Part.RELAY))
            for letter in self._letters
        ]
        return SelectSelector(SelectSelectorConfig(options=options, multiple=True))
