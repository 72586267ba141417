"""What stations tell unasked."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.lifesmart import (
    Device,
    StationEvent,
    apply_event,
    parse_event,
)

CHANGE = {"me": "2711", "devtype": "SL_SW_ND2", "L1": {"type": 129, "val": 1, "v": 1}}
OTHER = {"me": "2712", "name": "x"}
KNOWN = {
    me: Device.from_wire(
        {
            "me": me,
            "devtype": "SL_SW_ND2",
            "name": f"switch {me}",
            "stat": 1,
            "data": {"L1": {"type": 128, "val": 0, "v": 0}, "L2": {"type": 128, "val": 0}},
        }
    )
    for me in ("2711", "2712")
}


@pytest.mark.parametrize(
    "body",
    [
        {"chg": [CHANGE, OTHER]},
        {"msg": {"chg": [CHANGE, OTHER]}},
        {"chg": {"2711": CHANGE, "2712": {"name": "x"}}},
        {"chg": CHANGE, "msg": {"chg": OTHER}},
        {"chg": [CHANGE, None, 5, {"name": "no id"}, OTHER]},
    ],
)
def test_shapes(body: dict[str, Any]) -> None:
    event = parse_event({"id": 7, "agtid": "mga", **body})
    assert [one["me"] for one in event.changed] == ["2711", "2712"]
    assert (event.added, event.removed, event.station) == ((), frozenset(), "")


@pytest.mark.parametrize(
    "removed", [[{"me": "2711"}], {"me": "2711"}, {"2711": {"devtype": "x"}}, ["2711"], "2711"]
)
def test_shapes_of_removals(removed: Any) -> None:
    assert parse_event({"del": removed}).removed == {"2711"}


def test_the_station() -> None:
    assert parse_event({"agtid": "A3"}) == StationEvent(station="A3")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["me", "chg", "add", "del", "msg", "L1", "v"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["chg", "add", "del", "msg", "agtid"]), JSON))
def test_garbage(body: dict[str, Any]) -> None:
    apply_event(KNOWN, parse_event(body))


def test_changes_are_merged() -> None:
    applied = apply_event(KNOWN, parse_event({"chg": [CHANGE, {"me": "2712", "stat": 0}]}))
    assert applied.changed == {"2711", "2712"}
    assert not applied.needs_read
    first, second = applied.devices["2711"], applied.devices["2712"]
    assert (first.ios["L1"].type, first.ios["L2"].type) == (129, 128)
    assert first.name == "switch 2711"
    assert not second.available
    assert KNOWN["2711"].ios["L1"].type == 128


def test_a_bare_number_is_the_value() -> None:
    applied = apply_event(KNOWN, parse_event({"chg": {"me": "2711", "L1": 5}}))
    assert applied.devices["2711"].ios["L1"].v == 5
    assert applied.devices["2711"].ios["L1"].val == 0


def test_what_did_not_change_stays_the_same() -> None:
    applied = apply_event(KNOWN, parse_event({"chg": [CHANGE]}))
    assert applied.devices["2712"] is KNOWN["2712"]


def test_devices_that_are_not_known() -> None:
    applied = apply_event(KNOWN, parse_event({"chg": [{"me": "9999"}, CHANGE]}))
    assert applied.unknown == {"9999"}
    assert applied.needs_read
    assert set(applied.devices) == {"2711", "2712"}


def test_a_new_device() -> None:
    new = {"me": "2713", "devtype": "SL_SC_G", "name": "Door", "stat": 1}
    applied = apply_event(KNOWN, parse_event({"add": [new], "chg": [{"me": "2713", "G": 1}]}))
    assert (applied.added, applied.changed) == ({"2713"}, frozenset())
    assert applied.needs_read
    assert applied.devices["2713"].name == "Door"
    assert applied.devices["2713"].ios["G"].v == 1


def test_a_device_added_again_changes() -> None:
    applied = apply_event(KNOWN, parse_event({"add": {"me": "2711", "name": "new"}}))
    assert (applied.added, applied.changed) == (frozenset(), {"2711"})
    assert applied.devices["2711"].name == "new"
    assert applied.devices["2711"].ios


def test_removed_devices() -> None:
    applied = apply_event(
        KNOWN, parse_event({"del": [{"me": "2711"}, {"me": "9999"}], "chg": CHANGE})
    )
    assert applied.removed == {"2711"}
    assert applied.changed == applied.unknown == frozenset()
    assert set(applied.devices) == {"2712"}
