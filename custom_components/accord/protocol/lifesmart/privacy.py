"""Which members of requests and answers are private."""

from ..redact import Redactor

PRIVATE_KEYS = frozenset(
    {
        *("token", "model", "sign", "encrypt"),
        *("password", "newpw", "oldpw", "userpwd", "userpwdRaw", "actargs", "user_info", "note"),
        *("C_WPAPSK", "C_WPA2PSK", "C_SSID", "C_BSSID", "C_username", "C_password", "C_apnname"),
        *("tel", "ip", "gw", "ifstr", "route", "host"),
        *("lsid", "agt", "agtid"),
    }
)
"""Keys that compare without regard to case; texts found below them are private anywhere."""

redact = Redactor(PRIVATE_KEYS)
"""Return a copy of answers, settings or diagnostics that may be shown to others."""
