"""The rules that a device keeps, as events."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, override

from homeassistant.components.calendar import (
    CalendarEntity,
    CalendarEntityDescription,
    CalendarEntityFeature,
    CalendarEvent,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.sun import get_astral_observer
from homeassistant.util import dt as dt_util

from ..accord.protocol.kasa import AwayRule, Rule, RuleTable
from .calendar_events import (
    changes_of_event,
    check_beginning,
    fields_of_event,
    rrule_of,
    summary_of,
)
from .const import DOMAIN
from .coordinator import KasaConfigEntry, KasaView
from .entity import KasaEntity, KasaEntityDescription, entities_for
from .occurrences import Occurrence, Place, observer_of, upcoming, within
from .readings import AWAY, SCHEDULE, KasaReading
from .rule_actions import KIND_AWAY, KIND_SCHEDULE
from .rules import EMPTY_RULE, changed_away_rule, changed_rule, find_rule

PARALLEL_UPDATES = 1

FUTURE = "THISANDFUTURE"
"""What a change of an event that comes again may be for: a rule has no past."""

SUMMARIES = f"component.{DOMAIN}.entity.calendar.schedule.state_attributes.message.state"
"""Where the texts are for what a rule does."""


@dataclass(frozen=True, kw_only=True)
class KasaCalendarDescription(KasaEntityDescription, CalendarEntityDescription):
    """Row of the table of calendars."""


CALENDARS = (
    KasaCalendarDescription(
        key="schedule",
        translation_key="schedule",
        operations=("schedule.get_rules", "anti_theft.get_rules"),
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.get(SCHEDULE) is not None,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KasaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the calendars of a device."""
    async_add_entities(entities_for(entry, CALENDARS, KasaCalendar))


class KasaCalendar(KasaEntity, CalendarEntity):
    """Schedule and away mode of a device or of one outlet."""

    entity_description: KasaCalendarDescription
    _attr_supported_features = (
        CalendarEntityFeature.CREATE_EVENT
        | CalendarEntityFeature.UPDATE_EVENT
        | CalendarEntityFeature.DELETE_EVENT
    )

    @override
    def _show(self, view: KasaView) -> object:
        return view.get(SCHEDULE), view.get(AWAY), self.coordinator.time_zone

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return what a rule does now, else what comes next."""
        now, place = dt_util.utcnow(), self._place()
        found = upcoming(self._rules(), now, place)
        first = min(found, key=lambda one: one.start, default=None)
        return None if first is None else self._event_of(first)

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return what rules do between two moments."""
        found = within(self._rules(), start_date, end_date, self._place())
        return [self._event_of(one) for one in sorted(found, key=lambda one: one.start)]

    @override
    async def async_create_event(self, **kwargs: Any) -> None:
        """Add a rule that switches on when the event starts, and off when it ends."""
        zone, today = self.coordinator.time_zone, self.coordinator.today
        fields = fields_of_event(kwargs, zone)
        check_beginning(kwargs, zone, today)
        data = {**fields, "start_action": "on", "end_action": "off"}
        rule = changed_rule(EMPTY_RULE, data, self.coordinator.data.sysinfo, today)
        add = partial(self.coordinator.client.schedule.add_rule, rule, self.outlet_id)
        await self._async_change(add, SCHEDULE)

    @override
    async def async_update_event(
        self,
        uid: str,
        event: dict[str, Any],
        recurrence_id: str | None = None,
        recurrence_range: str | None = None,
    ) -> None:
        """Change the days and times of a rule; what it does stays."""
        _check_range(recurrence_id, recurrence_range)
        client, today = self.coordinator.client, self.coordinator.today
        rule = self._rule(uid)
        data = changes_of_event(rule, event, self._place())
        if isinstance(rule, AwayRule):
            away = changed_away_rule(rule, data, today)
            edit_away = partial(client.anti_theft.edit_rule, away, self.outlet_id)
            await self._async_change(edit_away, AWAY)
        else:
            changed = changed_rule(rule, data, self.coordinator.data.sysinfo, today)
            edit = partial(client.schedule.edit_rule, changed, self.outlet_id)
            await self._async_change(edit, SCHEDULE)

    @override
    async def async_delete_event(
        self, uid: str, recurrence_id: str | None = None, recurrence_range: str | None = None
    ) -> None:
        """Delete a rule."""
        _check_range(recurrence_id, recurrence_range)
        rule, client = self._rule(uid), self.coordinator.client
        if isinstance(rule, AwayRule):
            await self._async_change(
                partial(client.anti_theft.delete_rule, rule.id, self.outlet_id), AWAY
            )
        else:
            await self._async_change(
                partial(client.schedule.delete_rule, rule.id, self.outlet_id), SCHEDULE
            )

    async def _async_change(
        self, command: Callable[[], Awaitable[object]], reading: KasaReading[Any]
    ) -> None:
        coordinator = self.coordinator
        await coordinator.async_change(
            coordinator.with_clock(command), reading, outlet_id=self.outlet_id
        )

    def _rules(self) -> list[Rule | AwayRule]:
        """Return all rules that are obeyed."""
        return [*self._obeyed(SCHEDULE), *self._obeyed(AWAY)]

    def _obeyed[R: (Rule, AwayRule)](self, reading: KasaReading[RuleTable[R]]) -> tuple[R, ...]:
        table = self.view.get(reading) if self.view else None
        return table.rules if table is not None and table.enable else ()

    def _rule(self, uid: str) -> Rule | AwayRule:
        """Return the rule that an event was made of. Raises ServiceValidationError."""
        kind, _, identifier = uid.partition(":")
        if kind == KIND_AWAY:
            return find_rule(self._obeyed(AWAY), identifier)
        return find_rule(self._obeyed(SCHEDULE), identifier)

    def _place(self) -> Place:
        """Return where the device says that it is, where Home Assistant is if it does not."""
        observer = observer_of(self.coordinator.data.sysinfo.raw)
        return Place(self.coordinator.time_zone, observer or get_astral_observer(self.hass))

    def _event_of(self, found: Occurrence) -> CalendarEvent:
        rule = found.rule
        kind = KIND_AWAY if isinstance(rule, AwayRule) else KIND_SCHEDULE
        name, key = summary_of(rule)
        texts = self.platform_data.platform_translations
        return CalendarEvent(
            start=found.start,
            end=found.end,
            summary=name or texts.get(f"{SUMMARIES}.{key}", key),
            uid=f"{kind}:{rule.id}",
            rrule=rrule_of(rule),
            # Without it the front end takes a change for one of this day only, and drops the days.
            recurrence_id=f"{found.start:%Y%m%dT%H%M%S}" if rule.repeat else None,
        )


def _check_range(recurrence_id: str | None, recurrence_range: str | None) -> None:
    """Refuse to change one of many days: a rule is the same for all."""
    if recurrence_id and recurrence_range != FUTURE:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="event_single_day")
