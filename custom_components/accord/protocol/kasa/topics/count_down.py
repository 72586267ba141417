"""The countdown of a relay. Source: API.md, ``count_down``."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, override

from ...errors import NotFoundError, UnsupportedError
from ...operation import Effect, operation
from ..catalog import TRAITS
from ..models.countdown import CountdownRule
from ..models.rule import RuleTable
from ..models.sysinfo import SysInfo
from .table import TableTopic


class CountDownTopic(TableTopic[CountdownRule]):
    """One countdown per relay: while there is a rule, even one that ended, none can be added.

    ``outlet`` is an outlet's whole id: strips have one countdown per outlet and need it.
    Lights have none and raise UnsupportedError.
    """

    @operation("count_down.get_rules", effect=Effect.READ)
    async def get_rules(self, outlet: str | None = None) -> tuple[CountdownRule, ...]:
        """Return the countdown, or nothing."""
        return self._rules(await self._read(self._get, outlet))

    @operation("count_down.add_rule", effect=Effect.WRITE)
    async def add_rule(self, rule: CountdownRule, outlet: str | None = None) -> CountdownRule:
        """Start a countdown and return it as stored.

        Raises InvalidError, LimitError when there is one, ClockNotSetError.
        """
        return await self._add("add_rule", rule, outlet)

    @operation("count_down.edit_rule", effect=Effect.WRITE)
    async def edit_rule(self, rule: CountdownRule, outlet: str | None = None) -> CountdownRule:
        """Replace the countdown of the same id and return it as stored.

        Raises InvalidError, NotFoundError, ClockNotSetError.
        """
        return await self._edit("edit_rule", rule, outlet)

    @operation("count_down.delete_rule", effect=Effect.WRITE)
    async def delete_rule(self, id: str, outlet: str | None = None) -> None:  # noqa: A002
        """Cancel the countdown. Raises NotFoundError."""
        await self._delete("delete_rule", id, outlet)

    @operation("count_down.delete_all_rules", effect=Effect.DESTRUCTIVE)
    async def delete_all_rules(self, outlet: str | None = None) -> None:
        """Cancel whatever runs."""
        await self._write("delete_all_rules", outlet)

    async def start(self, delay: int, on: bool, outlet: str | None = None) -> CountdownRule:
        """Switch on or off in ``delay`` seconds, in place of what ran before.

        Raises ClockNotSetError for a device that does not know the time: set its clock with
        ``time.synchronise`` and try once more.
        """
        rules = await self.get_rules(outlet)
        if not rules:
            return await self.add_rule(CountdownRule(delay=delay, on=on), outlet)
        return await self.edit_rule(replace(rules[0], delay=delay, on=on, enable=True), outlet)

    async def cancel(self, outlet: str | None = None) -> None:
        """Stop the countdown that runs. Raises NotFoundError when none does."""
        running = [rule for rule in await self.get_rules(outlet) if rule.running]
        if not running:
            raise NotFoundError("no timer is running")
        for rule in running:
            await self.delete_rule(rule.id, outlet)

    @override
    def _module(self, info: SysInfo) -> str:
        module = TRAITS[info.family].countdown
        if module is None:
            raise UnsupportedError("lights have no countdown")
        return module

    @override
    def _rules(self, answer: Mapping[str, Any]) -> tuple[CountdownRule, ...]:
        return RuleTable.from_wire(answer, CountdownRule.from_wire).rules
