"""What is desired of devices, until they have it."""

from typing import TYPE_CHECKING, Any

from simulators.huawei.codes import Refusal
from simulators.huawei.thing import Desire, Record, Thing

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_NO_PROFILE = 100425
_NO_SERVICE = 100431
_NO_PROPERTY = 107002
_BAD_VALUE = 107003
_READ_ONLY = 100443


class Shadows:
    """The desired properties of all devices."""

    step: float = 0.5
    """Seconds until a device has taken them over."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Serve a platform."""
        self._platform = platform

    def check(self, thing: Thing, service_id: str, desired: Json) -> None:
        """Refuse what the product model does not allow."""
        if thing.profile is None:
            raise Refusal(_NO_PROFILE)
        service = thing.profile.service(service_id)
        if service is None:
            raise Refusal(_NO_SERVICE)
        for name, value in desired.items():
            known = service.property(name)
            if known is None or not thing.narrow_band:
                raise Refusal(_NO_PROPERTY)
            if "W" not in known.access:
                raise Refusal(_READ_ONLY)
            if not known.accepts(value):
                raise Refusal(_BAD_VALUE)

    def desire(self, thing: Thing, service_id: str, desired: Json) -> None:
        """Want something of a device, now or when it listens."""
        wall = self._platform.agenda.wall()
        thing.desired.setdefault(service_id, {}).update(desired)
        waiting = thing.undelivered.get(service_id)
        values = {**(waiting.values if waiting else {}), **desired}
        thing.undelivered[service_id] = Desire(values, wall)
        thing.desires.append(Record(service_id, dict(desired), wall))
        self.pump(thing)

    def pump(self, thing: Thing) -> None:
        """Deliver what is desired to a device that listens."""
        if thing.undelivered and self._platform.network.reaches(thing):
            self._platform.agenda.after(self.step, lambda: self._deliver(thing))

    def _deliver(self, thing: Thing) -> None:
        if not thing.connected:
            return
        wanted, thing.undelivered = thing.undelivered, {}
        for service_id, desire in wanted.items():
            done = not thing.refuses_commands
            status = "DELIVERED" if done else "FAILED"
            self._platform.notices.desired(thing, service_id, desire.values, status)
            if done:
                self._platform.network.report(thing, {service_id: desire.values})
