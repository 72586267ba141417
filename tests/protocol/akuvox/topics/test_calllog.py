"""Calls, under either spelling of their log."""

import pytest

from custom_components.accord.protocol.akuvox.models.records import CallType
from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import file

CALLS = {"num": 1, "item": [{"ID": "9", "Type": "Missed", "Num": "2001"}]}


@pytest.mark.parametrize("target", ["calllog", "callog"])
async def test_spelling_is_found_by_reading(start_unit: StartUnit, target: str) -> None:
    """Nothing that deletes is ever tried twice."""
    unit = await start_unit(
        {
            f"{target}/get": CALLS,
            f"{target}/del": None,
            f"{target}/clear": None,
            f"{target}/export": file(b"a", "History.csv"),
        }
    )
    topic = unit.client.calllog
    await topic.delete("9")
    deletes = [one for one in unit.requests if one.operation.endswith("/del")]
    assert [(one.operation, one.data) for one in deletes] == [(f"{target}/del", {"ID": "9"})]
    await topic.clear(CallType.MISSED)
    assert unit.requests[-1].data == {"Type": "Missed"}
    await topic.clear()
    assert unit.requests[-1].data == {"Type": "All"}
    assert (await topic.export()).name == "History.csv"
    assert [one.number for one in await topic.get(CallType.MISSED)] == ["2001"]
    assert unit.requests[-1].query == {"Type": "Missed", "page": "1"}
    assert len(await topic.get(page=None)) == 1


async def test_wrong_parameters(start_unit: StartUnit) -> None:
    unit = await start_unit({})
    with pytest.raises(InvalidError):
        await unit.client.calllog.delete("all")
    with pytest.raises(InvalidError):
        await unit.client.calllog.clear(CallType.UNKNOWN)
    assert unit.requests == []
    with pytest.raises(UnsupportedError):
        await unit.client.calllog.get()


async def test_a_unit_that_returns_all_kinds(start_unit: StartUnit) -> None:
    calls = [{"ID": "9", "Type": "3"}, {"ID": "8", "Type": "1"}]
    unit = await start_unit({"calllog/get": {"item": calls}})
    topic = unit.client.calllog
    assert [one.id for one in await topic.get(CallType.MISSED)] == ["9"]
    assert [one.id for one in await topic.get(CallType.ALL)] == ["9", "8"]
