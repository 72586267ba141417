"""Schedule rules. Source: API.md, ``schedule/add_rule`` and ``schedule/get_rules``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import flag, integer, obj, objects, text, unknown
from .rule_parts import (
    EVERY_DAY,
    NO_MOMENT,
    RULE_NAME,
    LightAction,
    Moment,
    RuleAction,
    RuleDate,
    action_from_wire,
    action_to_wire,
    days_from_wire,
    repetition_to_wire,
)

COMMON = frozenset(
    {
        *("id", "name", "enable", "wday", "repeat", "year", "month", "day"),
        *("stime_opt", "smin", "soffset", "etime_opt", "emin", "eoffset"),
    }
)
"""Members that schedule and away rules share."""

_KNOWN = COMMON | {"sact", "eact", "s_light", "e_light"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the schedule: an action at its start, and one at its end where it has one."""

    start: Moment
    start_action: RuleAction = RuleAction.NONE
    start_light: LightAction | None = None
    """Lights, with the action ``light``."""
    end: Moment = NO_MOMENT
    end_action: RuleAction = RuleAction.NONE
    end_light: LightAction | None = None
    id: str = ""
    """Given by the device."""
    name: str = RULE_NAME
    enable: bool = True
    weekdays: tuple[bool, ...] = EVERY_DAY
    """Sunday first; of a one-time rule its date's."""
    repeat: bool = True
    """Every week; otherwise ``date`` says when."""
    date: RuleDate | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read one of ``rule_list``."""
        start, end = obj(data.get("s_light")), obj(data.get("e_light"))
        repeat = flag(data.get("repeat"))
        once = repeat is False
        return cls(
            id=text(data.get("id")) or "",
            name=text(data.get("name")) or "",
            enable=flag(data.get("enable")) or False,
            weekdays=days_from_wire(data.get("wday")),
            repeat=not once,
            date=RuleDate.from_wire(data) if once else None,
            start=Moment.from_wire(data, "s"),
            start_action=action_from_wire(data, "s"),
            start_light=LightAction.from_wire(start) if start else None,
            end=Moment.from_wire(data, "e"),
            end_action=action_from_wire(data, "e"),
            end_light=LightAction.from_wire(end) if end else None,
            raw=data,
        )

    def to_wire(self) -> dict[str, Any]:
        """Return it as picky firmware wants it, without ``id``. Raises InvalidError."""
        found = {
            "name": self.name,
            "enable": int(self.enable),
            **repetition_to_wire(self.repeat, self.weekdays, self.date, bool(self.raw)),
            **self.start.to_wire("s", self.raw),
            **action_to_wire(self.start_action, "s", self.raw),
            **self.end.to_wire("e", self.raw),
            **action_to_wire(self.end_action, "e", self.raw),
        }
        if self.start_light is not None:
            found["s_light"] = self.start_light.to_wire()
        if self.end_light is not None:
            found["e_light"] = self.end_light.to_wire()
        return found | unknown(self.raw, _KNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTable[R]:
    """All rules of one kind, and whether they are obeyed at all."""

    rules: tuple[R, ...] = ()
    enable: bool | None = None
    version: int | None = None
    """Of the rules' format; newer ones have offsets from sunrise and sunset."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any], read: Callable[[Mapping[str, Any]], R]) -> Self:
        """Read the answer to ``get_rules``, each rule with ``read``."""
        return cls(
            rules=tuple(read(one) for one in objects(data.get("rule_list"))),
            enable=flag(data.get("enable")),
            version=integer(data.get("version")),
            raw=data,
        )
