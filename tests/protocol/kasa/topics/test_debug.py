"""A device's own health."""

import pytest

from custom_components.accord.protocol.errors import UnsupportedError
from custom_components.accord.protocol.kasa import Diagnosis
from custom_components.accord.protocol.kasa.topics.debug import DebugTopic
from tests.protocol.kasa.fakes import OK, device, session


async def test_read() -> None:
    answer = {"result": {"sysinfo": {"uptime": 5}}, **OK}
    fake = device("plug", {"smartlife.common.debug.get_diagnose_status": answer})
    assert await DebugTopic(session(fake)).get_diagnose_status() == Diagnosis(uptime=5)


async def test_lights_are_not_asked() -> None:
    fake = device("bulb_off")
    with pytest.raises(UnsupportedError):
        await DebugTopic(session(fake)).get_diagnose_status()
    assert fake.sent == []
