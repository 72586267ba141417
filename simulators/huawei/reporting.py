"""Reports that devices send by themselves, with values that move a little each time."""

import random
from typing import TYPE_CHECKING, Any

from simulators.huawei.profile import Value
from simulators.huawei.thing import Thing

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_STILL = frozenset({"interval", "threshold", "cellId", "batteryLevel"})


class Reporting:
    """Lets devices report in the periods of their product models, once it has begun."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Be quiet."""
        self._platform = platform
        self._random = random.Random(20)
        self.factor = 1.0
        """Periods are so many times longer."""

    def begin(self, thing: Thing) -> None:
        """Let a device report from now on."""
        if thing.profile is not None and thing.profile.period:
            first = thing.profile.period * self.factor * self._random.random()
            self._plan(thing, first)

    def _plan(self, thing: Thing, seconds: float) -> None:
        self._platform.agenda.after(seconds, lambda: self._turn(thing))

    def _turn(self, thing: Thing) -> None:
        if self._platform.fleet.get(thing.device_id) is not thing or thing.profile is None:
            return
        if thing.connected and self._platform.network.gateway_connected(thing):
            self.report(thing)
        behind = self._platform.clock.now() - self._platform.agenda.now()
        self._plan(thing, max(thing.profile.period * self.factor, behind))

    def report(self, thing: Thing) -> None:
        """Let a device report what moved."""
        if thing.profile is None:
            return
        made: dict[str, Json] = {}
        for service in thing.profile.services:
            now = thing.merged(service.id, {}) or service.initial()
            moved = {
                one.name: self._moved(one, now[one.name])
                for one in service.properties
                if one.name in now and _moves(one)
            }
            if moved:
                made[service.id] = {**now, **moved}
        self._platform.network.report(thing, made)

    def _moved(self, value: Value, now: Any) -> Any:
        if value.name.startswith("total"):
            return round(now + self._random.uniform(0, 30), 1)
        step = self._random.uniform(-1, 1)
        made = now + (step if value.kind == "decimal" else round(step))
        low = value.low if value.low is not None else made
        high = value.high if value.high is not None else made
        made = min(max(made, low), high)
        return round(made, 1) if value.kind == "decimal" else int(made)


def _moves(value: Value) -> bool:
    """Tell whether a property is a measurement."""
    numeric = value.kind in {"int", "decimal"} and not value.words
    return numeric and value.name not in _STILL and (value.low, value.high) != (0, 1)
