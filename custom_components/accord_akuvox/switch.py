"""What is on or off: doors held open, inputs, the public code, a packet capture."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.akuvox import CaptureKind, InputChange
from .const import CONF_HOLD_OPEN
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator
from .entity import AkuvoxEntity, AkuvoxEntityDescription, AkuvoxView, Part, entities_for
from .readings import CAPTURE, INPUTS, PUBLIC_CODE

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class AkuvoxSwitchDescription(AkuvoxEntityDescription, SwitchEntityDescription):
    """Row of the table of switches."""

    value_fn: Callable[[AkuvoxView], bool | None]
    set_fn: Callable[[AkuvoxCoordinator, str, bool], Awaitable[object]]
    """Raises HomeAssistantError."""
    option: str = ""
    """Option of the entry that adds it."""


async def _hold(coordinator: AkuvoxCoordinator, letter: str, on: bool) -> None:
    relays, inverted = coordinator.client.relay, letter in coordinator.data.inverted
    command = relays.hold if on else relays.release
    await coordinator.async_move(letter, command(letter, inverted=inverted))


async def _capture(coordinator: AkuvoxCoordinator, _: str, on: bool) -> None:
    pcap = coordinator.client.pcap
    command: Awaitable[object] = pcap.start(CaptureKind.AUTO) if on else pcap.stop()
    await coordinator.async_set(command, CAPTURE)


SWITCHES = (
    AkuvoxSwitchDescription(
        key="hold_open",
        translation_key="hold_open",
        operations=("relay/trig",),
        part=Part.RELAY,
        option=CONF_HOLD_OPEN,
        exists_fn=lambda view: view.relay is not None and view.relay.stays is not False,
        value_fn=lambda view: view.opened,
        set_fn=_hold,
    ),
    AkuvoxSwitchDescription(
        key="input_enabled",
        translation_key="input_enabled",
        operations=("input/get", "input/set"),
        part=Part.INPUT,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.input is not None and view.input.enabled is not None,
        value_fn=lambda view: None if view.input is None else view.input.enabled,
        set_fn=lambda one, letter, on: one.async_set(
            one.client.input.set(InputChange(input=letter, enabled=on)), INPUTS
        ),
    ),
    AkuvoxSwitchDescription(
        key="public_code",
        translation_key="public_code",
        operations=("publiccode/get", "publiccode/set"),
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: (
            (one := view.state.get(PUBLIC_CODE)) is not None and one.enabled is not None
        ),
        value_fn=lambda view: None if (one := view.state.get(PUBLIC_CODE)) is None else one.enabled,
        set_fn=lambda one, _, on: one.async_set(one.client.publiccode.set(enabled=on), PUBLIC_CODE),
    ),
    AkuvoxSwitchDescription(
        key="packet_capture",
        translation_key="packet_capture",
        operations=("pcap/status", "pcap/start", "pcap/stop"),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.state.get(CAPTURE) is not None,
        value_fn=lambda view: None if (one := view.state.get(CAPTURE)) is None else one.running,
        set_fn=_capture,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switches of a unit; doors are held open only for those who opt in."""
    wanted = [row for row in SWITCHES if not row.option or entry.options.get(row.option, False)]
    async_add_entities(entities_for(entry, wanted, AkuvoxSwitch))


class AkuvoxSwitch(AkuvoxEntity, SwitchEntity):
    """Something that is on or off."""

    entity_description: AkuvoxSwitchDescription

    @override
    def _show(self, view: AkuvoxView) -> object:
        self._attr_is_on = self.entity_description.value_fn(view)
        return self._attr_is_on

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on."""
        await self.entity_description.set_fn(self.coordinator, self.letter, True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.entity_description.set_fn(self.coordinator, self.letter, False)
