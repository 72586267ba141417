"""Actions of the unit as a whole: settings, backup, factory settings, firmware."""

from typing import Any

from homeassistant.const import CONF_MAC
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from ..accord.protocol.akuvox import InstallStage, normalize_mac, redact
from ..accord.protocol.errors import BusyError
from .const import CONF_DANGEROUS, DOMAIN
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator
from .files import LARGEST_IMAGE, LARGEST_IMPORT, async_load, async_save
from .installation import Progress
from .readings import READINGS
from .record_actions import ATTR_PATH, TEXT

ATTR_KEYS = "keys"
ATTR_PREFIXES = "prefixes"
ATTR_INCLUDE_SECRETS = "include_secrets"
ATTR_VALUES = "values"
ATTR_MD5 = "md5"
BACKUP = "Config.tgz"


async def _get_config(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    client = call.entry.runtime_data.coordinator.client
    found = await client.config.get(
        filter=call.data.get(ATTR_PREFIXES, ()), item=call.data.get(ATTR_KEYS, ())
    )
    return {ATTR_VALUES: dict(found) if call.data[ATTR_INCLUDE_SECRETS] else redact(found)}


async def _set_config(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Change settings; return them as the unit has them afterwards."""
    coordinator = call.entry.runtime_data.coordinator
    found = await coordinator.async_change(
        coordinator.client.config.change(call.data[ATTR_VALUES]), *READINGS
    )
    return {ATTR_VALUES: redact(found)}


async def _backup(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    file = await call.entry.runtime_data.coordinator.client.config.export()
    return await async_save(call.hass, call.entry, file)


async def _restore(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Send a backup and wait for the unit, which restarts."""
    coordinator = call.entry.runtime_data.coordinator
    file = await async_load(call.hass, call.data[ATTR_PATH], LARGEST_IMPORT)
    name = file.name if file.name.endswith(".tgz") else BACKUP
    command = coordinator.client.config.restore(file.content, name)
    info = await coordinator.async_change(command, *READINGS)
    return {"firmware": info.firmware}


async def _factory_reset(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Reset the unit whose MAC address was typed in: afterwards it does not know us any more."""
    coordinator = call.entry.runtime_data.coordinator
    if normalize_mac(call.data[CONF_MAC]) != coordinator.data.info.mac:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="mac_wrong",
            translation_placeholders={"name": coordinator.name},
        )
    await coordinator.async_command(coordinator.client.config.reset_factory())
    return None


async def _install_firmware(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Install an image; the update entity shows how far it is."""
    coordinator = call.entry.runtime_data.coordinator
    if coordinator.installation.progress is not None:
        raise BusyError("an installation is under way")
    coordinator.installation.note(Progress(InstallStage.PREPARING))
    try:
        return await _install(call, coordinator)
    finally:
        coordinator.installation.note(None)


async def _install(
    call: ActionCall[AkuvoxConfigEntry], coordinator: AkuvoxCoordinator
) -> ServiceResponse:
    file = await async_load(call.hass, call.data[ATTR_PATH], LARGEST_IMAGE)

    def tell(stage: InstallStage, share: float) -> None:
        sending = stage is InstallStage.UPLOADING
        coordinator.installation.note(Progress(stage, round(100 * share) if sending else None))

    command = coordinator.client.firmware.install(
        file.content, file.name, call.data.get(ATTR_MD5), tell
    )
    result = await coordinator.async_change(command, *READINGS)
    return {"before": result.before, "after": result.after}


def _values(values: Any) -> dict[str, str]:
    """Return settings as texts: units know nothing else. Raises vol.Invalid."""
    if not isinstance(values, dict) or not values:
        raise vol.Invalid("expected keys and values")
    return {
        cv.string(key): str(int(value)) if isinstance(value, bool) else cv.string(value)
        for key, value in values.items()
    }


SETUP_ACTIONS: tuple[ActionSpec[AkuvoxConfigEntry], ...] = (
    ActionSpec(
        name="get_config",
        handler=_get_config,
        operations=("config/get",),
        fields={
            vol.Optional(ATTR_KEYS): vol.All(cv.ensure_list, [TEXT]),
            vol.Optional(ATTR_PREFIXES): vol.All(cv.ensure_list, [TEXT]),
            vol.Optional(ATTR_INCLUDE_SECRETS, default=False): cv.boolean,
        },
        response=SupportsResponse.ONLY,
        admin_fn=lambda data: bool(data[ATTR_INCLUDE_SECRETS]),
    ),
    ActionSpec(
        name="set_config",
        handler=_set_config,
        operations=("config/set",),
        fields={vol.Required(ATTR_VALUES): _values},
        response=SupportsResponse.OPTIONAL,
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="backup",
        handler=_backup,
        operations=("config/export",),
        response=SupportsResponse.ONLY,
        admin=True,
    ),
    ActionSpec(
        name="restore",
        handler=_restore,
        operations=("config/import",),
        fields={vol.Required(ATTR_PATH): TEXT},
        response=SupportsResponse.OPTIONAL,
        admin=True,
        confirm=True,
        opt_in=CONF_DANGEROUS,
    ),
    ActionSpec(
        name="factory_reset",
        handler=_factory_reset,
        operations=("config/reset_factory",),
        fields={vol.Required(CONF_MAC): TEXT},
        admin=True,
        confirm=True,
        opt_in=CONF_DANGEROUS,
    ),
    ActionSpec(
        name="install_firmware",
        handler=_install_firmware,
        operations=("firmware/prepare", "firmware/upload", "firmware/upgrade"),
        fields={
            vol.Required(ATTR_PATH): TEXT,
            vol.Optional(ATTR_MD5): vol.All(TEXT, vol.Match("^[0-9A-Fa-f]{32}$")),
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
        confirm=True,
        opt_in=CONF_DANGEROUS,
    ),
)
