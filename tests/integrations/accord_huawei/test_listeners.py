"""Who listens to what."""

from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord_huawei.listeners import DeviceListeners, EventListeners, Gathering
from tests.integrations.accord_huawei.conftest import until_true


async def test_own_device_only(hass: HomeAssistant) -> None:
    """Each hears of its device; some hear of all."""
    listeners, heard = DeviceListeners(hass), list[str]()
    stop = listeners.add("a", lambda: heard.append("own"))
    stop_all = listeners.add_for_all(heard.append)
    listeners.tell(["a", "b"])
    assert heard == ["a", "own", "b"]
    assert listeners.known == ("a",)
    stop()
    stop_all()
    listeners.tell(["a"])
    assert len(heard) == 3
    assert not listeners.known


async def test_in_slices(hass: HomeAssistant) -> None:
    """Many are told a few at a time; others get their turn."""
    listeners, heard = DeviceListeners(hass), list[str]()
    listeners.add_for_all(heard.append)
    with patch("custom_components.accord_huawei.listeners.SLICE", -1.0):
        listeners.tell(map(str, range(5)))
        assert heard == []
    await hass.async_block_till_done()
    assert heard == ["0", "1", "2", "3", "4"]


def test_events() -> None:
    """Who listens for a kind of events of one device hears of those only."""
    events = EventListeners()
    heard: list[tuple[str, Any]] = []
    stop = events.listen("a", "command", lambda event, more: heard.append((event, more)))
    events.fire("a", "command", "sent", {"x": 1})
    events.fire("b", "command", "sent", {"x": 2})
    events.fire(None, "command", "sent", {"x": 3})
    stop()
    events.fire("a", "command", "sent", {"x": 4})
    assert heard == [("sent", {"x": 1})]


async def test_gathering(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once for all who ask meanwhile, not at all after it was cancelled."""
    monkeypatch.setattr("custom_components.accord_huawei.listeners.GATHERED", 0.01)
    done: list[int] = []
    gathering = Gathering(hass, lambda: done.append(1))
    for _ in range(10):
        gathering.ask()
    assert not done
    await until_true(lambda: done)
    gathering.ask()
    await until_true(lambda: len(done) == 2)
    gathering.ask()
    gathering.cancel()
    gathering.cancel()
    assert len(done) == 2
