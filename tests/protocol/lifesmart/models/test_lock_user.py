"""Users of locks."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.lifesmart import (
    Limit,
    Limits,
    LockGeneration,
    NumberedUser,
    OrdinaryUser,
    UserKind,
    Window,
    must_be_awake,
    number_of,
    takes_openlock,
)
from custom_components.accord.protocol.lifesmart.models.lock_user import cleared, encoded

SAMPLE = {
    "P_R_1": {
        "name": "Somebody",
        "id": "P_R_1",
        "user_type": "tempuser",
        "user_info": {},
        "cnt": 1,
        "sts": 1571976095,
        "ets": 1571977095,
        "sprd": "0 0 8 ? * 1,2,6,7 *",
        "eprd": "0 30 8 ? * 1,2,6,7 *",
    }
}
LIMITS = Limits(
    uses=1,
    starts=1571976095,
    ends=1571977095,
    window=Window(start="08:00", end="08:30", days=(1, 2, 6, 7)),
)


def test_the_vendors_sample() -> None:
    (user,) = OrdinaryUser.all_from_wire(SAMPLE)
    assert user == OrdinaryUser(
        id="P_R_1", name="Somebody", kind=UserKind.TEMPORARY, note={}, limits=LIMITS
    )
    assert "Somebody" not in repr(user)


def test_limits_both_ways() -> None:
    wire = LIMITS.to_wire()
    assert wire.items() <= SAMPLE["P_R_1"].items()
    assert Limits.from_wire(wire) == LIMITS
    assert not LIMITS.none
    assert Limits().none
    assert Limits().to_wire() == {}
    assert Limits.from_wire({"cnt": 0, "sts": 0, "ets": 0, "sprd": 0, "eprd": 0}).none


@pytest.mark.parametrize(
    "limits",
    [Limits(uses=0), Limits(starts=5), Limits(ends=5), Limits(starts=6, ends=5)],
)
def test_limits_that_make_no_sense(limits: Limits) -> None:
    with pytest.raises(InvalidError):
        limits.to_wire()


def test_taking_limits_away() -> None:
    assert cleared((Limit.USES, Limit.WINDOW)) == {"cnt": 0, "sprd": 0, "eprd": 0}
    assert cleared([Limit.PERIOD]) == {"sts": 0, "ets": 0}


@pytest.mark.parametrize(
    ("written", "kind"),
    [("NFC", "nfc"), ("Finger", "finger"), ("password", "password"), ("face", "unknown")],
)
def test_kinds(written: str, kind: str) -> None:
    (user,) = OrdinaryUser.all_from_wire([{"id": "P_P_2", "user_type": written}, {"name": "x"}])
    assert user.kind == kind


def test_pages_of_numbers() -> None:
    page = NumberedUser.page_from_wire(
        {"users": [{"userid": 4096, "flag": 3}, {"userid": "8193", "flag": 1}, {"flag": 1}, 5]}
    )
    assert page == (NumberedUser(number=4096, admin=True), NumberedUser(number=8193))
    assert [user.kind for user in page] == [UserKind.PASSWORD, UserKind.FINGER]
    assert NumberedUser(number=0x3001).kind is UserKind.NFC
    assert NumberedUser(number=790).kind is UserKind.UNKNOWN
    assert NumberedUser.page_from_wire("success") == ()


@pytest.mark.parametrize(
    ("digits", "wire"),
    [("678901", "Njc4OTAx"), ("1234567", "MTIzNDU2Nw=="), ("123456789012", "MTIzNDU2Nzg5MDEy")],
)
def test_encoding_of_codes(digits: str, wire: str) -> None:
    assert encoded("password", digits) == wire


@pytest.mark.parametrize("digits", ["12345", "1234567890123", "12345a"])
def test_codes_that_are_none(digits: str) -> None:
    with pytest.raises(InvalidError) as caught:
        encoded("password", digits)
    assert digits not in str(caught.value)


@pytest.mark.parametrize(
    ("devtype", "fulltype", "generation"),
    [
        ("SL_LK_SWIFTE", "", LockGeneration.SWIFTE),
        ("SL_LK_LS_V3", "", LockGeneration.V3),
        ("SL_LK_LS", "SL_LK_LS_V3", LockGeneration.V3),
        ("SL_LK_LS", "SL_LK_LS", LockGeneration.ORDINARY),
        ("SL_LK_YL", "", LockGeneration.ORDINARY),
    ],
)
def test_generations(devtype: str, fulltype: str, generation: LockGeneration) -> None:
    assert LockGeneration.of(devtype, fulltype) is generation


def test_which_locks_open_from_afar() -> None:
    assert takes_openlock("SL_LK_YL")
    assert takes_openlock("SL_LK_LS", "SL_LK_LS_V3")
    assert not takes_openlock("SL_LK_LS", "SL_LK_LS")
    assert not takes_openlock("SL_LK_SWIFTE")
    assert must_be_awake("SL_LK_TY")
    assert not must_be_awake("SL_LK_DJ")


def test_numbers_in_ids() -> None:
    assert [number_of(one) for one in ("P_R_1", "790", "P_F_", "")] == [1, 790, 0, 0]
