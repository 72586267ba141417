"""Actions as tables: each vendor lists its own, this registers them all alike."""

from base64 import b64encode
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum
from typing import Any, cast

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import AnyDeviceEntry
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.service import (
    async_get_device_and_config_entry,
    async_register_admin_service,
    async_register_platform_entity_service,
)
import voluptuous as vol

from .const import DOMAIN
from .failures import as_home_assistant_error
from .protocol.errors import AccordError
from .protocol.operation import Effect, OperationRegistry

ATTR_CONFIRM = "confirm"
ATTR_OPERATION = "operation"
ATTR_PARAMETERS = "parameters"


@dataclass(frozen=True, slots=True)
class ActionCall[EntryT: ConfigEntry[Any]]:
    """One call of an action, aimed at a device of a loaded entry."""

    hass: HomeAssistant
    entry: EntryT
    device: AnyDeviceEntry
    data: Mapping[str, Any]
    return_response: bool = False
    """Whether the caller looks at the answer."""


@dataclass(frozen=True, kw_only=True)
class ActionSpec[EntryT: ConfigEntry[Any]]:
    """One row of a vendor's table of actions; each is aimed at a device."""

    name: str
    handler: Callable[[ActionCall[EntryT]], Awaitable[ServiceResponse]]
    operations: tuple[str, ...] = ()
    """Ids of the vendor's operations that this action puts into the user's hands."""
    fields: Mapping[vol.Marker, Any] = field(default_factory=dict)
    response: SupportsResponse = SupportsResponse.NONE
    admin: bool = False
    admin_fn: Callable[[Mapping[str, Any]], bool] = lambda _: False
    """Tells which calls are for administrators only, where not all are."""
    confirm: bool = False
    """Loses data or access: the caller has to say ``confirm: true``."""
    opt_in: str = ""
    """Option of the entry that the user has to switch on before."""
    guarded_fn: Callable[[Mapping[str, Any]], bool] = lambda _: True
    """Tells which calls ``confirm`` and ``opt_in`` are for: all, unless only some lose anything."""


@dataclass(frozen=True, kw_only=True)
class EntityActionSpec:
    """One row of a vendor's table of actions that is aimed at entities, as targets are."""

    name: str
    entity_domain: str
    handler: Callable[[Entity, ServiceCall], Awaitable[ServiceResponse]]
    operations: tuple[str, ...] = ()
    """Ids of the vendor's operations that this action puts into the user's hands."""
    fields: Mapping[vol.Marker, Any] = field(default_factory=dict)
    response: SupportsResponse = SupportsResponse.NONE
    admin: bool = False


def async_register_actions[EntryT: ConfigEntry[Any]](
    hass: HomeAssistant, vendor: str, specs: Iterable[ActionSpec[EntryT] | EntityActionSpec]
) -> None:
    """Register a vendor's actions; call it from ``async_setup``."""
    for spec in specs:
        if isinstance(spec, EntityActionSpec):
            _register_entity_action(hass, vendor, spec)
            continue
        fields: dict[vol.Marker, Any] = {vol.Required(ATTR_DEVICE_ID): cv.string, **spec.fields}
        if spec.confirm:
            fields[vol.Optional(ATTR_CONFIRM, default=False)] = cv.boolean
        schema = vol.Schema(fields)
        handle = _handler(hass, vendor, spec)
        if spec.admin:
            async_register_admin_service(hass, vendor, spec.name, handle, schema, spec.response)
        else:
            hass.services.async_register(vendor, spec.name, handle, schema, spec.response)


def _handler[EntryT: ConfigEntry[Any]](
    hass: HomeAssistant, vendor: str, spec: ActionSpec[EntryT]
) -> Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]:
    async def handle(call: ServiceCall) -> ServiceResponse:
        device, found = async_get_device_and_config_entry(hass, vendor, call.data[ATTR_DEVICE_ID])
        entry = cast("EntryT", found)
        if spec.admin_fn(call.data):
            await require_admin(hass, call)
        if spec.guarded_fn(call.data):
            if spec.opt_in:
                require_option(entry, spec.opt_in)
            if spec.confirm:
                require_confirmation(call.data)
        try:
            action = ActionCall(hass, entry, device, call.data, call.return_response)
            return await spec.handler(action)
        except AccordError as err:
            name = device.name_by_user or device.name or entry.title
            raise as_home_assistant_error(err, vendor=vendor, name=name) from err

    return handle


def _register_entity_action(hass: HomeAssistant, vendor: str, spec: EntityActionSpec) -> None:
    async_register_platform_entity_service(
        hass,
        vendor,
        spec.name,
        admin_only=spec.admin,
        entity_domain=spec.entity_domain,
        schema={marker: check for marker, check in spec.fields.items()},  # noqa: C416
        func=_entity_handler(spec),
        supports_response=spec.response,
    )


def _entity_handler(
    spec: EntityActionSpec,
) -> Callable[[Entity, ServiceCall], Coroutine[Any, Any, ServiceResponse]]:
    async def handle(entity: Entity, call: ServiceCall) -> ServiceResponse:
        try:
            return await spec.handler(entity, call)
        except AccordError as err:
            raise as_home_assistant_error(err, vendor=call.domain, name=name_of(entity)) from err

    return handle


def name_of(entity: Entity) -> str:
    """Return what the user calls an entity."""
    state = entity.hass.states.get(entity.entity_id)
    return state.name if state else entity.entity_id


async def require_admin(hass: HomeAssistant, call: ServiceCall) -> None:
    """Refuse people who are no administrators; automations are made by one."""
    if call.context.user_id is None:
        return
    user = await hass.auth.async_get_user(call.context.user_id)
    if user is None or not user.is_admin:
        raise Unauthorized(context=call.context)


def require_option(entry: ConfigEntry[Any], option: str) -> None:
    """Refuse what loses data or access unless the user switched an option on for it."""
    if entry.options.get(option) is not True:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="option_required",
            translation_placeholders={"name": entry.title},
        )


def require_confirmation(data: Mapping[str, Any]) -> None:
    """Refuse what loses data or access unless the caller confirms it."""
    if data.get(ATTR_CONFIRM) is not True:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="confirm_required")


def expert_action[EntryT: ConfigEntry[Any]](
    registry: OperationRegistry,
    client_of: Callable[[EntryT], object],
    after: Callable[[EntryT], Awaitable[None]],
) -> ActionSpec[EntryT]:
    """Return the action that reaches every operation of a vendor by its id.

    ``after`` reads back what an operation may have changed.
    """

    async def call_operation(call: ActionCall[EntryT]) -> ServiceResponse:
        wanted = registry[call.data[ATTR_OPERATION]]
        if wanted.effect is Effect.DESTRUCTIVE:
            require_confirmation(call.data)
        answer = await wanted.call(client_of(call.entry), call.data[ATTR_PARAMETERS])
        if wanted.effect not in (Effect.READ, Effect.SECRET):
            await after(call.entry)
        return {"result": as_json(answer)}

    return ActionSpec(
        name="call_operation",
        handler=call_operation,
        fields={
            vol.Required(ATTR_OPERATION): cv.string,
            vol.Optional(ATTR_PARAMETERS, default=dict): dict,
            vol.Optional(ATTR_CONFIRM, default=False): cv.boolean,
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
    )


def as_json(value: Any) -> Any:
    """Return a client's typed answer as what JSON can hold; files in Base64."""
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if is_dataclass(value) and not isinstance(value, type):
        return as_json(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, tzinfo):
        return str(value)
    return value
