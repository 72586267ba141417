"""Scenes and groups. Source: LifeSmart's base document, ``scene`` and ``doscene``."""

from typing import Any

from ..models.fields import check_range, check_text
from ..models.scene import GROUP_COLOUR_OFF, GROUP_COLOUR_ON, GROUP_OFF, GROUP_ON, Scene
from ..session import StationSession

_TIMEOUT = 15.0


class SceneTopic:
    """What was made in the LifeSmart app."""

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def list(self) -> tuple[Scene, ...]:
        """Return all scenes and groups."""
        return Scene.list_from_wire(await self._session.get("scene"))

    async def run(self, scene_id: str) -> None:
        """Run a scene."""
        await self._do(scene_id, {})

    async def switch(self, scene_id: str, on: bool) -> None:
        """Switch a group."""
        await self._do(scene_id, {"type": GROUP_ON if on else GROUP_OFF})

    async def set_colour(self, scene_id: str, colour: int, on: bool = True) -> None:
        """Set the colour of a group of lights: four bytes white, red, green, blue."""
        check_range("colour", colour, 0, 0xFFFFFFFF)
        kind = GROUP_COLOUR_ON if on else GROUP_COLOUR_OFF
        await self._do(scene_id, {"type": kind, "RGBW": colour})

    async def _do(self, scene_id: str, inner: dict[str, Any]) -> None:
        args = {"id": check_text("scene_id", scene_id), **({"args": inner} if inner else {})}
        await self._session.set("doscene", args, nested="args", timeout=_TIMEOUT)
