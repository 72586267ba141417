"""Actions of applications, and the devices in them."""

from typing import Any
from urllib.parse import urlsplit

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.iotsquare import Application
from .coordinator import IoTSquareConfigEntry
from .links import async_forget_link
from .readings import APPLICATION
from .state import Kind, Part
from .targets import (
    ATTR_NAME,
    NAME,
    TYPED_NAME,
    Call,
    alone,
    check_typed_name,
    coordinator_of,
    id_of_call,
    shown,
)

ATTR_MQTT = "mqtt_delivery"
MQTT: dict[vol.Marker, Any] = {vol.Optional(ATTR_MQTT): cv.boolean}


async def _list(call: Call) -> ServiceResponse:
    id_of_call(call, Kind.ACCOUNT)
    found = await coordinator_of(call).client.app.list()
    return {"applications": [_shown(one) for one in found]}


def _shown(application: Application) -> dict[str, Any]:
    """Return an application; links may hold secrets, so only whom they go to."""
    return {**shown(application), "pushes_to": hosts_of(application.push_urls)}


def hosts_of(urls: tuple[str, ...]) -> list[str]:
    """Return whom links go to, without what may be secret about them."""
    found = []
    for url in urls:
        try:
            found.append(urlsplit(url).hostname or "?")
        except ValueError:
            found.append("?")
    return found


async def _create(call: Call) -> ServiceResponse:
    id_of_call(call, Kind.ACCOUNT)
    coordinator = coordinator_of(call)
    command = coordinator.client.app.create(
        call.data[ATTR_NAME], mqtt=call.data.get(ATTR_MQTT, False)
    )
    return {"id": await coordinator.async_change(command)}


async def _update(call: Call) -> ServiceResponse:
    app_id = id_of_call(call, Kind.APPLICATION)
    coordinator = coordinator_of(call)
    command = coordinator.client.app.update(
        int(app_id), name=call.data.get(ATTR_NAME), mqtt=call.data.get(ATTR_MQTT)
    )
    await coordinator.async_change(command, APPLICATION, part=app_id)
    return None


async def _delete(call: Call) -> ServiceResponse:
    app_id = id_of_call(call, Kind.APPLICATION)
    coordinator = coordinator_of(call)
    check_typed_name(call.data, coordinator.data.applications[app_id].name)
    await coordinator.async_change(alone(coordinator.client.app.delete([int(app_id)])))
    async_forget_link(call.hass, call.entry, Part(Kind.APPLICATION, app_id))
    return None


async def _devices(call: Call) -> ServiceResponse:
    app_id = id_of_call(call, Kind.APPLICATION)
    found = await coordinator_of(call).client.device.list(int(app_id))
    return {"devices": [shown(one) for one in found]}


APPLICATION_ACTIONS: tuple[ActionSpec[IoTSquareConfigEntry], ...] = (
    ActionSpec(
        name="list_applications",
        handler=_list,
        operations=("app/list",),
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="create_application",
        handler=_create,
        operations=("app/create",),
        fields={vol.Required(ATTR_NAME): NAME, **MQTT},
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="update_application",
        handler=_update,
        operations=("app/update",),
        fields={vol.Optional(ATTR_NAME): NAME, **MQTT},
        admin=True,
    ),
    ActionSpec(
        name="delete_application",
        handler=_delete,
        operations=("app/delete",),
        fields=TYPED_NAME,
        admin=True,
    ),
    ActionSpec(
        name="list_devices",
        handler=_devices,
        operations=("device/list",),
        response=SupportsResponse.ONLY,
    ),
)
