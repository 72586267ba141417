"""Buttons, switches, numbers, lists and texts that send presets."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.components.number import NumberEntity, NumberEntityDescription, NumberMode
from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.components.text import TextEntity, TextEntityDescription
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN

from ..accord.protocol.iotsquare.presets import (
    ButtonPreset,
    NumberPreset,
    SelectPreset,
    SwitchPreset,
    TextPreset,
)
from .entity import IoTSquareEntityDescription
from .preset_entity import OPERATIONS, PresetEntity
from .state import Kind

LONGEST_STATE = 255
_NOTHING = (STATE_UNAVAILABLE, STATE_UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class PresetButtonDescription(IoTSquareEntityDescription, ButtonEntityDescription):
    """Row of buttons."""


@dataclass(frozen=True, kw_only=True)
class PresetNumberDescription(IoTSquareEntityDescription, NumberEntityDescription):
    """Row of numbers."""


@dataclass(frozen=True, kw_only=True)
class PresetSelectDescription(IoTSquareEntityDescription, SelectEntityDescription):
    """Row of lists."""


@dataclass(frozen=True, kw_only=True)
class PresetSwitchDescription(IoTSquareEntityDescription, SwitchEntityDescription):
    """Row of switches."""


@dataclass(frozen=True, kw_only=True)
class PresetTextDescription(IoTSquareEntityDescription, TextEntityDescription):
    """Row of texts."""


PRESET_BUTTONS = (
    PresetButtonDescription(
        key="preset",
        translation_key="preset",
        kind=Kind.DEVICE,
        operations=OPERATIONS,
        essential=True,
    ),
)
PRESET_NUMBERS = (
    PresetNumberDescription(
        key="preset",
        translation_key="preset",
        kind=Kind.DEVICE,
        operations=OPERATIONS,
        essential=True,
    ),
)
PRESET_SELECTS = (
    PresetSelectDescription(
        key="preset",
        translation_key="preset",
        kind=Kind.DEVICE,
        operations=OPERATIONS,
        essential=True,
    ),
)
PRESET_SWITCHES = (
    PresetSwitchDescription(
        key="preset",
        translation_key="preset",
        kind=Kind.DEVICE,
        operations=OPERATIONS,
        essential=True,
    ),
)
PRESET_TEXTS = (
    PresetTextDescription(
        key="preset",
        translation_key="preset",
        kind=Kind.DEVICE,
        operations=OPERATIONS,
        essential=True,
    ),
)


class PresetButton(PresetEntity[ButtonPreset], ButtonEntity):
    """Sends always the same."""

    entity_description: PresetButtonDescription
    _preset_type = ButtonPreset

    @override
    async def async_press(self) -> None:
        await self._async_send(self.preset.encode)


class PresetSwitch(PresetEntity[SwitchPreset], SwitchEntity):
    """Sends one of two."""

    entity_description: PresetSwitchDescription
    _preset_type = SwitchPreset

    @override
    def _restore(self, state: str) -> None:
        self._attr_is_on = {STATE_ON: True, STATE_OFF: False}.get(state)

    @override
    def _take(self, preset: SwitchPreset) -> object:
        value = self._told(preset.source)
        if value is not None and preset.source is not None:
            self._attr_is_on = preset.source.is_on(value)
        return self._attr_is_on

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        await self._async_switch(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self._async_switch(False)

    async def _async_switch(self, on: bool) -> None:
        await self._async_send(lambda: self.preset.encode(on))
        if self._attr_assumed_state:
            self._attr_is_on = on
        self._sent()


class PresetNumber(PresetEntity[NumberPreset], NumberEntity):
    """Sends a number."""

    entity_description: PresetNumberDescription
    _preset_type = NumberPreset
    _attr_mode = NumberMode.BOX

    @override
    def _restore(self, state: str) -> None:
        try:
            self._attr_native_value = float(state)
        except ValueError:
            self._attr_native_value = None

    @override
    def _take(self, preset: NumberPreset) -> object:
        self._attr_native_min_value = preset.minimum
        self._attr_native_max_value = preset.maximum
        self._attr_native_step = preset.step
        self._attr_native_unit_of_measurement = preset.unit
        value = self._told(preset.source)
        if isinstance(value, int | float):
            self._attr_native_value = value
        return self._attr_native_value

    @override
    async def async_set_native_value(self, value: float) -> None:
        await self._async_send(lambda: self.preset.encode(value))
        if self._attr_assumed_state:
            self._attr_native_value = value
        self._sent()


class PresetSelect(PresetEntity[SelectPreset], SelectEntity):
    """Sends what a label stands for."""

    entity_description: PresetSelectDescription
    _preset_type = SelectPreset
    _attr_current_option: str | None = None

    @override
    def _restore(self, state: str) -> None:
        self._attr_current_option = None if state in _NOTHING else state

    @override
    def _take(self, preset: SelectPreset) -> object:
        self._attr_options = list(preset.options)
        value = self._told(preset.source)
        if value is not None:
            self._attr_current_option = str(value)
        if self._attr_current_option not in preset.options:
            self._attr_current_option = None
        return self._attr_current_option

    @override
    async def async_select_option(self, option: str) -> None:
        await self._async_send(lambda: self.preset.encode(option))
        if self._attr_assumed_state:
            self._attr_current_option = option
        self._sent()


class PresetText(PresetEntity[TextPreset], TextEntity):
    """Sends what is written."""

    entity_description: PresetTextDescription
    _preset_type = TextPreset
    _attr_assumed_state = True
    _attr_native_value: str | None = None

    @override
    def _restore(self, state: str) -> None:
        self._attr_native_value = None if state in _NOTHING else state

    @override
    def _take(self, preset: TextPreset) -> object:
        digits = 3 if preset.encoding == "hex" else 1
        self._attr_native_max = min(preset.longest * digits, LONGEST_STATE)
        self._attr_pattern = "[0-9A-Fa-f :-]*" if preset.encoding == "hex" else None
        return self._attr_native_value

    @override
    async def async_set_value(self, value: str) -> None:
        await self._async_send(lambda: self.preset.encode(value))
        self._attr_native_value = value
        self._sent()
