"""Which configuration keys and members identify people or open doors.

Source: "Configuration keys" of the manual and dumps of real units.
"""

from collections.abc import Mapping
from typing import Any

from ..redact import REDACTED, Redactor

SECRET_PARTS = ("pass", "pwd", "token", "secret", "code", "publickey")
"""What the last part of a configuration key contains whose value opens something."""

PRIVATE_PARTS = (*SECRET_PARTS, "user", "authname", "url", "server")
"""The same for values that must not be shown, in any case."""

PRIVATE_KEYS = frozenset(
    {
        *("MAC", "UserName", "SipServer", "IPAddress", "Gateway", "DNS1", "DNS2"),
        *("Code", "PrivatePIN", "CardCode", "FaceUrl", "RFCode", "QrCodeUrl", "PicUrl"),
        *("Name", "Phone", "PhoneNum", "Num", "Number", "LocalIdentity", "UserID"),
        *("DisplayName", "Label", "CallNum", "CallName", "Location", "address"),
    }
)
"""Members of rows and answers whose values are private."""

_PLAIN = frozenset({"publickeyenable", "publickeybitslimit"})
_SECTION = "Config."


def is_private(key: str) -> bool:
    """Tell whether a configuration key's value must not be shown."""
    last = key.rpartition(".")[2].lower()
    if ".ACTIONURL." in key.upper():
        return last not in {"enable", "method"}
    return last not in _PLAIN and _has(last, PRIVATE_PARTS)


def is_secret(key: str) -> bool:
    """Tell whether a configuration key's value opens something: a password or a code."""
    last = key.rpartition(".")[2].lower()
    return ".ACTIONURL." not in key.upper() and last not in _PLAIN and _has(last, SECRET_PARTS)


def redact(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of answers and settings that may be shown to others.

    Values that are private under one key are also taken out of all other texts.
    """
    keys = {key for key in _keys(data) if key.startswith(_SECTION) and is_private(key)}
    cleaned: dict[str, Any] = Redactor(PRIVATE_KEYS | keys)(data)
    return cleaned


def _has(last: str, parts: tuple[str, ...]) -> bool:
    return any(part in last for part in parts)


def _keys(data: Any) -> set[str]:
    if isinstance(data, Mapping):
        return {str(key) for key in data} | {key for one in data.values() for key in _keys(one)}
    if isinstance(data, list | tuple):
        return {key for one in data for key in _keys(one)}
    return set()


__all__ = ["PRIVATE_KEYS", "PRIVATE_PARTS", "REDACTED", "is_private", "is_secret", "redact"]
