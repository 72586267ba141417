"""Every operation once, with parameters as a user would write them, in an order that works."""

from base64 import b64encode
from typing import Any

from simulators.akuvox import make_image

LEVEL = "Config.Settings.LOGLEVEL.Level"
KEY: dict[str, Any] = {"name": "Lina", "code": "8421"}
CARD: dict[str, Any] = {"name": "Lina", "code": "00C0FFEE"}
CONTACT: dict[str, Any] = {"name": "Reception", "phone": "2001"}
RULE: dict[str, Any] = {"prefix": "9", "replacements": ["2001"]}
USER: dict[str, Any] = {
    "user_id": "77",
    "name": "Lina",
    "pin": "9317",
    "access": [{"schedule": "1001", "relays": "1"}],
}
IMAGE = b64encode(make_image("912.30.10.200")).decode()

type Step = tuple[str, dict[str, Any]]


def store(name: str, row: dict[str, Any]) -> list[Step]:
    """Return the steps of a store: what was exported goes in again."""
    return [
        (f"{name}/add", {"rows": [row]}),
        (f"{name}/get", {}),
        (f"{name}/set", {"rows": [{**row, "id": "?"}]}),
        (f"{name}/export", {}),
        (f"{name}/import", {"content": "!"}),
        (f"{name}/del", {"ids": ["?"]}),
        (f"{name}/clear", {}),
    ]


STEPS: list[Step] = [
    ("system/info", {}),
    ("system/status", {}),
    ("config/get", {"item": [LEVEL]}),
    ("config/set", {"values": {LEVEL: "4"}}),
    ("relay/get", {}),
    ("relay/set", {"change": {"relay": "A", "hold_delay": 4}}),
    ("relay/status", {}),
    ("relay/trig", {"relay": "A", "mode": 0, "level": 0, "delay": 3}),
    ("input/get", {}),
    ("input/set", {"change": {"input": "A", "enabled": True}}),
    ("input/status", {}),
    ("publiccode/get", {}),
    ("publiccode/set", {"enabled": True}),
    *store("privatekey", KEY),
    *store("rfkey", CARD),
    *store("contact", CONTACT),
    *store("dialreplace", RULE),
    ("group/add", {"rows": [{"name": "Ground"}]}),
    ("group/get", {}),
    ("group/set", {"rows": [{"name": "First", "id": "?"}]}),
    ("group/clear", {}),
    ("call/status", {}),
    ("call/dial", {"phone": "2001"}),
    ("call/hangup", {}),
    ("sip/get", {}),
    ("sip/set", {"values": {"Config.Account1.SIP.Server": "192.0.2.5"}}),
    ("sip/status", {}),
    ("log/get", {}),
    ("log/set", {"level": 5}),
    ("log/export", {}),
    ("log/clear", {}),
    ("callog/get", {}),
    ("callog/export", {}),
    ("callog/del", {"record_id": "?"}),
    ("callog/clear", {}),
    ("doorlog/get", {}),
    ("doorlog/export", {}),
    ("doorlog/del", {"record_id": "?"}),
    ("doorlog/clear", {}),
    ("pcap/start", {"kind": "manual"}),
    ("pcap/status", {}),
    ("pcap/stop", {}),
    ("pcap/export", {}),
    ("user/info", {}),
    *store("user", USER),
    ("user/scan", {}),
    ("firmware/status", {}),
    ("firmware/prepare", {}),
    ("firmware/upload", {"content": IMAGE, "filename": "image.zip"}),
    ("firmware/upgrade", {}),
    ("config/export", {}),
    ("config/import", {"content": "!", "filename": "Config.tgz"}),
    ("system/reboot", {}),
    ("config/reset_factory", {}),
]
RESTARTS = frozenset({"firmware/upgrade", "config/import", "system/reboot", "config/reset_factory"})
