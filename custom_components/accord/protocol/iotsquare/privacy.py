"""Which members of requests and answers are private."""

from ..redact import Redactor

PRIVATE_KEYS = frozenset(
    {
        *("token", "api_token", "x-access-token", "password", "secret", "headers"),
        *("appKey", "appSKey", "nwkSKey", "genAppKey", "mcAppSKey", "mcNwkSKey"),
        *("app_key", "app_s_key", "nwk_s_key", "gen_app_key", "mc_app_s_key", "mc_nwk_s_key"),
        *("imsi", "imei", "iccid", "wanIP", "wan_ip", "lanIP", "lan_ip", "localIP", "nwkGw"),
        *("latitude", "longitude", "altitude", "username", "pushURL", "pushUrls", "push_urls"),
    }
)
"""Keys that compare without regard to case; texts found below them are private anywhere."""

redact = Redactor(PRIVATE_KEYS)
"""Return a copy of answers, settings or diagnostics that may be shown to others."""
