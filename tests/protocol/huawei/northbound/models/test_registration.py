"""Products, changes, codes."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound import (
    Activation,
    CustomField,
    DeviceChange,
    Product,
    Registration,
    Tag,
)
from custom_components.accord.protocol.huawei.northbound.models.registration import check_psk


def test_product() -> None:
    Product(product_id="p").check()
    with pytest.raises(InvalidError):
        Product(manufacturer_id="m", model="x").check()


def test_change() -> None:
    """Only what changes is sent: what a null would do nobody says."""
    change = DeviceChange(
        name="",
        secure=False,
        keep_data_days=0,
        custom_fields=(CustomField(name="a", kind="Integer", value=1),),
    )
    assert change.to_wire() == {
        "name": "",
        "isSecure": False,
        "deviceConfig": {"dataConfig": {"dataAgingTime": 0}},
        "customFields": [{"fieldName": "a", "fieldType": "Integer", "fieldValue": 1}],
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"keep_data_days": 91},
        {"name": "x" * 257},
        {"imsi": "1" * 65},
        {"psk": "123"},
        {"tags": (Tag(name="", value="v"),)},
    ],
)
def test_wrong_changes(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidError):
        DeviceChange(**wrong).to_wire()


def test_secrets_do_not_show() -> None:
    found = Registration.from_wire({"verifyCode": "1234567", "timeout": "300"}, "d")
    assert (found.device_id, found.timeout) == ("d", 300)
    assert "1234567" not in repr(found)
    assert "abcdef99" not in repr(DeviceChange(psk="abcdef99"))


@pytest.mark.parametrize(("value", "wanted"), [(True, True), ("false", False), ("*****", None)])
def test_activation(value: Any, wanted: bool | None) -> None:
    assert Activation.from_wire({"deviceId": "d", "activated": value}).activated is wanted


def test_tag() -> None:
    tag = Tag.from_wire({"tagName": "a", "tagValue": "b", "tagType": "1"})
    assert tag.to_wire() == {"tagName": "a", "tagValue": "b", "tagType": 1}


def test_psk() -> None:
    assert check_psk("abCD1234") == "abCD1234"
    for wrong in ("abcd123", "g" * 8, "a" * 33):
        with pytest.raises(InvalidError):
            check_psk(wrong)
