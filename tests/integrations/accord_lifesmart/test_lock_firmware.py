"""Firmware of SWIFTE locks: begun once by an action, and shown while it is written."""

from datetime import timedelta
from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntry
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.accord_lifesmart.const import DOMAIN
from custom_components.accord_lifesmart.diagnostics import async_get_config_entry_diagnostics
from simulators.faults import Drop
from simulators.lifesmart import LifeSmartStation, SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    Poll,
    device_id,
    entity_id,
    until,
    until_true,
)

LOCK = "2713"
URL = "http://files.example/swifte.bin"
SIZE = 40_960
SECONDS = SIZE / 4096
OTA = "doorlock.ctldoorlockswifte.SwifteOta"


@pytest.fixture
async def station(make: Make) -> LifeSmartStation:
    """Start a station with a SWIFTE lock, and a file somewhere."""
    found = await make(SubDevice(LOCK, "SL_LK_SWIFTE", "Office door"), SubDevice("1", "SL_OL"))
    found.ota.publish(URL, SIZE)
    return found


@pytest.fixture
async def entry(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> MockConfigEntry:
    """Add the station and wait until the lock's versions are known."""
    found = await add(station)
    await until(hass, half(hass, found, "inner"), "off", installed_version="0.3.3.20")
    return found


def half(hass: HomeAssistant, entry: MockConfigEntry, part: str) -> str:
    """Return the update entity of one half."""
    return entity_id(hass, entry, "update", f"{LOCK}_lock_{part}_firmware")


async def update(hass: HomeAssistant, entry: MockConfigEntry, **data: Any) -> None:
    """Begin, as an administrator who confirms it unless ``data`` says otherwise."""
    context = data.pop("context", None)
    given = {
        "device_id": device_id(hass, entry, data.pop("me", LOCK)),
        "part": "inner",
        "version": "0.3.3.22",
        "url": URL,
        "confirm": True,
        **data,
    }
    await hass.services.async_call(
        DOMAIN, "lock_firmware_update", given, blocking=True, context=context
    )


async def test_progress(
    hass: HomeAssistant, station: LifeSmartStation, entry: MockConfigEntry, poll: Poll
) -> None:
    """One half shows how far it is and what it runs then; the other stays."""
    inner, outer = half(hass, entry, "inner"), half(hass, entry, "outer")
    await update(hass, entry)
    await until(hass, inner, "on", in_progress=True, latest_version="0.3.3.22")
    await until(hass, outer, "off", in_progress=False, installed_version="0.3.3.18")
    station.clock.advance(SECONDS / 2)
    await poll(timedelta(seconds=11))
    await until(hass, inner, "on", update_percentage=50)
    station.clock.advance(SECONDS)
    await poll(timedelta(seconds=22))
    await until(hass, inner, "off", in_progress=False, installed_version="0.3.3.22")
    assert station.ota.tasks == {}


async def test_versions(
    hass: HomeAssistant, station: LifeSmartStation, entry: MockConfigEntry
) -> None:
    """They stand in the device registry and in diagnostics."""
    registry = dr.async_get(hass)

    def boards() -> str | None:
        found = registry.async_get(device_id(hass, entry, LOCK))
        assert isinstance(found, DeviceEntry)
        return found.hw_version

    await until_true(lambda: boards() == "0.3.3.20 / 0.3.3.18")
    told = (await async_get_config_entry_diagnostics(hass, entry))["locks"][LOCK]
    assert told["swifte_versions"] == {"inner": "0.3.3.20", "outer": "0.3.3.18", "ble": "1.0.6"}


async def test_who_may(
    hass: HomeAssistant,
    station: LifeSmartStation,
    entry: MockConfigEntry,
    hass_read_only_user: MockUser,
) -> None:
    """Administrators who confirm it, at SWIFTE locks."""
    with pytest.raises(ServiceValidationError):
        await update(hass, entry, confirm=False)
    with pytest.raises(Unauthorized):
        await update(hass, entry, context=Context(user_id=hass_read_only_user.id))
    with pytest.raises(ServiceValidationError) as caught:
        await update(hass, entry, me="1")
    assert caught.value.translation_key == "no_swifte_lock"
    assert station.ota.tasks == {}


async def test_while_another_runs(
    hass: HomeAssistant, station: LifeSmartStation, entry: MockConfigEntry
) -> None:
    """It is left alone; one that is finished is forgotten."""
    await update(hass, entry, part="outer", version="0.3.3.19")
    with pytest.raises(HomeAssistantError):
        await update(hass, entry)
    assert station.ota.tasks[LOCK].bytes_of_version == bytes((0, 3, 3, 19))
    station.clock.advance(SECONDS * 2)
    await update(hass, entry, delay=0.5)
    assert station.ota.tasks[LOCK].bytes_of_version == bytes((0, 3, 3, 22))


async def test_no_file(
    hass: HomeAssistant, station: LifeSmartStation, entry: MockConfigEntry
) -> None:
    """The lock refuses inside an answer that looks well; nothing is shown as running."""
    with pytest.raises(HomeAssistantError):
        await hass.services.async_call(
            DOMAIN,
            "lock_firmware_update",
            {
                "device_id": device_id(hass, entry, LOCK),
                "part": "inner",
                "version": "0.3.3.22",
                "confirm": True,
            },
            blocking=True,
        )
    await until(hass, half(hass, entry, "inner"), "off", in_progress=False)


async def test_a_lost_answer_is_not_repeated(
    hass: HomeAssistant, station: LifeSmartStation, short: None, add: Add
) -> None:
    """It may run: that is watched."""
    entry = await add(station)
    await until(hass, half(hass, entry, "inner"), "off", installed_version="0.3.3.20")
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    with station.faulty(Drop(), operations=[OTA]), pytest.raises(HomeAssistantError) as caught:
        await update(hass, entry)
    assert caught.value.translation_key == "outcome_unknown"
    assert rows.count(OTA) == 1
    await until(hass, half(hass, entry, "inner"), "on", in_progress=True)
