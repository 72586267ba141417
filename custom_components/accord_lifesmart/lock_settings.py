"""Settings of SWIFTE locks: all are read, one is changed, all are written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, override

from homeassistant.components.number import NumberEntity, NumberEntityDescription, NumberMode
from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory

from ..accord.protocol.lifesmart import SwifteMode
from .lock_info import SWIFTE
from .lock_rows import LifeSmartLockRow, LockRowEntity
from .readings import SWIFTE_MODE, LockSettings

_OPERATIONS = ("doorlock.ctldoorlockswifte.GetMode", "doorlock.ctldoorlockswifte.SetMode")
_BUTTON_ON, _BUTTON = 0x01, 0x0F
_CONTACT_OFF, _CONTACT = 0x10, 0xF0


@dataclass(frozen=True, kw_only=True)
class LifeSmartLockSelectDescription(LifeSmartLockRow, SelectEntityDescription):
    """Row of the table of settings that are one of some; options stand by their numbers."""

    options: list[str]
    member: str
    """Of ``SwifteMode``."""


@dataclass(frozen=True, kw_only=True)
class LifeSmartLockSwitchDescription(LifeSmartLockRow, SwitchEntityDescription):
    """Row of the table of settings that are on or off."""

    value_fn: Callable[[SwifteMode], bool]
    change_fn: Callable[[SwifteMode, bool], SwifteMode]


@dataclass(frozen=True, kw_only=True)
class LifeSmartLockNumberDescription(LifeSmartLockRow, NumberEntityDescription):
    """Row of the table of settings that are numbers."""

    member: str


def _select(
    key: str, member: str, *options: str, enabled: bool = True
) -> LifeSmartLockSelectDescription:
    return LifeSmartLockSelectDescription(
        key=key,
        translation_key=key,
        operations=_OPERATIONS,
        generations=SWIFTE,
        readings=(SWIFTE_MODE,),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=enabled,
        options=list(options),
        member=member,
    )


def _switch(
    key: str,
    value_fn: Callable[[SwifteMode], bool],
    change_fn: Callable[[SwifteMode, bool], SwifteMode],
) -> LifeSmartLockSwitchDescription:
    return LifeSmartLockSwitchDescription(
        key=key,
        translation_key=key,
        operations=_OPERATIONS,
        generations=SWIFTE,
        readings=(SWIFTE_MODE,),
        entity_category=EntityCategory.CONFIG,
        value_fn=value_fn,
        change_fn=change_fn,
    )


def _with_button(mode: SwifteMode, on: bool) -> SwifteMode:
    return replace(mode, oc_button=mode.oc_button & ~_BUTTON | (_BUTTON_ON if on else 0))


def _with_contact(mode: SwifteMode, on: bool) -> SwifteMode:
    return replace(mode, oc_button=mode.oc_button & ~_CONTACT | (0 if on else _CONTACT_OFF))


LOCK_SELECTS = (
    _select("lock_volume", "volume", "mute", "low", "medium", "high"),
    _select(
        "lock_unlock_mode",
        "unlock_mode",
        "auto_lock_s",
        "auto_lock_l",
        "manual_spindle",
        "unlock_same",
    ),
    _select("lock_magnet", "magnetic", "no", "yes", "auto_lock_only"),
    # How the lock is mounted: not to be changed in passing.
    _select("lock_direction", "direction", "left", "right", enabled=False),
    _select("lock_role", "primary_secondary", "primary", "secondary", enabled=False),
    _select("lock_motor_voltage", "motor_voltage", "6_v", "8_v", enabled=False),
)
LOCK_SWITCHES = (
    _switch(
        "lock_bluetooth",
        lambda mode: mode.ble == 1,
        lambda mode, on: replace(mode, ble=int(on)),
    ),
    _switch("lock_button", lambda mode: mode.button_valid, _with_button),
    _switch("lock_contact", lambda mode: mode.contact_valid, _with_contact),
    _switch(
        "lock_stay_open",
        lambda mode: mode.keep_open_after_knob == 0,
        lambda mode, on: replace(mode, keep_open_after_knob=int(not on)),
    ),
)
LOCK_NUMBERS = (
    LifeSmartLockNumberDescription(
        key="lock_len_setting",
        translation_key="lock_len_setting",
        operations=_OPERATIONS,
        generations=SWIFTE,
        readings=(SWIFTE_MODE,),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        native_min_value=0,
        native_max_value=0xFF,
        native_step=1,
        mode=NumberMode.BOX,
        member="len_setting",
    ),
)


class _LockSetting(LockRowEntity):
    """One setting of a lock."""

    async def _change(self, change: Callable[[SwifteMode], SwifteMode]) -> None:
        """Change settings; the lock's clock is set to the station's with them."""
        await self.coordinator.async_change(
            self.client.swifte.change_mode(self.me, change),
            SWIFTE_MODE,
            part=self.me,
            change=lambda state, mode: state.with_value(
                SWIFTE_MODE, LockSettings(mode, 0), self.me
            ),
        )


class LifeSmartLockSelect(_LockSetting, SelectEntity):
    """A setting that is one of some."""

    entity_description: LifeSmartLockSelectDescription

    @override
    def _show(self, told: Any) -> object:
        options = self.entity_description.options
        value = getattr(told.mode, self.entity_description.member)
        self._attr_current_option = options[value] if 0 <= value < len(options) else None
        return self._attr_current_option

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose."""
        number = self.entity_description.options.index(option)
        member: Any = {self.entity_description.member: number}
        await self._change(lambda mode: replace(mode, **member))


class LifeSmartLockSwitch(_LockSetting, SwitchEntity):
    """A setting that is on or off."""

    entity_description: LifeSmartLockSwitchDescription

    @override
    def _show(self, told: Any) -> object:
        self._attr_is_on = self.entity_description.value_fn(told.mode)
        return self._attr_is_on

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch it on."""
        await self._change(lambda mode: self.entity_description.change_fn(mode, True))

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch it off."""
        await self._change(lambda mode: self.entity_description.change_fn(mode, False))


class LifeSmartLockNumber(_LockSetting, NumberEntity):
    """A setting that is a number."""

    entity_description: LifeSmartLockNumberDescription

    @override
    def _show(self, told: Any) -> object:
        self._attr_native_value = getattr(told.mode, self.entity_description.member)
        return self._attr_native_value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set it."""
        member: Any = {self.entity_description.member: round(value)}
        await self._change(lambda mode: replace(mode, **member))
