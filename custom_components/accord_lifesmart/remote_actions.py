"""Actions of remotes: the keys there are, and codes that come from elsewhere or go there."""

from homeassistant.components.remote import DOMAIN as REMOTE_DOMAIN
from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.entity import Entity
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from ..accord.actions import EntityActionSpec
from ..accord.protocol.lifesmart import IrCode
from ..accord.protocol.lifesmart.infrared import decode, encode
from .const import DOMAIN
from .remote import LifeSmartRemote, LifeSmartSpot

ATTR_CODE = "code"
ATTR_TIMINGS = "timings"
ATTR_FREQUENCY = "frequency"
USUAL_FREQUENCY = 38_000


def _spot(entity: Entity) -> LifeSmartSpot:
    if not isinstance(entity, LifeSmartSpot):
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="no_spot")
    return entity


async def _get_keys(entity: Entity, call: ServiceCall) -> ServiceResponse:
    if not isinstance(entity, LifeSmartRemote):
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="no_app_remote")
    keys = await entity.coordinator.client.spotremote.get_keys(entity.remote_id)
    return {"keys": list[JsonValueType](sorted(keys))}


async def _send_ir(entity: Entity, call: ServiceCall) -> ServiceResponse:
    """Send a code, once."""
    spot, data = _spot(entity), call.data
    if (ATTR_CODE in data) is (ATTR_TIMINGS in data):
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="code_or_timings")
    if ATTR_TIMINGS in data:
        durations = [abs(duration) for duration in data[ATTR_TIMINGS]]
        code = IrCode(data=encode(durations), freq=data.get(ATTR_FREQUENCY))
    else:
        found = IrCode.from_text(data[ATTR_CODE])
        code = IrCode(data=found.data, freq=data.get(ATTR_FREQUENCY) or found.freq)
    client = spot.coordinator.client.spotremote
    await spot.coordinator.async_command(client.send_codes(spot.me, [code]))
    return None


async def _learn_ir(entity: Entity, call: ServiceCall) -> ServiceResponse:
    """Wait for a key of another remote and return its code; nothing is kept."""
    spot = _spot(entity)
    code = await spot.coordinator.client.spotremote.learn_code(spot.me)
    timings: list[JsonValueType] = [
        duration if number % 2 == 0 else -duration
        for number, duration in enumerate(decode(code.data))
    ]
    frequency = code.freq or USUAL_FREQUENCY
    return {ATTR_CODE: code.data, ATTR_FREQUENCY: frequency, ATTR_TIMINGS: timings}


REMOTE_ACTIONS: tuple[EntityActionSpec, ...] = (
    EntityActionSpec(
        name="remote_get_keys",
        entity_domain=REMOTE_DOMAIN,
        handler=_get_keys,
        operations=("spotremote.getlist", "spotremote.getkeys"),
        response=SupportsResponse.ONLY,
    ),
    EntityActionSpec(
        name="send_ir",
        entity_domain=REMOTE_DOMAIN,
        handler=_send_ir,
        operations=("spotremote.sendcodes",),
        fields={
            vol.Optional(ATTR_CODE): cv.string,
            vol.Optional(ATTR_TIMINGS): vol.All(cv.ensure_list, [vol.Coerce(int)]),
            vol.Optional(ATTR_FREQUENCY): vol.All(
                vol.Coerce(int), vol.Range(min=10_000, max=100_000)
            ),
        },
    ),
    EntityActionSpec(
        name="learn_ir",
        entity_domain=REMOTE_DOMAIN,
        handler=_learn_ir,
        operations=("spotremote.learncode",),
        response=SupportsResponse.ONLY,
    ),
)
