"""How news of devices are taken in."""

from datetime import UTC, datetime
from typing import Any

from custom_components.accord.protocol.huawei.northbound import (
    CallBudget,
    Device,
    DeviceInfo,
    Service,
)
from custom_components.accord_huawei.state import is_there, newer, sleeps, summary_of

EARLY, LATE = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)


def device(value: int, moment: datetime | None = None, **info: Any) -> Device:
    """Return a device that reported a value."""
    service = Service(service_id="S", data={"v": value}, event_time=moment)
    return Device(device_id="a", info=DeviceInfo(**info), services=(service,))


def test_newer_report_stays() -> None:
    """A page that was made before a push does not undo it."""
    known = device(2, LATE)
    assert newer(known, device(1, EARLY)) is known
    assert newer(known, device(3)).services[0].data == {"v": 3}
    assert newer(None, known) is known


def test_same_object() -> None:
    """Where nothing changed nobody has to look."""
    known = device(1, EARLY)
    assert newer(known, device(1, EARLY)) is known


def test_service_that_is_not_listed() -> None:
    """What a push told stays."""
    known = device(1, EARLY)
    assert newer(known, Device(device_id="a")).services == known.services


def test_who_is_there() -> None:
    """Sleeping devices count as there; others that are off line do not."""
    asleep = device(1, protocol_type="CoAP", status="OFFLINE")
    gone = device(1, protocol_type="MQTT", status="OFFLINE")
    assert (sleeps(asleep), is_there(asleep)) == (True, True)
    assert (sleeps(gone), is_there(gone)) == (False, False)


def test_summary() -> None:
    """Devices are counted by what they do."""
    states = ("ONLINE", "ONLINE", "OFFLINE", "ABNORMAL", "INACTIVE")
    found = summary_of([device(1, status=one) for one in states], 2, CallBudget())
    assert (found.total, found.online, found.offline, found.abnormal, found.never) == (
        *(5, 2, 1, 1),
        1,
    )
    assert found.pages == 2
