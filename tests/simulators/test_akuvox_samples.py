"""Answers are those of the vendor's manual and of examples made after it."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulators.akuvox import AkuvoxDevice
from tests.simulators.conftest import StartUnit
from tests.simulators.raw_akuvox import ask, get, post

type Json = dict[str, Any]

FOLDER = Path(__file__).parent / "samples"
MANUAL = json.loads((FOLDER / "akuvox_manual.json").read_text())
EXAMPLES = json.loads((FOLDER / "akuvox_examples.json").read_text())


def shape(value: object) -> object:
    """Return keys and types; of a list, the shapes that occur in it."""
    if isinstance(value, dict):
        return {key: shape(member) for key, member in value.items()}
    if isinstance(value, list):
        return sorted({json.dumps(shape(member), sort_keys=True) for member in value})
    return type(value).__name__


def compare(found: Json, sample: Json) -> None:
    """Fail unless an answer is as the sample says, or at least looks alike."""
    if sample["same"] == "all":
        assert found == sample["reply"]
    else:
        assert shape(found) == shape(sample["reply"])
        assert found["retcode"] == sample["reply"]["retcode"]
        assert found["action"] == sample["reply"]["action"]


async def prepare(unit: AkuvoxDevice, sample: Json) -> None:
    """Do what the sample presupposes."""
    for operation, data in sample.get("before", []):
        assert (await post(unit, operation, data))["message"] == "OK"


@pytest.mark.parametrize(
    "sample", MANUAL, ids=[f"{number}-{row['operation']}" for number, row in enumerate(MANUAL)]
)
async def test_manual(start_unit: StartUnit, sample: Json) -> None:
    multi = {f"Config.DoorSetting.DTMF.MultiCode{n}": code for n, code in ((1, "010"), (3, "013"))}
    unit = await start_unit(sample["model"], config=multi)
    await prepare(unit, sample)
    compare(await post(unit, sample["operation"], sample.get("data")), sample)


READS = [row for row in MANUAL if "data" not in row]


@pytest.mark.parametrize("row", READS, ids=[row["operation"] for row in READS])
async def test_get_is_as_good_as_post(start_unit: StartUnit, row: Json) -> None:
    """But for what changes something by its name."""
    unit = await start_unit(row["model"])
    found = await get(unit, row["operation"])
    assert found["retcode"] == row["reply"]["retcode"]


@pytest.mark.parametrize("sample", EXAMPLES, ids=[row["path"] for row in EXAMPLES])
async def test_examples(start_unit: StartUnit, sample: Json) -> None:
    unit = await start_unit(
        sample["model"], generation=sample["generation"], mac="0C:11:05:AA:BB:01"
    )
    await prepare(unit, sample)
    body = json.dumps(sample["body"]).encode() if "body" in sample else b""
    headers = {"Content_Type": "application/json"} if body else {}
    answer = await ask(unit, sample["method"], sample["path"], body, **headers)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    compare(answer.json, sample)
