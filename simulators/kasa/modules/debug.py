"""`smartlife.common.debug`: how a device fares; first-generation plugs do not tell."""

from typing import Any

from simulators.kasa.models import RELAYS, Family, Model
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]

_MODULE = "smartlife.common.debug"
_HOSTS = RELAYS - {Family.EXTENDER}


def _tells(model: Model) -> bool:
    return not model.first_generation


@answers(f"{_MODULE}.get_diagnose_status", families=_HOSTS, needs=_tells)
def get_diagnose_status(call: Call) -> Json:
    """Return uptime, Wi-Fi and cloud session."""
    device = call.device
    return {
        "result": {
            "sysinfo": {
                "uptime": int(device.clock.now() - device.booted_at),
                "free_mem": 61440,
                "rbt_flag": 0,
                "low": 58112,
            },
            "wireless": {
                "rssi": device.rssi,
                "channel": 6,
                "ssid": device.ssid,
                "bssid": "02:00:5E:00:53:01",
                "auth_type": device.key_type,
                "cipherType": 0,
                "reconn_count": 0,
                "max_reconn_time": 0,
                "total_disconnect_time": 0,
            },
            "cloud": {
                "send_fail": 0,
                "hb_timeout": 0,
                "recv_eof": 0,
                "cloud_fsm": int(device.cloud.connected),
                "acc_fsm": int(device.cloud.bound),
            },
        }
    }


@answers(f"{_MODULE}.get_mcu_diagnose", families=frozenset({Family.DIMMER}), needs=_tells)
def get_mcu_diagnose(call: Call) -> Json:
    """Return how the line to the dimmer's second processor fares."""
    return {
        "i2c_total_num": int(call.device.clock.now() - call.device.booted_at),
        "mcu_i2c_reset_num": 0,
        "master_i2c_abnormal_num": 0,
    }
