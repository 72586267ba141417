"""Actions of SWIFTE locks, and fields that only some locks know."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components.lock import DOMAIN as LOCK_DOMAIN
from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.entity import Entity
import voluptuous as vol

from ..accord.actions import ATTR_CONFIRM, EntityActionSpec, require_admin, require_confirmation
from ..accord.door_users import ATTR_INCLUDE_CODES, ATTR_USER_ID, ATTR_USER_NAME, MASKED
from ..accord.protocol.errors import UnsupportedError
from ..accord.protocol.lifesmart.models.swifte import ADMINS
from .lock_people import (
    ATTR_ADMIN,
    ATTR_NOTE,
    ATTR_OLD_CODE,
    ATTR_TIME_LIMIT,
    ATTR_UPDATE,
    LockPeople,
)

_LIMIT_BYTES = 10
_TEXT: Any = vol.All(cv.string, vol.Strip, vol.Length(min=1))
_ADMIN: Any = vol.All(vol.Coerce(int), vol.Range(min=ADMINS.start, max=ADMINS.stop - 1))


def _raw_limit(value: Any) -> list[int]:
    """Return the bytes of a hexadecimal text. Raises vol.Invalid."""
    try:
        data = bytes.fromhex(cv.string(value))
    except ValueError:
        data = b""
    if len(data) != _LIMIT_BYTES:
        raise vol.Invalid(f"expected {_LIMIT_BYTES} bytes in hexadecimal")
    return list(data)


OWN_FIELDS: Mapping[str, Mapping[vol.Marker, Any]] = {
    "add_user": {
        vol.Optional(ATTR_ADMIN): _ADMIN,
        vol.Optional(ATTR_UPDATE): cv.boolean,
        vol.Optional(ATTR_TIME_LIMIT): _raw_limit,
    },
    "modify_user": {
        vol.Optional(ATTR_NOTE): cv.string,
        vol.Optional(ATTR_OLD_CODE): _TEXT,
    },
}
"""Fields beside those that locks of all vendors share."""


def _people(entity: Entity) -> LockPeople:
    people = getattr(entity, "door_users", None)
    if not isinstance(people, LockPeople):
        raise UnsupportedError("the lock keeps no users")
    return people


async def _get_user(entity: Entity, call: ServiceCall) -> ServiceResponse:
    include = call.data[ATTR_INCLUDE_CODES]
    if include:
        await require_admin(entity.hass, call)
    people, user_id = _people(entity), call.data[ATTR_USER_ID]
    user = await people.swifte_user(user_id)
    shown = user.password if include or not user.password else MASKED
    return {
        ATTR_USER_ID: user_id,
        ATTR_USER_NAME: people.name_of(user_id),
        "code": shown,
        "auth_mode": user.auth_mode,
        "day_setting": user.day_setting,
        "effective_from": user.effective_from,
        "effective_until": user.effective_until,
    }


async def _delete_group(entity: Entity, call: ServiceCall) -> ServiceResponse:
    require_confirmation(call.data)
    await _people(entity).delete_group(call.data[ATTR_ADMIN])
    return None


LOCK_ACTIONS = (
    EntityActionSpec(
        name="get_lock_user",
        entity_domain=LOCK_DOMAIN,
        handler=_get_user,
        operations=("doorlock.ctldoorlockswifte.GetUser",),
        fields={
            vol.Required(ATTR_USER_ID): _TEXT,
            vol.Optional(ATTR_INCLUDE_CODES, default=False): cv.boolean,
        },
        response=SupportsResponse.ONLY,
    ),
    EntityActionSpec(
        name="delete_user_group",
        entity_domain=LOCK_DOMAIN,
        handler=_delete_group,
        operations=("doorlock.ctldoorlockswifte.DelUser",),
        fields={
            vol.Required(ATTR_ADMIN): _ADMIN,
            vol.Optional(ATTR_CONFIRM, default=False): cv.boolean,
        },
        admin=True,
    ),
)
