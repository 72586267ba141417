"""Pairing: who asks for devices meets who offers one."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulators.lifesmart.request import Args, Refusal
from simulators.lifesmart.subdevice import SubDevice
from simulators.lifesmart.waiting import within

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

type Json = dict[str, Any]

_NUMBERED = tuple(f"SL_SW_{kind}{n}" for kind in ("ND", "NS", "BS", "MJ") for n in (1, 2, 3))
SLOW_RADIO = frozenset(
    {
        *_NUMBERED,
        *(f"SL_MC_ND{n}" for n in (1, 2, 3)),
        *(f"SL_DF_{kind}" for kind in ("BB", "GG", "MM", "SR")),
        *("SL_LK_LS_V3", "SL_R_B", "SL_P_IR", "SL_SW_WW", "SL_CP_VL", "SL_LK_YL"),
    }
)
"""Who is found only with `chn` 1 and `bps` 115."""

_SLOW = 115
_VERSIONED = frozenset(
    f"SL_{kind}_ND{n}_V{version}" for kind in ("SW", "MC") for n in (1, 2, 3) for version in (1, 2)
)
_EXTRAS: dict[str, dict[str, tuple[Any, ...] | range]] = {
    "SL_SC_BE": {"humidity_display": (1, 2, 3), "temperature_display": (1, 2, 3)},
    "SL_SC_BM": {"warning_duration": range(6, 815, 4)},
    "SL_LK_YL": {"enable_remote_unlock": (0, 1)},
    "PSM": {},
    "SL_P_IR": {},
    **{name: {"mode_selection": ("speed", "power")} for name in _VERSIONED},
}
_NAMED = frozenset({"SL_P_IR", *(f"SL_{k}_ND{n}" for k in ("SW", "MC") for n in (1, 2, 3))})
"""Who is found only if named."""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for."""

    period: float = 20
    slow: bool = False
    quick: bool = True
    cls: str | None = None
    options: Json = field(default_factory=dict)

    def finds(self, device: SubDevice) -> bool:
        """Tell whether a device that offers itself is found."""
        if not (self.slow if device.devtype in SLOW_RADIO else self.quick):
            return False
        if device.devtype in _NAMED:
            return self.cls in {device.devtype, device.fulltype}
        return self.cls is None or self.cls in {device.devtype, device.fulltype, "PSM"}


def read_wanted(args: Args, *, optarg_as_text: bool) -> Wanted:
    """Return what a request looks for, all of it checked."""
    channels, speeds = args.any("chn"), args.any("bps")
    slow = channels in (1, [False, 1]) and speeds in (_SLOW, [False, _SLOW])
    quick = channels is None or isinstance(channels, list)
    if (channels is None) is not (speeds is None) or not (slow or quick):
        raise Refusal("no such channel or speed")
    options: Json = {}
    cls = None
    if "devtype" in args:
        cls = args.word("devtype", "SL_LK_YL")
        options["isopen"] = args.number("isopen", 0, 1)
    if "optarg" in args:
        optarg = args.nested("optarg", as_text=optarg_as_text)
        cls = optarg.word("cls", *_EXTRAS)
        exarg = optarg.nested("exarg", as_text=False)
        for name, allowed in _EXTRAS[cls].items():
            if name in exarg and (exarg.any(name) not in allowed or exarg.peek(name) is True):
                raise Refusal(f"{name} is out of range")
        exarg.done()
        optarg.done()
        options |= {name: exarg.peek(name) for name in exarg}
    if "exargs" in args:
        extra = args.nested("exargs", as_text=False)
        options["value"] = extra.number("value", 0, 255)
        extra.done()
    period = args.number("period", 1, 600, 20)
    args.done()
    return Wanted(period, slow, quick, cls, options)


class Pairing:
    """Waits for a device, one search at a time."""

    def __init__(self, station: LifeSmartStation) -> None:
        """Look for nothing."""
        self._station = station
        self._wanted: Wanted | None = None
        self._found: asyncio.Future[SubDevice] | None = None
        self.latest: Wanted | None = None

    @property
    def running(self) -> bool:
        """Whether somebody looks for devices."""
        return self._found is not None

    async def search(self, wanted: Wanted) -> SubDevice | None:
        """Wait for a device that is looked for; None if none came in time."""
        if self._found is not None:
            raise Refusal("already pairing")
        self._wanted = self.latest = wanted
        self._found = asyncio.get_running_loop().create_future()
        try:
            return await within(wanted.period, self._station.clock, self._found)
        finally:
            self._wanted = self._found = None

    def offer(self, device: SubDevice) -> bool:
        """Let somebody press the button of a new device; tells whether it was found."""
        if self._found is None or self._wanted is None or self._found.done():
            return False
        if device.me in self._station.devices or not self._wanted.finds(device):
            return False
        self._station.attach(device)
        self._found.set_result(device)
        return True

    def cancel(self) -> None:
        """Stop looking, as a restart does."""
        if self._found is not None:
            self._found.cancel()
