"""`scene` and `doscene`."""

from typing import TYPE_CHECKING

from simulators.lifesmart.registry import operation
from simulators.lifesmart.request import Args, Refusal, Reply
from simulators.lifesmart.scenes import run

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation


@operation("scene.get")
def get(station: LifeSmartStation, args: Args) -> Reply:
    """Answer all scenes and groups."""
    args.done()
    return Reply([scene.wire() for scene in station.scenes.values()])


@operation("doscene")
def do(station: LifeSmartStation, args: Args) -> Reply:
    """Carry one out."""
    id_ = args.text("id")
    inner = args.nested("args", as_text=False)
    args.done()
    if id_ not in station.scenes:
        raise Refusal("no such scene")
    run(station, station.scenes[id_], inner)
    station.ran.append((id_, {name: inner.peek(name) for name in inner}))
    return Reply({})
