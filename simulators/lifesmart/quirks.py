"""Where firmware behaves unlike other firmware, or nobody knows how it does, as named switches."""

from dataclasses import dataclass
from enum import StrEnum


class Booleans(StrEnum):
    """How a boolean takes part in a signature."""

    LOWER = "true"
    OMITTED = "omitted"
    DIGIT = "1"
    PYTHON = "True"


class Nested(StrEnum):
    """How a JSON object among the arguments travels."""

    OBJECT = "object"
    """As it is, and unsigned."""

    TEXT = "text"
    """As its serialised text, which is signed."""


class Shape(StrEnum):
    """How a NOTIFY lists devices."""

    LIST = "list"
    SINGLE = "single"
    """One object, in a packet of its own for each device."""

    KEYED = "keyed"
    """An object by id of the device."""


class IoShape(StrEnum):
    """How a NOTIFY tells an IO."""

    FULL = "full"
    VALUE = "v"
    RAW = "type_val"
    BARE = "bare"
    """A number alone, which is the converted value."""


class OperWords(StrEnum):
    """Which words the SWIFTE lock knows for its movements."""

    TITLES = "Open, Close, KeepOpen"
    VALUES = "unlock, lock, KeepUnlock"


@dataclass(frozen=True, kw_only=True)
class Quirks:
    """Behaviour of one firmware; the defaults follow the documents where they are clear."""

    trailing: bytes = b""
    """What follows the JSON of an answer and counts as its length: real stations send NUL."""

    agtid: str | None = None
    """In place of the station's id: the vendor's samples have `mga`."""

    booleans: Booleans = Booleans.LOWER
    nested: Nested = Nested.OBJECT
    """Of `cmdargs` and `optarg`."""

    actargs: Nested = Nested.TEXT
    eps_as_map: bool = False
    """`eps` is an object by id, not a list."""

    bare_values: bool = False
    """IOs in `ep` and `eps` have only `v` and `valts`."""

    notify_shape: Shape = Shape.LIST
    notify_in_msg: bool = False
    notify_ios: IoShape = IoShape.FULL
    notify_id_collides: bool = False
    """A NOTIFY carries the id of the latest request."""

    request_copies: int = 1
    """The network delivers each request so often; each copy is carried out."""

    loses_each_reply: int | None = None
    """Each so-manieth reply is lost, after the request was carried out."""

    loses_each_request: int | None = None
    """Each so-manieth request is lost before."""

    odd_is_locked: bool = False
    """Of EVTLO: the base document against the attribute tables and real locks."""

    locks_report_closing: bool = True
    v3_from_exclusive: bool = False
    """`fromAID` of V3 locks is not itself among the answers."""

    oper_words: OperWords = OperWords.TITLES
    short_cards: bool = False
    """IC cards want the printed form: length 16 but 15 bytes of data."""

    ota_object: str = "otamanage"
    silent_learn_timeout: bool = False
    """Nothing is answered where no code was learned."""

    pairing_timeout_code: int = 1
    """With 0, pairing that found nothing ends like pairing that did."""

    rgbw_member: str = "RGBW"
    """Which member of a group scene's arguments is the colour."""
