"""Actions of groups of devices."""

from itertools import batched
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.huawei.northbound import Group
from ..accord.protocol.huawei.northbound.catalog import MOST_GROUPED
from .const import DOMAIN
from .coordinator import HuaweiConfigEntry
from .scope import read_groups, read_members
from .targets import WHOLE, Call, client_of, coordinator_of, given, ids_of, shown

ATTR_GROUP = "group"
ATTR_MEMBERS = "members"
MOST = 2_147_483_647
_CHANGES = {"description": "description", "most_devices": "most"}


async def _group(call: Call) -> Group:
    """Return the group that is meant, by its id or its name. Raises a translated error."""
    wanted = call.data[ATTR_GROUP]
    for one in await read_groups(client_of(call)):
        if wanted in (one.group_id, one.name):
            return one
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="no_group",
        translation_placeholders={"group": wanted},
    )


async def _create(call: Call) -> ServiceResponse:
    data = call.data
    members = ids_of(call, data.get(ATTR_MEMBERS, ()))
    made = await client_of(call).groups.create(
        data["name"], **given(data, _CHANGES), device_ids=members[:MOST_GROUPED]
    )
    for some in batched(members[MOST_GROUPED:], MOST_GROUPED, strict=False):
        await client_of(call).groups.add_members(made.group_id, some)
    return shown(made)


async def _update(call: Call) -> ServiceResponse:
    group, data = await _group(call), call.data
    changes = {"description": group.description or None, "most": group.most}
    changed = await client_of(call).groups.modify(
        group.group_id, data.get("name", group.name), **{**changes, **given(data, _CHANGES)}
    )
    return shown(changed)


async def _delete(call: Call) -> ServiceResponse:
    group = await _group(call)
    await client_of(call).groups.delete(group.group_id)
    return None


async def _list(call: Call) -> ServiceResponse:
    """List groups; of one that is named, its devices as well."""
    if ATTR_GROUP not in call.data:
        return {"groups": [shown(one) for one in await read_groups(client_of(call))]}
    group = await client_of(call).groups.get((await _group(call)).group_id)
    members = await read_members(client_of(call), [group.group_id])
    return {"groups": [{**shown(group), "device_ids": list[Any](sorted(members))}]}


async def _add(call: Call) -> ServiceResponse:
    return await _change(call, joins=True)


async def _remove(call: Call) -> ServiceResponse:
    return await _change(call, joins=False)


async def _change(call: Call, *, joins: bool) -> ServiceResponse:
    """Change who belongs to a group, as many at a time as the platform takes."""
    group, members = await _group(call), ids_of(call, call.data[ATTR_MEMBERS])
    topic = client_of(call).groups
    for some in batched(members, MOST_GROUPED, strict=False):
        if joins:
            await topic.add_members(group.group_id, some)
        else:
            await topic.remove_members(group.group_id, some)
    await coordinator_of(call).async_request_refresh()
    return None


_NAME: Any = vol.All(cv.string, vol.Match(r"^[A-Za-z0-9]{1,50}$"))
_ANY_GROUP: Any = vol.All(cv.string, vol.Length(min=1, max=50))
_MEMBERS: Any = vol.All(cv.ensure_list, [cv.string], vol.Length(min=1))
_SETTINGS: dict[vol.Marker, Any] = {
    vol.Optional("description"): vol.All(cv.string, vol.Length(max=1024)),
    vol.Optional("most_devices"): vol.All(WHOLE, vol.Range(min=0, max=MOST)),
}

GROUP_ACTIONS: tuple[ActionSpec[HuaweiConfigEntry], ...] = (
    ActionSpec(
        name="create_group",
        handler=_create,
        operations=("1.9.1", "1.9.7"),
        fields={
            vol.Required("name"): _NAME,
            **_SETTINGS,
            vol.Optional(ATTR_MEMBERS): _MEMBERS,
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="update_group",
        handler=_update,
        operations=("1.9.3",),
        fields={
            vol.Required(ATTR_GROUP): _ANY_GROUP,
            vol.Optional("name"): _NAME,
            **_SETTINGS,
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="delete_group",
        handler=_delete,
        operations=("1.9.2",),
        fields={vol.Required(ATTR_GROUP): _ANY_GROUP},
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="get_groups",
        handler=_list,
        operations=("1.9.4", "1.9.5", "1.9.6"),
        fields={vol.Optional(ATTR_GROUP): _ANY_GROUP},
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="add_to_group",
        handler=_add,
        operations=("1.9.7",),
        fields={vol.Required(ATTR_GROUP): _ANY_GROUP, vol.Required(ATTR_MEMBERS): _MEMBERS},
        admin=True,
    ),
    ActionSpec(
        name="remove_from_group",
        handler=_remove,
        operations=("1.9.8",),
        fields={vol.Required(ATTR_GROUP): _ANY_GROUP, vol.Required(ATTR_MEMBERS): _MEMBERS},
        admin=True,
    ),
)
