"""SWIFTE locks."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, ProtocolError
from custom_components.accord.protocol.lifesmart import (
    SwifteInfo,
    SwifteMode,
    SwifteUser,
    SwifteVersions,
)
from custom_components.accord.protocol.lifesmart.models.swifte import (
    ANY_SUB_USER,
    card_raw,
    password_raw,
    user_id,
)

SAMPLE: dict[str, Any] = {
    "motorVoltage": 0,
    "primaryAndSecondaryLockSetting": 0,
    "magnetic": 1,
    "unlockMode": 0,
    "bleSetting": 1,
    "keepOpenAfterTurningKnob": 1,
    "volume": 3,
    "ocButton": 1,
    "time": 1658671960,
    "direction": 1,
    "lenSetting": 32,
}


def test_the_vendors_settings_both_ways() -> None:
    mode = SwifteMode.from_wire(SAMPLE)
    assert mode == SwifteMode(time=1658671960, volume=3, keep_open_after_knob=1, len_setting=32)
    assert mode.to_wire() == SAMPLE
    assert mode.button_valid
    assert mode.contact_valid


@pytest.mark.parametrize(
    ("value", "button", "contact"),
    [(0x00, False, True), (0x01, True, True), (0x10, False, False), (0x11, True, False)],
)
def test_button_and_contact(value: int, button: bool, contact: bool) -> None:
    mode = SwifteMode(time=0, oc_button=value)
    assert (mode.button_valid, mode.contact_valid) == (button, contact)


def test_settings_that_are_not_whole_are_never_written() -> None:
    with pytest.raises(ProtocolError, match="lack volume"):
        SwifteMode.from_wire({name: value for name, value in SAMPLE.items() if name != "volume"})


def test_settings_out_of_range() -> None:
    with pytest.raises(InvalidError, match="volume must be from 0 to 3"):
        SwifteMode(time=0, volume=4).to_wire()


def test_numbers_of_users() -> None:
    assert user_id(3, 22) == 790
    assert user_id(0, 10) == 10
    assert user_id(0, ANY_SUB_USER) == 0xFF
    assert user_id(9, ANY_SUB_USER) == 0x9FF


@pytest.mark.parametrize(("admin", "sub"), [(10, 0), (-1, 0), (0, 9), (0, 100), (3, 100)])
def test_numbers_that_are_none(admin: int, sub: int) -> None:
    with pytest.raises(InvalidError):
        user_id(admin, sub)


def test_lists_of_bytes() -> None:
    assert password_raw("123456") == [5, 6, 49, 50, 51, 52, 53, 54]
    card = card_raw("04EFCCE2021290")
    assert card == [4, 16, 4, 239, 204, 226, 2, 18, 144, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert card_raw("04 EF CC E2 02 12 90", 15) == card[:-1]


@pytest.mark.parametrize("uid", ["", "0", "XY", "00" * 17])
def test_cards_that_are_none(uid: str) -> None:
    with pytest.raises(InvalidError, match="card"):
        card_raw(uid)


def test_info() -> None:
    assert SwifteInfo.from_wire({"userN": 3, "bat": 87}) == SwifteInfo(users=3, battery=87)
    assert SwifteInfo.from_wire({"userN": 3, "bat": 255}).battery is None
    assert SwifteInfo.from_wire("success") == SwifteInfo()


def test_user() -> None:
    user = SwifteUser.from_wire({"password": "123456", "authMode": 5, "id": 10})
    assert (user.id, user.password, user.auth_mode) == (10, "123456", 5)
    assert "123456" not in repr(user)


def test_versions() -> None:
    data = {"IO_INNER_Ver": "0.3.3.22", "IO_outer_Ver": "0.3.3.21", "BLE_Ver": 7}
    found = SwifteVersions.from_wire(data)
    assert found == SwifteVersions(inner="0.3.3.22", outer="0.3.3.21", ble="7")
