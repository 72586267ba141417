"""The dialogs that put a command under a name, for a device or a group."""

from typing import Any, cast

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import voluptuous as vol

from ..accord.protocol.errors import InvalidError
from .coordinator import HuaweiConfigEntry
from .saved_presets import (
    BUTTON,
    CONF_COMMAND,
    CONF_EXPIRE,
    CONF_HIGH,
    CONF_KIND,
    CONF_LOW,
    CONF_OFF_COMMAND,
    CONF_OFF_PARAMETERS,
    CONF_PARAMETER,
    CONF_PARAMETERS,
    CONF_STEP,
    CONF_TARGET,
    CONF_UNIT,
    LOCK,
    NUMBER,
    SWITCH,
    SavedPreset,
)

_ANY = NumberSelector(NumberSelectorConfig(step="any", mode=NumberSelectorMode.BOX))
_SECONDS = NumberSelector(
    NumberSelectorConfig(
        min=0, max=172800, step=1, unit_of_measurement="s", mode=NumberSelectorMode.BOX
    )
)


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
            step_id="user", menu_options=["button", "switch", "lock", "number"]
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Begin with what was chosen before."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        subentry = self._get_reconfigure_subentry()
        self._data = {**subentry.data, CONF_NAME: subentry.title}
        step = {
            BUTTON: self.async_step_button,
            SWITCH: self.async_step_switch,
            LOCK: self.async_step_lock,
            NUMBER: self.async_step_number,
        }[self._data[CONF_KIND]]
        return await step()

    async def async_step_button(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Describe a button."""
        errors = self._take(BUTTON, user_input)
        if user_input is not None and not errors:
            return self._finish()
        schema = vol.Schema(
            {
                vol.Required(CONF_NAME): TextSelector(),
                vol.Required(CONF_TARGET): self._targets(),
                vol.Required(CONF_COMMAND): self._commands(),
                vol.Optional(CONF_PARAMETERS): ObjectSelector(),
                vol.Required(CONF_EXPIRE, default=0): _SECONDS,
            }
        )
        return self.async_show_form(
            step_id="button",
            data_schema=self.add_suggested_values_to_schema(schema, self._data),
            description_placeholders={"problem": self._problem},
            errors=errors,
        )

    async def async_step_switch(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Describe a switch."""
        errors = self._take(SWITCH, user_input)
        if user_input is not None and not errors:
            return self._finish()
        schema = vol.Schema(
            {
                vol.Required(CONF_NAME): TextSelector(),
                vol.Required(CONF_TARGET): self._targets(),
                vol.Required(CONF_COMMAND): self._commands(),
                vol.Optional(CONF_PARAMETERS): ObjectSelector(),
                vol.Required(CONF_OFF_COMMAND): self._commands(),
                vol.Optional(CONF_OFF_PARAMETERS): ObjectSelector(),
                vol.Required(CONF_EXPIRE, default=0): _SECONDS,
            }
        )
        return self.async_show_form(
            step_id="switch",
            data_schema=self.add_suggested_values_to_schema(schema, self._data),
            description_placeholders={"problem": self._problem},
            errors=errors,
        )

    async def async_step_lock(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Describe a lock, which is told at once or never."""
        errors = self._take(LOCK, user_input)
        if user_input is not None and not errors:
            return self._finish()
        schema = vol.Schema(
            {
                vol.Required(CONF_NAME): TextSelector(),
                vol.Required(CONF_TARGET): self._targets(groups=False),
                vol.Required(CONF_COMMAND): self._commands(),
                vol.Optional(CONF_PARAMETERS): ObjectSelector(),
                vol.Required(CONF_OFF_COMMAND): self._commands(),
                vol.Optional(CONF_OFF_PARAMETERS): ObjectSelector(),
            }
        )
        return self.async_show_form(
            step_id="lock",
            data_schema=self.add_suggested_values_to_schema(schema, self._data),
            description_placeholders={"problem": self._problem},
            errors=errors,
        )

    async def async_step_number(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Describe a number."""
        errors = self._take(NUMBER, user_input)
        if user_input is not None and not errors:
            return self._finish()
        schema = vol.Schema(
            {
                vol.Required(CONF_NAME): TextSelector(),
                vol.Required(CONF_TARGET): self._targets(),
                vol.Required(CONF_COMMAND): self._commands(),
                vol.Required(CONF_PARAMETER): TextSelector(),
                vol.Optional(CONF_PARAMETERS): ObjectSelector(),
                vol.Required(CONF_LOW, default=0): _ANY,
                vol.Required(CONF_HIGH, default=100): _ANY,
                vol.Required(CONF_STEP, default=1): _ANY,
                vol.Optional(CONF_UNIT): TextSelector(),
                vol.Required(CONF_EXPIRE, default=0): _SECONDS,
            }
        )
        return self.async_show_form(
            step_id="number",
            data_schema=self.add_suggested_values_to_schema(schema, self._data),
            description_placeholders={"problem": self._problem},
            errors=errors,
        )

    # --- What there is to choose ---------------------------------------------------------------

    @property
    def _entry(self) -> HuaweiConfigEntry:
        return cast("HuaweiConfigEntry", self._get_entry())

    def _targets(self, *, groups: bool = True) -> SelectSelector:
        data = self._entry.runtime_data
        coordinator = data.coordinator
        options = [
            SelectOptionDict(value=f"device/{one}", label=coordinator.name_of(one))
            for one in coordinator.devices
        ]
        if groups:
            options += [
                SelectOptionDict(value=f"group/{one}", label=f"⁂ {data.groups.title(one)}")
                for one in data.groups.ids
            ]
        return SelectSelector(
            SelectSelectorConfig(options=options, mode=SelectSelectorMode.DROPDOWN)
        )

    def _commands(self) -> SelectSelector:
        products = self._entry.runtime_data.coordinator.products
        names = {
            f"{service.service_id}/{command.name}"
            for model in products.names
            for service in products.services(model) or ()
            for command in service.commands
        }
        return SelectSelector(
            SelectSelectorConfig(
                options=sorted(names), custom_value=True, mode=SelectSelectorMode.DROPDOWN
            )
        )

    def _take(self, kind: str, given: dict[str, Any] | None) -> dict[str, str]:
        """Keep what was written; returns errors to show."""
        self._problem = ""
        if given is None:
            return {}
        self._data = {**given, CONF_KIND: kind}
        try:
            SavedPreset.from_data(self._data)
        except InvalidError as err:
            self._problem = str(err)
            return {"base": "invalid_preset"}
        return {}

    def _finish(self) -> SubentryFlowResult:
        data = dict(self._data)
        title = str(data.pop(CONF_NAME)).strip()
        if self.source == SOURCE_RECONFIGURE:
            return self.async_update_and_abort(
                self._get_entry(), self._get_reconfigure_subentry(), title=title, data=data
            )
        return self.async_create_entry(title=title, data=data)
