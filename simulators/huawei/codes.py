"""The error codes: their texts, and the HTTP status under which each operation has them."""

import csv
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def _read(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TEXTS: dict[int, str] = {int(row["code"]): row["text"] for row in _read("codes.csv")}

REFUSALS: dict[str, dict[int, int]] = {}
"""By operation: the status of each code; of several the one that is no internal error."""

_USUAL: dict[int, int] = {}

for _row in _read("refusals.csv"):
    for _code in map(int, _row["codes"].split()):
        _status = int(_row["status"])
        REFUSALS.setdefault(_row["operation"], {}).setdefault(_code, _status)
        _USUAL[_code] = _status

LOGIN_FAILED = 100208
FROZEN = 100449
EMPTY_PARAMETER = 102202
NO_APPLICATION = 100203
NOT_AUTHORISED = 100217
BAD_TOKEN = 1010005
THROTTLED = 1010009
CONGESTED = 100501
NO_DATA = 100418
NO_DEVICE = 100403

_MISSING_KEY = (100025, 100220, 100229)
_MISPRINTED = {BAD_TOKEN: 101005, THROTTLED: 101009}


class Refusal(Exception):
    """What is answered in place of a result; `status` only where it is not the usual one."""

    def __init__(self, code: int, status: int | None = None) -> None:
        """Carry the code."""
        super().__init__(code)
        self.code = code
        self.status = status


def status_of(operation: str, code: int) -> int:
    """Return the status under which an operation has a code."""
    listed = REFUSALS.get(operation, {})
    return listed.get(code) or _USUAL.get(code, 400)


def missing_key(operation: str) -> int:
    """Return the code for a request without `app_key`."""
    listed = REFUSALS.get(operation, {})
    return next((code for code in _MISSING_KEY if code in listed), BAD_TOKEN)


def misprinted(operation: str, code: int) -> int:
    """Return the code as the document's table of 1.4.8 has it."""
    return _MISPRINTED.get(code, code) if operation == "1.4.8" else code


def no_device(operation: str) -> int:
    """Return the code by which an operation says that a device is unknown."""
    return NO_DEVICE if NO_DEVICE in REFUSALS.get(operation, {}) else NO_DATA
