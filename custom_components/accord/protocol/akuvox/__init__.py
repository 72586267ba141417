"""Akuvox access terminals and intercoms on the local network. Source: HTTP API Manual V2.0."""

from .catalog import DEFAULT_ACCOUNT, LOCATION
from .client import AkuvoxClient
from .codec import Reply, RowResult
from .detect import AuthMode, Detected, detect
from .errors import (
    ApiClosedError,
    NotSafeError,
    NotTakenError,
    UnprotectedError,
    WantsHttpsError,
    WrongChecksumError,
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
from .models.firmware import FirmwareStatus, InstallResult, InstallStage
from .models.input import Input, InputChange, InputSettings, InputStatus
from .models.log import LogKind
from .models.pcap import CaptureEnd, CaptureKind, CaptureStatus
from .models.relay import Relay, RelayChange, RelayOutcome, RelaySettings, RelayStatus, TriggerMode
from .models.sip import Registration, SipAccounts, SipAccountStatus
from .models.status import AkuvoxPoll, Capabilities
from .models.system import SystemInfo, SystemStatus, normalize_mac
from .privacy import PRIVATE_KEYS, is_private, redact
from .session import Download, Pacing

__all__ = [
    "DEFAULT_ACCOUNT",
    "EVENTS",
    "LOCATION",
    "PRIVATE_KEYS",
    "ActionEvent",
    "AkuvoxClient",
    "AkuvoxPoll",
    "ApiClosedError",
    "AuthMode",
    "CallStatus",
    "Candidate",
    "Capabilities",
    "CaptureEnd",
    "CaptureKind",
    "CaptureStatus",
    "Detected",
    "Download",
    "FirmwareStatus",
    "Input",
    "InputChange",
    "InputSettings",
    "InputStatus",
    "InstallResult",
    "InstallStage",
    "LogKind",
    "NotSafeError",
    "NotTakenError",
    "Pacing",
    "Provisioned",
    "Registration",
    "Relay",
    "RelayChange",
    "RelayOutcome",
    "RelaySettings",
    "RelayStatus",
    "Remembered",
    "Reply",
    "RowResult",
    "SipAccountStatus",
    "SipAccounts",
    "SystemInfo",
    "SystemStatus",
    "TriggerMode",
    "UnprotectedError",
    "UrlPlan",
    "WantsHttpsError",
    "WrongChecksumError",
    "detect",
    "is_ours",
    "is_private",
    "normalize_mac",
    "plan_urls",
    "redact",
]
