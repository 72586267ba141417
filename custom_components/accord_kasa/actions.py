"""Actions of the integration, as a table."""

from datetime import timedelta
from functools import partial

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec, as_json, expert_action
from ..accord.protocol.errors import InvalidError
from ..accord.protocol.kasa import KasaClient
from ..accord.protocol.operation import OperationRegistry
from .coordinator import KasaConfigEntry
from .entity import outlet_of
from .light_actions import LIGHT_ACTIONS
from .readings import TIMER
from .rule_actions import RULE_ACTIONS
from .smart_control_actions import SMART_CONTROL_ACTIONS
from .system_actions import SYSTEM_ACTIONS

OPERATIONS = OperationRegistry(KasaClient)

ATTR_OUTLETS = "outlets"
ATTR_STATE = "state"
ATTR_NAME = "name"
ATTR_DURATION = "duration"
ATTR_YEAR = "year"
ATTR_MONTH = "month"
LONGEST_NAME = 31


async def _set_outlets(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    by_number = {outlet.index + 1: outlet.id for outlet in coordinator.data.sysinfo.outlets}
    wanted = call.data[ATTR_OUTLETS]
    if missing := [number for number in wanted if number not in by_number]:
        raise InvalidError(f"no outlet {', '.join(map(str, missing))}; there are {len(by_number)}")
    ids, on = tuple(by_number[number] for number in wanted), call.data[ATTR_STATE]
    await coordinator.async_command(
        coordinator.client.system.set_relay_state(on, ids),
        change=lambda state, _: state.with_relay(on, ids),
    )
    return None


async def _set_alias(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    outlet = outlet_of(call.device, coordinator.data.sysinfo)
    await coordinator.async_command(
        coordinator.client.system.set_dev_alias(call.data[ATTR_NAME], outlet.id if outlet else None)
    )
    return None


async def _start_timer(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    outlet = outlet_of(call.device, coordinator.data.sysinfo)
    duration: timedelta = call.data[ATTR_DURATION]
    outlet_id = outlet.id if outlet else None
    seconds, on = round(duration.total_seconds()), call.data[ATTR_STATE]
    start = partial(coordinator.client.count_down.start, seconds, on, outlet_id)
    await coordinator.async_change(coordinator.with_clock(start), TIMER, outlet_id=outlet_id)
    return None


async def _get_energy_history(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    """Return the days of a month, or the months of a year where no month is named."""
    coordinator = call.entry.runtime_data.coordinator
    found = outlet_of(call.device, coordinator.data.sysinfo)
    outlet = found.id if found else None
    meter, year = coordinator.client.emeter, call.data[ATTR_YEAR]
    if (month := call.data.get(ATTR_MONTH)) is None:
        return {"months": as_json(await meter.get_monthstat(year, outlet))}
    return {"days": as_json(await meter.get_daystat(year, month, outlet))}


async def _read_back(entry: KasaConfigEntry) -> None:
    await entry.runtime_data.coordinator.async_request_refresh()


ACTIONS: tuple[ActionSpec[KasaConfigEntry], ...] = (
    ActionSpec(
        name="set_outlets",
        handler=_set_outlets,
        operations=("system.set_relay_state",),
        fields={
            vol.Required(ATTR_OUTLETS): vol.All(
                cv.ensure_list, [vol.All(vol.Coerce(int), vol.Range(min=1))], vol.Length(min=1)
            ),
            vol.Required(ATTR_STATE): cv.boolean,
        },
    ),
    ActionSpec(
        name="set_alias",
        handler=_set_alias,
        operations=("system.set_dev_alias",),
        fields={
            vol.Required(ATTR_NAME): vol.All(
                cv.string, vol.Strip, vol.Length(min=1, max=LONGEST_NAME)
            )
        },
    ),
    ActionSpec(
        name="start_timer",
        handler=_start_timer,
        operations=("count_down.add_rule", "count_down.edit_rule"),
        fields={
            vol.Required(ATTR_DURATION): cv.positive_time_period,
            vol.Required(ATTR_STATE): cv.boolean,
        },
    ),
    ActionSpec(
        name="get_energy_history",
        handler=_get_energy_history,
        operations=("emeter.get_daystat", "emeter.get_monthstat"),
        fields={
            vol.Required(ATTR_YEAR): vol.All(vol.Coerce(int), vol.Range(min=2000, max=2099)),
            vol.Optional(ATTR_MONTH): vol.All(vol.Coerce(int), vol.Range(min=1, max=12)),
        },
        response=SupportsResponse.ONLY,
    ),
    *RULE_ACTIONS,
    *LIGHT_ACTIONS,
    *SMART_CONTROL_ACTIONS,
    *SYSTEM_ACTIONS,
    expert_action(
        OPERATIONS,
        client_of=lambda entry: entry.runtime_data.coordinator.client,
        after=_read_back,
    ),
)
