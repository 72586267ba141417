"""The station itself. Source: advanced interface description, 2.3.1 and 2.3.7; base document."""

from typing import Any

from ...errors import InvalidError
from ...operation import Effect, operation
from ..models.config import FURTHEST_ZONE, StationVersion, TimeZone
from ..models.fields import check_range, check_text, obj
from ..models.led import check_value
from ..session import StationSession

_UPGRADE_TIMEOUT = 180.0
_PANEL_TIMEOUT = 30.0
_TWO_COORDINATES = 2


class ConfigTopic:
    """Settings and firmware of a station."""

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("config.timezone", effect=Effect.WRITE)
    async def timezone(self, hours: int | None = None, summer: bool | None = None) -> TimeZone:
        """Set the hours east of Greenwich and daylight saving time, and return what is set.

        What is None stays; with neither nothing changes.
        """
        args: dict[str, Any] = {}
        if hours is not None:
            args["timezone"] = check_range("hours", hours, -FURTHEST_ZONE, FURTHEST_ZONE)
        if summer is not None:
            args["summer"] = summer
        return TimeZone.from_wire(await self._call("timezone", args, repeatable=True))

    @operation("config.led", effect=Effect.PHYSICAL)
    async def led(self, on: bool, value: int | None = None) -> None:
        """Switch the LED of a DEFED station; ``value`` as in the module ``models.led``.

        States of the station itself, such as an alarm, show instead.
        """
        more = {} if value is None else {"val": check_value(value)}
        await self._call("led", {"on": on, **more}, repeatable=True)

    async def reboot(self) -> None:
        """Restart the station; silence is to be expected."""
        try:
            await self._call("reboot", {})
        finally:
            # Not before: the request itself needs the station's time.
            self._session.clock.forget()

    async def reset(self) -> None:
        """Reset the station to what the factory made: all devices and settings are lost."""
        await self._call("reset", {})

    async def notify(self, host: str | None = None, port: int | None = None) -> int | None:
        """Have events sent for 300 s, to us unless told otherwise; return the station's time."""
        return await self._session.register(host, port)

    async def search_panels(
        self, me: str, addr: int, pval: int, x: int | None = None, y: int | None = None
    ) -> tuple[str, ...]:
        """Have an air conditioning controller SL_TR_XX look for panels; return their ids.

        ``pval`` is the value of its IO P1, whose low 24 bits are 1 or 2; with 2 ``x`` and ``y``
        are needed.
        """
        args = {"me": check_text("me", me), "addr": check_range("addr", addr, 0, 255), "pval": pval}
        if pval & 0xFFFFFF == _TWO_COORDINATES and (x is None or y is None):
            raise InvalidError("parameters x and y are missing")
        args |= {} if x is None else {"x": check_range("x", x, 0, 3)}
        args |= {} if y is None else {"y": check_range("y", y, 0, 254)}
        found = obj(await self._call("airctrl", args, timeout=_PANEL_TIMEOUT)).get("panel")
        return tuple(map(str, found)) if isinstance(found, list) else ()

    async def get_version(self) -> StationVersion:
        """Return firmware and kind of the station."""
        return StationVersion.from_wire(await self._call("getver", {}, repeatable=True, reads=True))

    async def rename(self, name: str, me: str | None = None) -> None:
        """Rename a device, without ``me`` the station itself."""
        more = {} if me is None else {"me": check_text("me", me)}
        args = {"name": check_text("name", name), **more}
        await self._call("devname", args, repeatable=True)

    async def upgrade(
        self, url: str | None = None, info: str | None = None, reboot: bool | None = None
    ) -> None:
        """Load new firmware, the vendor's latest without ``url``; it runs after a restart.

        ``info`` is the text of the file that ends in .tar.gz.md5.
        """
        if info is not None and url is None:
            raise InvalidError("parameter info needs url")
        args: dict[str, Any] = {"url": url, "info": info, "reboot": reboot}
        given = {name: value for name, value in args.items() if value is not None}
        await self._call("upgrade", given, timeout=_UPGRADE_TIMEOUT)

    async def _call(self, cfg: str, args: dict[str, Any], **options: Any) -> Any:
        return await self._session.set("config", {"cfg": cfg, **args}, **options)
