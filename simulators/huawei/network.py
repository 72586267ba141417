"""What devices do: connect, report, sleep, fall silent; and what the platform makes of it."""

from typing import TYPE_CHECKING, Any

from simulators.huawei.thing import Record, Report, Thing

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

ABNORMAL_AFTER = 25 * 3600.0
OFFLINE_AFTER = 49 * 3600.0
ZOMBIE_AFTER = 7 * 86400.0


class Network:
    """The devices' side of a platform."""

    nap_after: float = 20.0
    """Seconds for which devices that save power listen after a report."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Serve the devices of a platform."""
        self._platform = platform

    def gateway_connected(self, thing: Thing) -> bool:
        """Tell whether the gateway of a device, if it has one, is connected."""
        if thing.direct:
            return True
        gateway = self._platform.fleet.get(thing.gateway_id)
        return gateway is not None and gateway.connected

    def reaches(self, thing: Thing) -> bool:
        """Tell whether a message would reach a device now."""
        now = self._platform.agenda.now()
        return thing.listens(now) and self.gateway_connected(thing)

    def is_zombie(self, thing: Thing) -> bool:
        """Tell whether a device was not heard of for a week."""
        silent = self._platform.agenda.now() - thing.heard
        return thing.activated and not thing.connected and silent >= ZOMBIE_AFTER

    def connect(self, thing: Thing) -> None:
        """Let a device come on line, for the first time or again."""
        first = not thing.activated
        thing.activated = True
        if thing.deadline is not None:
            thing.deadline.cancel()
            thing.deadline = None
        if first:
            self._platform.notices.bound(thing, "succeeded")
        self._hear(thing)
        self._set_status(thing, "ONLINE", "NONE")
        self._listening(thing)

    def disconnect(self, thing: Thing, detail: str = "LOSS_OF_CONNECTIVITY") -> None:
        """Let a device go off line; its children are not heard of either."""
        thing.awake_until = 0.0
        self._set_status(thing, "OFFLINE", detail)
        for child in self._platform.fleet.children(thing.device_id):
            if child.connected:
                self._set_status(child, "OFFLINE", "BRIDGE_OFFLINE")

    def report(self, thing: Thing, services: dict[str, Json]) -> None:
        """Let a device report properties of one or several services at once."""
        if not thing.activated or not thing.connected:
            self.connect(thing)
        self._hear(thing)
        if not thing.frozen and services:
            self._store(thing, services)
        self._set_status(thing, "ONLINE", "NONE")
        self._listening(thing)

    def wake(self, thing: Thing) -> None:
        """Let a device say that it is there, without data."""
        self.report(thing, {})

    def report_all(self, thing: Thing) -> None:
        """Let a device report everything it has."""
        if thing.profile is None:
            return
        made = {
            service.id: thing.merged(service.id, {}) or service.initial()
            for service in thing.profile.services
            if service.properties
        }
        self.report(thing, made)

    def _store(self, thing: Thing, services: dict[str, Json]) -> None:
        time = self._platform.agenda.wall()
        reports = {id_: Report(dict(data), time) for id_, data in services.items()}
        for id_, report in reports.items():
            thing.reports[id_] = Report(thing.merged(id_, report.data), time)
            if thing.aging_days:
                thing.history.append(Record(id_, report.data, time))
        self._platform.notices.data_changed(thing, reports)

    def _hear(self, thing: Thing) -> None:
        now = self._platform.agenda.now()
        thing.heard = now
        nap = self.nap_after if thing.nap is None else thing.nap
        thing.awake_until = now + nap
        if thing.watch is None:
            self._watch(thing, ABNORMAL_AFTER)

    def _watch(self, thing: Thing, seconds: float) -> None:
        thing.watch = self._platform.agenda.after(seconds, lambda: self._look(thing))

    def _look(self, thing: Thing) -> None:
        """Look whether a device is silent for too long; plan the next look."""
        thing.watch = None
        if self._platform.fleet.get(thing.device_id) is not thing or not thing.connected:
            return
        silent = self._platform.agenda.now() - thing.heard
        if silent >= OFFLINE_AFTER:
            self._set_status(thing, "OFFLINE", "TIME_OUT")
        elif silent >= ABNORMAL_AFTER:
            self._set_status(thing, "ABNORMAL", "NONE")
            self._watch(thing, OFFLINE_AFTER - silent)
        else:
            self._watch(thing, ABNORMAL_AFTER - silent)

    def _set_status(self, thing: Thing, status: str, detail: str) -> None:
        if (thing.status, thing.detail) == (status, detail):
            return
        thing.status, thing.detail = status, detail
        self._platform.notices.status_changed(thing)

    def _listening(self, thing: Thing) -> None:
        """Deliver what waited for a device, and for its children if it is a gateway."""
        platform = self._platform
        for one in (thing, *platform.fleet.children(thing.device_id)):
            if self.reaches(one):
                platform.commands.pump(one)
                platform.shadows.pump(one)
                platform.upgrades.pump(one)
