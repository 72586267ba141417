"""Public codes: only what is given is written, with the unit's number of digits."""

import pytest

from custom_components.accord.protocol.akuvox.errors import NotTakenError
from custom_components.accord.protocol.errors import InvalidError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.stores import Settings

P = "Config.DoorSetting.PASSWORD."


async def test_codes(start_unit: StartUnit) -> None:
    settings = Settings(
        {f"{P}PublicKeyEnable": "0", f"{P}PublicKey1": "604218", f"{P}PublicKeyBitsLimit": "3"}
    )
    unit = await start_unit(settings.answers("publiccode"))
    topic = unit.client.publiccode
    assert (await topic.get()).codes == ("604218",)
    await topic.set(enabled=True)
    assert settings.written == [{f"{P}PublicKeyEnable": "1"}]
    await topic.set(codes={"1": "123456"})
    assert settings.values[f"{P}PublicKey1"] == "123456"
    with pytest.raises(InvalidError):
        await topic.set(codes={"1": "12345"})
    with pytest.raises(InvalidError):
        await topic.set()
    assert len(settings.written) == 2


async def test_a_code_that_the_unit_does_not_keep(start_unit: StartUnit) -> None:
    settings = Settings({f"{P}PublicKey1": "6042"}, frozen=(f"{P}PublicKey1",))
    unit = await start_unit(settings.answers("publiccode"))
    with pytest.raises(NotTakenError) as caught:
        await unit.client.publiccode.set(codes={"1": "1234"})
    assert "1234" not in str(caught.value)


@pytest.mark.parametrize("relay", ["A", "4", "", "01"])
async def test_no_such_relay(start_unit: StartUnit, relay: str) -> None:
    unit = await start_unit({})
    with pytest.raises(InvalidError):
        await unit.client.publiccode.set(codes={relay: "1234"})
    assert unit.requests == []
