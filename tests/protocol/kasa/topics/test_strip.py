"""Where outlets are."""

import pytest

from custom_components.accord.protocol.errors import UnsupportedError
from tests.protocol.kasa.vendor import ask, wanted

OPERATION = "smartlife.iot.smartpowerstrip.manage.get_relationship"


async def test_the_vendors_sample() -> None:
    found, sent = await ask("strip", OPERATION)
    assert sent == wanted(OPERATION)
    assert [one.slot for one in found] == [0]


async def test_no_strip() -> None:
    with pytest.raises(UnsupportedError):
        await ask("plug", OPERATION)
