"""Pushes of the server: taken from its links, and made known to the parts that they are about.

The server appends the kind to a link: ``…/<secret>/uplink``. It waits a fifth of a second for an
answer, so it is answered first. What a push says goes to the coordinator's stream of uplinks, to
``Downlinks``, to the readings of gateways, or to listeners of group results.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
import hmac
from typing import Any, Self

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util.hass_dict import HassKey

from ..accord.protocol.errors import ProtocolError
from ..accord.protocol.iotsquare import GatewayNetwork, GatewayOnline, GatewaySystem
from ..accord.protocol.iotsquare.push import (
    AckPush,
    GatewayPush,
    JoinPush,
    MulticastPush,
    PushEvent,
    PushKind,
    StatusPush,
    UplinkPush,
    parse_push,
)
from ..accord.protocol.iotsquare.push_link import SECRET_HEADER
from ..accord.push_view import Answer, Rate, async_register_push, new_secret, push_url
from ..accord.pushes import Push
from .const import CONF_PUSH, DOMAIN, LOGGER
from .coordinator import IoTSquareConfigEntry
from .readings import NETWORK, ONLINE, SYSTEM
from .state import AccountState

VENDOR = "iotsquare"
RATE = Rate(per_second=500.0, burst=5000)
"""Two thousand devices may report at once when their power comes back."""

WAITING = 5000

KINDS = frozenset(PushKind)
_ANSWER = Answer()
_REGISTERED: HassKey[dict[str, Callable[[], None]]] = HassKey(f"{DOMAIN}_push")
"""What ends the pushes of an entry, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLink:
    """A link of ours in the server."""

    url: str = field(repr=False)
    secret: bool = False
    """Its pushes bear our header."""
    restore: tuple[str, ...] = field(default=(), repr=False)
    """Links that ours replaced."""

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Read what is stored."""
        return cls(
            url=stored["url"],
            secret=stored.get("secret") is True,
            restore=tuple(stored.get("restore", ())),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return what is stored."""
        return {"url": self.url, "secret": self.secret, "restore": list(self.restore)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PushSettings:
    """What an entry keeps of its pushes."""

    secret: str = field(repr=False)
    """Of the address."""
    header: str = field(repr=False)
    """Of the header, where the server may send one."""
    base: str = ""
    """Where the server reaches Home Assistant, as the user said."""
    links: Mapping[str, OwnLink] = field(default_factory=dict)
    """By the part that they belong to."""

    @classmethod
    def of(cls, entry: IoTSquareConfigEntry) -> Self | None:
        """Return those of an entry, None before there were any."""
        stored = entry.data.get(CONF_PUSH)
        if not isinstance(stored, Mapping):
            return None
        links = stored.get("links", {})
        return cls(
            secret=stored["secret"],
            header=stored["header"],
            base=stored.get("base", ""),
            links={part: OwnLink.from_dict(link) for part, link in links.items()},
        )

    @classmethod
    def new(cls) -> Self:
        """Return those of an entry that has none."""
        return cls(secret=new_secret(), header=new_secret())

    @property
    def needs_header(self) -> bool:
        """Tell whether every push has to bear our header."""
        return bool(self.links) and all(link.secret for link in self.links.values())

    def with_link(self, part: str, link: OwnLink | None) -> Self:
        """Return the settings with another link of a part, or without it."""
        links = {name: one for name, one in self.links.items() if name != part}
        return replace(self, links=links if link is None else {**links, part: link})

    def to_dict(self) -> dict[str, Any]:
        """Return what is stored."""
        return {
            "secret": self.secret,
            "header": self.header,
            "base": self.base,
            "links": {part: link.to_dict() for part, link in self.links.items()},
        }


@callback
def store_settings(
    hass: HomeAssistant, entry: IoTSquareConfigEntry, settings: PushSettings | None
) -> None:
    """Keep the settings of an entry."""
    data = {key: value for key, value in entry.data.items() if key != CONF_PUSH}
    if settings is not None:
        data[CONF_PUSH] = settings.to_dict()
    hass.config_entries.async_update_entry(entry, data=data)


def url_of(hass: HomeAssistant, settings: PushSettings) -> str:
    """Return our link. Raises a translated HomeAssistantError where none is known."""
    return push_url(hass, VENDOR, settings.secret, settings.base or None, external=True)


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link of ours for something that is about to be made."""

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)


def own_link(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> NewLink:
    """Return our link for something new. Raises a translated error if pushes are not set up."""
    if (settings := PushSettings.of(entry)) is None:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="no_push_link")
    return NewLink(url_of(hass, settings), {SECRET_HEADER: settings.header})


# --- Taking pushes ---------------------------------------------------------------------------


@callback
def async_take_pushes(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> None:
    """Take pushes of a loaded entry from now on, if it has links."""
    registered = hass.data.setdefault(_REGISTERED, {})
    settings = PushSettings.of(entry)
    if settings is None or entry.entry_id in registered:
        return
    receiver = PushReceiver(entry)
    registered[entry.entry_id] = async_register_push(
        hass,
        entry,
        VENDOR,
        settings.secret,
        receiver.async_handle,
        methods=("POST",),
        rate=RATE,
        waiting=WAITING,
        answer=receiver.answer,
    )
    entry.async_on_unload(lambda: async_stop_pushes(hass, entry))


@callback
def async_stop_pushes(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> None:
    """Take no more pushes."""
    if (end := hass.data.get(_REGISTERED, {}).pop(entry.entry_id, None)) is not None:
        end()


class PushReceiver:
    """Makes something of the pushes of one account."""

    def __init__(self, entry: IoTSquareConfigEntry) -> None:
        """Belong to a loaded entry."""
        self._entry = entry

    def answer(self, push: Push) -> Answer | None:
        """Accept a known kind with the header that our links ask for."""
        settings = PushSettings.of(self._entry)
        if settings is None or push.tail not in KINDS:
            return None
        if settings.needs_header:
            given = push.headers.get(SECRET_HEADER, "")
            if not hmac.compare_digest(given.encode(errors="replace"), settings.header.encode()):
                return None
        return _ANSWER

    async def async_handle(self, push: Push) -> None:
        """Take over what a push says, if it is about something of the account."""
        try:
            event = parse_push(push.tail, push.body)
        except ProtocolError as err:
            LOGGER.debug("A push for %s was left out: %s", self._entry.title, err)
            return
        self._take(event)

    @callback
    def _take(self, event: PushEvent) -> None:
        data = self._entry.runtime_data
        state = data.coordinator.data
        match event:
            case GatewayPush() if event.gw_id in state.gateways:
                self._take_gateway(event)
            case MulticastPush() if event.mc_eui in state.groups:
                data.results.tell(event)
            case UplinkPush(uplink=uplink) if uplink.dev_eui in state.devices:
                data.coordinator.uplinks.feed(uplink)
                data.coordinator.proofs.told(uplink.dev_eui)
            case JoinPush() if event.dev_eui in state.devices:
                data.coordinator.uplinks.joined(event.dev_eui, event.time)
                data.downlinks.joined(event.dev_eui)
            case AckPush() if event.dev_eui in state.devices:
                if event.acknowledged:
                    data.downlinks.acknowledged(event.dev_eui, event.f_cnt)
                else:
                    data.downlinks.sent_in_vain(event.dev_eui, event.f_cnt)
            case StatusPush() if event.dev_eui in state.devices:
                data.coordinator.uplinks.note_battery(event.dev_eui, event.battery)
            case _:
                LOGGER.debug("A push for %s is about nothing known", self._entry.title)

    @callback
    def _take_gateway(self, event: GatewayPush) -> None:
        coordinator, gw_id = self._entry.runtime_data.coordinator, event.gw_id
        known = coordinator.data.get(ONLINE, gw_id)
        online = event.online if known is None else merged(known, event.online)
        coordinator.async_note(ONLINE, gw_id, online)
        coordinator.async_show(lambda state: _with_gateway(state, event))
        if event.network is not None:
            coordinator.async_note(
                NETWORK, gw_id, merged(coordinator.data.get(NETWORK, gw_id), event.network)
            )
        if event.system is not None:
            coordinator.async_note(
                SYSTEM, gw_id, merged(coordinator.data.get(SYSTEM, gw_id), event.system)
            )


def _with_gateway(state: AccountState, event: GatewayPush) -> AccountState:
    """Return the state with what a gateway told of being there."""
    known = state.gateways[event.gw_id]
    online = known.online if event.online.online is None else event.online.online
    seen = event.online.time or event.time
    row = replace(known, online=online, last_seen=seen if online and seen else known.last_seen)
    return replace(state, gateways={**state.gateways, event.gw_id: row})


_BLANKS: Mapping[type, object] = {
    GatewayOnline: GatewayOnline(gw_id=""),
    GatewayNetwork: GatewayNetwork(),
    GatewaySystem: GatewaySystem(),
}


def merged[T: (GatewayOnline, GatewayNetwork, GatewaySystem)](known: T | None, told: T) -> T:
    """Return what is known with what was told: pushes leave members out that polls have."""
    if known is None:
        return told
    blank = _BLANKS[type(told)]
    news = {
        one.name: getattr(told, one.name)
        for one in fields(told)
        if one.compare and getattr(told, one.name) != getattr(blank, one.name)
    }
    return replace(known, **news)
