"""Where firmware families behave unlike each other, as named switches."""

from dataclasses import dataclass
from enum import StrEnum


class SpentSession(StrEnum):
    """What comes instead of an answer when a session is good for one request only."""

    NO_HTTP = "no_http"
    NOISE = "noise"


@dataclass(frozen=True, kw_only=True)
class Quirks:
    """Behaviour of one firmware family; the defaults are a well-behaved newer plug."""

    closes_after_answer: bool = False
    """First-generation plugs and switches end the connection after each answer."""

    single_connection: bool = False
    """A second TCP connection is reset while one is open."""

    first_segment_is_request: bool = False
    """What has not arrived with the first segment of a request is not waited for."""

    segment_size: int = 1024
    """Answers leave in pieces of this size."""

    segment_pause: float = 0.0
    """Seconds between the pieces."""

    largest_frame: int = 65536
    """A length header announcing more ends the connection."""

    crash_request_size: int | None = None
    """Requests with more bytes crash the device (KL125: 768)."""

    crash_answer_size: int | None = None
    """Answers that would have more bytes crash the device (KL125: 4096)."""

    crashes_on_unknown_module: bool = False
    """Being asked for a module it lacks crashes the device (KL110, KL125)."""

    crashes_on_text_context: bool = True
    """A `context` of `""` crashes a strip."""

    crash_seconds: float = 5.0
    """How long a crashed device stays silent."""

    udp_answer_size: int | None = None
    """Longer UDP answers are cut off at this size."""

    udp_setters_omit_err_code: bool = False
    """Setters answer `{}` over UDP."""

    short_child_ids: bool = False
    """`children[].id` has two digits over TCP too (early HS107, HS300)."""

    module_errors_in_method: bool = False
    """A missing module is reported below each method (older hardware), not at the module."""

    refuses_booleans: bool = True
    """JSON booleans are no integers."""

    accepts_null_parameters: bool = False
    """`null` is as good as `{}` (first generation)."""

    refuses_set_time: bool = False
    """Only `set_timezone` sets the clock."""

    strip_meter_aggregates: bool = False
    """A strip's energy without context is the sum of its outlets, not the first one's."""

    meter_forgets_total: bool = False
    """`total_wh` starts at zero after each boot."""

    knows_no_idle_download: bool = False
    """Asked for the state of a download that does not run, it fails (HS200 1.2.6)."""

    light_details_time_out: bool = False
    """`get_light_details` has no answer (some KL130)."""

    reboots_without_cloud: float | None = None
    """Restarts that many seconds apart while bound to a cloud out of reach (HS220, KL125: 600)."""

    klap_session_seconds: int = 86400
    """How long a session lasts, as the first handshake announces it."""

    klap_session_ends_early: int = 0
    """How many seconds before the announced time it ends."""

    klap_spent_session: SpentSession | None = None
    """A session is good for one request; this is what the next one gets (HS110)."""

    klap_largest_batch: int | None = None
    """Requests to more modules are answered with a page, status 200 (KL125: 2)."""

    shown_klap_version: frozenset[str] = frozenset({"lv", "new_klap"})
    """By which keys discovery tells of version 2; some firmware omits one."""

    encrypts_discovery: bool = False
    """Discovery tells more to those who send a key."""

    power_cut_ends_compatibility: bool = True
    """Third-party compatibility is forgotten without mains."""


PLAIN = Quirks()
FIRST_GENERATION = Quirks(
    closes_after_answer=True, module_errors_in_method=True, accepts_null_parameters=True
)
BULB = Quirks(klap_largest_batch=2)
SMALL_BULB = Quirks(crashes_on_unknown_module=True, klap_largest_batch=2)
KL125 = Quirks(
    crashes_on_unknown_module=True,
    crash_request_size=768,
    crash_answer_size=4096,
    klap_largest_batch=2,
)
"""What is known of the KL125: it does not survive much."""
