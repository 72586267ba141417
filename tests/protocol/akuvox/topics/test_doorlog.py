"""The door log; the manual's samples name the call log, which would lose calls."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import file
from tests.protocol.akuvox.rows import Rows


async def test_log(start_unit: StartUnit) -> None:
    rows = Rows("doorlog", *({"ID": str(40 - n), "Type": "Card"} for n in range(15)))
    unit = await start_unit({**rows.answers, "doorlog/del": None, "doorlog/clear": None})
    topic = unit.client.doorlog
    assert len(await topic.get()) == 10
    assert unit.requests[0].query == {"page": "1"}
    assert len(await topic.get(None)) == 15
    await topic.delete("40")
    assert (unit.requests[-1].operation, unit.requests[-1].data) == ("doorlog/del", {"ID": "40"})
    await topic.clear()
    assert unit.requests[-1].operation == "doorlog/clear"
    with pytest.raises(InvalidError):
        await topic.delete("all")


async def test_export(start_unit: StartUnit) -> None:
    unit = await start_unit({"doorlog/export": file(b"<x/>", "DoorLog.xml")})
    assert (await unit.client.doorlog.export()).name == "DoorLog.xml"
