"""`smartlife.iot.homekit`: how a device is added to HomeKit."""

from typing import Any
import zlib

from simulators.kasa.models import RELAYS
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]


@answers("smartlife.iot.homekit.setup_info_get", families=RELAYS, needs=lambda model: model.homekit)
def setup_info_get(call: Call) -> Json:
    """Return code and payload, the same for the same device."""
    digits = f"{zlib.crc32(call.device.device_id.encode()) % 10**8:08}"
    return {
        "setup_code": f"{digits[:3]}-{digits[3:5]}-{digits[5:]}",
        "setup_payload": f"X-HM://0023{digits[:5]}ACCD",
    }
