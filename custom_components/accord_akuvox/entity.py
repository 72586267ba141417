"""What all Akuvox entities share: identity, device, and the part of the unit they are about."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntry, DeviceInfo

from ..accord.entity import AccordEntity, AccordEntityDescription
from ..accord.protocol.akuvox import Input, Relay, SystemInfo
from .connection import Connection
from .const import DOMAIN
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator, AkuvoxState
from .readings import INPUTS, RELAYS, SIP

MANUFACTURER = "Akuvox"


class Part(Enum):
    """What there may be several of."""

    UNIT = "unit"
    RELAY = "relay"
    INPUT = "input"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class AkuvoxView:
    """What one entity looks at: the unit as a whole, or one relay, input or account."""

    state: AkuvoxState
    letter: str = ""
    """Of a relay or input; the number of an account; empty for the unit."""

    @property
    def switched(self) -> bool | None:
        """Return whether the relay is switched."""
        return self.state.poll.relays.get(self.letter)

    @property
    def opened(self) -> bool | None:
        """Return whether the relay lets people in."""
        return self.state.opened(self.letter)

    @property
    def level(self) -> int | None:
        """Return the level of the input."""
        return self.state.poll.inputs.get(self.letter)

    @property
    def relay(self) -> Relay | None:
        """Return the settings of the relay."""
        settings = self.state.get(RELAYS)
        return None if settings is None else settings.relays.get(self.letter)

    @property
    def input(self) -> Input | None:
        """Return the settings of the input."""
        settings = self.state.get(INPUTS)
        return None if settings is None else settings.inputs.get(self.letter)


@dataclass(frozen=True, kw_only=True)
class AkuvoxEntityDescription(AccordEntityDescription):
    """Row of an Akuvox platform: ``exists_fn`` is asked for each part of its kind."""

    part: Part = Part.UNIT
    exists_fn: Callable[[AkuvoxView], bool]


class AkuvoxEntity(AccordEntity[AkuvoxCoordinator]):
    """An entity of a unit."""

    entity_description: AkuvoxEntityDescription

    def __init__(
        self, coordinator: AkuvoxCoordinator, description: AkuvoxEntityDescription, view: AkuvoxView
    ) -> None:
        """Belong to the part of ``view``."""
        super().__init__(coordinator)
        self.entity_description = description
        self.letter = view.letter
        mac = view.state.info.mac
        suffix = f"_{view.letter.lower()}" if view.letter else ""
        self._attr_unique_id = f"{mac}_{description.key}{suffix}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, mac)})
        if description.part is not Part.UNIT:
            self._attr_translation_placeholders = {"part": shown_part(view, description.part)}

    @property
    def view(self) -> AkuvoxView:
        """Return what this entity is about."""
        return AkuvoxView(self.coordinator.data, self.letter)

    @override
    def _refresh(self) -> object:
        return self._show(self.view)

    @abstractmethod
    def _show(self, view: AkuvoxView) -> object:
        """Set the attributes from ``view`` and return a comparable picture of them."""


def part_name(view: AkuvoxView, part: Part) -> str:
    """Return what a part is called: a relay by the name it has in the unit, else its letter."""
    return (relay_name(view) if part is Part.RELAY else "") or view.letter


def relay_name(view: AkuvoxView) -> str:
    """Return the name that a relay has in the unit; empty where it has none."""
    return "" if view.relay is None else view.relay.name.strip()


def shown_part(view: AkuvoxView, part: Part) -> str:
    """Return how names of entities end: a relay that is the only one needs no words."""
    if part is not Part.RELAY:
        return view.letter
    if len(view.state.poll.relays) == 1:
        return ""
    name = relay_name(view)
    return f" · {name}" if name else f" {view.letter}"


def parts_of(state: AkuvoxState, part: Part) -> Sequence[str]:
    """Return the letters of relays or inputs, the numbers of accounts; "" for the unit."""
    match part:
        case Part.RELAY:
            return sorted(state.poll.relays)
        case Part.INPUT:
            return sorted(state.poll.inputs)
        case Part.ACCOUNT:
            return [str(one.number) for one in state.get(SIP) or ()]
        case Part.UNIT:
            return [""]


def entities_for[DescriptionT: AkuvoxEntityDescription, EntityT: AkuvoxEntity](
    entry: AkuvoxConfigEntry,
    descriptions: Iterable[DescriptionT],
    make: Callable[[AkuvoxCoordinator, DescriptionT, AkuvoxView], EntityT],
) -> Iterator[EntityT]:
    """Yield an entity for every row and every part that it exists for."""
    coordinator = entry.runtime_data.coordinator
    for description in descriptions:
        for letter in parts_of(coordinator.data, description.part):
            view = AkuvoxView(coordinator.data, letter)
            if description.exists_fn(view):
                yield make(coordinator, description, view)


@callback
def async_register_device(
    hass: HomeAssistant, entry: AkuvoxConfigEntry, info: SystemInfo
) -> DeviceEntry:
    """Describe the unit to the registry."""
    return dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, info.mac)},
        connections={(dr.CONNECTION_NETWORK_MAC, info.mac)},
        configuration_url=Connection.from_data(entry.data).url,
        manufacturer=MANUFACTURER,
        model=info.model or None,
        name=entry.title,
        hw_version=info.hardware or None,
        sw_version=info.firmware or None,
    )
