"""What the sensors say now, over the wire and with parts missing."""

from custom_components.accord.protocol.kasa import Senses
from custom_components.accord.protocol.kasa.topics.status import StatusTopic
from tests.protocol.kasa.fakes import device, session

LAS, PIR = "smartlife.iot.LAS", "smartlife.iot.PIR"


async def test_one_request() -> None:
    fake = device(
        "plug",
        {
            f"{LAS}.get_current_brt": {"value": 7, "err_code": 0},
            f"{LAS}.get_dark_status": {"bDark": 1, "err_code": 0},
            f"{PIR}.get_adc_value": {"value": 2070, "err_code": 0},
        },
    )
    found = await StatusTopic(session(fake)).read_senses()
    assert found == Senses(brightness=7, dark=True, motion_adc=2070)
    assert fake.sent == [
        {LAS: {"get_current_brt": {}, "get_dark_status": {}}, PIR: {"get_adc_value": {}}}
    ]


async def test_what_is_missing() -> None:
    """A device without a light sensor, and an answer that makes no sense."""
    fake = device("plug", {f"{PIR}.get_adc_value": {"value": "much", "err_code": 0}})
    assert await StatusTopic(session(fake)).read_senses() == Senses()
