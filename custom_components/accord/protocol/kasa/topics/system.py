"""Identity, relay, name, LED. Source: API.md, ``system``."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ...errors import InvalidError, UnsupportedError
from ...operation import Effect, operation
from ..catalog import LIGHTS, TRAITS
from ..envelope import Call
from ..models.firmware import DownloadState
from ..models.sysinfo import SysInfo, normalize_mac
from ..session import KasaSession
from .addressing import check_outlets

_TEN_THOUSANDTHS = 10_000
_LATITUDES = 90
_LONGITUDES = 180


class SystemTopic:
    """The device as a whole, and the outlets of a strip."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("system.get_sysinfo", effect=Effect.READ)
    async def get_sysinfo(self) -> SysInfo:
        """Return identity, abilities and state.

        Raises WrongDeviceError, UnsupportedDeviceError.
        """
        return await self._session.get_sysinfo()

    @operation("system.set_relay_state", effect=Effect.PHYSICAL)
    async def set_relay_state(self, on: bool, outlets: Sequence[str] = ()) -> None:
        """Switch the relay, or the named outlets of a strip together.

        Without ``outlets`` a strip switches all of them. Raises UnsupportedError for lights.
        """
        info = await self._session.identify()
        if info.family in LIGHTS:
            raise UnsupportedError("lights have no relay")
        check_outlets(info, outlets)
        await self._session.write(
            Call("system", "set_relay_state", {"state": on}),
            outlets=outlets or tuple(outlet.id for outlet in info.outlets),
        )

    @operation("system.set_dev_alias", effect=Effect.WRITE)
    async def set_dev_alias(self, alias: str, outlet: str | None = None) -> None:
        """Name the device, or one outlet of a strip."""
        info = await self._session.identify()
        outlets = () if outlet is None else (outlet,)
        check_outlets(info, outlets)
        module = TRAITS[info.family].system
        await self._session.write(Call(module, "set_dev_alias", {"alias": alias}), outlets=outlets)

    @operation("system.set_led_off", effect=Effect.WRITE)
    async def set_led_off(self, off: bool) -> None:
        """Keep the status LED dark, or let it work. Raises UnsupportedError for lights."""
        if (await self._session.identify()).family in LIGHTS:
            raise UnsupportedError("lights have no status LED")
        await self._session.write(Call("system", "set_led_off", {"off": off}))

    @operation("system.reboot", effect=Effect.PHYSICAL)
    async def reboot(self, delay: int = 1) -> None:
        """Restart the device after ``delay`` seconds; relays keep their state."""
        if delay < 1:
            raise InvalidError("parameter delay must be at least 1: the answer would be lost")
        module = (await self._session.traits()).system
        await self._session.write(Call(module, "reboot", {"delay": delay}), repeatable=False)

    @operation("system.reset", effect=Effect.DESTRUCTIVE)
    async def reset(self, delay: int = 1) -> None:
        """Forget everything, the Wi-Fi included, and restart after ``delay`` seconds."""
        if delay < 1:
            raise InvalidError("parameter delay must be at least 1: the answer would be lost")
        module = (await self._session.traits()).system
        await self._session.write(Call(module, "reset", {"delay": delay}), repeatable=False)

    @operation("system.set_dev_location", effect=Effect.WRITE)
    async def set_dev_location(self, latitude: float, longitude: float) -> None:
        """Tell the device where it is, in degrees: sunrise and sunset follow from it."""
        info = await self._session.identify()
        request = location(info, latitude, longitude)
        await self._write(Call("system", "set_dev_location", request))

    @operation("system.set_mac_addr", effect=Effect.DESTRUCTIVE)
    async def set_mac_addr(self, mac: str) -> None:
        """Give the device another MAC address, in any spelling.

        To this client it is another device from then on. Raises InvalidError.
        """
        found = normalize_mac(mac)
        if found is None:
            raise InvalidError("parameter mac is no MAC address")
        await self._write(Call("system", "set_mac_addr", {"mac": found.upper()}), repeatable=False)

    @operation("system.download_firmware", effect=Effect.DESTRUCTIVE)
    async def download_firmware(self, url: str) -> None:
        """Have the device fetch a firmware by plain HTTP and flash it.

        The address may be in the local network. ``get_download_state`` tells how far it is.
        """
        if not url.startswith("http://"):
            raise InvalidError("parameter url must start with http://")
        call = Call("system", "download_firmware", {"url": url})
        await self._session.write(call, repeatable=False)

    @operation("system.get_download_state", effect=Effect.READ)
    async def get_download_state(self) -> DownloadState:
        """Return how far a download is. Some firmware answers with DeviceError while idle."""
        answer = await self._session.read(Call("system", "get_download_state"))
        return DownloadState.from_wire(answer)

    async def _write(self, call: Call, *, repeatable: bool = True) -> None:
        """Lights have two modules of that kind, and which one knows a method differs."""
        traits = await self._session.traits()
        try:
            await self._session.write(call, repeatable=repeatable)
        except UnsupportedError:
            if traits.system == call.module:
                raise
            other = Call(traits.system, call.method, call.parameters)
            await self._session.write(other, repeatable=repeatable)


def location(info: SysInfo, latitude: float, longitude: float) -> Mapping[str, Any]:
    """Return a place in the form that the device shows: ten-thousandths, or at first degrees.

    Raises InvalidError for a place that is not on Earth.
    """
    for name, value, limit in (
        ("latitude", latitude, _LATITUDES),
        ("longitude", longitude, _LONGITUDES),
    ):
        if not -limit <= value <= limit:
            raise InvalidError(f"parameter {name} must be from -{limit} to {limit}")
    if "latitude" in info.raw and "latitude_i" not in info.raw:
        return {name: Decimal(f"{value:.4f}") for name, value in _pairs(latitude, longitude)}
    return {
        f"{name}_i": round(value * _TEN_THOUSANDTHS) for name, value in _pairs(latitude, longitude)
    }


def _pairs(latitude: float, longitude: float) -> tuple[tuple[str, float], tuple[str, float]]:
    return ("latitude", latitude), ("longitude", longitude)
