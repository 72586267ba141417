"""Where firmware families behave unlike each other, as named switches."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Unsupported(StrEnum):
    """How an operation that the firmware does not know is refused."""

    ACTION = "unsupport action"
    ACTION_SPELT = "unsupported action"
    POSITIVE = "Api unsupported"
    """With retcode 200, which is no success."""

    NO_HANDLERS = "No handlers for this request"
    EMPTY = "empty"
    """An empty body with status 200."""


class BarePost(StrEnum):
    """How `POST /api/<target>/<action>` ends where only `POST /api/` is known."""

    NOT_FOUND = "404"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, kw_only=True)
class Quirks:
    """Behaviour of one firmware family; the defaults are a well-behaved access terminal."""

    content_type: str = "application/json"
    """Of JSON answers; text/plain and text/html are seen too."""

    trailing: bytes = b""
    """What follows the closing brace."""

    trailing_comma: bool = False
    string_retcode: bool = False
    unsupported: Unsupported = Unsupported.ACTION
    no_api: bool = False
    """There is nothing below /api: status 404."""

    redirect: int | None = None
    """Status with which the plain port sends clients to HTTPS: 301, 302 or 308."""

    reply_delay: float = 0.0
    """Seconds before each answer."""

    closes_each: bool = False
    """The connection ends after each answer."""

    resets_each: bool = False
    """And it ends by RST."""

    bare_post_only: BarePost | None = None
    any_content_type: bool = False
    """JSON is taken with any content type in the request."""

    needs_target: bool = True
    """A body without `target` is not completed from the path (E18)."""

    basic_not_safe: bool = False
    """Basic over HTTPS ends with retcode -4 (E18C)."""

    reboots_by_post_only: bool = False
    loses_reboot_reply: bool = False
    """The connection is gone before the answer to what reboots the unit."""

    refuses_config_post: bool = False
    """POST of keys is refused; they are set one at a time by GET (E16C)."""

    drops_unknown_variables: bool = True
    """An action URL with a variable the unit does not know is not stored, without a word."""

    base64_passwords: bool = False
    """Passwords in `config/get` are Base64 (S5xx, X916)."""

    door_log_words: bool = False
    """Rows of the door log have words, not numbers, and more members (X912)."""

    call_log_numbers: bool = False
    call_log_names: frozenset[str] = frozenset({"calllog", "callog"})
    """How requests may spell the call log; the manual does in both ways."""

    log_filters: bool = False
    """The logs know the filters of newer documents."""

    ignores_page: bool = False
    num_is_page: bool = False
    """`num` counts the rows of the page, not all."""

    empty_list: Any = None
    """What `data` is when there are no rows; None for `{"num": 0, "item": []}`."""

    log_capacity: int = 1000
    """The oldest row goes when one more comes."""

    card_code_cut: int | None = None
    """`CardCode` is cut to so many characters in answers."""

    schedule_member: str = "ScheduleRelay"
    """E18 reads only `Schedule-Relay`."""

    schedule_separator: str = ";"
    schedule_ends_with_separator: bool = False
    adds_without_ret: bool = False
    """Rows of `privatekey/add` come back without `Ret` (R29)."""

    new_ids: frozenset[str] = frozenset({"", "0", "-1"})
    """Which `ID` of a new row, empty for none, lets the unit choose."""

    manual_mode_closes: bool = False
    """`mode` 1 only ever returns a relay to rest (E18C)."""

    code_opens_without_relay_url: bool = False
    """The relay's action URLs stay silent when a code opened it."""

    raw_values: bool = False
    """Values go into action URLs unescaped."""
