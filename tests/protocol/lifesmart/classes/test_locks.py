"""Who opened a lock, what its records say."""

import pytest

from custom_components.accord.protocol.lifesmart import catalog
from custom_components.accord.protocol.lifesmart.classes.locks import (
    ALARMS,
    is_lock,
    is_zigbee,
    opening,
    record,
)
from custom_components.accord.protocol.lifesmart.models.device import Device, Io
from custom_components.accord.protocol.lifesmart.models.state import Event, LockState, Opening


@pytest.mark.parametrize(
    ("word", "method"),
    [
        (0x0001, "undefined"),
        (0x1001, "password"),
        (0x2001, "finger"),
        (0x3001, "card"),
        (0x4001, "key"),
        (0x5001, "remote"),
        (0x6001, "one_key"),
        (0x7001, "app"),
        (0x8001, "bluetooth"),
        (0x9001, "manual"),
        (0xA001, "undefined"),
        (0xF001, "error"),
    ],
)
def test_methods(word: int, method: str) -> None:
    assert opening(word) == Opening(user=1, method=method)


def test_two_people() -> None:
    assert opening(0x2005_1002) == Opening(
        user=2, method="password", second_user=5, second_method="finger"
    )


def test_zigbee() -> None:
    assert opening(0x0002_0007, zigbee=True) == Opening(user=7, method="password")
    assert opening(0xFF02_0007, zigbee=True).method == "undefined"


@pytest.mark.parametrize(
    ("io", "event"),
    [
        (Io(type=0x4E, val=6), Event("other", {"record": 6})),
        (Io(type=0x5F, val=0x0610), Event("other", {"record": 6})),
        (Io(type=0x6E, val=0x061002), Event("other", {"record": 6, "user": 0x1002})),
        (Io(type=0x7E, val=0x06100203), Event("admin", {"record": 6, "user": 0x1002})),
        (Io(type=0x7E, val=0x06100201), Event("user", {"record": 6, "user": 0x1002})),
        (Io(type=0x7E, val=0x06100200), Event("deleted", {"record": 6, "user": 0x1002})),
        (Io(type=0x7E, val=0x06100202), Event("other", {"record": 6, "user": 0x1002})),
        (Io(v=0x06100203), Event("admin", {"record": 6, "user": 0x1002})),
        (Io(type=0x7E), None),
    ],
)
def test_records(io: Io, event: Event | None) -> None:
    assert record(io) == event


def test_a_live_unlock_and_its_end() -> None:
    device = Device.from_wire(
        {"me": "1", "devtype": "SL_LK_LS", "data": {"EVTLO": {"type": 0x7E, "val": 0x1002}}}
    )
    features = {f"{one.kind} {one.id}": one for one in catalog.features_of(device)}
    opened = device.merged({"EVTLO": {"type": 0x7F, "val": 0x20051002}})
    assert features["lock lock"].read(device) == LockState(unlocked=False)
    assert features["lock lock"].read(opened) == LockState(
        unlocked=True,
        opening=Opening(user=2, method="password", second_user=5, second_method="finger"),
    )
    assert features["event unlock"].read(device) == Event("locked")
    assert features["event unlock"].read(opened) == Event(
        "unlocked",
        {"user": 2, "method": "password", "second_user": 5, "second_method": "finger"},
    )


def test_lock_that_tells_the_opposite() -> None:
    device = Device.from_wire(
        {"me": "1", "devtype": "SL_LK_AG", "data": {"EVTLO": {"type": 0x7E, "val": 0x1002}}}
    )
    found = catalog.features_of(device, inverted=True)
    features = {f"{one.kind} {one.id}": one for one in found}
    opening = Opening(user=2, method="password")
    assert features["lock lock"].read(device) == LockState(unlocked=True, opening=opening)
    assert features["event unlock"].read(device) == Event(
        "unlocked", {"user": 2, "method": "password"}
    )
    closed = device.merged({"EVTLO": {"type": 0x7F}})
    assert features["lock lock"].read(closed) == LockState(unlocked=False)
    assert features["event unlock"].read(closed) == Event("locked")
    assert len(found) == len(catalog.features_of(device))


def test_alarms() -> None:
    names = list(ALARMS)
    for name in names:
        device = Device.from_wire(
            {"me": "1", "devtype": "SL_LK_LS", "data": {"ALM": {"val": 1 << ALARMS[name]}}}
        )
        features = {f"{one.kind} {one.id}": one for one in catalog.features_of(device)}
        states = {one: features[f"binary_sensor {one}"].read(device) for one in names}
        assert states == {one: one == name for one in names}
        assert features["event alarm"].read(device) == Event(name, {"alarms": [name]})


def test_bells_are_spelt_in_three_ways() -> None:
    for name in ("EVTBEL", "EVTBELL", "EVEBELL"):
        device = Device.from_wire(
            {"me": "1", "devtype": "SL_LK_LS", "data": {name: {"type": 1, "val": 0}}}
        )
        assert "doorbell" in {feature.id for feature in catalog.features_of(device)}


@pytest.mark.parametrize(
    ("device", "lock", "zigbee"),
    [
        (Device(me="1", devtype="SL_LK_DJ"), True, False),
        (Device(me="1", devtype="SL_P_BDLK"), True, False),
        (Device(me="1", fulltype="SL_LK_LS_V3"), True, False),
        (Device(me="1", devtype="ZG#1", ios={"HISLK1": Io()}), True, True),
        (Device(me="1", devtype="ZG#1", ios={"O1": Io()}), False, True),
        (Device(me="1", devtype="SL_OL"), False, False),
    ],
)
def test_what_is_a_lock(device: Device, lock: bool, zigbee: bool) -> None:
    assert (is_lock(device), is_zigbee(device)) == (lock, zigbee)
