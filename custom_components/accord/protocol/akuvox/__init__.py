"""Akuvox access terminals and intercoms on the local network. Source: HTTP API Manual V2.0."""

from .catalog import AUTH_MODE, DEFAULT_ACCOUNT, LOCATION
from .client import AkuvoxClient
from .codec import Reply, RowResult
from .cursor import LogCursor, Mark
from .detect import AuthMode, Detected, detect
from .errors import (
    ApiClosedError,
    NotSafeError,
    NotTakenError,
    RowsRefusedError,
    UnprotectedError,
    WantsHttpsError,
    WrongChecksumError,
    WrongUnitError,
)
from .models.actionurl import (
    EVENTS,
    ActionEvent,
    Candidate,
    Provisioned,
    Remembered,
    UrlPlan,
    is_ours,
    plan_urls,
)
from .models.call import CallStatus
from .models.contact import Contact, DialType, Group
from .models.dialreplace import DialRule
from .models.firmware import FirmwareStatus, InstallResult, InstallStage
from .models.input import Input, InputChange, InputSettings, InputStatus
from .models.log import LogKind
from .models.pcap import CaptureEnd, CaptureKind, CaptureStatus
from .models.person import Person, PersonStore
from .models.privatekey import PrivateKey
from .models.publiccode import PublicCodes
from .models.records import AccessMethod, CallRecord, CallType, DoorRecord
from .models.relay import Relay, RelayChange, RelayOutcome, RelaySettings, RelayStatus, TriggerMode
from .models.rfkey import Admission, RfKey
from .models.schedule import Schedule, ScheduleType
from .models.sip import Registration, SipAccounts, SipAccountStatus
from .models.status import AkuvoxPoll, Capabilities
from .models.system import SystemInfo, SystemStatus, normalize_mac
from .models.user import ScheduleRelay, Source, User
from .models.window import Window
from .privacy import PRIVATE_KEYS, is_private, redact
from .session import Download, Pacing

__all__ = [
    "AUTH_MODE",
    "DEFAULT_ACCOUNT",
    "EVENTS",
    "LOCATION",
    "PRIVATE_KEYS",
    "AccessMethod",
    "ActionEvent",
    "Admission",
    "AkuvoxClient",
    "AkuvoxPoll",
    "ApiClosedError",
    "AuthMode",
    "CallRecord",
    "CallStatus",
    "CallType",
    "Candidate",
    "Capabilities",
    "CaptureEnd",
    "CaptureKind",
    "CaptureStatus",
    "Contact",
    "Detected",
    "DialRule",
    "DialType",
    "DoorRecord",
    "Download",
    "FirmwareStatus",
    "Group",
    "Input",
    "InputChange",
    "InputSettings",
    "InputStatus",
    "InstallResult",
    "InstallStage",
    "LogCursor",
    "LogKind",
    "Mark",
    "NotSafeError",
    "NotTakenError",
    "Pacing",
    "Person",
    "PersonStore",
    "PrivateKey",
    "Provisioned",
    "PublicCodes",
    "Registration",
    "Relay",
    "RelayChange",
    "RelayOutcome",
    "RelaySettings",
    "RelayStatus",
    "Remembered",
    "Reply",
    "RfKey",
    "RowResult",
    "RowsRefusedError",
    "Schedule",
    "ScheduleRelay",
    "ScheduleType",
    "SipAccountStatus",
    "SipAccounts",
    "Source",
    "SystemInfo",
    "SystemStatus",
    "TriggerMode",
    "UnprotectedError",
    "UrlPlan",
    "User",
    "WantsHttpsError",
    "Window",
    "WrongChecksumError",
    "WrongUnitError",
    "detect",
    "is_ours",
    "is_private",
    "normalize_mac",
    "plan_urls",
    "redact",
]
