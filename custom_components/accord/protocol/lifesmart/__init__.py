"""LifeSmart Smart Station over OpenDEV, the local protocol of signed UDP packets."""

from .client import LifeSmartClient
from .clock import StationClock
from .codec import Booleans, Credentials, Nested
from .dialect import Dialect
from .discovery import DISCOVERY_PORT, Discovered, discover, parse_answer, probe
from .errors import LockAsleepError, NoAnswerError, SignatureRefusedError
from .events import Applied, Devices, StationEvent, apply_event, parse_event
from .models.config import Rssi, StationVersion, TimeZone
from .models.device import Device, EpSet, Io
from .models.led import LedEffect, effect_value, rgb_value
from .models.lock_person import LockPerson, NewPerson, PersonChange
from .models.lock_user import (
    Limit,
    Limits,
    LockGeneration,
    NumberedUser,
    OrdinaryUser,
    UserKind,
    must_be_awake,
    number_of,
    takes_openlock,
)
from .models.net import (
    EthernetSettings,
    Interface,
    InterfaceDetail,
    InterfaceName,
    MobileInterface,
    MobileOperator,
    MobileSettings,
    MtuInterface,
    SmsInterface,
    WlanAuth,
    WlanEncryption,
    WlanMode,
    WlanSettings,
)
from .models.otamanage import OtaCandidate, OtaFile, OtaTask
from .models.pairing import PairOption, Radio
from .models.scene import Scene
from .models.spotremote import IrCode, Remote
from .models.status import StationProbe
from .models.swifte import (
    SwifteInfo,
    SwifteMode,
    SwifteOper,
    SwiftePart,
    SwifteUser,
    SwifteVersions,
)
from .models.v3 import V3Info
from .models.window import Window
from .port import ANSWER_PORT, STATION_PORT, StationPort, address_of, own_address
from .privacy import PRIVATE_KEYS, redact
from .subscription import Subscription

__all__ = [
    "ANSWER_PORT",
    "DISCOVERY_PORT",
    "PRIVATE_KEYS",
    "STATION_PORT",
    "Applied",
    "Booleans",
    "Credentials",
    "Device",
    "Devices",
    "Dialect",
    "Discovered",
    "EpSet",
    "EthernetSettings",
    "Interface",
    "InterfaceDetail",
    "InterfaceName",
    "Io",
    "IrCode",
    "LedEffect",
    "LifeSmartClient",
    "Limit",
    "Limits",
    "LockAsleepError",
    "LockGeneration",
    "LockPerson",
    "MobileInterface",
    "MobileOperator",
    "MobileSettings",
    "MtuInterface",
    "Nested",
    "NewPerson",
    "NoAnswerError",
    "NumberedUser",
    "OrdinaryUser",
    "OtaCandidate",
    "OtaFile",
    "OtaTask",
    "PairOption",
    "PersonChange",
    "Radio",
    "Remote",
    "Rssi",
    "Scene",
    "SignatureRefusedError",
    "SmsInterface",
    "StationClock",
    "StationEvent",
    "StationPort",
    "StationProbe",
    "StationVersion",
    "Subscription",
    "SwifteInfo",
    "SwifteMode",
    "SwifteOper",
    "SwiftePart",
    "SwifteUser",
    "SwifteVersions",
    "TimeZone",
    "UserKind",
    "V3Info",
    "Window",
    "WlanAuth",
    "WlanEncryption",
    "WlanMode",
    "WlanSettings",
    "address_of",
    "apply_event",
    "discover",
    "effect_value",
    "must_be_awake",
    "number_of",
    "own_address",
    "parse_answer",
    "parse_event",
    "probe",
    "redact",
    "rgb_value",
    "takes_openlock",
]
