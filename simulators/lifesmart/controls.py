"""What happens around a station: sensors, people at locks, remotes, new devices, time."""

from collections.abc import Callable
from dataclasses import fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_type_hints

from simulators.lifesmart.quirks import Quirks
from simulators.lifesmart.subdevice import SubDevice

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

type Json = dict[str, Any]

_BATCH = 0.01


def station_actions(station: LifeSmartStation) -> dict[str, Callable[[Json], None]]:
    """Return the control actions that concern the world around a station."""
    return {
        **_at_locks(station),
        "change": lambda params: _change(station, params),
        "press": lambda params: _press(station, params),
        "reach": lambda params: station.reach(
            station.devices[params["me"]], online=bool(params["online"])
        ),
        "ir": lambda params: station.remotes.press(str(params["me"]), str(params["data"])),
        "offer": lambda params: _offer(station, params),
        "attach": lambda params: _attach(station, params),
        "detach": lambda params: station.detach(station.devices[params["me"]]),
        "clock": lambda params: _change_clock(station, params),
        "quirk": lambda params: _change_quirks(station, params),
        "storm": lambda params: _storm(station, params),
        "publish": lambda params: station.ota.publish(str(params["url"]), int(params["size"])),
        "wifi": lambda params: station.network.access_points.update(
            {str(params["ssid"]): str(params.get("password", ""))}
        ),
        "opendev": lambda params: _open_dev(station, params),
        "factory_reset": lambda _: station.factory_reset(),
    }


def _at_locks(station: LifeSmartStation) -> dict[str, Callable[[Json], None]]:
    return {
        "code": lambda params: station.locks[params["me"]].enter(str(params["code"])),
        "card": lambda params: station.locks[params["me"]].show_card(bytes.fromhex(params["uid"])),
        "unlock": lambda params: station.locks[params["me"]].open(
            int(params.get("method", 9)), int(params.get("user", 0))
        ),
        "lock": lambda params: station.locks[params["me"]].close(),
        "ring": lambda params: station.locks[params["me"]].ring(),
        "touch": lambda params: station.locks[params["me"]].touch(),
        "alarm": lambda params: station.locks[params["me"]].alarm(
            int(params["bit"]), on=bool(params.get("on", True))
        ),
    }


def _change(station: LifeSmartStation, params: Json) -> None:
    """Let an IO become a measured `value`, or a `type` with a `val`."""
    device, idx = station.devices[params["me"]], str(params["idx"])
    if idx not in device.ios:
        raise ValueError(f"{device.devtype} has no {idx}")
    if "value" in params:
        station.measure(device, idx, float(params["value"]))
    else:
        station.change(device, idx, int(params["type"]), int(params["val"]))


def _press(station: LifeSmartStation, params: Json) -> None:
    """Press a button and let it go; `val` is how, where the class tells that."""
    device, idx = station.devices[params["me"]], str(params["idx"])
    if idx not in device.ios:
        raise ValueError(f"{device.devtype} has no {idx}")
    station.change(device, idx, 1, int(params.get("val", 1)))
    station.change(device, idx, 0, 0)


def _new(params: Json) -> SubDevice:
    known = {"me", "devtype", "name", "fulltype", "ios"}
    if unknown := params.keys() - known:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return SubDevice(**params)


def _offer(station: LifeSmartStation, params: Json) -> None:
    """Press the pairing button of a new device."""
    if not station.pairing.offer(_new(params)):
        raise ValueError("nobody looks for it")


def _attach(station: LifeSmartStation, params: Json) -> None:
    """Add a device by the app."""
    station.attach(_new(params))


def _change_clock(station: LifeSmartStation, params: Json) -> None:
    """Let the clock be wrong by some `seconds`, or gain `drift` seconds a day."""
    station.clock_offset = float(params.get("seconds", station.clock_offset))
    station.clock_drift = float(params.get("drift", station.clock_drift))


def _change_quirks(station: LifeSmartStation, params: Json) -> None:
    """Behave as another firmware does, in what is named."""
    if unknown := params.keys() - {one.name for one in fields(Quirks)}:
        raise ValueError(f"no such quirk: {', '.join(sorted(unknown))}")
    kinds = get_type_hints(Quirks)
    made: Json = dict(params)
    for name, value in params.items():
        if isinstance(kinds[name], type) and issubclass(kinds[name], StrEnum):
            made[name] = kinds[name](value)
        elif kinds[name] is bytes:
            made[name] = str(value).encode()
    station.quirks = replace(station.quirks, **made)


def _storm(station: LifeSmartStation, params: Json) -> None:
    """Let an IO change `count` times, `rate` times a second, to 1, 2, 3 and so on."""
    device, idx = station.devices[params["me"]], str(params["idx"])
    count, rate = int(params["count"]), float(params.get("rate", 1000))
    station.spawn(storm(station, device, idx, count, rate))


async def storm(
    station: LifeSmartStation, device: SubDevice, idx: str, count: int, rate: float
) -> None:
    """Let an IO run through numbers, in small batches."""
    began, done = station.clock.now(), 0
    while True:
        due = min(count, int((station.clock.now() - began) * rate) + 1)
        for number in range(done + 1, due + 1):
            station.change(device, idx, 0x7E, number)
        if due == count:
            return
        done = due
        await station.clock.sleep(_BATCH)


def _open_dev(station: LifeSmartStation, params: Json) -> None:
    """Switch OpenDEV on or off."""
    station.closed = not params.get("on", True)
