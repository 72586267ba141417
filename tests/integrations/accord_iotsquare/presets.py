"""Presets of downlinks as subentries of accounts, for tests."""

from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord_iotsquare.const import SUBENTRY_PRESET
from simulators.iotsquare import IoTSquareServer
from tests.integrations.accord_iotsquare.conftest import until_true


def preset(kind: str, *targets: str, **more: Any) -> dict[str, Any]:
    """Return a subentry for a preset called Pump on port 10."""
    data = {"name": "Pump", "port": 10, "kind": kind, "targets": list(targets), **more}
    return {
        "subentry_type": SUBENTRY_PRESET,
        "title": data["name"],
        "unique_id": None,
        "data": data,
    }


def put(hass: HomeAssistant, entry: MockConfigEntry, kind: str, *targets: str, **more: Any) -> str:
    """Add a preset while the entry runs, as its dialog does; returns the subentry's id."""
    subentry = ConfigSubentry(**preset(kind, *targets, **more))
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id


async def until_on(server: IoTSquareServer, name: str, *, on: bool = True) -> None:
    """Let time pass on the air until a relay is on, or off."""

    def switched() -> bool:
        server.clock.advance(0.5)
        sensor = server.devices[name].sensor
        return sensor is not None and sensor.values["on"] is on

    await until_true(switched)
