"""Every code of the document, and what stands for HTTP statuses."""

import pytest

from custom_components.accord.protocol.errors import (
    AccordError,
    AlreadyExistsError,
    AuthenticationError,
    BusyError,
    ConflictError,
    DeviceError,
    InvalidError,
    LimitError,
    NotFoundError,
    PermissionDeniedError,
    ProtocolError,
    UnsupportedError,
)
from custom_components.accord.protocol.iotsquare.codec import Wire, wires
from custom_components.accord.protocol.iotsquare.errors import (
    BATCHES,
    CLASSES,
    ItemsRefusedError,
    batch_error,
    error_for,
    error_for_status,
    message_of,
)
from tests.protocol.iotsquare.fakes import sample, samples

ALL_CODES = {
    *(1001, 1003, 1004, *range(1006, 1019), *range(2001, 2005), *range(3001, 3004)),
    *(*range(4001, 4007), *range(5001, 5007), *range(14001, 14024), 16001),
}


def test_every_code_has_a_class() -> None:
    assert set(CLASSES) == ALL_CODES


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (1001, BusyError),
        (1003, AuthenticationError),
        (2004, AuthenticationError),
        (1007, InvalidError),
        (1010, PermissionDeniedError),
        (4001, NotFoundError),
        (4002, AlreadyExistsError),
        (4005, LimitError),
        (14012, ConflictError),
        (16001, AlreadyExistsError),
        (4003, DeviceError),
        (777, DeviceError),
    ],
)
def test_classes(code: int, kind: type[AccordError]) -> None:
    error = error_for("app/list", code, "text " * 100)
    assert type(error) is kind
    assert error.code == code
    assert len(error.text or "") <= 120


@pytest.mark.parametrize(
    "path", ["app/delete", "device/delete", "gateway/delete", "mcgroup/delete"]
)
def test_batches_of_the_document(path: str) -> None:
    """Items that are not named took effect."""
    answer = Wire(samples(path)[1])
    code = answer.integer("code") or 0
    error = batch_error(path, code, message_of(answer), answer.objects("data"), 4)
    assert isinstance(error, ItemsRefusedError)
    assert (len(error.items), error.total, error.code) == (2, 4, code)
    assert all(type(one) is NotFoundError for one in error.items.values())
    assert error.placeholders["failed"] == "2"
    assert "Not Exist" in error.placeholders["items"]


def test_batches_with_several_causes() -> None:
    answer = Wire(samples("mcdevice/create")[1])
    error = batch_error("mcdevice/create", 14008, "x", answer.objects("data"), 5)
    assert isinstance(error, ItemsRefusedError)
    assert {name: one.code for name, one in error.items.items()} == {
        "55e1032590dc5682": 4001,
        "472b253300190039": 14010,
        "476a2da3004b0039": 14011,
    }


def test_batches_without_items() -> None:
    """Then the code alone has to do."""
    assert all(batch_error("x", code, "", [], 3) is None for code in BATCHES)
    assert batch_error("x", 1001, "", wires([{"code": 1}]), 3) is None


def test_texts() -> None:
    """English where there are two."""
    assert message_of(Wire({"msg": "m", "enMsg": "e", "cnMsg": "c"})) == "e"
    assert message_of(Wire(sample("app/create"))) == "ok"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, AuthenticationError),
        (403, PermissionDeniedError),
        (404, UnsupportedError),
        (429, BusyError),
        (502, BusyError),
        (302, ProtocolError),
    ],
)
def test_statuses(status: int, kind: type[AccordError]) -> None:
    assert type(error_for_status("app/list", status)) is kind
