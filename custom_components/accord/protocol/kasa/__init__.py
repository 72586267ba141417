"""TP-Link Kasa devices on the local network. Source: API.md of the public Kasa API document."""

from .catalog import LIGHTS, Family
from .client import KasaClient
from .discovery import DISCOVERY_PORT, Discovered, discover, discover_host, parse_answer, probe
from .errors import ClockNotSetError, UnsupportedDeviceError, WrongDeviceError
from .models.countdown import CountdownRule
from .models.energy import Energy
from .models.light import LightEffect, LightMode, LightState
from .models.network import AccessPoint, Station
from .models.outlet import NextAction, Outlet
from .models.statistics import DayEnergy, DayUsage, MonthEnergy, MonthUsage
from .models.status import Status
from .models.sysinfo import SysInfo, normalize_mac
from .privacy import PRIVATE_KEYS
from .xor import DEFAULT_PORT

__all__ = [
    "DEFAULT_PORT",
    "DISCOVERY_PORT",
    "LIGHTS",
    "PRIVATE_KEYS",
    "AccessPoint",
    "ClockNotSetError",
    "CountdownRule",
    "DayEnergy",
    "DayUsage",
    "Discovered",
    "Energy",
    "Family",
    "KasaClient",
    "LightEffect",
    "LightMode",
    "LightState",
    "MonthEnergy",
    "MonthUsage",
    "NextAction",
    "Outlet",
    "Station",
    "Status",
    "SysInfo",
    "UnsupportedDeviceError",
    "WrongDeviceError",
    "discover",
    "discover_host",
    "normalize_mac",
    "parse_answer",
    "probe",
]
