"""What rows of all stores share: ids, members that are kept, values that are checked."""

from collections.abc import Collection, Mapping
import re
from typing import Any

from ...errors import InvalidError

NEW = "0"
"""Id of a row whose id the unit is to choose."""

LONGEST_TEXT = 63

_DIGITS = re.compile(r"[0-9]*")
_HEX = re.compile(r"(?:[0-9A-F]{2}){1,16}")
_RELAYS = re.compile(r"[1-4]{1,4}")


def unknown(row: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """Return the members beyond ``known``: they go back as they came."""
    return {key: value for key, value in row.items() if key not in known and key != "Ret"}


def changed(row: object, before: object | None, member: str) -> bool:
    """Tell whether a member is new: what a unit has already is not judged."""
    return before is None or getattr(row, member) != getattr(before, member)


def check_id(row_id: str) -> str:
    """Return the id of a row that exists. Raises InvalidError."""
    if not row_id or not row_id.isdigit() or row_id == NEW:
        raise InvalidError("parameter id must be that of a row, as the list shows it")
    return row_id


def check_name(name: str) -> str:
    """Return a name. Raises InvalidError where it is empty, too long or has control characters."""
    if not name.strip() or len(name) > LONGEST_TEXT or any(ord(sign) < 32 for sign in name):
        raise InvalidError(f"parameter name must have 1 to {LONGEST_TEXT} characters")
    return name


def check_digits(name: str, value: str, shortest: int, longest: int) -> str:
    """Return digits. Raises InvalidError; the digits themselves are not in the message."""
    if not _DIGITS.fullmatch(value) or not shortest <= len(value) <= longest:
        raise InvalidError(f"parameter {name} must have {shortest} to {longest} digits")
    return value


def check_relays(relays: str) -> str:
    """Return digits of relays such as "13". Raises InvalidError; "0" is kept, its meaning open."""
    if relays != "0" and (not _RELAYS.fullmatch(relays) or len(set(relays)) != len(relays)):
        raise InvalidError("parameter relays must be digits of relays, such as 1 or 12")
    return relays


def card_number(text: str) -> str:
    """Return a card's number as units keep it: hexadecimal, capital letters, whole bytes.

    Blanks, colons and dashes between bytes are taken out. Raises InvalidError.
    """
    number = re.sub(r"[\s:.-]", "", text).upper()
    if len(number) % 2:
        number = f"0{number}"
    if not _HEX.fullmatch(number):
        raise InvalidError("parameter card must be the card's number in hexadecimal digits")
    return number


def written_card(text: str) -> str:
    """Return a card's number as it is sent; what a unit itself spelt oddly goes back unchanged."""
    try:
        return card_number(text)
    except InvalidError:
        return text


def kept_card(card: str, known: Collection[str]) -> str:
    """Return a card as the unit spells it where it is ``known``, else its number."""
    if card in known:
        return card
    number = card_number(card)
    return next((one for one in known if same_card(one, number)), number)


def same_card(one: str, other: str) -> bool:
    """Tell whether two spellings are one card: units differ in leading zeros."""
    return one.upper().lstrip("0") == other.upper().lstrip("0")
