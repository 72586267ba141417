"""Codes that all residents know. Source: HTTP API Manual, "Publiccode"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ...errors import InvalidError
from ..codec import to_flag, to_int, to_text
from .rows import check_digits

PREFIX = "Config.DoorSetting.PASSWORD."
ENABLE = f"{PREFIX}PublicKeyEnable"
CODES = tuple(f"{PREFIX}PublicKey{number}" for number in (1, 2, 3))
LIMIT = f"{PREFIX}PublicKeyBitsLimit"
LENGTHS = {0: 8, 1: 4, 2: 5, 3: 6, 4: 7}
"""Digits by the value of the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCodes:
    """The public codes, one per relay."""

    enabled: bool | None = None
    codes: tuple[str, ...] = field(default=(), repr=False)
    length: int | None = None
    """Digits that a code must have; None where the unit does not say."""

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get``."""
        limit = to_int(data.get(LIMIT))
        return cls(
            enabled=to_flag(data.get(ENABLE)),
            codes=tuple(to_text(data[key]) for key in CODES if key in data),
            length=None if limit is None else LENGTHS.get(limit),
        )


def public_code_values(
    current: PublicCodes,
    *,
    enabled: bool | None = None,
    codes: Mapping[int, str] | None = None,
    length: int | None = None,
) -> dict[str, str]:
    """Return the keys to write. Raises InvalidError.

    ``codes`` are by relay, from 1; each has as many digits as the unit wants.
    """
    values: dict[str, str] = {}
    if enabled is not None:
        values[ENABLE] = str(int(enabled))
    if length is not None:
        by_length = {digits: limit for limit, digits in LENGTHS.items()}
        if length not in by_length:
            raise InvalidError("parameter length must be from 4 to 8")
        values[LIMIT] = str(by_length[length])
    wanted = length or current.length
    for relay, code in (codes or {}).items():
        if not 1 <= relay <= len(CODES):
            raise InvalidError(f"parameter relay must be from 1 to {len(CODES)}")
        check_digits("code", code, wanted or 4, wanted or 8)
        values[CODES[relay - 1]] = code
    if not values:
        raise InvalidError("nothing to change was given")
    return values
