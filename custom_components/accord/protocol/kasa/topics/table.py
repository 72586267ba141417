"""What tables of rules have in common: to add, to edit, to delete, and to read back."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...errors import AccordError, InvalidError
from ..envelope import Call
from ..models.away import AwayRule
from ..models.countdown import CountdownRule
from ..models.fields import text
from ..models.rule import Rule
from ..models.smart_control import SmartControl
from ..models.sysinfo import SysInfo
from ..session import KasaSession
from .addressing import addressed


class TableTopic[R: (Rule, AwayRule, CountdownRule, SmartControl)](ABC):
    """Rules of one kind, of the device or of one outlet of a strip."""

    _get = "get_rules"

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @abstractmethod
    def _module(self, info: SysInfo) -> str:
        """Return what the family calls the module. Raises UnsupportedError."""

    @abstractmethod
    def _rules(self, answer: Mapping[str, Any]) -> tuple[R, ...]:
        """Read the answer to the method that returns all rules."""

    async def _read(
        self, method: str, outlet: str | None, parameters: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any]:
        module = self._module(await addressed(self._session, outlet))
        return await self._session.read(Call(module, method, parameters or {}), outlet=outlet)

    async def _write(
        self,
        method: str,
        outlet: str | None,
        parameters: Mapping[str, Any] | None = None,
        *,
        repeatable: bool = True,
    ) -> Mapping[str, Any]:
        module = self._module(await addressed(self._session, outlet))
        return await self._session.write(
            Call(module, method, parameters or {}),
            outlets=() if outlet is None else (outlet,),
            repeatable=repeatable,
        )

    async def _add(self, method: str, rule: R, outlet: str | None) -> R:
        """Add a rule and return it as stored; an id that it bears is left out."""
        answer = await self._write(method, outlet, rule.to_wire(), repeatable=False)
        return await self._stored(replace(rule, id=text(answer.get("id")) or ""), outlet)

    async def _edit(self, method: str, rule: R, outlet: str | None) -> R:
        """Replace the rule of that id and return it as stored."""
        check_id(rule.id)
        await self._write(method, outlet, {"id": rule.id, **rule.to_wire()})
        return await self._stored(rule, outlet)

    async def _delete(self, method: str, identifier: str, outlet: str | None) -> None:
        """Delete a rule. Not repeated: the second time it would be unknown."""
        check_id(identifier)
        await self._write(method, outlet, {"id": identifier}, repeatable=False)

    async def _stored(self, rule: R, outlet: str | None) -> R:
        """Return the device's form of a rule; as sent where it cannot be read back.

        The rule is written by then: an error would only lead to writing it again.
        """
        try:
            answer = await self._read(self._get, outlet)
        except AccordError:
            return rule
        return next((one for one in self._rules(answer) if one.id == rule.id), rule)


def check_id(identifier: str) -> None:
    """Raise InvalidError for a rule without id."""
    if not identifier:
        raise InvalidError("parameter id is missing")
