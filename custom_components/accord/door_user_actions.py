"""The actions by which people and codes at locks are kept; what they mean is in ``door_users``."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from homeassistant.components.lock import DOMAIN as LOCK_DOMAIN
from homeassistant.const import WEEKDAYS
from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.entity import Entity
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from .actions import EntityActionSpec, name_of, require_admin
from .const import DOMAIN
from .door_users import (
    ATTR_CLEAR_LIMITS,
    ATTR_INCLUDE_CODES,
    ATTR_USER_ID,
    ATTR_USER_NAME,
    LIMITS,
    DoorUser,
    DoorUserBackend,
    DoorUserField,
    as_response,
    check_user,
    with_fields,
)

type Handler = Callable[[Entity, ServiceCall], Awaitable[ServiceResponse]]

TEXT = vol.All(cv.string, vol.Strip, vol.Length(min=1))
TEXTS = vol.All(cv.ensure_list, [TEXT], vol.Unique())
CHECKS: Mapping[DoorUserField, Any] = {
    DoorUserField.CODE: TEXTS,
    DoorUserField.CARD: TEXTS,
    DoorUserField.RELAYS: TEXTS,
    DoorUserField.START: cv.datetime,
    DoorUserField.END: cv.datetime,
    DoorUserField.WEEKDAYS: vol.All(
        cv.ensure_list, [vol.In(WEEKDAYS)], vol.Unique(), vol.Length(min=1)
    ),
    DoorUserField.START_TIME: cv.time,
    DoorUserField.END_TIME: cv.time,
    DoorUserField.USES: vol.All(vol.Coerce(int), vol.Range(min=1)),
}
_LISTED: dict[vol.Marker, Any] = {vol.Optional(ATTR_INCLUDE_CODES, default=False): cv.boolean}


def door_user_actions(
    fields: Iterable[DoorUserField],
    operations: Mapping[str, tuple[str, ...]],
    own: Mapping[str, Mapping[vol.Marker, Any]] | None = None,
) -> tuple[EntityActionSpec, ...]:
    """Return the four actions, for a vendor whose locks know ``fields``.

    ``operations`` has the ids of the vendor's operations by the action's name, ``own`` fields
    that only this vendor's locks know, without defaults.
    """
    more = own or {}
    given = set(fields)
    known: dict[vol.Marker, Any] = {
        vol.Optional(one.value): CHECKS[one] for one in DoorUserField if one in given
    }
    clear: dict[vol.Marker, Any] = {}
    if given & set(LIMITS):
        clear = {vol.Optional(ATTR_CLEAR_LIMITS, default=False): cv.boolean}
    user: dict[vol.Marker, Any] = {vol.Required(ATTR_USER_ID): TEXT}
    rows: tuple[tuple[str, Handler, dict[vol.Marker, Any], SupportsResponse], ...] = (
        ("list_users", _list_users, _LISTED, SupportsResponse.ONLY),
        (
            "add_user",
            partial(_add_user, own=_names(more, "add_user")),
            {vol.Required(ATTR_USER_NAME): TEXT, vol.Optional(ATTR_USER_ID): TEXT, **known},
            SupportsResponse.OPTIONAL,
        ),
        (
            "modify_user",
            partial(_modify_user, own=_names(more, "modify_user")),
            {**user, vol.Optional(ATTR_USER_NAME): TEXT, **known, **clear},
            SupportsResponse.OPTIONAL,
        ),
        ("delete_user", _delete_user, user, SupportsResponse.NONE),
    )
    return tuple(
        EntityActionSpec(
            name=name,
            entity_domain=LOCK_DOMAIN,
            handler=handler,
            operations=operations.get(name, ()),
            fields={**action_fields, **more.get(name, {})},
            response=response,
            admin=name != "list_users",
        )
        for name, handler, action_fields, response in rows
    )


def _names(own: Mapping[str, Mapping[vol.Marker, Any]], action: str) -> frozenset[str]:
    return frozenset(str(marker) for marker in own.get(action, {}))


def _given(call: ServiceCall, names: frozenset[str]) -> dict[str, Any]:
    return {name: call.data[name] for name in names if name in call.data}


async def _list_users(entity: Entity, call: ServiceCall) -> ServiceResponse:
    include = call.data[ATTR_INCLUDE_CODES]
    if include:
        await require_admin(entity.hass, call)
    users = await _backend(entity).list_users()
    shown: list[JsonValueType] = [as_response(user, include_codes=include) for user in users]
    return {"users": shown}


async def _add_user(entity: Entity, call: ServiceCall, *, own: frozenset[str]) -> ServiceResponse:
    backend = _backend(entity)
    user = with_fields(DoorUser(id=call.data.get(ATTR_USER_ID, "")), call.data)
    user = replace(user, own=_given(call, own))
    check_user(name_of(entity), backend.limits, call.data, user)
    return as_response(await backend.add_user(user), include_codes=False)


async def _modify_user(
    entity: Entity, call: ServiceCall, *, own: frozenset[str]
) -> ServiceResponse:
    backend = _backend(entity)
    old = await _find(entity, backend, call.data[ATTR_USER_ID])
    new = replace(with_fields(old, call.data), own=_given(call, own))
    check_user(name_of(entity), backend.limits, call.data, new)
    return as_response(await backend.modify_user(old, new), include_codes=False)


async def _delete_user(entity: Entity, call: ServiceCall) -> ServiceResponse:
    backend = _backend(entity)
    await backend.delete_user(await _find(entity, backend, call.data[ATTR_USER_ID]))
    return None


def _backend(entity: Entity) -> DoorUserBackend:
    backend: DoorUserBackend | None = getattr(entity, "door_users", None)
    if backend is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="door_users_unsupported",
            translation_placeholders={"name": name_of(entity)},
        )
    return backend


async def _find(entity: Entity, backend: DoorUserBackend, user_id: str) -> DoorUser:
    """Return a user that may be changed."""
    for user in await backend.list_users():
        if user.id != user_id:
            continue
        if not user.editable:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="door_user_not_editable",
                translation_placeholders={"name": name_of(entity), "source": user.source},
            )
        return user
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="door_user_not_found",
        translation_placeholders={"name": name_of(entity), "user_id": user_id},
    )
