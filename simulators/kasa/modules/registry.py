"""The table of methods: which operation is answered by what, and on which devices."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulators.kasa.models import LIGHTS, Family, Model
from simulators.kasa.modules.arguments import Arguments
from simulators.kasa.outlet import Outlet

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One method being called.

    `chosen` are the outlets a valid `context` names, or None if the request is for the whole
    device. `datagram` tells that the request came by UDP.
    """

    device: KasaDevice
    arguments: Arguments
    chosen: tuple[Outlet, ...] | None
    datagram: bool

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets the call acts on."""
        return tuple(self.device.outlets) if self.chosen is None else self.chosen


type Run = Callable[[Call], Json]


@dataclass(frozen=True)
class Method:
    """One operation: its id, what answers it and where it exists."""

    operation: str
    run: Run
    families: frozenset[Family]
    on_lights: tuple[str, ...]
    child_aware: bool
    needs: Callable[[Model], bool]

    @property
    def module(self) -> str:
        """The module's name on devices with relays, as in the id."""
        return self.operation.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The method's name."""
        return self.operation.rpartition(".")[2]

    def wire_modules(self, model: Model) -> tuple[str, ...]:
        """Return the module names under which a model answers; none if it lacks the method."""
        if model.family not in self.families or not self.needs(model):
            return ()
        if model.family in LIGHTS and self.on_lights:
            return self.on_lights
        return (self.module,)


METHODS: dict[str, Method] = {}
"""All methods by operation id."""


def answers(
    operation: str,
    *,
    families: frozenset[Family] = frozenset(Family) - {Family.CAMERA},
    on_lights: tuple[str, ...] = (),
    child_aware: bool = False,
    needs: Callable[[Model], bool] = lambda _: True,
) -> Callable[[Run], Run]:
    """Register a function as what answers an operation.

    `on_lights` are the module's names on bulbs and light strips where they differ. A `child_aware`
    method heeds the request's context. `needs` tells which models of the families have it.
    """

    def register(run: Run) -> Run:
        if operation in METHODS:
            raise ValueError(f"{operation} is answered twice")
        METHODS[operation] = Method(operation, run, families, on_lights, child_aware, needs)
        return run

    return register


def methods_of(model: Model) -> dict[str, dict[str, Method]]:
    """Return what a model answers: wire module, then method name."""
    table: dict[str, dict[str, Method]] = {}
    for method in METHODS.values():
        for module in method.wire_modules(model):
            table.setdefault(module, {})[method.name] = method
    return table


def operation_id(wire_module: str, name: str) -> str:
    """Return the id of a method under any of its module's names."""
    for method in METHODS.values():
        if wire_module in method.on_lights:
            return f"{method.module}.{name}"
    return f"{wire_module}.{name}"
