"""Subscriptions: who wants to be told what, and where."""

from dataclasses import dataclass, field
from typing import Any

from simulators.huawei.codes import Refusal

type Json = dict[str, Any]

SERVICE_TYPES: dict[str, str] = {
    "deviceAdded": "1.6.7.1",
    "bindDevice": "1.6.7.2",
    "deviceInfoChanged": "1.6.7.3",
    "deviceDataChanged": "1.6.7.4",
    "deviceDatasChanged": "1.6.7.5",
    "deviceCapabilitiesChanged": "1.6.7.6",
    "deviceCapabilitiesAdded": "1.6.7.7",
    "deviceCapabilitiesDeleted": "1.6.7.8",
    "deviceDeleted": "1.6.7.9",
    "messageConfirm": "1.6.7.10",
    "commandRsp": "1.6.7.11",
    "ruleEvent": "1.6.7.13",
    "deviceDesiredPropertiesModifyStatusChanged": "1.6.7.14",
}
MANAGEMENT_TYPES: dict[str, str] = {
    "swUpgradeStateChangeNotify": "1.6.7.15",
    "swUpgradeResultNotify": "1.6.7.16",
    "fwUpgradeStateChangeNotify": "1.6.7.17",
    "fwUpgradeResultNotify": "1.6.7.18",
}
OLD_NAMES: dict[str, str] = {
    "deviceCapabilitiesChanged": "serviceInfoChanged",
    "deviceCapabilitiesAdded": "deviceModelAdded",
    "deviceCapabilitiesDeleted": "deviceModelDeleted",
}
"""By the new name, what the SDK chapters call it."""

_ONLY_NEW = {*OLD_NAMES, "ruleEvent"}
_ALREADY = 100227
_UNKNOWN = 100225


def known_types(*, sdk_names: bool) -> set[str]:
    """Return the types that a platform knows, without those of management."""
    if sdk_names:
        return SERVICE_TYPES.keys() - _ONLY_NEW | {*OLD_NAMES.values(), "deviceEvent"}
    return set(SERVICE_TYPES)


@dataclass(eq=False)
class Subscription:
    """One subscription; `holder` is the application whose callback it is."""

    id: str
    app_id: str
    holder: str
    type: str
    url: str
    channel: str = "HTTP"
    clients: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What there can be only one of."""
        return self.app_id, self.holder, self.type, self.channel

    def shown(self) -> Json:
        """Return it as answers have it."""
        made: Json = {
            "subscriptionId": self.id,
            "notifyType": self.type,
            "callbackUrl": self.url,
        }
        return {**made, "clientIds": self.clients} if self.channel == "MQTT" else made


class Subscriptions:
    """All subscriptions of a platform."""

    def __init__(self) -> None:
        """Begin without any."""
        self._by_id: dict[str, Subscription] = {}
        self._by_key: dict[tuple[str, str, str, str], Subscription] = {}
        self._by_type: dict[tuple[str, str], list[Subscription]] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._by_id)

    def add(self, made: Subscription, *, overwrite: bool = False) -> Subscription:
        """Enter one, or move the one that is there if that is how the platform does it."""
        there = self._by_key.get(made.key)
        if there is not None:
            if not overwrite:
                raise Refusal(_ALREADY)
            there.url = made.url
            return there
        self._by_id[made.id] = self._by_key[made.key] = made
        self._by_type.setdefault((made.app_id, made.type), []).append(made)
        return made

    def get(self, id_: str, app_id: str) -> Subscription:
        """Return one of an application."""
        found = self._by_id.get(id_)
        if found is None or app_id not in {found.app_id, found.holder}:
            raise Refusal(_UNKNOWN, 404)
        return found

    def remove(self, one: Subscription) -> None:
        """Forget one."""
        del self._by_id[one.id], self._by_key[one.key]
        self._by_type[one.app_id, one.type].remove(one)

    def of(self, app_id: str) -> list[Subscription]:
        """Return those of an application."""
        return [one for one in self._by_id.values() if one.app_id == app_id]

    def wanting(self, app_id: str, type_: str) -> list[Subscription]:
        """Return where a notification goes by HTTP."""
        return [one for one in self._by_type.get((app_id, type_), ()) if one.channel == "HTTP"]
