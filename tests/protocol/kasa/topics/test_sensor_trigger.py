"""Smart Control, as the vendor's document says."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.kasa.topics.sensor_trigger import SensorTriggerTopic
from tests.protocol.kasa.fakes import device, session
from tests.protocol.kasa.vendor import ask, wanted

MODULE = "smartlife.iot.sensor_trigger"
ROUTINE: dict[str, Any] = {
    "segments": [{"on_trigger": "motion_and_dark", "off_trigger": "no_motion", "off_delay": 60}]
}


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("get_weekday_routine", {}),
        ("add_weekday_routine", {"routine": ROUTINE}),
        ("edit_weekday_routine", {"routine": {"id": "0", **ROUTINE}}),
        ("delete_weekday_routine", {"id": "0"}),
        ("get_default_manual_action", {}),
        ("set_default_manual_action", {"off_hold": 15}),
    ],
)
async def test_the_vendors_samples(method: str, parameters: dict[str, Any]) -> None:
    _, sent = await ask("switch_motion", f"{MODULE}.{method}", parameters)
    assert sent == wanted(f"{MODULE}.{method}")


async def test_refused() -> None:
    fake = device("switch_motion")
    topic = SensorTriggerTopic(session(fake))
    with pytest.raises(InvalidError):
        await topic.set_default_manual_action()
    with pytest.raises(InvalidError):
        await topic.set_default_manual_action(-1)
    light = device("bulb_off")
    with pytest.raises(UnsupportedError):
        await SensorTriggerTopic(session(light)).get_weekday_routine()
    assert fake.sent == light.sent == []
