"""The dialog in which an owner says what a property of a product model is."""

from enum import StrEnum
from typing import Any, cast

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.cover import CoverDeviceClass
from homeassistant.components.number import NumberDeviceClass
from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.components.switch import SwitchDeviceClass
from homeassistant.components.valve import ValveDeviceClass
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
)
import voluptuous as vol

from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import Feature, Kind
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .entity import spelt
from .overrides import (
    CONF_COMMAND,
    CONF_DEVICE_CLASS,
    CONF_ENABLED,
    CONF_FEATURE,
    CONF_HIDDEN,
    CONF_INVERTED,
    CONF_KIND,
    CONF_MODEL,
    CONF_SCALE,
    CONF_UNIT,
    kinds_for,
)
from .products import name_of_model

CLASSES: dict[Kind, type[StrEnum]] = {
    Kind.BINARY_SENSOR: BinarySensorDeviceClass,
    Kind.COVER: CoverDeviceClass,
    Kind.NUMBER: NumberDeviceClass,
    Kind.SENSOR: SensorDeviceClass,
    Kind.SWITCH: SwitchDeviceClass,
    Kind.VALVE: ValveDeviceClass,
}
"""Device classes that each kind may have."""

_SCALE = NumberSelector(NumberSelectorConfig(step="any", mode=NumberSelectorMode.BOX))


class OverrideFlow(ConfigSubentryFlow):
    """Adds and changes what is said of one property or command."""

    def __init__(self) -> None:
        """Begin with nothing chosen."""
        self._data: dict[str, Any] = {}

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose a product model."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        if user_input is not None:
            self._data = dict(user_input)
            return await self.async_step_property()
        models = {name_of_model(one): one for one in self._coordinator.devices.values()}
        options = [
            SelectOptionDict(value=name, label=_label(device))
            for name, device in sorted(models.items())
            if self._coordinator.products.services(name)
        ]
        if not options:
            return self.async_abort(reason="no_models")
        schema = vol.Schema({vol.Required(CONF_MODEL): _select(options)})
        return self.async_show_form(step_id="user", data_schema=schema)

    async def async_step_property(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Choose a property or command."""
        if user_input is not None:
            self._data |= user_input
            if self._unique_id() in {
                one.unique_id for one in self._get_entry().subentries.values()
            }:
                return self.async_abort(reason="already_configured")
            return await self.async_step_change()
        options = [
            SelectOptionDict(value=one.id, label=f"{spelt(one.service_id)}: {spelt(one.name)}")
            for one in self._features()
        ]
        schema = vol.Schema({vol.Required(CONF_FEATURE): _select(options)})
        return self.async_show_form(step_id="property", data_schema=schema)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Begin with what was said before."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        self._data = dict(self._get_reconfigure_subentry().data)
        return await self.async_step_change()

    async def async_step_change(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say what it is."""
        feature = next(
            (one for one in self._features() if one.id == self._data[CONF_FEATURE]), None
        )
        errors: dict[str, str] = {}
        if user_input is not None:
            if user_input.get(CONF_SCALE) == 0:
                errors = {"base": "scale_zero"}
            elif not _fits(user_input, feature):
                errors = {"base": "class_unfit"}
            else:
                return self._finish(user_input)
        return self.async_show_form(
            step_id="change",
            data_schema=self.add_suggested_values_to_schema(
                self._schema(feature), user_input or self._data
            ),
            description_placeholders={"feature": self._data[CONF_FEATURE]},
            errors=errors,
        )

    def _schema(self, feature: Feature | None) -> vol.Schema:
        kinds = [one.value for one in kinds_for(feature)] if feature else []
        kind = SelectSelectorConfig(options=kinds, translation_key="kind")
        classes = sorted({one.value for kind in CLASSES.values() for one in kind})
        commands = SelectSelectorConfig(options=self._commands(), custom_value=True)
        return vol.Schema(
            {
                vol.Optional(CONF_KIND): SelectSelector(kind),
                vol.Optional(CONF_DEVICE_CLASS): SelectSelector(
                    SelectSelectorConfig(options=classes)
                ),
                vol.Optional(CONF_UNIT): TextSelector(),
                vol.Optional(CONF_SCALE): _SCALE,
                vol.Optional(CONF_COMMAND): SelectSelector(commands),
                vol.Required(CONF_INVERTED, default=False): BooleanSelector(),
                vol.Required(CONF_ENABLED, default=False): BooleanSelector(),
                vol.Required(CONF_HIDDEN, default=False): BooleanSelector(),
            }
        )

    def _finish(self, given: dict[str, Any]) -> SubentryFlowResult:
        data = {key: self._data[key] for key in (CONF_MODEL, CONF_FEATURE)} | given
        service, _, name = data[CONF_FEATURE].partition(":")
        title = f"{data[CONF_MODEL].split('/')[2]}: {spelt(service)} {spelt(name).lower()}"
        if self.source == SOURCE_RECONFIGURE:
            subentry = self._get_reconfigure_subentry()
            return self.async_update_and_abort(self._get_entry(), subentry, data=data)
        return self.async_create_entry(title=title, data=data, unique_id=self._unique_id())

    # --- What there is -------------------------------------------------------------------------

    @property
    def _coordinator(self) -> HuaweiCoordinator:
        return cast("HuaweiConfigEntry", self._get_entry()).runtime_data.coordinator

    def _unique_id(self) -> str:
        return f"{self._data[CONF_MODEL]}/{self._data[CONF_FEATURE]}"

    def _features(self) -> tuple[Feature, ...]:
        """Return what the model's devices are, as far as nobody hid it."""
        devices = self._coordinator.devices.values()
        device = next(
            (one for one in devices if name_of_model(one) == self._data[CONF_MODEL]), None
        )
        return () if device is None else self._coordinator.features_of(device)

    def _commands(self) -> list[str]:
        """Return the commands that could set the property."""
        service_id = self._data[CONF_FEATURE].partition(":")[0]
        services = self._coordinator.products.services(self._data[CONF_MODEL]) or ()
        return [
            command.name
            for service in services
            if service.service_id == service_id
            for command in service.commands
            if len(command.parameters) == 1
        ]


def _fits(given: dict[str, Any], feature: Feature | None) -> bool:
    """Tell whether the device class is one of what the feature is."""
    wanted = given.get(CONF_DEVICE_CLASS)
    kind = given.get(CONF_KIND) or (feature.kind if feature else None)
    if not wanted or kind is None:
        return True
    classes = CLASSES.get(Kind(kind))
    return classes is not None and wanted in {one.value for one in classes}


def _label(device: Device) -> str:
    info = device.info
    return f"{info.manufacturer_name or info.manufacturer_id} {info.model} ({info.device_type})"


def _select(options: list[SelectOptionDict]) -> SelectSelector:
    return SelectSelector(SelectSelectorConfig(options=options))
