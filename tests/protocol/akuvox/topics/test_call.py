"""Calls from the door."""

import pytest

from custom_components.accord.protocol.akuvox.topics.call import CallTopic
from custom_components.accord.protocol.errors import InvalidError
from tests.protocol.akuvox.conftest import StartUnit


async def test_calls(start_unit: StartUnit) -> None:
    unit = await start_unit(
        {"call/status": {"Status": "READY"}, "call/dial": None, "call/hangup": None}
    )
    topic = CallTopic(unit.session)
    assert not (await topic.status()).active
    await topic.dial("2001", "Front door")
    await topic.dial("192.0.2.9")
    await topic.hangup()
    assert unit.lines == [
        "GET call/status",
        "POST call/dial",
        "POST call/dial",
        "POST call/hangup",
    ]
    assert [one.data for one in unit.requests[1:3]] == [
        {"Phone": "2001", "DisplayName": "Front door"},
        {"Phone": "192.0.2.9"},
    ]


@pytest.mark.parametrize(
    ("phone", "name"), [("", None), (" ", None), ("1" * 64, None), ("2001", "x" * 64), ("2\n", "")]
)
async def test_nobody(start_unit: StartUnit, phone: str, name: str | None) -> None:
    unit = await start_unit({"call/dial": None})
    with pytest.raises(InvalidError):
        await CallTopic(unit.session).dial(phone, name)
    assert unit.requests == []
