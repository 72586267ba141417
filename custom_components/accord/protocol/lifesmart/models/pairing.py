"""Adding devices. Source: advanced interface description, 2.4; base document, ``dopair``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ...errors import InvalidError
from .fields import check_one_of, check_text

_SPEED = 0x73
_CLASSES = ("SL_SW_ND", "SL_MC_ND")


class Radio(StrEnum):
    """Which of two kinds of radio the devices have that are to be found."""

    DEFAULT = "default"
    FIXED = "fixed"
    """Channel 1 at 115 kbit/s: most newer switches, V3 locks, DEFED's own devices."""
    BOTH = "both"

    def to_wire(self) -> dict[str, Any]:
        """Return ``chn`` and ``bps``."""
        match self:
            case Radio.FIXED:
                return {"chn": 1, "bps": _SPEED}
            case Radio.BOTH:
                return {"chn": [False, 1], "bps": [False, _SPEED]}
            case Radio.DEFAULT:
                return {}


_ALLOWED: Mapping[str, Mapping[str, tuple[int | str, ...]]] = {
    "SL_SC_BE": {"humidity_display": (1, 2, 3), "temperature_display": (1, 2, 3)},
    "SL_SC_BM": {"warning_duration": tuple(range(6, 815, 4))},
    "SL_LK_YL": {"enable_remote_unlock": (0, 1)},
}
_MODES: Mapping[str, tuple[int | str, ...]] = {"mode_selection": ("speed", "power")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PairOption:
    """What a device of a class is to be like; ``exarg`` only where the class knows any.

    SL_SC_BE: ``humidity_display`` 1 humidity, 2 illuminance, 3 both; ``temperature_display``
    1 °C, 2 °F, 3 both. SL_SC_BM: ``warning_duration`` in seconds, 6, 10, 14 to 814. SL_LK_YL:
    ``enable_remote_unlock`` 1 or 0. SL_SW_ND and SL_MC_ND: ``mode_selection`` "speed" or "power".
    Classes of other devices go through as they are.
    """

    cls: str
    exarg: Mapping[str, int | str] | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return ``optarg``. Raises InvalidError for a value that the document does not have."""
        check_text("cls", self.cls)
        allowed = _MODES if self.cls.startswith(_CLASSES) else _ALLOWED.get(self.cls, {})
        for name, value in (self.exarg or {}).items():
            if name in allowed:
                check_one_of(name, value, allowed[name])
            elif allowed:
                raise InvalidError(f"parameter {name} is not known to {self.cls}")
        return {"cls": self.cls, **({"exarg": dict(self.exarg)} if self.exarg else {})}
