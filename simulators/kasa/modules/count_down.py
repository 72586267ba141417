"""`count_down`: one timer per relay, which switches it when it has run down."""

from typing import Any
import uuid

from simulators.kasa.models import RELAYS
from simulators.kasa.modules.errors import ENTRY_NOT_EXIST, TABLE_FULL, TIME_NOT_SYNC, RefusedError
from simulators.kasa.modules.registry import Call, answers
from simulators.kasa.outlet import Outlet
from simulators.kasa.timer import Timer

type Json = dict[str, Any]

_OWN = frozenset({"id", "remain"})
"""What the device sets itself."""


@answers("count_down.get_rules", families=RELAYS, child_aware=True)
def get_rules(call: Call) -> Json:
    """Return the one rule there may be; it stays after it has fired."""
    outlet = _outlet(call)
    return {"rule_list": [] if outlet.timer is None else [outlet.timer.as_json()]}


@answers("count_down.add_rule", families=RELAYS, child_aware=True)
def add_rule(call: Call) -> Json:
    """Fill the slot, if it is empty, and start."""
    outlet = _outlet(call)
    if outlet.timer is not None:
        raise RefusedError(TABLE_FULL)
    call.device.rules_made += 1
    seed = f"{call.device.mac} count_down {call.device.rules_made}"
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, seed).hex.upper()
    _start(call, outlet, identifier)
    return {"id": identifier}


@answers("count_down.edit_rule", families=RELAYS, child_aware=True)
def edit_rule(call: Call) -> Json:
    """Replace the rule and start it anew."""
    outlet = _outlet(call)
    _start(call, outlet, _known(outlet, call.arguments.text("id")).id)
    return {}


@answers("count_down.delete_rule", families=RELAYS, child_aware=True)
def delete_rule(call: Call) -> Json:
    """Empty the slot."""
    outlet = _outlet(call)
    _known(outlet, call.arguments.rule_to_delete())
    outlet.timer = None
    return {}


@answers("count_down.delete_all_rules", families=RELAYS, child_aware=True)
def delete_all_rules(call: Call) -> Json:
    """Empty the slots of all outlets addressed."""
    for outlet in call.outlets:
        outlet.timer = None
    return {}


def _outlet(call: Call) -> Outlet:
    return call.outlets[0]


def _known(outlet: Outlet, identifier: str) -> Timer:
    if outlet.timer is None or outlet.timer.id != identifier:
        raise RefusedError(ENTRY_NOT_EXIST)
    return outlet.timer


def _start(call: Call, outlet: Outlet, identifier: str) -> None:
    arguments, device = call.arguments, call.device
    timer = Timer(
        id=identifier,
        enabled=bool(arguments.integer("enable", 0, 1)),
        delay=arguments.integer("delay", 0),
        on=bool(arguments.integer("act", 0, 1)),
        more={"name": arguments.text("name")}
        | {key: value for key, value in arguments.values.items() if key not in _OWN},
        clock=device.clock,
    )
    if not device.time.known:
        raise RefusedError(TIME_NOT_SYNC)
    outlet.timer = timer
    if timer.enabled:
        device.spawn(_run(outlet, timer))


async def _run(outlet: Outlet, timer: Timer) -> None:
    await timer.clock.sleep_until(timer.ends_at)
    if outlet.timer is timer:
        outlet.switch(timer.on)
        timer.fired()
