"""The countdown of a relay or of one outlet. Source: API.md, ``count_down``."""

from collections.abc import Mapping
from typing import Any

from ...errors import InvalidError, NotFoundError, ProtocolError, UnsupportedError
from ...operation import Effect, operation
from ..catalog import TRAITS
from ..envelope import Call
from ..models.countdown import CountdownRule
from ..models.fields import obj, text
from ..session import KasaSession
from .system import check_outlet

LONGEST = 86_399
"""Seconds; no document names a limit, longer ones were not seen."""

_NAME = "add timer"


class CountDownTopic:
    """One slot per relay: a second rule is refused, even when the first has fired.

    ``outlet`` is the id of a strip's outlet and left out elsewhere. Every method may raise
    UnsupportedError (lights have no countdown), InvalidError and NotFoundError (``outlet``).
    """

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("count_down.get_rules", effect=Effect.READ)
    async def get_rules(self, outlet: str | None = None) -> tuple[CountdownRule, ...]:
        """Return the rule in the slot, or nothing."""
        call = Call(await self._module(outlet), "get_rules")
        rules = (await self._session.read(call, outlet=outlet)).get("rule_list")
        if not isinstance(rules, list):
            return ()
        found = (CountdownRule.from_wire(obj(rule)) for rule in rules)
        return tuple(rule for rule in found if rule is not None)

    @operation("count_down.add_rule", effect=Effect.PHYSICAL)
    async def add_rule(self, delay: int, on: bool, outlet: str | None = None) -> str:
        """Start the countdown of an empty slot and return the rule's id.

        ``delay`` 1-86399 s. Raises LimitError when the slot is taken, ClockNotSetError.
        """
        answer = await self._write("add_rule", _rule(delay, on), outlet)
        if not (found := text(answer.get("id"))):
            raise ProtocolError("the device gave the timer no id")
        return found

    @operation("count_down.edit_rule", effect=Effect.PHYSICAL)
    async def edit_rule(
        self, rule_id: str, delay: int, on: bool, outlet: str | None = None
    ) -> None:
        """Replace the rule in the slot and start it anew. Raises NotFoundError."""
        await self._write("edit_rule", {"id": rule_id, **_rule(delay, on)}, outlet)

    @operation("count_down.delete_rule", effect=Effect.WRITE)
    async def delete_rule(self, rule_id: str, outlet: str | None = None) -> None:
        """Empty the slot. Raises NotFoundError."""
        await self._write("delete_rule", {"id": rule_id}, outlet)

    @operation("count_down.delete_all_rules", effect=Effect.WRITE)
    async def delete_all_rules(self, outlet: str | None = None) -> None:
        """Empty the slot, whatever it holds."""
        await self._write("delete_all_rules", {}, outlet)

    async def start(self, delay: int, on: bool, outlet: str | None = None) -> None:
        """Start a countdown whether the slot is empty or not."""
        rules = await self.get_rules(outlet)
        if rules:
            await self.edit_rule(rules[0].id, delay, on, outlet)
        else:
            await self.add_rule(delay, on, outlet)

    async def cancel(self, outlet: str | None = None) -> None:
        """Stop the countdown that runs. Raises NotFoundError when none does."""
        running = [rule for rule in await self.get_rules(outlet) if rule.running]
        if not running:
            raise NotFoundError("no timer is running")
        for rule in running:
            await self.delete_rule(rule.id, outlet)

    async def _module(self, outlet: str | None) -> str:
        info = await self._session.identify()
        if (module := TRAITS[info.family].countdown) is None:
            raise UnsupportedError("lights have no timer")
        check_outlet(info, outlet)
        return module

    async def _write(
        self, method: str, parameters: Mapping[str, Any], outlet: str | None
    ) -> Mapping[str, Any]:
        call = Call(await self._module(outlet), method, parameters)
        outlets = () if outlet is None else (outlet,)
        return await self._session.write(call, outlets=outlets, repeatable=False)


def _rule(delay: int, on: bool) -> dict[str, Any]:
    if not 1 <= delay <= LONGEST:
        raise InvalidError(f"parameter delay must be from 1 to {LONGEST}")
    return {"enable": 1, "delay": delay, "act": on, "name": _NAME}
