"""Locks: who opened, alarms, records. Source: attribute specification 2.32, locks and ZigBee."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from .. import values
from ..models.device import Device, Io
from ..models.state import Event, LockState, Opening, State
from .feature import Category, Decode, DeviceClass, Feature, Kind, View
from .sensing import battery, binary, bit_of

ALARMS: Mapping[str, int] = {
    "wrong_tries": 0,
    "duress": 1,
    "tamper": 2,
    "mechanical_key": 3,
    "low_battery": 4,
    "abnormal": 5,
    "doorbell": 6,
    "fire": 7,
    "intrusion": 8,
    "kept_open": 10,
    "factory_reset": 11,
}
"""Bits of ``ALM``."""
_COMMON = frozenset({"wrong_tries", "duress", "tamper", "low_battery", "intrusion", "kept_open"})
_CLASSES: Mapping[str, str] = {
    "duress": "safety",
    "tamper": "tamper",
    "low_battery": "battery",
    "fire": "smoke",
    "intrusion": "safety",
    "kept_open": "door",
}

_METHODS: Mapping[int, str] = {
    0: "undefined",
    1: "password",
    2: "finger",
    3: "card",
    4: "key",
    5: "remote",
    6: "one_key",
    7: "app",
    8: "bluetooth",
    9: "manual",
    15: "error",
}
_ZIGBEE_METHODS: Mapping[int, str] = {0: "password", 1: "remote", 2: "manual", 3: "card"}
METHODS = tuple(_METHODS.values())

UNLOCKED, LOCKED = "unlocked", "locked"
_RING = "ring"
_RECORDS: Mapping[int, str] = {0b11: "admin", 0b01: "user", 0b00: "deleted"}
_OTHER = "other"

_LIVE = ("EVTLO", "EVTLO1")
_LAST = ("HISLK", "HISLK1")


def is_zigbee(device: Device) -> bool:
    """Tell whether a device is ZigBee: its names of IOs end in the endpoint's number."""
    return (device.fulltype or device.devtype).startswith("ZG")


def is_lock(device: Device) -> bool:
    """Tell whether a device is a lock of any make."""
    name = device.devtype or device.fulltype
    if name.startswith(("SL_LK_", "SL_P_BDLK")):
        return True
    return is_zigbee(device) and any(io in device.ios for io in (*_LIVE, *_LAST))


def opening(word: int, *, zigbee: bool = False) -> Opening:
    """Return who opened a lock, from the 32 bits of a live or last unlock."""
    if zigbee:
        return Opening(user=word & 0xFFFF, method=_ZIGBEE_METHODS.get(word >> 24, "undefined"))
    second = word >> 16 & 0xFFFF
    return Opening(
        user=word & 0xFFF,
        method=_METHODS.get(word >> 12 & 0xF, "undefined"),
        second_user=second & 0xFFF,
        second_method=_METHODS.get(second >> 12, "undefined") if second else None,
    )


def record(io: Io) -> Event | None:
    """Return an operation record: type, user, what became of the user.

    Shorter values lack members at the end; their width is in the type.
    """
    word = values.raw(io)
    if word is None:
        return None
    bits = values.width(io.current_type) if io.current_type is not None else None
    if bits == 8:
        return Event(_OTHER, {"record": word & 0xFF})
    if bits == 16:
        return Event(_OTHER, {"record": word >> 8 & 0xFF})
    if bits == 24:
        return Event(_OTHER, {"record": word >> 16 & 0xFF, "user": word & 0xFFFF})
    change = _RECORDS.get(word & 0b11, _OTHER)
    return Event(change, {"record": word >> 24, "user": word >> 8 & 0xFFFF})


def _opening(view: View, role: str) -> Opening | None:
    word = values.raw(view[role])
    return None if not word else opening(word, zigbee=is_zigbee(view.device))


def _unlocked(view: View, *, odd: bool) -> bool | None:
    """Tell whether a lock is open; ``odd`` is what bit 0 of the type is then."""
    found = values.is_on(view["live"])
    return None if found is None else found is odd


