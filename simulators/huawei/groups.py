"""Groups of devices."""

from dataclasses import dataclass, field
from typing import Any
import uuid

from simulators.huawei.codes import Refusal

type Json = dict[str, Any]

FULL = 100601
NAME_TAKEN = 100602
UNKNOWN = 100603
QUOTA = 100607
TOO_MANY = 100609


@dataclass(eq=False)
class Group:
    """One group."""

    id: str
    app_id: str
    name: str
    description: str | None = None
    most: int = 0
    creator: str = ""
    members: dict[str, None] = field(default_factory=dict)

    def shown(self, *, creator: bool = False) -> Json:
        """Return it as answers have it."""
        made: Json = {
            "name": self.name,
            "description": self.description,
            "id": self.id,
            "appId": self.app_id,
            "maxDevNum": self.most,
            "curDevNum": len(self.members),
        }
        return {**made, "creator": self.creator} if creator else made

    def add(self, device_ids: list[str]) -> None:
        """Take devices in, all or none."""
        whole = {**self.members, **dict.fromkeys(device_ids)}
        if self.most and len(whole) > self.most:
            raise Refusal(FULL)
        self.members = whole


class Groups:
    """All groups of a platform."""

    def __init__(self) -> None:
        """Begin without any."""
        self._all: dict[str, Group] = {}

    def of(self, app_id: str) -> list[Group]:
        """Return those of an application."""
        return [one for one in self._all.values() if one.app_id == app_id]

    def get(self, id_: str, app_id: str) -> Group:
        """Return one of an application."""
        found = self._all.get(id_)
        if found is None or found.app_id != app_id:
            raise Refusal(UNKNOWN)
        return found

    def named(self, name: str, app_id: str) -> Group | None:
        """Return one by its name."""
        return next((one for one in self.of(app_id) if one.name == name), None)

    def of_device(self, device_id: str) -> list[str]:
        """Return the ids of the groups of a device."""
        return [one.id for one in self._all.values() if device_id in one.members]

    def add(self, made: Group, quota: int | None) -> Group:
        """Enter one."""
        if self.named(made.name, made.app_id) is not None:
            raise Refusal(NAME_TAKEN)
        if quota is not None and len(self.of(made.app_id)) >= quota:
            raise Refusal(QUOTA)
        self._all[made.id] = made
        return made

    def rename(self, group: Group, name: str) -> None:
        """Give one another name."""
        if self.named(name, group.app_id) not in {None, group}:
            raise Refusal(NAME_TAKEN)
        group.name = name

    def remove(self, group: Group) -> None:
        """Forget one."""
        del self._all[group.id]

    def forget(self, device_id: str) -> None:
        """Take a device out of all of them."""
        for one in self._all.values():
            one.members.pop(device_id, None)


def new_id() -> str:
    """Return an id that nobody has."""
    return uuid.uuid4().hex
