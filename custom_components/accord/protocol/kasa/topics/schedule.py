"""Schedule and usage. Source: API.md, ``schedule``."""

from collections.abc import Mapping
from typing import Any, override

from ...operation import Effect, operation
from ..catalog import TRAITS
from ..models.outlet import NextAction
from ..models.rule import Rule, RuleTable
from ..models.statistics import DayUsage, MonthUsage, usage_by_day, usage_by_month
from ..models.sysinfo import SysInfo
from .addressing import check_month
from .table import TableTopic


class ScheduleTopic(TableTopic[Rule]):
    """Rules that switch at times of day, and how long the load was on.

    ``outlet`` is an outlet's whole id: strips have a schedule per outlet and need it. Rules
    are refused with ClockNotSetError while the device does not know the time.
    """

    @operation("schedule.get_rules", effect=Effect.READ)
    async def get_rules(self, outlet: str | None = None) -> RuleTable[Rule]:
        """Return all rules and whether they are obeyed."""
        return RuleTable.from_wire(await self._read(self._get, outlet), Rule.from_wire)

    @operation("schedule.add_rule", effect=Effect.WRITE)
    async def add_rule(self, rule: Rule, outlet: str | None = None) -> Rule:
        """Add a rule and return it as stored, with its id.

        Raises InvalidError, LimitError when the table is full, ClockNotSetError.
        """
        return await self._add("add_rule", rule, outlet)

    @operation("schedule.edit_rule", effect=Effect.WRITE)
    async def edit_rule(self, rule: Rule, outlet: str | None = None) -> Rule:
        """Replace the rule of the same id and return it as stored.

        Raises InvalidError, NotFoundError.
        """
        return await self._edit("edit_rule", rule, outlet)

    @operation("schedule.delete_rule", effect=Effect.WRITE)
    async def delete_rule(self, id: str, outlet: str | None = None) -> None:  # noqa: A002
        """Delete a rule. Raises NotFoundError."""
        await self._delete("delete_rule", id, outlet)

    @operation("schedule.delete_all_rules", effect=Effect.DESTRUCTIVE)
    async def delete_all_rules(self, outlet: str | None = None) -> None:
        """Delete all rules."""
        await self._write("delete_all_rules", outlet)

    @operation("schedule.set_overall_enable", effect=Effect.WRITE)
    async def set_overall_enable(self, enable: bool, outlet: str | None = None) -> None:
        """Have the rules obeyed, or none of them."""
        await self._write("set_overall_enable", outlet, {"enable": int(enable)})

    @operation("schedule.get_daystat", effect=Effect.READ)
    async def get_daystat(
        self, year: int, month: int, outlet: str | None = None
    ) -> tuple[DayUsage, ...]:
        """Return the minutes on of each day of a month; days without use may be absent."""
        check_month(month)
        asked = {"year": year, "month": month}
        return usage_by_day(await self._read("get_daystat", outlet, asked))

    @operation("schedule.get_monthstat", effect=Effect.READ)
    async def get_monthstat(self, year: int, outlet: str | None = None) -> tuple[MonthUsage, ...]:
        """Return the minutes on of each month of a year."""
        return usage_by_month(await self._read("get_monthstat", outlet, {"year": year}))

    async def get_next_action(self, outlet: str | None = None) -> NextAction:
        """Return what a rule or countdown will do next. API.md does not have it."""
        return NextAction.from_wire(await self._read("get_next_action", outlet))

    @override
    def _module(self, info: SysInfo) -> str:
        return TRAITS[info.family].schedule

    @override
    def _rules(self, answer: Mapping[str, Any]) -> tuple[Rule, ...]:
        return RuleTable.from_wire(answer, Rule.from_wire).rules