def _read_lock(view: View, *, odd: bool = True) -> State:
    unlocked = _unlocked(view, odd=odd)
    return LockState(unlocked=unlocked, opening=_opening(view, "live") if unlocked else None)


def _read_last(view: View) -> State:
    return _opening(view, "last")


def _read_unlock(view: View, *, odd: bool = True) -> State:
    unlocked = _unlocked(view, odd=odd)
    if not unlocked:
        return None if unlocked is None else Event(LOCKED)
    found = _opening(view, "live")
    data = {} if found is None else {"user": found.user, "method": found.method}
    if found is not None and found.second_method is not None:
        data |= {"second_user": found.second_user, "second_method": found.second_method}
    return Event(UNLOCKED, data)


def _read_alarm(view: View) -> State:
    word = values.raw(view["alarm"]) or 0
    found = [name for name, bit in ALARMS.items() if word >> bit & 1]
    return Event(found[0], {"alarms": found}) if found else None


def _read_bell(view: View) -> State:
    return Event(_RING) if values.is_on(view["bell"]) else None


LOCK = Feature(
    kind=Kind.LOCK,
    key="lock",
    roles={"live": _LIVE},
    decode=_read_lock,
)
"""Opens and locks by operations of its own, so there is nothing to write."""

_UNLOCK = Feature(
    kind=Kind.EVENT,
    key="unlock",
    roles={"live": _LIVE},
    decode=_read_unlock,
    options=(UNLOCKED, LOCKED),
)
_LAST_OPENED = Feature(
    kind=Kind.SENSOR,
    key="last_opened",
    roles={"last": (*_LAST, *_LIVE)},
    decode=_read_last,
)
_ALARM = Feature(
    kind=Kind.EVENT,
    key="alarm",
    roles={"alarm": ("ALM", "ALM1")},
    decode=_read_alarm,
    options=tuple(ALARMS),
)
_RECORD = Feature(
    kind=Kind.EVENT,
    key="record",
    roles={"record": ("EVTOP", "EVTOP1")},
    decode=lambda view: record(view["record"]),
    options=(*_RECORDS.values(), _OTHER),
    category=Category.DIAGNOSTIC,
    enabled=False,
)
_BELL = Feature(
    kind=Kind.EVENT,
    key="doorbell",
    roles={"bell": ("EVTBEL", "EVTBELL", "EVEBELL", "EVTBEL1", "EVTBELL1")},
    decode=_read_bell,
    device_class="doorbell",
    options=(_RING,),
)


def _alarm_state(name: str, bit: int) -> Feature:
    return binary(
        name,
        "ALM",
        "ALM1",
        device_class=_CLASSES.get(name),
        reader=bit_of(bit),
        category=Category.DIAGNOSTIC,
        enabled=name in _COMMON,
    )


_REST = (
    _UNLOCK,
    _LAST_OPENED,
    *(_alarm_state(name, bit) for name, bit in ALARMS.items()),
    _ALARM,
    _RECORD,
    _BELL,
)
ZIGBEE_ROWS = (LOCK, *_REST)
"""Rows of ZigBee locks beside their batteries."""

ROWS = (
    Feature(kind=Kind.LOCK, key="lock", roles={"live": _LIVE}, decode=_read_lock, assumed=True),
    battery("BAT", "V", "BAT1"),
    *_REST,
)
"""Rows of locks that say so by their class: ``SL_LK_*``."""

_INVERTED: Mapping[tuple[Kind, str], Decode] = {
    (Kind.LOCK, LOCK.key): partial(_read_lock, odd=False),
    (Kind.EVENT, _UNLOCK.key): partial(_read_unlock, odd=False),
}


def inverted(feature: Feature) -> Feature:
    """Return a feature of a lock whose live unlock means the opposite.

    The vendor's documents contradict each other; locks in use say 1 for open.
    """
    decode = _INVERTED.get((feature.kind, feature.key))
    return feature if decode is None else replace(feature, decode=decode)


CLASSES = (DeviceClass(("SL_P_BDLK",), ROWS),)
