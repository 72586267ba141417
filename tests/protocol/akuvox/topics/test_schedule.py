"""Schedules, which the manual does not have."""

from dataclasses import replace

import pytest

from custom_components.accord.protocol.akuvox.models.schedule import Schedule
from custom_components.accord.protocol.errors import ConflictError, DeviceError, NotFoundError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.rows import Rows


async def test_schedules(start_unit: StartUnit) -> None:
    rows = Rows("schedule", {"ID": "1001", "Name": "Always"}, first_id=1002)
    unit = await start_unit(rows.answers)
    topic = unit.client.schedule
    made = await topic.add(Schedule(name="Mornings", days=(0,)))
    assert made.id == "1003"
    await topic.set(replace(made, days=(1,)))
    assert rows.rows[1]["Tue"] == "1"
    await topic.delete(["1003"])
    assert [one.id for one in await topic.get()] == ["1001"]


async def test_one_that_does_not_show_up(start_unit: StartUnit) -> None:
    unit = await start_unit({**Rows("schedule").answers, "schedule/add": None})
    with pytest.raises(DeviceError):
        await unit.client.schedule.add(Schedule(name="A"))


async def test_schedules_that_are_not_ours(start_unit: StartUnit) -> None:
    rows = Rows("schedule", {"ID": "1001", "Name": "Always"}, {"ID": "1003", "SourceType": "2"})
    unit = await start_unit(rows.answers)
    topic = unit.client.schedule
    for row_id in ("1001", "1003"):
        with pytest.raises(ConflictError):
            await topic.set(Schedule(id=row_id, name="Mine"))
        with pytest.raises(ConflictError):
            await topic.delete([row_id])
    assert len(rows.rows) == 2


async def test_unknown_members_of_a_schedule_stay(start_unit: StartUnit) -> None:
    rows = Rows("schedule", {"ID": "1003", "Name": "A", "Mode": "4"})
    unit = await start_unit(rows.answers)
    await unit.client.schedule.set(Schedule(id="1003", name="B"))
    assert (rows.rows[0]["Name"], rows.rows[0]["Mode"]) == ("B", "4")
    with pytest.raises(NotFoundError):
        await unit.client.schedule.set(Schedule(id="1004", name="B"))
