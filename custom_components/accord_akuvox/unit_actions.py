"""Actions at the door: opening, calling, codes for all, SIP accounts, cards at the reader."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import CONF_PASSWORD
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from ..accord.protocol.akuvox import NotTakenError
from ..accord.protocol.akuvox.privacy import is_secret
from ..accord.protocol.errors import InvalidError, NotFoundError
from .const import DOMAIN
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator
from .readings import CALL, PUBLIC_CODE, SIP
from .record_actions import TEXT
from .records import ATTR_ACCOUNT, ATTR_CODE, ATTR_NAME, ATTR_PHONE, RELAY_LETTERS
from .residents import RelayNames

ATTR_RELAY = "relay"
ATTR_SECONDS = "seconds"
ATTR_LENGTH = "length"
ATTR_SETTINGS = "settings"
LONGEST_PULSE = 65535
LONGEST_NAME = 63
LONGEST_VALUE = 255
PUBLIC_RELAYS = "ABC"

SIP_FIELDS: Mapping[str, tuple[str, Any]] = {
    "enabled": ("GENERAL.Enable", cv.boolean),
    "label": ("GENERAL.Label", cv.string),
    "display_name": ("GENERAL.DisplayName", cv.string),
    "user_name": ("GENERAL.UserName", cv.string),
    "register_name": ("GENERAL.AuthName", cv.string),
    CONF_PASSWORD: ("GENERAL.Pwd", cv.string),
    "server": ("SIP.Server", cv.string),
    "port": ("SIP.Port", cv.port),
}
"""Setting below the account, and what it may be, by the field's name."""
_HIDDEN = frozenset({"GENERAL.AuthName"})
"""Not shown besides passwords: half of what registers in the unit's place."""


def relay_letter(coordinator: AkuvoxCoordinator, wanted: str | None) -> str:
    """Return the letter of a relay called by letter or name; the only one needs no name.

    Raises ServiceValidationError with the names that there are.
    """
    relays = RelayNames(coordinator)
    if wanted is None and len(relays.names) == 1:
        wanted = relays.names[0]
    letter = None if wanted is None else relays.letter(wanted)
    if letter is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="relay_unknown",
            translation_placeholders={
                "name": coordinator.name,
                "relays": ", ".join(relays.names),
            },
        )
    return letter


async def _open_door(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Open once, for the relay's own time unless told otherwise."""
    coordinator = call.entry.runtime_data.coordinator
    letter = relay_letter(coordinator, call.data.get(ATTR_RELAY))
    pulse = coordinator.client.relay.pulse(
        letter, call.data.get(ATTR_SECONDS), inverted=letter in coordinator.data.inverted
    )
    await coordinator.async_move(letter, pulse)
    return None


async def _dial(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    coordinator.feed.note_own_call()
    coordinator.feed.read_calls_soon()
    await coordinator.async_change(
        coordinator.client.call.dial(call.data[ATTR_PHONE], call.data.get(ATTR_NAME)), CALL
    )
    return None


async def _set_public_code(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    number = RELAY_LETTERS.index(call.data[ATTR_RELAY]) + 1
    command = coordinator.client.publiccode.set(
        codes={str(number): call.data[ATTR_CODE]}, length=call.data.get(ATTR_LENGTH)
    )
    await coordinator.async_change(command, PUBLIC_CODE)
    return None


async def _get_sip(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Return the accounts' settings, without what registers in the unit's place."""
    client = call.entry.runtime_data.coordinator.client
    accounts = await client.sip.get()
    states = {one.number: one.registration.value for one in await client.sip.status()}
    shown: list[JsonValueType] = [
        {
            ATTR_ACCOUNT: number,
            "registration": states.get(number),
            ATTR_SETTINGS: {
                key: value
                for key, value in accounts.account(number).items()
                if not is_secret(key) and key not in _HIDDEN
            },
        }
        for number in accounts.numbers
    ]
    return {"accounts": shown}


async def _set_sip(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Change settings of one account and look whether the unit took them."""
    coordinator = call.entry.runtime_data.coordinator
    sip, number = coordinator.client.sip, call.data[ATTR_ACCOUNT]
    wanted: dict[str, str] = dict(call.data.get(ATTR_SETTINGS, {}))
    for name, (key, _) in SIP_FIELDS.items():
        if name in call.data:
            value = call.data[name]
            wanted[key] = str(int(value)) if isinstance(value, bool) else str(value)
    if not wanted:
        raise InvalidError("nothing to change was given")
    if number not in (before := await sip.get()).numbers:
        raise NotFoundError(f"there is no account {number}")
    if unknown := wanted.keys() - before.account(number).keys():
        raise InvalidError(f"the account has no setting {', '.join(sorted(unknown))}")
    values = {f"Config.Account{number}.{key}": value for key, value in wanted.items()}
    await coordinator.async_change(sip.set(values), SIP)
    found = (await sip.get()).account(number)
    refused = [key for key in wanted if not is_secret(key) and found.get(key) != wanted[key]]
    if refused:
        raise NotTakenError(refused)
    return None


async def _scan_card(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Wait for a card at the reader."""
    return {"card": await call.entry.runtime_data.coordinator.client.user.scan()}


UNIT_ACTIONS: tuple[ActionSpec[AkuvoxConfigEntry], ...] = (
    ActionSpec(
        name="open_door",
        handler=_open_door,
        operations=("relay/trig",),
        fields={
            vol.Optional(ATTR_RELAY): TEXT,
            vol.Optional(ATTR_SECONDS): vol.All(
                vol.Coerce(int), vol.Range(min=1, max=LONGEST_PULSE)
            ),
        },
    ),
    ActionSpec(
        name="dial",
        handler=_dial,
        operations=("call/dial",),
        fields={
            vol.Required(ATTR_PHONE): vol.All(TEXT, vol.Length(max=LONGEST_NAME)),
            vol.Optional(ATTR_NAME): vol.All(TEXT, vol.Length(max=LONGEST_NAME)),
        },
    ),
    ActionSpec(
        name="set_public_code",
        handler=_set_public_code,
        operations=("publiccode/set",),
        fields={
            vol.Optional(ATTR_RELAY, default="A"): vol.In(list(PUBLIC_RELAYS)),
            vol.Required(ATTR_CODE): TEXT,
            vol.Optional(ATTR_LENGTH): vol.All(vol.Coerce(int), vol.Range(min=4, max=8)),
        },
        admin=True,
    ),
    ActionSpec(
        name="get_sip",
        handler=_get_sip,
        operations=("sip/get",),
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="set_sip",
        handler=_set_sip,
        operations=("sip/set",),
        fields={
            vol.Required(ATTR_ACCOUNT): vol.All(vol.Coerce(int), vol.Range(min=1, max=9)),
            **{vol.Optional(name): check for name, (_, check) in SIP_FIELDS.items()},
            vol.Optional(ATTR_SETTINGS): {
                cv.string: vol.All(cv.string, vol.Length(max=LONGEST_VALUE))
            },
        },
        admin=True,
    ),
    ActionSpec(
        name="scan_card",
        handler=_scan_card,
        operations=("user/scan",),
        response=SupportsResponse.ONLY,
        admin=True,
    ),
)
