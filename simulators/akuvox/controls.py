"""What happens around a unit: people at the door, wires, calls, time."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from simulators.akuvox.line import Line
from simulators.akuvox.quirks import BarePost, Quirks, Unsupported

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

type Json = dict[str, Any]

_ALARMS = {
    "tamper": "AlarmTriggered",
    "motion": "MotionDetect",
    "alarm_input": "InputAlarm",
    "break_in": "InputBreakIn",
}


def unit_actions(device: AkuvoxDevice) -> dict[str, Callable[[Json], None]]:
    """Return the control actions that concern the world around a unit."""
    alarms = {name: _alarm(device, event) for name, event in _ALARMS.items()}
    return {
        **alarms,
        "card": lambda params: device.door.show_card(str(params["code"])),
        "pin": lambda params: device.door.enter_code(str(params["code"])),
        "code": lambda params: device.door.enter_code(str(params["code"])),
        "face": lambda params: device.door.show_face(str(params.get("user", ""))),
        "qr": lambda params: device.door.show_qr(
            str(params.get("code", "")), str(params.get("user", ""))
        ),
        "input": lambda params: device.inputs[str(params["input"])].put(int(params["level"])),
        "door_held": lambda params: device.urls.call(
            f"AlarmDoorOpenedTimeout{params.get('input', 'A')}", {"alarmstatus": "1"}
        ),
        "press": lambda _: _telephone(device).press(),
        "ring": lambda params: _telephone(device).ring(
            str(params["number"]), str(params.get("name", ""))
        ),
        "answer": lambda _: device.line.answer(),
        "hang_up": lambda _: device.line.hang_up(),
        "dtmf": lambda params: device.line.tones(str(params["code"])),
        "sip": lambda params: device.sip.refuse(
            int(params.get("account", 1)), params.get("status")
        ),
        "clock": lambda params: _change_clock(device, params),
        "config": lambda params: _change_config(device, params),
        "quirk": lambda params: _change_quirks(device, params),
        "forget_nonces": lambda _: device.gate.forget(),
        "door_log_clear": lambda _: device.door.log.clear(),
        "new_certificate": lambda _: device.renew_certificate(),
        "factory_reset": lambda _: device.factory_reset(),
        "hang_up_connections": lambda _: device.drop_connections(),
    }


def _alarm(device: AkuvoxDevice, event: str) -> Callable[[Json], None]:
    def ring(_params: Json) -> None:
        device.syslog.note(f"alarm {event}")
        device.urls.call(event, {"alarmstatus": "1"})

    return ring


def _telephone(device: AkuvoxDevice) -> Line:
    if "call" not in device.targets:
        raise ValueError(f"{device.name} has no telephone")
    return device.line


def _change_clock(device: AkuvoxDevice, params: Json) -> None:
    """Let the clock be wrong by some `seconds`, or gain `drift` seconds a day."""
    device.clock_offset = float(params.get("seconds", device.clock_offset))
    device.clock_drift = float(params.get("drift", device.clock_drift))


def _change_config(device: AkuvoxDevice, params: Json) -> None:
    """Change settings as the unit's own web page does."""
    if unknown := params.keys() - device.config.keys():
        raise ValueError(f"no such key: {', '.join(sorted(unknown))}")
    device.config.force({key: str(value) for key, value in params.items()})
    device.gate.forget()


def _change_quirks(device: AkuvoxDevice, params: Json) -> None:
    """Behave as another firmware does, in what is named."""
    if unknown := params.keys() - {one.name for one in fields(Quirks)}:
        raise ValueError(f"no such quirk: {', '.join(sorted(unknown))}")
    kinds = {"unsupported": Unsupported, "bare_post_only": BarePost}
    made: Json = {
        name: kinds[name](value) if name in kinds and value is not None else value
        for name, value in params.items()
    }
    if "trailing" in made:
        made["trailing"] = str(made["trailing"]).encode()
    made |= {name: frozenset(made[name]) for name in ("new_ids", "call_log_names") if name in made}
    device.quirks = replace(device.quirks, **made)
