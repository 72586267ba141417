"""Registration of devices, its end, and their removal."""

from typing import TYPE_CHECKING, Any
import uuid

from simulators.huawei.accounts import Account
from simulators.huawei.codes import Refusal
from simulators.huawei.profile import Profile
from simulators.huawei.thing import Thing

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_NAMESPACE = uuid.UUID("6f0e8a0e-2d61-4b5e-9a5b-7c3f7f3f2a11")

NODE_TAKEN = 100426
BOUND = 100416
DEVICE_QUOTA = 100412
INSECURE_QUOTA = 100441
NO_LICENSE = 103026
LICENSES_USED = 103028


class Registrations:
    """Enters devices and removes them."""

    connect_after: float | None = None
    """Seconds after which hardware of newly registered devices connects; None for never."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Begin with number one."""
        self._platform = platform
        self._next = 1

    def enter(
        self,
        app_id: str,
        node_id: str,
        profile: Profile | None,
        *,
        name: str | None = None,
        gateway_id: str = "",
        device_id: str = "",
        info: Json | None = None,
    ) -> Thing:
        """Enter a device without telling anybody."""
        number, self._next = self._next, self._next + 1
        wall = self._platform.agenda.wall()
        thing = Thing(
            device_id=device_id or str(uuid.uuid5(_NAMESPACE, f"{self._platform.name} {number}")),
            app_id=app_id,
            node_id=node_id,
            profile=profile,
            created=wall,
            modified=wall,
            number=number,
            gateway_id=gateway_id,
            heard=self._platform.agenda.now(),
        )
        thing.info = {**(profile.info() if profile else {}), "serialNumber": node_id}
        thing.info |= {"swVersion": "1.0.0", "fwVersion": "1.0.0", "hwVersion": "A"}
        thing.info |= {key: value for key, value in (info or {}).items() if value is not None}
        if name is not None:
            thing.info["name"] = name
        self._platform.fleet.add(thing)
        return thing

    def check(self, account: Account, node_id: str, *, secure: bool, licensed: bool) -> None:
        """Refuse a device that is there already, here or elsewhere, or one too many."""
        fleet = self._platform.fleet
        if fleet.by_node(account.app_id, node_id) is not None:
            raise Refusal(NODE_TAKEN)
        if any(fleet.by_node(app_id, node_id) for app_id in self._platform.accounts):
            raise Refusal(BOUND if licensed else NODE_TAKEN)
        count = fleet.count(account.app_id)
        if not account.licensed:
            raise Refusal(NO_LICENSE)
        if account.device_quota is not None and count >= account.device_quota:
            raise Refusal(DEVICE_QUOTA)
        if licensed and account.license_pool is not None and count >= account.license_pool:
            raise Refusal(LICENSES_USED)
        if licensed and not secure:
            self.check_insecure(account)

    def check_insecure(self, account: Account) -> None:
        """Refuse one more device without encryption."""
        if account.insecure_quota is None:
            return
        insecure = sum(not one.secure for one in self._platform.fleet.of(account.app_id))
        if insecure >= account.insecure_quota:
            raise Refusal(INSECURE_QUOTA)

    def await_hardware(self, thing: Thing, timeout: int) -> None:
        """Remove a device unless it connects in time; 0 waits for ever."""
        agenda = self._platform.agenda
        if thing.deadline is not None:
            thing.deadline.cancel()
            thing.deadline = None
        if timeout:
            thing.deadline = agenda.after(timeout, lambda: self._expire(thing))
        if self.connect_after is not None:
            agenda.after(self.connect_after, lambda: self._arrive(thing))

    def _arrive(self, thing: Thing) -> None:
        if self._platform.fleet.get(thing.device_id) is thing and not thing.connected:
            self._platform.network.connect(thing)
            self._platform.network.report_all(thing)

    def _expire(self, thing: Thing) -> None:
        thing.deadline = None
        if self._platform.fleet.get(thing.device_id) is not thing:
            return
        self._platform.notices.bound(thing, "expired")
        if not thing.activated:
            self._forget(thing)

    def remove(self, thing: Thing, *, cascade: bool) -> None:
        """Remove a device and its children, or let those be connected directly."""
        for child in self._platform.fleet.children(thing.device_id):
            if cascade:
                self.remove(child, cascade=True)
            else:
                self._platform.fleet.detach(child)
        self._forget(thing)
        self._platform.notices.deleted(thing)

    def _forget(self, thing: Thing) -> None:
        for entry in (thing.deadline, thing.watch):
            if entry is not None:
                entry.cancel()
        self._platform.fleet.remove(thing)
        self._platform.groups.forget(thing.device_id)
        self._platform.commands.forget(thing.device_id)
