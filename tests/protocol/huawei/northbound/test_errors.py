"""All codes of chapter 1, and answers without one."""

from typing import Any

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
)
from custom_components.accord.protocol.huawei.northbound import (
    AccountFrozenError,
    AppKeyLostError,
    DeviceOfflineError,
    MutedError,
    NotDelegatedError,
    QueueFullError,
    ReadOnlyError,
    SecondClientError,
    ThrottledError,
    TokenRefusedError,
)
from custom_components.accord.protocol.huawei.northbound.errors import CODES, error_in

# Code, statuses under which the document lists it, class.
TABLE: list[tuple[int, list[int], type[AccordError]]] = [
    (50252, [500], DeviceError),
    (50400, [400], InvalidError),
    (100001, [500], DeviceError),
    (100003, [400], InvalidError),
    (100007, [400], InvalidError),
    (100019, [400], InvalidError),
    (100022, [400], InvalidError),
    (100023, [500], DeviceError),
    (100025, [401], AppKeyLostError),
    (100028, [401], PermissionDeniedError),
    (100203, [200, 403, 500], AuthenticationError),
    (100208, [401], AuthenticationError),
    (100216, [400], InvalidError),
    (100217, [200, 403], NotDelegatedError),
    (100218, [400], InvalidError),
    (100220, [500], AppKeyLostError),
    (100222, [400], InvalidError),
    (100223, [400], QueueFullError),
    (100224, [400], InvalidError),
    (100225, [404], NotFoundError),
    (100227, [409], AlreadyExistsError),
    (100228, [400], InvalidError),
    (100229, [500], AppKeyLostError),
    (100244, [500], DeviceError),
    (100403, [404], NotFoundError),
    (100405, [400], InvalidError),
    (100412, [500], LimitError),
    (100416, [400], AlreadyExistsError),
    (100418, [200, 404], NotFoundError),
    (100419, [400], InvalidError),
    (100425, [200], NotFoundError),
    (100426, [400], AlreadyExistsError),
    (100428, [200], DeviceOfflineError),
    (100431, [200], NotFoundError),
    (100432, [200], MutedError),
    (100434, [200], NotFoundError),
    (100435, [200], ConflictError),
    (100440, [400], InvalidError),
    (100441, [500], LimitError),
    (100443, [403], ReadOnlyError),
    (100444, [404], NotFoundError),
    (100449, [400], AccountFrozenError),
    (100450, [403], DeviceOfflineError),
    (100501, [503], ThrottledError),
    (100601, [200], LimitError),
    (100602, [200], AlreadyExistsError),
    (100603, [200], NotFoundError),
    (100604, [400], InvalidError),
    (100607, [200], LimitError),
    (100609, [400], InvalidError),
    (100610, [400], ConflictError),
    (100611, [400], ConflictError),
    (100612, [403], DeviceOfflineError),
    (101001, [200], NotFoundError),
    (101005, [403], TokenRefusedError),
    (101009, [403], ThrottledError),
    (101016, [500], DeviceError),
    (101017, [500], DeviceError),
    (102202, [400], InvalidError),
    (102203, [400], InvalidError),
    (103026, [500], DeviceError),
    (103028, [200], LimitError),
    (105001, [200], QueueFullError),
    (105002, [200], AlreadyExistsError),
    (105005, [404], NotFoundError),
    (105201, [400], AlreadyExistsError),
    (105202, [404], NotFoundError),
    (107001, [400], NotFoundError),
    (107002, [400], NotFoundError),
    (107003, [400], InvalidError),
    (120015, [400], InvalidError),
    (123002, [404], NotFoundError),
    (123009, [404], NotFoundError),
    (123016, [400], InvalidError),
    (123019, [400], InvalidError),
    (123020, [400], InvalidError),
    (123021, [400], InvalidError),
    (123022, [400], InvalidError),
    (123023, [400], InvalidError),
    (123024, [400], InvalidError),
    (123025, [400], InvalidError),
    (123026, [400], InvalidError),
    (123028, [400], InvalidError),
    (123029, [400], InvalidError),
    (123032, [400], InvalidError),
    (123033, [400], InvalidError),
    (123034, [400], InvalidError),
    (500004, [403], LimitError),
    (600002, [403], NotFoundError),
    (1010005, [403], TokenRefusedError),
    (1010009, [403], ThrottledError),
]


def test_table_is_whole() -> None:
    assert len(TABLE) == 91
    assert {code for code, _, _ in TABLE} == set(CODES)


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [(code, status, kind) for code, statuses, kind in TABLE for status in {200, *statuses}],
)
def test_codes(code: int, status: int, kind: type[AccordError]) -> None:
    """The code counts, whatever the status; as text and as number."""
    for sent in (str(code), code):
        found = error_in("1.7.1", status, {"error_code": sent, "error_desc": "words"})
        assert type(found) is kind
        assert (found.code, found.text) == (code, "words")
        assert str(code) in str(found)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, InvalidError),
        (401, AuthenticationError),
        (403, AuthenticationError),
        (404, NotFoundError),
        (409, ConflictError),
        (418, InvalidError),
        (429, ThrottledError),
        (500, DeviceError),
        (502, ThrottledError),
        (503, ThrottledError),
        (504, ThrottledError),
    ],
)
@pytest.mark.parametrize("answer", [None, {}, [], "no", {"error_code": ""}, {"error_code": None}])
def test_no_code(status: int, kind: type[AccordError], answer: Any) -> None:
    found = error_in("1.5.1", status, answer)
    assert type(found) is kind
    assert found.code == status


@pytest.mark.parametrize("answer", [None, {}, [], {"error_code": None}, {"errorCode": "5"}])
def test_success(answer: Any) -> None:
    """A device's own code is none of the platform's."""
    assert error_in("1.5.1", 200, answer) is None
    assert error_in("1.5.1", 204, answer) is None


@pytest.mark.parametrize(
    ("status", "kind"), [(200, DeviceError), (400, InvalidError), (503, ThrottledError)]
)
def test_unknown_codes(status: int, kind: type[AccordError]) -> None:
    for code in ("999999", "E.1"):
        assert type(error_in("1.5.1", status, {"error_code": code})) is kind


def test_another_application_that_is_not_there() -> None:
    """It says nothing of ours."""
    answer = {"error_code": "100203"}
    assert type(error_in("1.5.2", 403, answer, delegated=True)) is NotFoundError
    assert type(error_in("1.5.2", 403, answer)) is AuthenticationError


def test_text_is_cut() -> None:
    found = error_in("1.5.1", 500, {"error_code": "50252", "error_desc": "x" * 5000})
    assert found is not None
    assert found.text is not None
    assert len(found.text) == 120


def test_families() -> None:
    """What the rest of the project catches."""
    for kind in (ThrottledError, DeviceOfflineError, QueueFullError):
        assert issubclass(kind, BusyError)
    for lacking in (AccountFrozenError, ReadOnlyError, MutedError, NotDelegatedError):
        assert issubclass(lacking, PermissionDeniedError)
    assert not issubclass(AlreadyExistsError, LimitError)
    away = SecondClientError(retry_after=300)
    assert (away.retry_after, away.key) == (300, "second_client")
