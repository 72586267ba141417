"""Identity, relay, name, LED. Source: API.md, ``system``."""

from collections.abc import Sequence

from ...errors import InvalidError, NotFoundError, UnsupportedError
from ...operation import Effect, operation
from ..catalog import LIGHTS, TRAITS, Family
from ..envelope import Call
from ..models.sysinfo import SysInfo
from ..session import KasaSession


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


def check_outlet(info: SysInfo, outlet: str | None) -> None:
    """Demand one outlet of a strip, and none elsewhere. Raises InvalidError, NotFoundError."""
    if info.family is Family.STRIP and outlet is None:
        raise InvalidError("parameter outlet is missing: a strip is asked outlet by outlet")
    check_outlets(info, () if outlet is None else (outlet,))


def check_outlets(info: SysInfo, outlets: Sequence[str]) -> None:
    """Refuse outlets that the device does not have.

    A device without outlets would ignore them and obey as a whole. Raises InvalidError,
    NotFoundError.
    """
    if not outlets:
        return
    if info.family is not Family.STRIP:
        raise InvalidError("this device has no outlets")
    known = {outlet.id for outlet in info.outlets}
    if unknown := [outlet for outlet in outlets if outlet not in known]:
        raise NotFoundError(f"no such outlet: {len(unknown)} of {len(outlets)}")
