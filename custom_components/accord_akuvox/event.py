"""What happens at the door: who comes, who calls, who rings, and what is wrong."""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.event import (
    DoorbellEventType,
    EventDeviceClass,
    EventEntity,
    EventEntityDescription,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.akuvox import CallRecord, CallType
from .access import CALL_STARTED, Access, Sign
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator
from .entity import AkuvoxEntity, AkuvoxEntityDescription, AkuvoxView, entities_for
from .push import ACCESSES, PushSettings

PARALLEL_UPDATES = 0

GRANTED, DENIED = "granted", "denied"
CALLS = {
    CallType.DIALED: "dialed",
    CallType.RECEIVED: "received",
    CallType.MISSED: "missed",
    CallType.FORWARDED: "forwarded",
}
type Happening = tuple[str, dict[str, Any] | None]

MOST_WAITING = 1000
APART = 0.002
"""Seconds."""

ALARMS = ("tamper", "break_in", "door_held_open", "alarm_input", "motion")


@dataclass(frozen=True, kw_only=True)
class AkuvoxEventDescription(AkuvoxEntityDescription, EventEntityDescription):
    """Row of the table of events."""


def _has_calls(view: AkuvoxView) -> bool:
    has = view.state.capabilities
    return "calllog/get" in has or "callog/get" in has


ACCESS = AkuvoxEventDescription(
    key="access",
    translation_key="access",
    operations=("doorlog/get",),
    event_types=[GRANTED, DENIED],
    exists_fn=lambda view: "doorlog/get" in view.state.capabilities,
)
PUSHED_ACCESS = AkuvoxEventDescription(
    key="access",
    translation_key="access",
    operations=("config/set",),
    event_types=[GRANTED, DENIED],
    exists_fn=lambda view: "doorlog/get" not in view.state.capabilities,
)
CALL = AkuvoxEventDescription(
    key="call",
    translation_key="call",
    operations=("callog/get",),
    event_types=list(CALLS.values()),
    exists_fn=_has_calls,
)
DOORBELL = AkuvoxEventDescription(
    key="doorbell",
    translation_key="doorbell",
    operations=("callog/get",),
    device_class=EventDeviceClass.DOORBELL,
    event_types=[DoorbellEventType.RING],
    exists_fn=_has_calls,
)
PUSHED_DOORBELL = AkuvoxEventDescription(
    key="doorbell",
    translation_key="doorbell",
    operations=("config/set",),
    device_class=EventDeviceClass.DOORBELL,
    event_types=[DoorbellEventType.RING],
    exists_fn=lambda view: not _has_calls(view),
)
ALARM = AkuvoxEventDescription(
    key="alarm",
    translation_key="alarm",
    operations=("config/set",),
    event_types=list(ALARMS),
    exists_fn=lambda view: True,
)
EVENTS = (ACCESS, CALL, DOORBELL, ALARM)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the events of a unit: those of its logs, and those that it pushes."""
    settings = PushSettings.of(entry)
    pushed = frozenset[str]() if settings is None else settings.events
    accesses = [ACCESS, PUSHED_ACCESS] if pushed & ACCESSES.keys() else [ACCESS]
    doorbells = [DOORBELL, PUSHED_DOORBELL] if CALL_STARTED in pushed else [DOORBELL]
    async_add_entities(entities_for(entry, accesses, AkuvoxAccess))
    async_add_entities(entities_for(entry, [CALL], AkuvoxCall))
    async_add_entities(entities_for(entry, doorbells, AkuvoxDoorbell))
    if pushed.intersection(ALARMS):
        async_add_entities(entities_for(entry, [ALARM], AkuvoxAlarm))


class AkuvoxEvent(AkuvoxEntity, EventEntity):
    """Something that is told by the stream, not by a poll's state.

    What comes before the entity is there, or while the unit counts as out of reach, waits.
    """

    entity_description: AkuvoxEventDescription

    def __init__(
        self, coordinator: AkuvoxCoordinator, description: AkuvoxEventDescription, view: AkuvoxView
    ) -> None:
        """Have nothing to tell."""
        super().__init__(coordinator, description, view)
        self._waiting: deque[Happening] = deque(maxlen=MOST_WAITING)
        self._telling: asyncio.Task[None] | None = None

    @override
    def _show(self, view: AkuvoxView) -> object:
        return self.state

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        super()._handle_coordinator_update()
        self._tell_what_waits()

    @callback
    def _tell(self, kind: str, attributes: dict[str, Any] | None = None) -> None:
        self._waiting.append((kind, attributes))
        self._tell_what_waits()

    @callback
    def _tell_what_waits(self) -> None:
        if self._waiting and self.available and (self._telling is None or self._telling.done()):
            self._telling = self.coordinator.config_entry.async_create_task(
                self.hass, self._async_tell(), f"{self.entity_id}: tell", eager_start=False
            )

    async def _async_tell(self) -> None:
        """Tell one after the other, apart: two in one millisecond would look like one."""
        while self._waiting and self.available:
            self._trigger_event(*self._waiting.popleft())
            self.async_write_ha_state()
            await asyncio.sleep(APART)

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Tell no more."""
        if self._telling is not None:
            self._telling.cancel()
        await super().async_will_remove_from_hass()


class AkuvoxAccess(AkuvoxEvent):
    """Somebody was let in, or not."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to who comes."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.feed.listen(self._came))

    @callback
    def _came(self, access: Access) -> None:
        at = access.unit_time
        self._tell(
            GRANTED if access.granted else DENIED,
            {
                "method": access.method.value,
                "name": access.name,
                "relay": access.relay or None,
                "unit_time": None if at is None else at.isoformat(),
            },
        )


class AkuvoxCall(AkuvoxEvent):
    """A call came to its end."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to calls."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.feed.listen_to_calls(self._called))

    @callback
    def _called(self, call: CallRecord) -> None:
        if (kind := CALLS.get(call.type)) is None:
            return
        at = None if call.at is None else call.at.isoformat()
        self._tell(kind, {"name": call.name, "number": call.number or None, "unit_time": at})


class AkuvoxDoorbell(AkuvoxEvent):
    """Somebody pressed the call button: at once by a push, else when the call is in the log."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to rings."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.feed.rings.listen(self._rang))

    @callback
    def _rang(self, _: Sign) -> None:
        self._tell(DoorbellEventType.RING)


class AkuvoxAlarm(AkuvoxEvent):
    """The unit reports that something is wrong, or that something moves."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to what the unit says by itself."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.feed.signs.listen(self._said))

    @callback
    def _said(self, sign: Sign) -> None:
        if sign.event in ALARMS:
            self._tell(sign.event, {"input": sign.letter or None})
