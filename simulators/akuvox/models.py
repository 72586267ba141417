"""The models that the simulator knows, and what each has."""

from dataclasses import dataclass, field
from enum import StrEnum

from simulators.akuvox.quirks import Quirks


class Spelling(StrEnum):
    """How a firmware family spells the keys of relays and inputs."""

    MANUAL = "manual"
    E18C = "e18c"
    X912 = "x912"


class Generation(StrEnum):
    """Where credentials are kept: `user`, or `privatekey` and `rfkey`, or in both."""

    USER = "user"
    KEYS = "keys"
    BOTH = "both"

    @property
    def targets(self) -> frozenset[str]:
        """The modules that are there."""
        keys = frozenset({"privatekey", "rfkey"})
        match self:
            case Generation.USER:
                return frozenset({"user"})
            case Generation.KEYS:
                return keys
            case Generation.BOTH:
                return keys | {"user"}


BASIC = frozenset(
    ("system", "firmware", "config", "relay", "input", "publiccode", "log", "doorlog", "pcap")
)
CALLS = frozenset({"contact", "group", "call", "sip", "dialreplace", "calllog"})

VARIABLES = frozenset(
    (
        *("mac", "ip", "model", "firmware", "active_url", "active_user", "remote", "card_sn"),
        *(f"relay{number}status" for number in range(1, 5)),
        *(f"input{number}status" for number in range(1, 5)),
        *("code", "alarmstatus", "unlocktype", "open_type", "qrcode", "userid", "user_name"),
        *("schedule", "time", "relay_id", "location"),
    )
)
_FACELESS = VARIABLES - {"qrcode", "location", "open_type"}


@dataclass(frozen=True, kw_only=True)
class Model:
    """One model: what it is called, what it has and how its firmware behaves."""

    name: str
    firmware: str
    hardware: str
    generation: Generation
    relays: int = 2
    inputs: int = 2
    bistable: frozenset[str] = frozenset()
    """Relays that toggle, by letter; only where a key says so."""

    targets: frozenset[str] = BASIC | CALLS
    """Modules besides the credential stores."""

    spelling: Spelling = Spelling.MANUAL
    face: bool = False
    qr: bool = False
    more_urls: bool = False
    """Action URLs for alarms, motion and rows of logs."""

    android: bool = False
    variables: frozenset[str] = _FACELESS
    realm: str = "HTTPAPI"
    quirks: Quirks = field(default_factory=Quirks)


MODELS = {
    model.name: model
    for model in (
        Model(
            name="A01",
            firmware="101.30.2.17",
            hardware="101.1.0",
            generation=Generation.KEYS,
            relays=1,
            inputs=1,
        ),
        Model(
            name="A02",
            firmware="102.30.2.17",
            hardware="102.1.0",
            generation=Generation.KEYS,
        ),
        Model(
            name="A03",
            firmware="103.30.3.8",
            hardware="103.1.0",
            generation=Generation.USER,
        ),
        Model(
            name="A05",
            firmware="105.30.1.20",
            hardware="105.1.0",
            generation=Generation.USER,
            face=True,
            variables=VARIABLES - {"qrcode", "location"},
        ),
        Model(
            name="R29S",
            firmware="29.31.101.624",
            hardware="29.3.0",
            generation=Generation.KEYS,
            relays=3,
            inputs=3,
            quirks=Quirks(adds_without_ret=True),
        ),
        Model(
            name="E18C",
            firmware="18.30.11.21",
            hardware="18.0.0",
            generation=Generation.USER,
            targets=BASIC | CALLS | {"schedule", "filetool"},
            spelling=Spelling.E18C,
            bistable=frozenset({"B"}),
            face=True,
            variables=VARIABLES - {"alarmstatus"},
            realm="HTTP API",
            quirks=Quirks(
                schedule_member="Schedule-Relay",
                schedule_separator=",",
                manual_mode_closes=True,
                basic_not_safe=True,
            ),
        ),
        Model(
            name="X912",
            firmware="912.30.10.122",
            hardware="912.0.1",
            generation=Generation.USER,
            targets=BASIC | CALLS | {"schedule", "filetool"},
            spelling=Spelling.X912,
            face=True,
            qr=True,
            more_urls=True,
            android=True,
            variables=VARIABLES,
            quirks=Quirks(
                door_log_words=True,
                log_filters=True,
                base64_passwords=True,
                schedule_ends_with_separator=True,
                card_code_cut=63,
                needs_target=False,
            ),
        ),
    )
}
