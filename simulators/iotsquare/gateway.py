"""What a server keeps and hears of a gateway."""

from dataclasses import dataclass, field
from typing import Any

type Json = dict[str, Any]


@dataclass
class Gateway:
    """One gateway: what was entered, and how it is; times in Unix milliseconds, -1 for never."""

    gw_id: str
    name: str
    type: str
    region: str
    subnet: str
    class_b: bool = False
    class_c: bool = False
    forwarder: bool = True
    push_urls: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    tx_power: int = 27
    remarks: str = ""
    tags: list[str] = field(default_factory=list)
    stat_interval: int = 30
    created: int = 0

    online: bool = False
    sdk: bool = False
    """Linked by the SDK over MQTT, not by the packet forwarder over UDP."""

    latitude: float = 0.0
    longitude: float = 0.0
    altitude: float = 0.0
    gps: bool = False
    last_seen: int = -1
    stat_time: int = -1
    system: Json = field(default_factory=dict)
    network: Json = field(default_factory=dict)

    @property
    def position(self) -> Json:
        """How it is, as the live status and pushes tell."""
        return {
            "online": self.online,
            "mqtt": self.sdk,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "altitude": self.altitude,
        }

    def hears(self, region: str, subnet: str) -> bool:
        """Tell whether it listens on the channels of a device."""
        return self.online and self.region == region and subnet in {"auto", self.subnet}


def network_of(gateway: Gateway, created: int) -> Json:
    """Return the answer of `gateway/status/network`."""
    return {
        "gwID": gateway.gw_id,
        "nwkType": "eth",
        "nwkGw": "192.0.2.1",
        "localIP": "192.0.2.20",
        "lanIP": "192.0.2.20",
        "wanIP": "198.51.100.7",
        "nwkDelay": "8.38ms",
        "ltess": "0",
        "ethState": True,
        "lteState": False,
        "apn": "",
        "mode": "",
        "rssi": 0,
        "rsrp": 0,
        "rsrq": 0,
        "snr": 0,
        "dialStatus": 0,
        "lteSim": "esim",
        "imsi": "",
        "imei": "",
        "iccid": "",
        "createtime": created,
        **gateway.network,
    }


def system_of(gateway: Gateway, created: int) -> Json:
    """Return the answer of `gateway/status/system`."""
    return {
        "gwID": gateway.gw_id,
        "uptime": 93600,
        "sdkUptime": 93540 if gateway.sdk else 0,
        "cpuUsage": "0.64 0.38 0.18",
        "memUsage": "213.34/924.22MB 23.08%",
        "rootDiskUsage": "1.82/7.10GB 25.63%",
        "logDiskUsage": "12.40/98.00MB 12.65%",
        "pktfwdRunning": gateway.forwarder,
        "temperature": "46.5",
        "powerState": True,
        "powerVoltage": 12.1,
        "batteryState": False,
        "batteryLevel": "0",
        "batteryVoltage": "",
        "spowerState": False,
        "sbatteryState": False,
        "sbatteryLevel": "",
        "sbatteryVoltage": "",
        "rstSrc": "power",
        "rstSrcUpdatetime": created - 93_600_000,
        "createtime": created,
        "sbatteryCollectObject": None,
        **gateway.system,
    }
