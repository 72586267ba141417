"""Effects of light strips: module ``smartlife.iot.lighting_effect``.

API.md has its heading only; the methods are no operations of the vendor's list.
"""

from dataclasses import replace

from ...errors import InvalidError, UnsupportedError
from ..catalog import EFFECTS, Family
from ..envelope import Call
from ..models.builtin_effects import BUILTIN_EFFECTS
from ..models.effect import LightingEffect
from ..session import KasaSession


class EffectsTopic:
    """Moving colours. Raises UnsupportedError for all but light strips."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def get_lighting_effect(self) -> LightingEffect:
        """Return the effect that runs or ran last, whole: it can be sent again."""
        await self._check()
        return LightingEffect.from_wire(
            await self._session.read(Call(EFFECTS, "get_lighting_effect"))
        )

    async def set_lighting_effect(self, effect: LightingEffect) -> None:
        """Run an effect, or with ``enable`` false stop it."""
        await self._check()
        await self._session.write(Call(EFFECTS, "set_lighting_effect", effect.to_wire()))

    async def start(self, name: str, brightness: int | None = None) -> None:
        """Run a built-in effect, ``brightness`` in percent. Raises InvalidError."""
        effect = BUILTIN_EFFECTS.get(name)
        if effect is None:
            raise InvalidError("parameter name is no built-in effect")
        if brightness is not None:
            effect = replace(effect, brightness=brightness)
        await self.set_lighting_effect(effect)

    async def stop(self) -> LightingEffect:
        """Stop whatever runs, and return it."""
        effect = replace(await self.get_lighting_effect(), enable=False)
        await self.set_lighting_effect(effect)
        return effect

    async def _check(self) -> None:
        if (await self._session.identify()).family is not Family.LIGHT_STRIP:
            raise UnsupportedError("only light strips have effects")
