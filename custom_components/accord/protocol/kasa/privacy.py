"""Keys of requests and answers whose values identify a household."""

PRIVATE_KEYS = frozenset(
    {
        "alias",
        "mac",
        "mic_mac",
        "ethernet_mac",
        "deviceId",
        "device_id",
        "child_id",
        "child_ids",
        "hwId",
        "hw_id",
        "oemId",
        "fwId",
        "latitude",
        "latitude_i",
        "longitude",
        "longitude_i",
        "username",
        "password",
        "owner",
        "ssid",
        "bssid",
        "setup_code",
        "setup_payload",
    }
)
"""For the shared Redactor. Outlet ids start with ``deviceId`` and lose that part by value."""
