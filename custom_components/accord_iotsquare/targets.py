"""What of an account an action is aimed at, and the fields that several actions have."""

from collections.abc import Awaitable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionCall, as_json
from ..accord.protocol.errors import BatchError
from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry, IoTSquareCoordinator
from .devices import part_of
from .state import Kind, Part

type Call = ActionCall[IoTSquareConfigEntry]

ATTR_NAME = "name"
ATTR_TYPED_NAME = "typed_name"
WHOLE = vol.Coerce(int)
NAME: Any = vol.All(cv.string, vol.Match(r"^[A-Za-z0-9_-]{1,20}$"))
TYPED_NAME: dict[vol.Marker, Any] = {vol.Required(ATTR_TYPED_NAME): cv.string}
KEYS = frozenset(
    {"app_key", "app_s_key", "nwk_s_key", "gen_app_key", "mc_app_s_key", "mc_nwk_s_key"}
)
_NEVER = frozenset({"wire", "headers", "push_urls"})
"""Members of models that hold secrets of others, or everything once more."""

_SEPARATORS = {ord(one): None for one in " :-."}


def hex_of(digits: int) -> Any:
    """Return the check of so many hexadecimal digits, however they are separated."""

    def check(value: Any) -> str:
        text = str(cv.string(value)).translate(_SEPARATORS).lower()
        if len(text) != digits or not set(text) <= set("0123456789abcdef"):
            raise vol.Invalid(f"needs {digits} hexadecimal digits")
        return text

    return check


EUI = hex_of(16)
KEY = hex_of(32)
ADDRESS = hex_of(8)


def coordinator_of(call: Call) -> IoTSquareCoordinator:
    """Return the coordinator of the account that a call is aimed at."""
    return call.entry.runtime_data.coordinator


def part_of_call(call: Call, *kinds: Kind) -> Part:
    """Return what a call is aimed at. Raises a translated error for anything but ``kinds``."""
    part = part_of(call.entry, call.device)
    if part is not None and part.kind in kinds:
        return part
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="wrong_target",
        translation_placeholders={
            "name": call.device.name_by_user or call.device.name or call.entry.title
        },
    )


def id_of_call(call: Call, *kinds: Kind) -> str:
    """Return the server's id of what a call is aimed at; raises like ``part_of_call``."""
    return part_of_call(call, *kinds).id


def check_typed_name(data: Mapping[str, Any], name: str) -> None:
    """Refuse a deletion unless the name of what is deleted was typed in."""
    if data[ATTR_TYPED_NAME].strip() != name:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="wrong_name",
            translation_placeholders={"name": name},
        )


def given(data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return what a call has of some fields, by the client's names for them."""
    return {ours: data[field] for field, ours in names.items() if field in data}


async def alone[T](command: Awaitable[T]) -> T:
    """Carry out a batch of one, whose failure is that of the one."""
    try:
        return await command
    except BatchError as err:
        if len(err.items) != 1:
            raise
        raise next(iter(err.items.values())) from err


def shown(value: object, *, keys: bool = False) -> dict[str, Any]:
    """Return a model as an action answers it: without secrets, except keys that are asked for."""
    assert is_dataclass(value)
    hidden = _NEVER if keys else _NEVER | KEYS
    return {
        field.name: as_json(getattr(value, field.name))
        for field in fields(value)
        if field.name not in hidden
    }
