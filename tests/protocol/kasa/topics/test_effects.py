"""Effects of light strips."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.kasa import BUILTIN_EFFECTS
from custom_components.accord.protocol.kasa.topics.effects import EffectsTopic
from tests.protocol.kasa.fakes import OK, device, session

MODULE = "smartlife.iot.lighting_effect"
CANDY = BUILTIN_EFFECTS["Candy Cane"]


async def test_start_get_stop() -> None:
    methods = {
        f"{MODULE}.set_lighting_effect": OK,
        f"{MODULE}.get_lighting_effect": {**CANDY.to_wire(), "more": 1, **OK},
    }
    fake = device("light_strip", methods)
    effects = EffectsTopic(session(fake))
    await effects.start("Candy Cane", 40)
    wire = CANDY.to_wire()
    assert fake.sent == [{MODULE: {"set_lighting_effect": wire | {"brightness": 40}}}]
    assert await effects.get_lighting_effect() == CANDY
    await effects.stop()
    assert fake.sent[-1] == {MODULE: {"set_lighting_effect": wire | {"enable": 0, "more": 1}}}


async def test_refused() -> None:
    strip, bulb = device("light_strip"), device("bulb_off")
    with pytest.raises(InvalidError):
        await EffectsTopic(session(strip)).start("Nothing")
    with pytest.raises(UnsupportedError):
        await EffectsTopic(session(bulb)).get_lighting_effect()
    with pytest.raises(UnsupportedError):
        await EffectsTopic(session(bulb)).start("Candy Cane")
    assert strip.sent == bulb.sent == []
