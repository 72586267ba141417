"""TP-Link Kasa devices on the local network. Source: API.md of the public Kasa API document."""

from .catalog import LIGHTS, Family
from .client import KasaClient
from .credentials import BLANK, FACTORY, Credentials, owner_of
from .discovery import (
    DISCOVERY_PORT,
    Discovered,
    discover,
    discover_host,
    find_klap,
    parse_answer,
    probe,
)
from .errors import ClockNotSetError, NeedsAddingError, UnsupportedDeviceError, WrongDeviceError
from .klap_link import KLAP_PORT
from .links import Transport
from .models.ambient_light import CUSTOM_LEVEL, LasConfig, LasLevel
from .models.away import AwayRule
from .models.behavior import Behavior, DefaultBehavior
from .models.builtin_effects import BUILTIN_EFFECTS
from .models.capabilities import Capabilities, Capability
from .models.clock import DeviceTime, DeviceZone
from .models.cloud import CloudInfo, Firmware
from .models.countdown import CountdownRule
from .models.diagnosis import Diagnosis
from .models.dimmer import DimmerParameters
from .models.effect import LightingEffect
from .models.energy import Energy
from .models.firmware import DownloadState, DownloadStatus
from .models.light import LightEffect, LightMode, LightState
from .models.network import AccessPoint, Station
from .models.outlet import COUNTDOWN, NextAction, Outlet
from .models.pir import CUSTOM_RANGE, PirConfig, shows_motion
from .models.preset import LightDetails, Preset
from .models.rule import Rule, RuleTable
from .models.rule_parts import LightAction, Moment, MomentKind, RuleAction, RuleDate
from .models.senses import Senses
from .models.slot import Slot
from .models.smart_control import ManualAction, OffTrigger, OnTrigger, Segment, SmartControl
from .models.statistics import DayEnergy, DayUsage, MonthEnergy, MonthUsage
from .models.status import Status
from .models.sysinfo import SysInfo, normalize_mac
from .models.time_zones import TIME_ZONES, zone_index
from .privacy import PRIVATE_KEYS
from .topics.dimmer import DimmerTopic
from .xor import DEFAULT_PORT

__all__ = [
    "BLANK",
    "BUILTIN_EFFECTS",
    "COUNTDOWN",
    "CUSTOM_LEVEL",
    "CUSTOM_RANGE",
    "DEFAULT_PORT",
    "DISCOVERY_PORT",
    "FACTORY",
    "KLAP_PORT",
    "LIGHTS",
    "PRIVATE_KEYS",
    "TIME_ZONES",
    "AccessPoint",
    "AwayRule",
    "Behavior",
    "Capabilities",
    "Capability",
    "ClockNotSetError",
    "CloudInfo",
    "CountdownRule",
    "Credentials",
    "DayEnergy",
    "DayUsage",
    "DefaultBehavior",
    "DeviceTime",
    "DeviceZone",
    "Diagnosis",
    "DimmerParameters",
    "DimmerTopic",
    "Discovered",
    "DownloadState",
    "DownloadStatus",
    "Energy",
    "Family",
    "Firmware",
    "KasaClient",
    "LasConfig",
    "LasLevel",
    "LightAction",
    "LightDetails",
    "LightEffect",
    "LightMode",
    "LightState",
    "LightingEffect",
    "ManualAction",
    "Moment",
    "MomentKind",
    "MonthEnergy",
    "MonthUsage",
    "NeedsAddingError",
    "NextAction",
    "OffTrigger",
    "OnTrigger",
    "Outlet",
    "PirConfig",
    "Preset",
    "Rule",
    "RuleAction",
    "RuleDate",
    "RuleTable",
    "Segment",
    "Senses",
    "Slot",
    "SmartControl",
    "Station",
    "Status",
    "SysInfo",
    "Transport",
    "UnprotectedError",
    "UnsupportedDeviceError",
    "WrongDeviceError",
    "discover",
    "discover_host",
    "find_klap",
    "normalize_mac",
    "owner_of",
    "parse_answer",
    "probe",
    "shows_motion",
    "zone_index",
]
