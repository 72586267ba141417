"""What a vendor's Home Assistant package offers, read from its tables.

An item of ``scripts/data/surface.csv`` is one of:

- ``switch:led`` (a platform and the key of a row in one of its tables),
- ``action:set_alias`` (a row of ``ACTIONS`` in ``actions.py``),
- ``flow:pick`` (a step of the config flow or of the options), ``option:follow_rename`` (a field of the options),
- ``diagnostics`` (``OPERATIONS`` in ``diagnostics.py`` names the operation).

Rows of platforms and of actions have to name the operation, too.
"""

import ast
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
import importlib
from importlib.util import find_spec
import inspect
from pathlib import Path
from types import ModuleType
from typing import Any

from homeassistant.config_entries import ConfigFlow, OptionsFlow
from homeassistant.const import Platform

from custom_components.accord.actions import ActionSpec, EntityActionSpec
from custom_components.accord.entity import AccordEntityDescription

EXPERT_ACTION = "call_operation"
MARKERS = frozenset({"Required", "Optional", "Inclusive", "Exclusive"})
PLATFORMS = frozenset(platform.value for platform in Platform)


class Surface:
    """The ways into one package."""

    def __init__(self, package: str, operations: Container[str]) -> None:
        """Look at ``custom_components.<package>``; its client knows ``operations``."""
        self.package = package
        self._operations = operations

    def holds(self, item: str, operation: str) -> bool:
        """Tell whether an item exists and reaches the operation. Raises ValueError."""
        kind, _, key = item.partition(":")
        if kind in PLATFORMS and key:
            return operation in self._rows.get((kind, key), ())
        if kind == "action" and key:
            expert = key == EXPERT_ACTION and operation in self._operations
            return key in self.actions and (expert or operation in self.actions[key])
        if kind == "flow" and key:
            return key in self._steps
        if kind == "option" and key:
            return key in self._options
        if item == "diagnostics":
            return operation in getattr(self._module("diagnostics"), "OPERATIONS", ())
        raise ValueError(f"{item!r} is no item of a surface")

    def describe(self, item: str) -> str:
        """Return an item in words."""
        kind, _, key = item.partition(":")
        match kind:
            case "action":
                return f"action {self.package}.{key}"
            case "flow":
                return f"dialog step {key}"
            case _:
                return f"{kind.replace('_', ' ')} {key}".strip()

    def _module(self, name: str) -> ModuleType | None:
        full = f"custom_components.{self.package}.{name}"
        return importlib.import_module(full) if find_spec(full) else None

    @cached_property
    def _rows(self) -> dict[tuple[str, str], frozenset[str]]:
        return {
            (platform, row.key): frozenset(row.operations)
            for platform in sorted(PLATFORMS)
            if (module := self._module(platform)) is not None
            for row in rows_of(module)
        }

    @cached_property
    def actions(self) -> dict[str, frozenset[str]]:
        """Return the actions with the operations that they name."""
        module = self._module("actions")
        specs: Iterable[ActionSpec[Any] | EntityActionSpec] = getattr(module, "ACTIONS", ())
        return {spec.name: frozenset(spec.operations) for spec in specs}

    @cached_property
    def _steps(self) -> frozenset[str]:
        prefix = "async_step_"
        return frozenset(
            name.removeprefix(prefix)
            for flow in (*self._flows(ConfigFlow), *self._flows(OptionsFlow))
            for base in flow.__mro__
            if base.__module__.startswith("custom_components.")
            for name in vars(base)
            if name.startswith(prefix)
        )

    @cached_property
    def _options(self) -> frozenset[str]:
        return frozenset(key for flow in self._flows(OptionsFlow) for key in fields_of(flow))

    def _flows(self, kind: type) -> Iterator[type]:
        module = self._module("config_flow")
        for _, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, kind) and found.__module__.startswith("custom_components."):
                yield found


def rows_of(module: ModuleType) -> Iterator[AccordEntityDescription]:
    """Yield the rows of all tables that a platform's module holds."""
    for table in vars(module).values():
        if isinstance(table, tuple):
            yield from (row for row in table if isinstance(row, AccordEntityDescription))


def fields_of(flow: type) -> Iterator[str]:
    """Yield the fields in the schemas that a flow's class mentions, itself or by name."""
    module = inspect.getmodule(flow)
    assert module is not None
    assert module.__file__ is not None
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    own = next(
        node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == flow.__name__
    )
    names = {node.id for node in ast.walk(own) if isinstance(node, ast.Name)}
    schemas = (
        node
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and any(isinstance(part, ast.Name) and part.id in names for part in _targets(node))
    )
    for part in (own, *schemas):
        for node in ast.walk(part):
            if isinstance(node, ast.Call) and _is_marker(node.func) and node.args:
                yield _value(node.args[0], module)


def _targets(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _is_marker(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr in MARKERS


def _value(node: ast.expr, module: ModuleType) -> str:
    if isinstance(node, ast.Name):
        return str(getattr(module, node.id))
    return str(ast.literal_eval(node))
