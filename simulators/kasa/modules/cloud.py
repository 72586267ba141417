"""`cnCloud`: the account a device is in, and the firmware its cloud has for it."""

import re
from typing import Any

from simulators.kasa.modules.errors import (
    NOT_BOUND,
    NOT_BOUND_ON_OLDER,
    UNKNOWN_ERROR,
    RefusedError,
)
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]

_LIGHT_CLOUD = ("smartlife.iot.common.cloud",)
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


@answers("cnCloud.get_info", on_lights=_LIGHT_CLOUD)
def get_info(call: Call) -> Json:
    """Say which account the device is in and whether its cloud is there."""
    cloud, older = call.device.cloud, call.device.model.first_generation
    return {
        "username": cloud.username,
        "server": cloud.server,
        "binded": int(cloud.bound),
        "cld_connection": int(cloud.connected),
        "illegalType": -1 if older else 0,
        "stopConnect": -1 if older else 0,
        "tcspStatus": int(cloud.connected),
        "fwDlPage": "",
        "tcspInfo": "",
        "fwNotifyType": 0 if older else -1,
    }


@answers("cnCloud.bind", on_lights=_LIGHT_CLOUD)
def bind(call: Call) -> Json:
    """Join an account that the cloud knows."""
    cloud = call.device.cloud
    username, password = call.arguments.text("username"), call.arguments.text("password")
    if not username:
        raise call.arguments.invalid()
    if not cloud.reachable or not cloud.admits(password):
        raise RefusedError(UNKNOWN_ERROR)
    cloud.bind(username)
    return {}


@answers("cnCloud.unbind", on_lights=_LIGHT_CLOUD)
def unbind(call: Call) -> Json:
    """Leave the account; that works without the cloud."""
    device = call.device
    if not device.cloud.bound:
        older = device.model.first_generation
        raise RefusedError(NOT_BOUND_ON_OLDER if older else NOT_BOUND)
    device.cloud.bind("")
    return {}


@answers("cnCloud.set_server_url", on_lights=_LIGHT_CLOUD)
def set_server_url(call: Call) -> Json:
    """Look for the cloud at another host; a bare name, no URL."""
    server = call.arguments.text("server")
    if not _HOST.fullmatch(server):
        raise call.arguments.invalid()
    call.device.cloud.server = server
    return {}


@answers("cnCloud.get_intl_fw_list", on_lights=_LIGHT_CLOUD)
def get_intl_fw_list(call: Call) -> Json:
    """List newer firmware, if the cloud can be asked."""
    if not call.device.cloud.reachable:
        raise RefusedError(UNKNOWN_ERROR)
    return {"fw_list": [release.as_json() for release in call.device.firmware.listed]}
