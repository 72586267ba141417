"""Scenes and groups, as made in the app."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulators.lifesmart.request import Args, Refusal

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

type Json = dict[str, Any]

_COLOURED = frozenset({"grouphw", "grouprgbw"})


@dataclass(frozen=True)
class Scene:
    """One scene: which IOs it sets, as (me, idx, type, val)."""

    id: str
    name: str
    cls: str = "scene"
    desc: str = ""
    members: tuple[tuple[str, str, int, int], ...] = ()

    def wire(self) -> Json:
        """Return how it is listed."""
        return {"id": self.id, "name": self.name, "desc": self.desc, "cls": self.cls}


def run(station: LifeSmartStation, scene: Scene, inner: Args) -> None:
    """Carry a scene out; a group sets what it is told on all its members."""
    if scene.cls == "groupsw":
        type_ = inner.number("type", 0x80, 0x81)
        changes = [(me, idx, type_, type_ & 1) for me, idx, _, _ in scene.members]
    elif scene.cls in _COLOURED:
        changes = _colour(station, scene, inner)
    else:
        inner.any("type")
        changes = list(scene.members)
    inner.done()
    for me, idx, type_, val in changes:
        if me in station.devices and station.devices[me].online:
            station.write(station.devices[me], idx, type_, val, {})


def _colour(
    station: LifeSmartStation, scene: Scene, inner: Args
) -> list[tuple[str, str, int, int]]:
    type_ = inner.any("type")
    if type_ not in {0x80, 0x81, 0xFE, 0xFF}:
        raise Refusal("type is none of 0x80, 0x81, 0xfe, 0xff")
    val = type_ & 1
    if type_ in {0xFE, 0xFF}:
        val = inner.number(station.quirks.rgbw_member, 0, 0xFFFFFFFF)
    return [(me, idx, type_, val) for me, idx, _, _ in scene.members]
