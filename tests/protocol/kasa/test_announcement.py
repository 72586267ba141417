"""What devices say of themselves before a login."""

import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.kasa.announcement import (
    PROBE,
    Announcement,
    is_announcement,
    parse_announcement,
)
from custom_components.accord.protocol.kasa.discovery import probe

RESULT: dict[str, Any] = {
    "device_id": "0123456789abcdef0123456789abcdef",
    "owner": "b58996c504c5638798eb6b511e6f49af",
    "device_type": "IOT.SMARTPLUGSWITCH",
    "device_model": "HS103(US)",
    "ip": "192.0.2.10",
    "mac": "02-00-5E-00-53-22",
    "mgt_encrypt_schm": {"is_support_https": False, "encrypt_type": "KLAP", "http_port": 80},
}


def answer(**changes: Any) -> bytes:
    return (
        bytes((2,)) + bytes(15) + json.dumps({"error_code": 0, "result": RESULT | changes}).encode()
    )


def test_probe_is_the_short_form() -> None:
    assert PROBE.hex() == "020000010000000000000000463cb5d3"
    assert is_announcement(PROBE)
    assert not is_announcement(probe())


def test_answer() -> None:
    assert parse_announcement(answer()) == Announcement(
        mac="02:00:5e:00:53:22",
        model="HS103(US)",
        supported=True,
        port=80,
        owner="B58996C504C5638798EB6B511E6F49AF",
    )


@pytest.mark.parametrize("owner", ["", "0" * 32, None])
def test_nobodys(owner: str | None) -> None:
    found = parse_announcement(answer(owner=owner))
    assert found is not None
    assert found.owner == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"device_type": "SMART.TAPOPLUG"},
        {"mgt_encrypt_schm": {"encrypt_type": "AES", "http_port": 80}},
        {"mgt_encrypt_schm": {"encrypt_type": "KLAP", "is_support_https": True}},
        {"mgt_encrypt_schm": None},
        {"device_type": 7},
    ],
)
def test_products_of_other_kinds(changes: dict[str, Any]) -> None:
    found = parse_announcement(answer(**changes))
    assert found is not None
    assert not found.supported


@pytest.mark.parametrize("mac", [None, "", "02-00-5E", 7])
def test_no_mac(mac: object) -> None:
    assert parse_announcement(answer(mac=mac)) is None


@given(st.binary(max_size=300))
def test_garbage(data: bytes) -> None:
    assert parse_announcement(b"\x02" + data) is None
