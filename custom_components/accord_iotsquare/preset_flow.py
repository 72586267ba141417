"""The dialogs that put a downlink under a name, for devices and groups."""

from typing import Any, cast

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.helpers.selector import SelectOptionDict
import voluptuous as vol

from ..accord.protocol.errors import InvalidError
from ..accord.protocol.iotsquare.presets import READY
from .coordinator import IoTSquareConfigEntry
from .preset_forms import (
    CONF_READY,
    READY_SCHEMA,
    Offer,
    button_schema,
    number_schema,
    select_schema,
    switch_schema,
    text_schema,
)
from .saved_presets import CONF_KIND, CONF_TARGETS, saved_preset, target_of
from .state import Kind, Part


class PresetFlow(ConfigSubentryFlow):
    """Adds and changes presets."""

    def __init__(self) -> None:
        """Begin with nothing chosen."""
        self._data: dict[str, Any] = {}
        self._problem = ""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask what the preset is to be."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        return self.async_show_menu(
            step_id="user",
            menu_options=["button", "switch", "number", "select", "text", "ready"],
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Begin with what was chosen before."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        self._data = dict(self._get_reconfigure_subentry().data)
        return await self._async_step_of(self._data[CONF_KIND])

    async def async_step_ready(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Begin with a preset that is known."""
        if user_input is None:
            return self.async_show_form(step_id="ready", data_schema=READY_SCHEMA)
        ready = next(one for one in READY if one.key == user_input[CONF_READY])
        self._data = dict(ready.options)
        return await self._async_step_of(ready.kind)

    async def _async_step_of(self, kind: str) -> SubentryFlowResult:
        step = {
            "button": self.async_step_button,
            "switch": self.async_step_switch,
            "number": self.async_step_number,
            "select": self.async_step_select,
            "text": self.async_step_text,
        }[kind]
        return await step()

    async def async_step_button(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Describe a button."""
        errors = self._take("button", user_input)
        if user_input is not None and not errors:
            return self._finish()
        return self.async_show_form(
            step_id="button",
            data_schema=self._shown(button_schema(self._offer())),
            description_placeholders={"problem": self._problem},
            errors=errors,
        )

    async def async_step_switch(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Describe a switch."""
        errors = self._take("switch", user_input)
        if user_input is not None and not errors:
            return self._finish()
        return self.async_show_form(
            step_id="switch",
            data_schema=self._shown(switch_schema(self._offer())),
            description_placeholders={"problem": self._problem},
            errors=errors,
        )

    async def async_step_number(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Describe a number."""
        errors = self._take("number", user_input)
        if user_input is not None and not errors:
            return self._finish()
        return self.async_show_form(
            step_id="number",
            data_schema=self._shown(number_schema(self._offer())),
            description_placeholders={"problem": self._problem},
            errors=errors,
        )

    async def async_step_select(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Describe a list."""
        errors = self._take("select", user_input)
        if user_input is not None and not errors:
            return self._finish()
        return self.async_show_form(
            step_id="select",
            data_schema=self._shown(select_schema(self._offer())),
            description_placeholders={"problem": self._problem},
            errors=errors,
        )

    async def async_step_text(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Describe a text."""
        errors = self._take("text", user_input)
        if user_input is not None and not errors:
            return self._finish()
        return self.async_show_form(
            step_id="text",
            data_schema=self._shown(text_schema(self._offer())),
            description_placeholders={"problem": self._problem},
            errors=errors,
        )

    # --- What was chosen -----------------------------------------------------------------------

    def _offer(self) -> Offer:
        data = cast("IoTSquareConfigEntry", self._get_entry()).runtime_data
        state = data.coordinator.data
        targets = [
            SelectOptionDict(value=target_of(Part(kind, name)), label=one.name or name)
            for kind, things in ((Kind.DEVICE, state.devices), (Kind.GROUP, state.groups))
            for name, one in things.items()
        ]
        measurements = {
            place.key: known.name or f"{known.quantity.key} {known.channel or ''}".strip()
            for name in data.decoding.names()
            for place, known in data.decoding.known(name).items()
        }
        return Offer(
            targets,
            [
                SelectOptionDict(value=key, label=f"{label} ({key})")
                for key, label in measurements.items()
            ],
        )

    def _shown(self, schema: vol.Schema) -> vol.Schema:
        return self.add_suggested_values_to_schema(schema, self._data)

    def _take(self, kind: str, given: dict[str, Any] | None) -> dict[str, str]:
        """Keep what was written; returns errors to show."""
        self._problem = ""
        if given is None:
            return {}
        self._data = {**given, CONF_KIND: kind}
        if not given[CONF_TARGETS]:
            return {"base": "no_targets"}
        try:
            saved_preset(self._data)
        except InvalidError as err:
            self._problem = str(err)
            return {"base": "invalid_preset"}
        return {}

    def _finish(self) -> SubentryFlowResult:
        title = str(self._data["name"]).strip()
        if self.source == SOURCE_RECONFIGURE:
            return self.async_update_and_abort(
                self._get_entry(), self._get_reconfigure_subentry(), title=title, data=self._data
            )
        return self.async_create_entry(title=title, data=self._data)
