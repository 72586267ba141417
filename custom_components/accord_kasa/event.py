"""What happened at the device without a command of ours."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.event import EventDeviceClass, EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.kasa import Family
from .coordinator import KasaConfigEntry, KasaView
from .entity import KasaEntity, KasaEntityDescription, entities_for
from .readings import MOTION
from .sensing import motion_of

PARALLEL_UPDATES = 0

DETECTED = "detected"
TURNED_ON = "turned_on"
TURNED_OFF = "turned_off"
RELAYS = frozenset({Family.PLUG, Family.SWITCH, Family.DIMMER, Family.STRIP})


@dataclass(frozen=True, kw_only=True)
class KasaEventDescription(KasaEntityDescription, EventEntityDescription):
    """Row of the table of events."""


EVENTS = (
    KasaEventDescription(
        key="switched_locally",
        translation_key="switched_locally",
        operations=("system.get_sysinfo",),
        event_types=[TURNED_ON, TURNED_OFF],
        exists_fn=lambda view: view.on is not None and view.sysinfo.family in RELAYS,
    ),
)
MOTIONS = (
    KasaEventDescription(
        key="motion",
        translation_key="motion",
        operations=("smartlife.iot.PIR.get_config",),
        device_class=EventDeviceClass.MOTION,
        event_types=[DETECTED],
        exists_fn=lambda view: view.get(MOTION) is not None,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KasaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the events of a device."""
    async_add_entities(entities_for(entry, EVENTS, KasaSwitchedLocally))
    async_add_entities(entities_for(entry, MOTIONS, KasaMotion))


class KasaSwitchedLocally(KasaEntity, EventEntity):
    """The relay moved: by its button, a timer or schedule of the device, or another client.

    Seen with the next poll. What happens while the device is out of reach is not told: nobody
    knows how often it moved.
    """

    entity_description: KasaEventDescription
    _was_on: bool | None = None

    @override
    def _show(self, view: KasaView) -> object:
        was_on, self._was_on = self._was_on, view.on
        moved = was_on is not None and view.on is not None and view.on != was_on
        if moved and not self.coordinator.commanded_recently:
            self._trigger_event(TURNED_ON if view.on else TURNED_OFF)
        return self.state

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        if not self.available:
            self._was_on = None
        super()._handle_coordinator_update()


class KasaMotion(KasaEntity, EventEntity):
    """Something began to move. Seen with a poll: what comes and goes between two is missed."""

    entity_description: KasaEventDescription
    _moving: bool | None = None

    @override
    def _show(self, view: KasaView) -> object:
        was_moving, self._moving = self._moving, motion_of(view)
        if self._moving and not was_moving:
            self._trigger_event(DETECTED)
        return self.state
