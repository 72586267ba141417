"""Actions of the device as a whole: place, account, server, address, network."""

from homeassistant.const import CONF_LATITUDE, CONF_LONGITUDE, CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from .const import CONF_DANGEROUS
from .coordinator import KasaConfigEntry
from .readings import CLOUD

ATTR_SSID = "ssid"
ATTR_KEY_TYPE = "key_type"
ATTR_SERVER = "server"
ATTR_MAC = "mac"


async def _scan_wifi(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    client = call.entry.runtime_data.coordinator.client
    found = await client.netif.get_scaninfo()
    return {
        "networks": [
            {"ssid": one.ssid, "key_type": one.key_type, "signal_strength": one.rssi}
            for one in found
        ]
    }


async def _join_wifi(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    await coordinator.async_command(
        coordinator.client.netif.set_stainfo(
            call.data[ATTR_SSID], call.data[CONF_PASSWORD], int(call.data[ATTR_KEY_TYPE])
        )
    )
    return None


async def _set_location(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    await coordinator.async_command(
        coordinator.client.system.set_dev_location(
            call.data[CONF_LATITUDE], call.data[CONF_LONGITUDE]
        )
    )
    return None


async def _cloud_bind(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    """Bind the device, over a transport that hides the password only."""
    coordinator = call.entry.runtime_data.coordinator
    command = coordinator.client.cloud.bind(call.data[CONF_USERNAME], call.data[CONF_PASSWORD])
    await coordinator.async_change(command, CLOUD)
    return None


async def _set_cloud_server(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    command = coordinator.client.cloud.set_server_url(call.data[ATTR_SERVER])
    await coordinator.async_change(command, CLOUD)
    return None


async def _set_mac_address(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    """To Home Assistant it is another device from then on."""
    coordinator = call.entry.runtime_data.coordinator
    await coordinator.async_command(coordinator.client.system.set_mac_addr(call.data[ATTR_MAC]))
    return None


SYSTEM_ACTIONS: tuple[ActionSpec[KasaConfigEntry], ...] = (
    ActionSpec(
        name="set_location",
        handler=_set_location,
        operations=("system.set_dev_location",),
        fields={
            vol.Required(CONF_LATITUDE): cv.latitude,
            vol.Required(CONF_LONGITUDE): cv.longitude,
        },
    ),
    ActionSpec(
        name="scan_wifi",
        handler=_scan_wifi,
        operations=("netif.get_scaninfo",),
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="join_wifi",
        handler=_join_wifi,
        operations=("netif.set_stainfo",),
        fields={
            vol.Required(ATTR_SSID): vol.All(cv.string, vol.Length(min=1, max=32)),
            vol.Optional(CONF_PASSWORD, default=""): cv.string,
            vol.Optional(ATTR_KEY_TYPE, default="3"): vol.In(["0", "1", "2", "3"]),
        },
        admin=True,
        confirm=True,
        opt_in=CONF_DANGEROUS,
    ),
    ActionSpec(
        name="cloud_bind",
        handler=_cloud_bind,
        operations=("cnCloud.bind",),
        fields={
            vol.Required(CONF_USERNAME): vol.All(cv.string, vol.Length(min=1)),
            vol.Required(CONF_PASSWORD): vol.All(cv.string, vol.Length(min=1)),
        },
        admin=True,
        confirm=True,
        opt_in=CONF_DANGEROUS,
    ),
    ActionSpec(
        name="set_cloud_server",
        handler=_set_cloud_server,
        operations=("cnCloud.set_server_url",),
        fields={vol.Required(ATTR_SERVER): vol.All(cv.string, vol.Length(min=1))},
        admin=True,
        confirm=True,
        opt_in=CONF_DANGEROUS,
    ),
    ActionSpec(
        name="set_mac_address",
        handler=_set_mac_address,
        operations=("system.set_mac_addr",),
        fields={vol.Required(ATTR_MAC): cv.string},
        admin=True,
        confirm=True,
        opt_in=CONF_DANGEROUS,
    ),
)
