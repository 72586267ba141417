"""The ambient light sensor, as the vendor's document says."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, ProtocolError
from custom_components.accord.protocol.kasa.topics.las import LasTopic
from tests.protocol.kasa.fakes import OK, device, session
from tests.protocol.kasa.vendor import ask, wanted

LAS = "smartlife.iot.LAS"


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("get_config", {}),
        ("get_current_brt", {}),
        ("set_enable", {"enable": True}),
        ("set_dark_index", {"index": 0}),
        ("set_brt_level", {"index": 5, "value": 42}),
    ],
)
async def test_the_vendors_samples(method: str, parameters: dict[str, Any]) -> None:
    _, sent = await ask("switch_motion", f"{LAS}.{method}", parameters)
    assert sent == wanted(f"{LAS}.{method}")


async def test_extras() -> None:
    methods = {
        f"{LAS}.get_dark_status": {"bDark": 1, **OK},
        f"{LAS}.get_adc_value": {"value": 390, "type": 2, **OK},
        f"{LAS}.get_current_brt": {"value": 15, **OK},
    }
    topic = LasTopic(session(device("switch_motion", methods)))
    assert await topic.get_dark_status() is True
    assert await topic.get_adc_value() == 390
    assert await topic.get_current_brt() == 15


async def test_refused() -> None:
    topic = LasTopic(session(device("switch_motion", {f"{LAS}.get_current_brt": OK})))
    with pytest.raises(ProtocolError):
        await topic.get_current_brt()
    with pytest.raises(InvalidError):
        await topic.set_dark_index(6)
    with pytest.raises(InvalidError):
        await topic.set_brt_level(101)
