"""Actions of a station as a whole: names, new devices, panels, firmware, factory settings."""

from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from ..accord.protocol.lifesmart import PairOption, Radio
from .const import CONF_RADIO, DOMAIN
from .coordinator import LifeSmartConfigEntry
from .devices import me_of
from .readings import VERSION

ATTR_NAME = "name"
ATTR_CLASS = "device_class"
ATTR_OPTIONS = "options"
ATTR_SECONDS = "seconds"
ATTR_VALUE = "value"
ATTR_ADDRESS = "address"
ATTR_LSID = "station_id"
ATTR_URL = "url"
ATTR_INFO = "info"
ATTR_REBOOT = "reboot"
YALE = "SL_LK_YL"
YALE_OPTION = "isopen"
_PANELS_AT = "P1"
_LOW = 0xFFFFFF

_WHOLE = vol.Coerce(int)


def _own_me(call: ActionCall[LifeSmartConfigEntry]) -> str:
    """Return the device behind the station. Raises a translated error for the station itself."""
    if (me := me_of(call.entry, call.device)) is None:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="not_the_station")
    return me


async def _rename(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    coordinator, me = call.entry.runtime_data.coordinator, me_of(call.entry, call.device)
    await coordinator.async_command(coordinator.client.config.rename(call.data[ATTR_NAME], me))
    return None


async def _pair_device(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    """Look for a device once; return those that are new afterwards."""
    coordinator = call.entry.runtime_data.coordinator
    before = set(coordinator.data.devices)
    await coordinator.async_command(_search(call))
    await coordinator.async_refresh()
    new = [one for me, one in coordinator.data.devices.items() if me not in before]
    return {"devices": [{"id": one.me, "class": one.devtype, "name": one.name} for one in new]}


async def _search(call: ActionCall[LifeSmartConfigEntry]) -> None:
    pairing, data = call.entry.runtime_data.coordinator.client.pairing, call.data
    cls, options = data.get(ATTR_CLASS), data.get(ATTR_OPTIONS) or {}
    seconds, radio = data[ATTR_SECONDS], Radio(data[CONF_RADIO])
    if cls is None:
        await pairing.pair(seconds, radio, data.get(ATTR_VALUE))
    elif cls == YALE and set(options) == {YALE_OPTION}:
        await pairing.yale(bool(options[YALE_OPTION]), seconds)
    else:
        await pairing.optarg(PairOption(cls=cls, exarg=options or None), seconds, radio)


async def _remove_device(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    await coordinator.async_command(coordinator.client.pairing.remove(_own_me(call)))
    return None


async def _search_panels(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    """Look for panels as the controller is set up, which its first value tells."""
    coordinator, data = call.entry.runtime_data.coordinator, call.data
    me = _own_me(call)
    device = coordinator.data.devices.get(me)
    first = None if device is None else device.ios.get(_PANELS_AT)
    value = int(first.val or 0) & _LOW if first is not None else 0
    found = await coordinator.client.config.search_panels(
        me, data[ATTR_ADDRESS], value, data.get("x"), data.get("y")
    )
    return {"panels": list(found)}


async def _upgrade(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    coordinator, data = call.entry.runtime_data.coordinator, call.data
    command = coordinator.client.config.upgrade(
        data.get(ATTR_URL), data.get(ATTR_INFO), data[ATTR_REBOOT]
    )
    await coordinator.async_change(command, VERSION)
    return None


async def _reset(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    """Reset the station whose id was typed in; all its devices are lost."""
    if call.data[ATTR_LSID] != call.entry.unique_id:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="wrong_station_id")
    coordinator = call.entry.runtime_data.coordinator
    await coordinator.async_command(coordinator.client.config.reset())
    return None


_PAIR_FIELDS: dict[vol.Marker, Any] = {
    vol.Optional(ATTR_CLASS): cv.string,
    vol.Optional(ATTR_OPTIONS): dict,
    vol.Optional(ATTR_VALUE): vol.All(_WHOLE, vol.Range(min=0, max=255)),
    vol.Optional(CONF_RADIO, default=Radio.BOTH.value): vol.In(list(Radio)),
    vol.Optional(ATTR_SECONDS, default=30): vol.All(_WHOLE, vol.Range(min=1, max=600)),
}

STATION_ACTIONS: tuple[ActionSpec[LifeSmartConfigEntry], ...] = (
    ActionSpec(
        name="rename",
        handler=_rename,
        fields={vol.Required(ATTR_NAME): vol.All(cv.string, vol.Length(min=1, max=60))},
        admin=True,
    ),
    ActionSpec(
        name="pair_device",
        handler=_pair_device,
        operations=("dopair.yale", "dopair.optarg"),
        fields=_PAIR_FIELDS,
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(name="remove_device", handler=_remove_device, admin=True, confirm=True),
    ActionSpec(
        name="search_panels",
        handler=_search_panels,
        fields={
            vol.Required(ATTR_ADDRESS): vol.All(_WHOLE, vol.Range(min=0, max=255)),
            vol.Optional("x"): vol.All(_WHOLE, vol.Range(min=0, max=3)),
            vol.Optional("y"): vol.All(_WHOLE, vol.Range(min=0, max=254)),
        },
        response=SupportsResponse.ONLY,
        admin=True,
    ),
    ActionSpec(
        name="upgrade_station",
        handler=_upgrade,
        fields={
            vol.Optional(ATTR_URL): cv.string,
            vol.Optional(ATTR_INFO): cv.string,
            vol.Optional(ATTR_REBOOT, default=False): cv.boolean,
        },
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="reset_station",
        handler=_reset,
        fields={vol.Required(ATTR_LSID): cv.string},
        admin=True,
        confirm=True,
    ),
)
