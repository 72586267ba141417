"""Where each operation lives. Source: chapter 1, and what the vendor's own code sends.

The document misprints three of these paths (1.4.8 doubles a part, 1.7.3 names the device, 1.9.8 is
broken by a hyphen).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

_REG = "/iocm/app/reg/v1.1.0/deviceCredentials"
_DEVICES = "/iocm/app/dm/v1.4.0/devices"
_SHADOW = "/iocm/app/shadow/v1.5.0/devices/{deviceId}"
_SUBSCRIPTIONS = "/iocm/app/sub/v1.2.0/subscriptions"
_COMMANDS = "/iocm/app/cmd/v1.4.0/deviceCommands"
_CANCEL_TASKS = "/iocm/app/cmd/v1.4.0/deviceCommandCancelTasks"
_BATCH = "/iocm/app/batchtask/v1.1.0"
_GROUPS = "/iocm/app/devgroup/v1.3.0/devGroups"
_PACKAGES = "/iodm/northbound/v1.5.0/category"
_UPGRADES = "/iodm/northbound/v1.5.0/operations"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation's method and path."""

    method: str
    template: str
    timeout: float = 30.0
    """Seconds until the answer has to be there."""

    @property
    def repeatable(self) -> bool:
        """Tell whether it changes nothing, so that it may be sent twice."""
        return self.method == "GET"

    def path(self, parts: Mapping[str, str]) -> str:
        """Return the path with its parts filled in, encoded."""
        return self.template.format(**{name: quote(part, safe="") for name, part in parts.items()})


PATHS: Mapping[str, Endpoint] = {
    "1.3.1": Endpoint("POST", "/iocm/app/sec/v1.1.0/login"),
    "1.3.2": Endpoint("POST", "/iocm/app/sec/v1.1.0/refreshToken"),
    "1.4.1": Endpoint("POST", _REG),
    "1.4.2": Endpoint("POST", "/iocm/app/reg/v2.0.0/deviceCredentials"),
    "1.4.3": Endpoint("PUT", f"{_REG}/{{deviceId}}"),
    "1.4.4": Endpoint("PUT", f"{_DEVICES}/{{deviceId}}"),
    "1.4.5": Endpoint("DELETE", f"{_DEVICES}/{{deviceId}}"),
    "1.4.7": Endpoint("GET", f"{_REG}/{{deviceId}}"),
    "1.4.8": Endpoint("PUT", _SHADOW),
    "1.4.9": Endpoint("GET", _SHADOW),
    "1.5.1": Endpoint("GET", f"{_DEVICES}/{{deviceId}}"),
    "1.5.2": Endpoint("GET", _DEVICES, 60.0),
    "1.5.3": Endpoint("GET", "/iocm/app/data/v1.2.0/deviceDataHistory", 120.0),
    "1.5.4": Endpoint("GET", "/iocm/app/shadow/v1.5.0/deviceDesiredHistory", 60.0),
    "1.5.5": Endpoint("GET", "/iocm/app/data/v1.1.0/deviceCapabilities", 60.0),
    "1.6.1": Endpoint("POST", _SUBSCRIPTIONS),
    "1.6.2": Endpoint("POST", "/iodm/app/sub/v1.1.0/subscribe"),
    "1.6.3": Endpoint("GET", f"{_SUBSCRIPTIONS}/{{subscriptionId}}"),
    "1.6.4": Endpoint("GET", _SUBSCRIPTIONS),
    "1.6.5": Endpoint("DELETE", f"{_SUBSCRIPTIONS}/{{subscriptionId}}"),
    "1.6.6": Endpoint("DELETE", _SUBSCRIPTIONS),
    "1.7.1": Endpoint("POST", _COMMANDS),
    "1.7.2": Endpoint("GET", _COMMANDS),
    "1.7.3": Endpoint("PUT", f"{_COMMANDS}/{{deviceCommandId}}"),
    "1.7.5": Endpoint("POST", _CANCEL_TASKS),
    "1.7.6": Endpoint("GET", _CANCEL_TASKS),
    "1.7.7": Endpoint(
        "POST", "/iocm/app/signaltrans/v1.1.0/devices/{deviceId}/services/{serviceId}/sendCommand"
    ),
    "1.8.1": Endpoint("POST", f"{_BATCH}/tasks"),
    "1.8.2": Endpoint("GET", f"{_BATCH}/tasks/{{taskId}}"),
    "1.8.3": Endpoint("GET", f"{_BATCH}/taskDetails"),
    "1.9.1": Endpoint("POST", _GROUPS),
    "1.9.2": Endpoint("DELETE", f"{_GROUPS}/{{devGroupId}}"),
    "1.9.3": Endpoint("PUT", f"{_GROUPS}/{{devGroupId}}"),
    "1.9.4": Endpoint("GET", _GROUPS),
    "1.9.5": Endpoint("GET", f"{_GROUPS}/{{devGroupId}}"),
    "1.9.6": Endpoint("GET", "/iocm/app/dm/v1.2.0/devices/ids"),
    "1.9.7": Endpoint("POST", "/iocm/app/dm/v1.1.0/devices/addDevGroupTagToDevices"),
    "1.9.8": Endpoint("POST", "/iocm/app/dm/v1.1.0/devices/deleteDevGroupTagFromDevices"),
    "1.10.1": Endpoint("GET", _PACKAGES),
    "1.10.2": Endpoint("GET", f"{_PACKAGES}/{{fileId}}"),
    "1.10.3": Endpoint("DELETE", f"{_PACKAGES}/{{fileId}}"),
    "1.10.4": Endpoint("POST", f"{_UPGRADES}/softwareUpgrade"),
    "1.10.5": Endpoint("POST", f"{_UPGRADES}/firmwareUpgrade"),
    "1.10.6": Endpoint("GET", f"{_UPGRADES}/{{operationId}}"),
    "1.10.7": Endpoint("GET", f"{_UPGRADES}/{{operationId}}/subOperations"),
    "1.10.8": Endpoint("GET", _UPGRADES),
}
"""By the number in the document; 1.4.6 and 1.7.4 go out as 1.7.7 and 1.8.1."""
