"""Away mode. Source: API.md, ``anti_theft``."""

from collections.abc import Mapping
from typing import Any, override

from ...operation import Effect, operation
from ..catalog import TRAITS
from ..models.away import AwayRule
from ..models.rule import RuleTable
from ..models.sysinfo import SysInfo
from .table import TableTopic


class AntiTheftTopic(TableTopic[AwayRule]):
    """Times of day in which the load switches by chance, as if somebody were at home.

    ``outlet`` is an outlet's whole id: strips have rules per outlet and need it.
    """

    @operation("anti_theft.get_rules", effect=Effect.READ)
    async def get_rules(self, outlet: str | None = None) -> RuleTable[AwayRule]:
        """Return all rules and whether they are obeyed."""
        return RuleTable.from_wire(await self._read(self._get, outlet), AwayRule.from_wire)

    @operation("anti_theft.add_rule", effect=Effect.WRITE)
    async def add_rule(self, rule: AwayRule, outlet: str | None = None) -> AwayRule:
        """Add a rule and return it as stored, with its id.

        Raises InvalidError, LimitError when the table is full, ClockNotSetError.
        """
        return await self._add("add_rule", rule, outlet)

    @operation("anti_theft.edit_rule", effect=Effect.WRITE)
    async def edit_rule(self, rule: AwayRule, outlet: str | None = None) -> AwayRule:
        """Replace the rule of the same id and return it as stored.

        Raises InvalidError, NotFoundError.
        """
        return await self._edit("edit_rule", rule, outlet)

    @operation("anti_theft.delete_rule", effect=Effect.WRITE)
    async def delete_rule(self, id: str, outlet: str | None = None) -> None:  # noqa: A002
        """Delete a rule. Raises NotFoundError."""
        await self._delete("delete_rule", id, outlet)

    @operation("anti_theft.delete_all_rules", effect=Effect.DESTRUCTIVE)
    async def delete_all_rules(self, outlet: str | None = None) -> None:
        """Delete all rules."""
        await self._write("delete_all_rules", outlet)

    @operation("anti_theft.set_overall_enable", effect=Effect.WRITE)
    async def set_overall_enable(self, enable: bool, outlet: str | None = None) -> None:
        """Have the rules obeyed, or none of them."""
        await self._write("set_overall_enable", outlet, {"enable": int(enable)})

    @override
    def _module(self, info: SysInfo) -> str:
        return TRAITS[info.family].away

    @override
    def _rules(self, answer: Mapping[str, Any]) -> tuple[AwayRule, ...]:
        return RuleTable.from_wire(answer, AwayRule.from_wire).rules
