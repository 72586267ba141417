"""One registered device as the platform knows it, and as it really is."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulators.huawei.agenda import Entry
from simulators.huawei.profile import Profile

type Json = dict[str, Any]

MOST_HISTORY = 5000


@dataclass(slots=True)
class Report:
    """What a service reported last."""

    data: Json
    time: datetime


@dataclass(slots=True)
class Record:
    """One row of a history: what a service reported, or what was desired of it."""

    service: str
    data: Json
    time: datetime


@dataclass(slots=True)
class Desire:
    """What is wanted of a service and not delivered yet."""

    values: Json
    time: datetime


@dataclass(slots=True, eq=False)
class Thing:
    """One device."""

    device_id: str
    app_id: str
    node_id: str
    profile: Profile | None
    created: datetime
    modified: datetime
    number: int
    gateway_id: str = ""
    info: Json = field(default_factory=dict)
    """Members of `deviceInfo` beside those that follow from the rest."""

    verify_code: str = ""
    psk: str = ""
    secret: str = ""
    secure: bool = False
    imsi: str = ""
    frozen: bool = False
    activated: bool = False
    status: str = "INACTIVE"
    detail: str = "NOT_ACTIVE"
    heard: float = 0.0
    """When something came from it, by the agenda."""

    awake_until: float = 0.0
    reports: dict[str, Report] = field(default_factory=dict)
    history: deque[Record] = field(default_factory=lambda: deque(maxlen=MOST_HISTORY))
    desired: dict[str, Json] = field(default_factory=dict)
    undelivered: dict[str, Desire] = field(default_factory=dict)
    desires: deque[Record] = field(default_factory=lambda: deque(maxlen=MOST_HISTORY))
    muted_commands: dict[str, list[str]] = field(default_factory=dict)
    alarm: Json | None = None
    aging_days: int = 90
    custom: list[Json] = field(default_factory=list)
    tags: list[Json] = field(default_factory=list)
    deadline: Entry | None = None
    """When the registration ends unless it connects."""

    watch: Entry | None = None
    """When it counts as abnormal or off line unless it reports."""

    refuses_commands: bool = False
    silent: bool = False
    """It acknowledges commands and never answers them."""

    fails_upgrades: bool = False
    nap: float | None = None
    """Seconds it listens after a report, in place of the platform's."""

    @property
    def direct(self) -> bool:
        """Whether it is connected without a gateway."""
        return self.gateway_id in {"", self.device_id}

    @property
    def connected(self) -> bool:
        """Whether the platform takes it for connected."""
        return self.status in {"ONLINE", "ABNORMAL"}

    @property
    def naps(self) -> bool:
        """Whether it saves power by not listening."""
        return self.profile is not None and self.profile.naps

    @property
    def narrow_band(self) -> bool:
        """Whether it speaks CoAP or LWM2M."""
        return str(self.info.get("protocolType", "")).lower() in {"coap", "lwm2m"}

    def listens(self, now: float) -> bool:
        """Tell whether a message would reach it now, as far as it is up to itself."""
        return self.connected and (not self.naps or now < self.awake_until)

    def merged(self, service: str, data: Json) -> Json:
        """Return what a service has after some properties changed."""
        before = self.reports.get(service)
        return {**(before.data if before else {}), **data}
