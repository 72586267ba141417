"""Which members of requests, answers and notifications must not be shown."""

from collections.abc import Iterable
from typing import Any

from ...redact import REDACTED, Redactor

SECRET_KEYS = frozenset(
    {
        *("secret", "accessToken", "refreshToken", "access_token", "refresh_token"),
        *("verifyCode", "verify_code", "psk", "password", "private_key", "pkcs12"),
        *("Authorization", "certificate", "authority"),
    }
)
"""What opens something."""

PRIVATE_KEYS = SECRET_KEYS | frozenset(
    {
        *("appId", "app_id", "app_key", "callbackUrl", "callbackurl", "callbackURL"),
        *("callback_url", "imsi", "imei", "iccid", "endUser", "endUserId", "end_user"),
        *("mac", "nodeId", "node_id", "serialNumber", "serial_number", "radiusIp", "radius_ip"),
        *("ip", "location", "operator", "author", "creator", "organization"),
        *("from", "to", "sender", "recipient"),
    }
)
"""What identifies people, places and devices, besides."""


def redact(data: Any, *, values: Iterable[str] = ()) -> Any:
    """Return a copy of ``data`` that may be shown to others."""
    return Redactor(PRIVATE_KEYS)(data, values=values)


__all__ = ["PRIVATE_KEYS", "REDACTED", "SECRET_KEYS", "redact"]
