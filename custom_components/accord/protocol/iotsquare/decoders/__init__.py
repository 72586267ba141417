"""What payloads mean: the server delivers bytes and leaves their meaning to whoever reads them.

All decoders are pure: bytes and port in, measurements and at most one problem out.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ...errors import InvalidError
from .cayenne_lpp import CayenneLpp
from .fields import Fields
from .measurement import Decoded, Decoder, Kind, Measurement, Position, Problem, Quantity, Value
from .milesight import Milesight
from .raw import Raw
from .risinghf import Rhf1s001, Rhf1s213

__all__ = [
    "Decoded",
    "Decoder",
    "Kind",
    "Measurement",
    "Position",
    "Problem",
    "Quantity",
    "Value",
    "build_decoder",
    "kinds",
]

_KINDS: dict[str, Callable[[Mapping[str, Any]], Decoder]] = {
    "raw": lambda _: Raw(),
    "cayenne_lpp": lambda _: CayenneLpp(),
    "milesight": Milesight.from_options,
    "risinghf_rhf1s001": lambda _: Rhf1s001(),
    "risinghf_rhf1s213": lambda _: Rhf1s213(),
    "fields": Fields.from_options,
}


def kinds() -> tuple[str, ...]:
    """Return the names of all kinds of decoders; the first one is the default."""
    return tuple(_KINDS)


def build_decoder(kind: str, options: Mapping[str, Any] | None = None) -> Decoder:
    """Return a decoder of a kind with its options.

    Raises InvalidError for an unknown kind and for options that cannot be.
    """
    if (build := _KINDS.get(kind)) is None:
        raise InvalidError(f"kind must be one of: {', '.join(_KINDS)}")
    return build(options or {})
