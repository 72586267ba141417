"""What the platform tells unasked: the bodies of the notifications, and who gets them."""

from typing import TYPE_CHECKING, Any
import uuid

from simulators.huawei import times
from simulators.huawei.profile import Profile
from simulators.huawei.subscriptions import MANAGEMENT_TYPES, OLD_NAMES, SERVICE_TYPES
from simulators.huawei.thing import Report, Thing
from simulators.huawei.view import device_info, node_type

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_OPERATIONS = {**SERVICE_TYPES, **MANAGEMENT_TYPES} | {
    old: SERVICE_TYPES[new] for new, old in OLD_NAMES.items()
}
COMMAND_STATUS = "1.6.7.12"


class Notices:
    """Makes notifications."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Tell of a platform."""
        self._platform = platform

    def emit(self, app_id: str, type_: str, body: Json) -> None:
        """Send a notification to everybody who subscribed to its type."""
        platform = self._platform
        if platform.quirks.sdk_names:
            type_ = OLD_NAMES.get(type_, type_)
        for one in platform.subscriptions.wanting(app_id, type_):
            account = platform.accounts[one.holder]
            whole = {"notifyType": type_, **body}
            platform.push.send(account, one.url, _OPERATIONS.get(type_, ""), whole)

    def now(self) -> str:
        """Return the time as it is written."""
        return times.stamp(self._platform.agenda.wall())

    # --- devices -------------------------------------------------------------

    def added(self, thing: Thing) -> None:
        """1.6.7.1."""
        self.emit(
            thing.app_id,
            "deviceAdded",
            {
                "deviceId": thing.device_id,
                "gatewayId": thing.gateway_id,
                "nodeType": node_type(thing, self._platform.quirks),
                "deviceInfo": device_info(thing, self._platform.quirks),
            },
        )

    def bound(self, thing: Thing, result: str) -> None:
        """1.6.7.2."""
        info = device_info(thing, self._platform.quirks)
        body = {"deviceId": thing.device_id, "resultCode": result, "deviceInfo": info}
        self.emit(thing.app_id, "bindDevice", body)

    def info_changed(self, thing: Thing, *members: str) -> None:
        """1.6.7.3; only members that changed are set."""
        whole = device_info(thing, self._platform.quirks)
        changed = {name: whole[name] for name in ("nodeId", *members) if name in whole}
        if self._platform.quirks.null_members:
            changed = dict.fromkeys(whole) | changed
        body = {
            "deviceId": thing.device_id,
            "gatewayId": thing.gateway_id,
            "deviceInfo": changed,
        }
        self.emit(thing.app_id, "deviceInfoChanged", body)

    def status_changed(self, thing: Thing) -> None:
        """1.6.7.3 of the status."""
        self.info_changed(thing, "status", "statusDetail")

    def data_changed(self, thing: Thing, reports: dict[str, Report]) -> None:
        """1.6.7.4 of one service, 1.6.7.5 of several."""
        services = [
            {
                "serviceId": id_,
                "serviceType": id_,
                "data": report.data,
                "eventTime": times.stamp(report.time),
            }
            for id_, report in reports.items()
        ]
        body: Json = {
            "requestId": uuid.uuid4().hex,
            "deviceId": thing.device_id,
            "gatewayId": thing.gateway_id,
        }
        if len(services) == 1:
            self.emit(thing.app_id, "deviceDataChanged", {**body, "service": services[0]})
            return
        name = "service" if self._platform.quirks.service_for_services else "services"
        self.emit(thing.app_id, "deviceDatasChanged", {**body, name: services})

    def deleted(self, thing: Thing) -> None:
        """1.6.7.9."""
        body = {"deviceId": thing.device_id, "gatewayId": thing.gateway_id}
        self.emit(thing.app_id, "deviceDeleted", body)

    def capabilities(self, app_id: str, what: str, profile: Profile) -> None:
        """1.6.7.6 to 1.6.7.8: `what` is Changed, Added or Deleted."""
        if self._platform.quirks.sdk_names and what == "Changed":
            return
        self.emit(app_id, f"deviceCapabilities{what}", {"appId": app_id, **profile.info()})

    def muted(self, thing: Thing, service: str) -> None:
        """Tell that commands of a service are masked, by a name of the SDK chapters."""
        if self._platform.quirks.sdk_names:
            body = {
                "deviceId": thing.device_id,
                "gatewayId": thing.gateway_id,
                "serviceId": service,
                "serviceType": service,
                "serviceInfo": {"muteCmds": thing.muted_commands.get(service, [])},
            }
            self.emit(thing.app_id, "deviceCapabilitiesChanged", body)
        elif thing.profile is not None:
            self.capabilities(thing.app_id, "Changed", thing.profile)

    def event(self, thing: Thing, service: str, event: str, body: Json) -> None:
        """Tell of an event of a device, which only the SDK chapters know."""
        if not self._platform.quirks.sdk_names:
            return
        header = {
            "eventType": event,
            "from": f"/devices/{thing.device_id}/services/{service}",
            "timestamp": self.now(),
            "eventTime": self.now(),
            "deviceId": thing.device_id,
            "serviceType": service,
        }
        self.emit(thing.app_id, "deviceEvent", {"header": header, "body": body})

    def desired(self, thing: Thing, service: str, properties: Json, status: str) -> None:
        """1.6.7.14."""
        body = {
            "deviceId": thing.device_id,
            "serviceId": service,
            "properties": properties,
            "status": status,
        }
        self.emit(thing.app_id, "deviceDesiredPropertiesModifyStatusChanged", body)

    def rule(self, app_id: str, rule: Json) -> None:
        """1.6.7.13."""
        made = {
            "author": app_id,
            "ruleId": rule.get("ruleId", "rule-1"),
            "ruleName": rule.get("ruleName", "Rule"),
            "logic": rule.get("logic", "and"),
            "reasons": rule.get("reasons", []),
            "triggerTime": rule.get("triggerTime", self.now()),
            "actionsResults": rule.get("actionsResults", []),
        }
        self.emit(app_id, "ruleEvent", made)
