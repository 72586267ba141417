"""One call of every operation at the simulated house, in an order in which each succeeds."""

from base64 import b64encode
from typing import Any

from simulators.iotsquare.household import GROUP, HOUSE_APP, RELAY, ROOF, THERMOMETER

type Step = tuple[str, dict[str, Any]]

APP, DEVICE, GATEWAY, NEW_GROUP = 91, "55e1032590dc5682", "f04cd5fffe044901", "f7d96c075a6d0154"
LINK = "http://127.0.0.1:9/api/accord"
KEY = "504e83e6dd1a457af1bf93f99d362e89"
TRANSFER = 15
"""Number of the first file transfer."""


def in_base64(data: bytes) -> str:
    """Return bytes as the parameters of operations have them."""
    return b64encode(data).decode()


_FRAME = {"f_port": 8, "data": in_base64(b"\x23\x33")}
_PLACE = {"region": "eu868", "subnet": "ch_00-07"}

STEPS: tuple[Step, ...] = (
    ("app/list", {}),
    ("app/create", {"name": "app_06", "push_url": LINK, "headers": {"userID": "2333"}}),
    ("app/update", {"app_id": APP, "name": "app_07", "mqtt": True}),
    ("app/status", {"app_id": APP}),
    ("device/list", {"app_id": HOUSE_APP}),
    (
        "device/create",
        {
            "app_id": APP,
            "name": "device_02",
            "dev_eui": DEVICE,
            **_PLACE,
            "device_class": "C",
            "app_key": KEY,
        },
    ),
    ("device/update", {"dev_eui": DEVICE, "name": "node_2333", "remarks": "北门"}),
    ("device/status", {"dev_eui": DEVICE}),
    ("device/latestDeviceUplink", {"dev_eui": THERMOMETER}),
    ("device/downlink/create", {"dev_eui": RELAY, **_FRAME, "confirmed": True}),
    ("gateway/list", {}),
    (
        "gateway/create",
        {
            "gw_id": GATEWAY,
            "name": "test-relay-01",
            "gw_type": "rhf2s208",
            **_PLACE,
            "tx_power": 27,
            "push_urls": [LINK],
        },
    ),
    ("gateway/update", {"gw_id": GATEWAY, "tx_power": 14, "class_b": True}),
    ("gateway/status", {"gw_id": GATEWAY}),
    ("gateway/status/online", {"gw_id": ROOF}),
    ("mcgroup/list", {}),
    (
        "mcgroup/create",
        {
            "mc_eui": NEW_GROUP,
            "name": "mc_group_00",
            **_PLACE,
            "group_id": 0,
            "gen_app_key": KEY,
            "time_slot_length": 3,
            "push_urls": [LINK],
        },
    ),
    ("mcgroup/update", {"mc_eui": NEW_GROUP, "name": "mc_group_01", "time_slot_length": 4}),
    ("mcgroup/status", {"mc_eui": NEW_GROUP}),
    ("mcdevice/list", {"mc_eui": GROUP}),
    ("mcdevice/create", {"mc_eui": NEW_GROUP, "dev_euis": [DEVICE]}),
    ("mcdownlink/create", {"mc_eui": GROUP, **_FRAME}),
    (
        "fuota/create",
        {"mc_eui": NEW_GROUP, "name": "firmware", "payload": in_base64(bytes(13737))},
    ),
    ("fuota/list", {"mc_eui": NEW_GROUP}),
    ("fuota/status", {"mc_eui": NEW_GROUP, "fd_id": TRANSFER}),
    ("fuota/device/list", {"mc_eui": NEW_GROUP, "fd_id": TRANSFER}),
    ("fuota/abort", {"mc_eui": NEW_GROUP, "fd_id": TRANSFER}),
    ("mcdevice/delete", {"mc_eui": NEW_GROUP, "dev_euis": [DEVICE]}),
    ("mcgroup/delete", {"mc_euis": [NEW_GROUP]}),
    ("gateway/delete", {"gw_ids": [GATEWAY]}),
    ("device/delete", {"dev_euis": [DEVICE]}),
    ("app/delete", {"app_ids": [APP]}),
)
