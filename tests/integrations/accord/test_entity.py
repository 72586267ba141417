"""State is written only when it changed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import override

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.entity_component import EntityComponent
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.const import LOGGER
from custom_components.accord.coordinator import AccordCoordinator
from custom_components.accord.entity import AccordEntity
from custom_components.accord.protocol.errors import DeadlineError


@dataclass(frozen=True)
class Data:
    """Something shown and something that moves all the time."""

    shown: str
    counter: int


class Coordinator(AccordCoordinator[Data]):
    """Reads from an attribute."""

    now: Data | None = Data("a", 0)

    @override
    async def _async_fetch(self) -> Data:
        if self.now is None:
            raise DeadlineError
        return self.now


class Thing(AccordEntity[Coordinator]):
    """Shows one of the two."""

    entity_id = "test.thing"
    writes = 0

    @override
    def _refresh(self) -> object:
        self._attr_state = self.coordinator.data.shown
        return self._attr_state

    @callback
    @override
    def async_write_ha_state(self) -> None:
        self.writes += 1
        super().async_write_ha_state()


async def test_writes_only_changes(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(domain="accord_kasa", state=ConfigEntryState.LOADED)
    entry.add_to_hass(hass)
    coordinator = Coordinator(hass, entry, interval=timedelta(minutes=1))
    await coordinator.async_refresh()
    thing = Thing(coordinator)
    component = EntityComponent[Thing](LOGGER, "test", hass)
    await component.async_add_entities([thing])
    states: list[str] = []

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        states.append(event.data["new_state"].state)

    hass.bus.async_listen("state_changed", changed)
    written = thing.writes
    for now in (Data("a", 1), Data("b", 2), Data("b", 3), None, None, Data("b", 4)):
        coordinator.now = now
        await coordinator.async_refresh()
    await hass.async_block_till_done()
    assert states == ["b", "unavailable", "b"]
    assert thing.writes - written == 3
    await coordinator.async_shutdown()
