"""Outlets and next actions."""

from typing import Any

import pytest

from custom_components.accord.protocol.kasa.models.outlet import (
    NextAction,
    Outlet,
    next_action,
    outlet_id,
)

DEVICE = "8006C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FF"


@pytest.mark.parametrize(
    ("sent", "whole"), [("1", "01"), ("01", "01"), (f"{DEVICE}01", "01"), ("05", "05")]
)
def test_ids_are_whole(sent: str, whole: str) -> None:
    assert outlet_id(DEVICE, sent) == DEVICE + whole


def test_reads_an_outlet() -> None:
    data = {"id": "01", "state": 1, "alias": "Pump", "on_time": 610, "next_action": {"type": -1}}
    outlet = Outlet.from_wire(data, DEVICE, 0)
    assert outlet == Outlet(
        id=f"{DEVICE}01",
        index=1,
        alias="Pump",
        on=True,
        on_time=610,
        next_action=NextAction(type=-1),
    )


@pytest.mark.parametrize("identifier", [None, "", 7, []])
def test_an_outlet_without_id_cannot_be_told_from_others(identifier: Any) -> None:
    assert Outlet.from_wire({"id": identifier, "state": 1}, DEVICE, 0) is None


def test_a_short_id_needs_the_devices() -> None:
    assert Outlet.from_wire({"id": "01"}, "", 0) is None


def test_an_id_without_digits_takes_its_place_in_the_list() -> None:
    outlet = Outlet.from_wire({"id": f"{DEVICE}XY"}, DEVICE, 4)
    assert outlet is not None
    assert (outlet.index, outlet.alias, outlet.on) == (4, "", False)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"type": 1, "schd_sec": 69240, "action": 0},
            NextAction(type=1, seconds=69240, on=False),
        ),
        ({"type": 2, "schd_time": 60, "action": 1}, NextAction(type=2, seconds=60, on=True)),
        ({"type": 1, "schd_sec": 1, "action": 2}, NextAction(type=1, seconds=1, on=None)),
        ({"type": 9}, NextAction(type=9)),
        ({"type": "?"}, NextAction(type=-1)),
    ],
)
def test_next_actions(data: dict[str, Any], expected: NextAction) -> None:
    assert next_action({"next_action": data}) == expected


@pytest.mark.parametrize("data", [{}, {"next_action": None}, {"next_action": 5}])
def test_no_next_action(data: dict[str, Any]) -> None:
    assert next_action(data) is None
