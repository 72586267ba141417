"""What happens around a device: buttons, appliances, people, daylight, cloud and firmware."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]


def device_actions(device: KasaDevice) -> dict[str, Callable[[Json], None]]:
    """Return the control actions that concern the world around a device."""
    return {
        "press": lambda params: device.press_button(int(params.get("outlet", 0))),
        "load": lambda params: device.set_load(
            float(params["watts"]), int(params.get("outlet", 0))
        ),
        "power_cycle": lambda params: device.power_cycle(float(params.get("down_for", 0))),
        "motion": lambda params: _move(device, params),
        "ambient": lambda params: _shine(device, params),
        "cloud": lambda params: _change_cloud(device, params),
        "clock": lambda params: _change_clock(device, params),
        "offer_firmware": lambda params: _offer_firmware(device, params),
    }


def _move(device: KasaDevice, params: Json) -> None:
    """Let somebody move for some `seconds`, at some `distance` in decimetres."""
    if device.motion is None:
        raise ValueError(f"{device.name} has no motion sensor")
    device.motion.move(float(params.get("seconds", 5)), int(params.get("distance", 15)))


def _shine(device: KasaDevice, params: Json) -> None:
    """Set the light level to `value` percent; without it, daylight is back."""
    if device.ambient is None:
        raise ValueError(f"{device.name} has no light sensor")
    value = params.get("value")
    device.ambient.shine(None if value is None else int(value))


def _change_clock(device: KasaDevice, params: Json) -> None:
    """Let the clock be wrong by some `seconds`, gain `drift` seconds a day, or be `unset`."""
    if params.get("unset"):
        device.time.forget()
    device.time.drift = float(params.get("drift", device.time.drift))
    device.time.go_wrong(float(params.get("seconds", 0)))
    device.planner.replan()


def _change_cloud(device: KasaDevice, params: Json) -> None:
    """Make the cloud `reachable` or not, or let it know the `password` of all accounts."""
    if "reachable" in params:
        device.cloud.reach(bool(params["reachable"]))
    if "password" in params:
        password = params["password"]
        device.cloud.password = None if password is None else str(password)


def _offer_firmware(device: KasaDevice, params: Json) -> None:
    """Put a release into the cloud's list, or with `clear` take all away."""
    if params.get("clear"):
        device.firmware.withdraw()
    else:
        device.firmware.offer(params)
