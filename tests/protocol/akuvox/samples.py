"""Data of answers, with invented values."""

from typing import Any

INFO: dict[str, Any] = {
    "Status": {
        "Model": "A05",
        "MAC": "0C:11:05:AA:BB:01",
        "FirmwareVersion": "105.30.1.20",
        "HardwareVersion": "105.1.0",
    },
    "Lan": {
        "PortType": "1",
        "LinkStatus": "1",
        "IPAddress": "192.0.2.21",
        "SubnetMask": "255.255.255.0",
        "Gateway": "192.0.2.1",
        "DNS1": "192.0.2.1",
        "DNS2": "",
    },
    "Account1": {"UserName": "2101", "SipServer": "192.0.2.5", "Status": "2"},
    "Account2": {"UserName": "", "SipServer": "", "Status": "0"},
}
