"""The motion sensor, as the vendor's document says."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, ProtocolError
from custom_components.accord.protocol.kasa.topics.pir import PirTopic
from tests.protocol.kasa.fakes import OK, device, session
from tests.protocol.kasa.vendor import ask, wanted

PIR = "smartlife.iot.PIR"


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("get_config", {}),
        ("set_enable", {"enable": True}),
        ("set_cold_time", {"cold_time": 60000}),
        ("set_trigger_sens", {"index": 3, "value": 42}),
    ],
)
async def test_the_vendors_samples(method: str, parameters: dict[str, Any]) -> None:
    _, sent = await ask("switch_motion", f"{PIR}.{method}", parameters)
    assert sent == wanted(f"{PIR}.{method}")


async def test_fixed_ranges_have_no_value() -> None:
    fake = device("switch_motion", {f"{PIR}.set_trigger_sens": OK})
    topic = PirTopic(session(fake))
    await topic.set_trigger_sens(1)
    assert fake.sent == [{PIR: {"set_trigger_sens": {"index": 1}}}]
    for index, value in ((3, None), (1, 5), (4, 5), (-1, None), (3, 101)):
        with pytest.raises(InvalidError):
            await topic.set_trigger_sens(index, value)
    with pytest.raises(InvalidError):
        await topic.set_cold_time(0)
    assert len(fake.sent) == 1


async def test_raw_reading() -> None:
    fake = device("switch_motion", {f"{PIR}.get_adc_value": {"value": 2050, **OK}})
    topic = PirTopic(session(fake))
    assert await topic.get_adc_value() == 2050
    fake.methods[f"{PIR}.get_adc_value"] = OK
    with pytest.raises(ProtocolError):
        await topic.get_adc_value()
