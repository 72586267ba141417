"""What is pressed at SWIFTE locks; nothing of it is ever sent twice."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory

from ..accord.protocol.lifesmart import LifeSmartClient, SwifteOper
from .coordinator import StationState
from .lock_info import SWIFTE
from .lock_rows import LifeSmartLockRow, LockRowEntity
from .readings import SWIFTE_INFO, SWIFTE_MODE, LockSettings


@dataclass(frozen=True, kw_only=True)
class LifeSmartLockButtonDescription(LifeSmartLockRow, ButtonEntityDescription):
    """Row of the table of buttons of locks."""

    press_fn: Callable[
        [LifeSmartClient, str], Awaitable[Callable[[StationState], StationState] | None]
    ]
    """Returns what makes the state that shows then, None where nothing is known."""


async def _keep_open(client: LifeSmartClient, me: str) -> None:
    await client.swifte.operate(me, SwifteOper.KEEP_OPEN)


async def _synchronise(client: LifeSmartClient, me: str) -> Callable[[StationState], StationState]:
    info = await client.lock_users.swifte_info(me)
    return lambda state: state.with_value(SWIFTE_INFO, info, me)


async def _set_clock(client: LifeSmartClient, me: str) -> Callable[[StationState], StationState]:
    settings = LockSettings(await client.swifte.change_mode(me), 0)
    return lambda state: state.with_value(SWIFTE_MODE, settings, me)


LOCK_BUTTONS = (
    LifeSmartLockButtonDescription(
        key="lock_keep_open",
        translation_key="lock_keep_open",
        operations=("doorlock.ctldoorlockswifte.Oper",),
        generations=SWIFTE,
        press_fn=_keep_open,
    ),
    LifeSmartLockButtonDescription(
        key="sync_users",
        translation_key="sync_users",
        operations=("doorlock.ctldoorlockswifte.Sync",),
        generations=SWIFTE,
        entity_category=EntityCategory.DIAGNOSTIC,
        press_fn=_synchronise,
    ),
    LifeSmartLockButtonDescription(
        key="lock_set_clock",
        translation_key="lock_set_clock",
        operations=("doorlock.ctldoorlockswifte.SetMode",),
        generations=SWIFTE,
        entity_category=EntityCategory.CONFIG,
        press_fn=_set_clock,
    ),
)


class LifeSmartLockButton(LockRowEntity, ButtonEntity):
    """One button of a lock."""

    entity_description: LifeSmartLockButtonDescription

    @override
    async def async_press(self) -> None:
        """Do it, once."""
        command = self.entity_description.press_fn(self.client, self.me)
        await self.coordinator.async_command(
            command, change=lambda state, shown: state if shown is None else shown(state)
        )
