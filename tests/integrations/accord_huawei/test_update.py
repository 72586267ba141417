"""Updates of software and firmware, without pushes."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.accord_huawei import upgrades
from simulators.huawei.server import Script
from tests.integrations.accord_huawei.conftest import (
    GATE,
    METER,
    Add,
    Make,
    act,
    asked,
    entity_id,
    until,
    until_true,
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at tasks all the time."""
    monkeypatch.setattr(upgrades, "FIRST_LOOK", 0.01)
    monkeypatch.setattr(upgrades, "LOOK_EVERY", 0.01)


@pytest.mark.parametrize("kind", ["software", "firmware"])
async def test_install(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    hass_ws_client: WebSocketGenerator,
    kind: str,
) -> None:
    """The newest package that fits is offered, installed and followed by questions."""
    platform = await make()
    meter = platform.fleet[METER]
    assert meter.profile is not None
    platform.upgrades.add_package(f"{kind}Package", "1.3.0", meter.profile.info())
    platform.upgrades.add_package(f"{kind}Package", "9.0.0", {**meter.profile.info(), "model": "X"})
    platform.upgrades.step = 0.05
    entry = await add(platform)
    update = entity_id(hass, entry, "update", METER, kind)
    await until(hass, update, "on")
    state = hass.states.get(update)
    assert state is not None
    assert state.attributes["latest_version"] == "1.3.0"
    await act(hass, update, "install")
    state = hass.states.get(update)
    assert state is not None
    assert (state.attributes["in_progress"], state.attributes["step"]) == (True, "waiting")
    with pytest.raises(HomeAssistantError):
        await entry.runtime_data.coordinator.hass.services.async_call(
            "update", "install", {"entity_id": update}, blocking=True
        )
    platform.network.wake(meter)
    await until(hass, update, "off")
    state = hass.states.get(update)
    assert state is not None
    assert state.attributes["installed_version"] == "1.3.0"
    assert len(asked(platform, "1.10.4" if kind == "software" else "1.10.5")) == 1


async def test_failure(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The reason is shown; another attempt may be made."""
    platform = await make()
    platform.fleet[METER].fails_upgrades = True
    platform.upgrades.step = 0.01
    entry = await add(platform)
    update = entity_id(hass, entry, "update", METER, "software")
    await until(hass, update, "on")
    await act(hass, update, "install")
    platform.network.wake(platform.fleet[METER])
    await until_true(lambda: (found := hass.states.get(update)) and found.attributes["last_error"])
    state = hass.states.get(update)
    assert state is not None
    assert not state.attributes["in_progress"]


async def test_restart(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An upgrade that was on its way goes on to be shown."""
    platform = await make()
    platform.upgrades.step = 3600.0
    entry = await add(platform)
    update = entity_id(hass, entry, "update", METER, "software")
    await until(hass, update, "on")
    await act(hass, update, "install")
    platform.network.wake(platform.fleet[METER])
    await hass.config_entries.async_reload(entry.entry_id)
    await until_true(
        lambda: (found := hass.states.get(update)) and found.attributes.get("in_progress")
    )
    assert len(asked(platform, "1.10.4")) == 1


async def test_nothing_to_install(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device without a package has its version, and no more."""
    platform = await make()
    entry = await add(platform)
    update = entity_id(hass, entry, "update", GATE, "software")
    await until(hass, update, "off")
    await until_true(lambda: asked(platform, "1.10.1"))


async def test_packages_are_not_listed(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A platform without upgrades is no obstacle."""
    platform = await make()
    platform.api.scripts.append(Script(code=1010009, operations=frozenset({"1.10.1"}), times=1))
    entry = await add(platform)
    await until(hass, entity_id(hass, entry, "update", GATE, "software"), "off")
