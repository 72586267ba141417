"""What changed, and how one part looks from all sides."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from custom_components.accord.protocol.iotsquare import Device, Gateway, Uplink
from custom_components.accord_iotsquare.readings import ONLINE
from custom_components.accord_iotsquare.state import (
    ACCOUNT,
    AccountState,
    AccountView,
    DeviceView,
    Kind,
    Part,
    changed_parts,
    view_of,
)
from custom_components.accord_iotsquare.uplinks import NOTHING, Heard

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DEVICE = Device(dev_eui="d", name="pantry", f_cnt=3, f_port=8, last_seen=NOON)
STATE = AccountState(
    devices={"d": DEVICE},
    application_of={"d": "89"},
    gateways={"g": Gateway(gw_id="g", name="roof")},
)


def test_changed_parts() -> None:
    """Only what looks different, and the account."""
    assert changed_parts(None, STATE) == [ACCOUNT, Part(Kind.GATEWAY, "g"), Part(Kind.DEVICE, "d")]
    assert changed_parts(STATE, replace(STATE)) == [ACCOUNT]
    moved = replace(STATE, devices={"d": replace(DEVICE, f_cnt=4)})
    assert changed_parts(STATE, moved) == [ACCOUNT, Part(Kind.DEVICE, "d")]
    assert changed_parts(STATE, replace(STATE, overdue=frozenset({"d"}))) == [
        ACCOUNT,
        Part(Kind.DEVICE, "d"),
    ]
    gone = replace(STATE, gateways={})
    assert changed_parts(STATE, gone) == [ACCOUNT, Part(Kind.GATEWAY, "g")]
    noted = STATE.with_value(ONLINE, "g", None)
    assert changed_parts(STATE, noted) == [ACCOUNT, Part(Kind.GATEWAY, "g")]


def test_newest() -> None:
    """The list and the uplinks tell of the same; whichever is newer counts."""

    def view(heard: Heard) -> DeviceView:
        found = view_of(STATE, Part(Kind.DEVICE, "d"), heard)
        assert isinstance(found, DeviceView)
        return found

    listed = view(NOTHING)
    assert (listed.last_seen, listed.f_cnt, listed.f_port) == (NOON, 3, 8)
    uplink = Uplink(dev_eui="d", f_cnt=4, f_port=9, data=b"x", time=NOON + timedelta(minutes=1))
    heard = view(Heard(uplink, uplink))
    assert (heard.last_seen, heard.f_cnt, heard.f_port) == (uplink.time, 4, 9)
    old = replace(uplink, time=NOON - timedelta(minutes=1), f_cnt=2)
    heard = view(Heard(old, old))
    assert (heard.last_seen, heard.f_cnt, heard.f_port) == (NOON, 3, 8)


def test_unknown_parts() -> None:
    """What is not listed has no view."""
    for kind in Kind:
        view = view_of(STATE, Part(kind, "nothing"), NOTHING)
        assert view is None or isinstance(view, AccountView)
