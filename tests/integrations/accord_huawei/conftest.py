"""A simulated platform and entries for its application."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from datetime import timedelta
import itertools
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState, ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.accord_huawei.const import DOMAIN
from simulators.huawei import Command, HuaweiPlatform, Profile, Service, Thing, Value
from simulators.huawei.household import build_platform
from tests.integrations.states import act

METER, SMOKE, HUB = "dev-meter", "dev-smoke", "dev-gateway"
LAMP, DOOR, CLIMATE, GATE = "dev-lamp", "dev-door", "dev-climate", "dev-gate"
PANEL = "dev-panel"

PANEL_PROFILE = Profile(
    "prod-panel-1", "Panel", "WP-1", "HearthLabs", "Hearth Labs", "MQTT",
    (
        Service("Panel", (
            Value("mode", "string", words=("HOME", "AWAY", "NIGHT"), initial="HOME"),
            Value("state", "string", words=("IDLE", "BUSY", "FAULTY"), initial="IDLE"),
            Value("owner", "string", length=20, initial="Anna"),
            Value("password", "string", length=8, initial="1234"),
            Value("alarmAt", "DateTime", initial="20261101T070000Z"),
            Value("details", "jsonObject", initial={"a": 1, "b": [2]}),
            Value("story", "string", length=4000, initial="x" * 300),
        ), (
            Command("SET_MODE", (Value("mode", "string", words=("HOME", "AWAY", "NIGHT")),), (),
                    {"mode": "$mode"}),
            Command("SET_OWNER", (Value("owner", "string", length=20),), (), {"owner": "$owner"}),
            Command("SET_PASSWORD", (Value("password", "string", length=8),), ()),
            Command("SET_ALARM_AT", (Value("alarmAt", "DateTime"),), (), {"alarmAt": "$alarmAt"}),
            Command("SHOW_TEXT", (Value("text", "string", length=80),), ()),
            Command("SET_SCENE", (Value("scene", "string", words=("A", "B", "C")),), ()),
            Command("SET_LEVEL", (Value("level", "int", 0, 10, 1),), ()),
            Command("SET_BEEP", (Value("beep", "boolean"),), ()),
            Command("NOTE", (Value("note", "string", length=10),), ()),
            Command("RESTART", (), ()),
            Command("CHIME", (), ()),
        )),
        Service("GarageGate", (), (Command("OPEN", (), ()), Command("CLOSE", (), ()))),
        Service("RawData", (Value("rawData", "string", initial="AQI="),)),
    ),
)  # fmt: skip
"""A product with one of everything."""

__all__ = ["act"]
"""What tests of this package find here besides fixtures."""

type Make = Callable[..., Awaitable[HuaweiPlatform]]
type Add = Callable[..., Awaitable[MockConfigEntry]]
type Poll = Callable[..., Awaitable[None]]


@pytest.fixture(autouse=True)
def no_background_discovery() -> Generator[None]:
    """Leave the bundle's own search out: it has tests of its own."""
    with patch("custom_components.accord.async_start_discovery"):
        yield


@pytest.fixture(autouse=True)
def short_waits() -> Generator[None]:
    """Read devices at once after commands, and models without pauses."""
    with (
        patch("custom_components.accord_huawei.coordinator.BETWEEN_MODELS", 0.0),
        patch("custom_components.accord_huawei.coordinator.READ_BACK", (0.0,)),
    ):
        yield


@pytest.fixture
def make(start: Callable[[HuaweiPlatform], Awaitable[None]], subnet: str) -> Make:
    """Start a platform at an address of its own, with a house behind it or, by choice, without."""
    numbers = itertools.count(10)

    async def make_and_start(*, empty: bool = False, **options: Any) -> HuaweiPlatform:
        address = f"{subnet}.5.{next(numbers)}"
        kind = HuaweiPlatform if empty else build_platform
        options = {"name": "Test platform", "address": address, "port": 0, **options}
        platform = kind(**options)
        await start(platform)
        platform.account.calls_per_minute = 10_000
        return platform

    return make_and_start


def add_panel(platform: HuaweiPlatform) -> Thing:
    """Enter a device that has one of everything."""
    platform.add_profile(PANEL_PROFILE)
    panel = platform.registrations.enter(
        platform.app_id, "panel-1", PANEL_PROFILE, name="Wall panel", device_id=PANEL
    )
    platform.network.connect(panel)
    platform.network.report_all(panel)
    return panel


def override(
    feature: str, model: str = "RaindropWorks/WaterMeter/WM-NB15/CoAP", **more: Any
) -> Any:
    """Return a subentry that says something of a property of a product model."""
    return ConfigSubentryData(
        data={"product_model": model, "feature": feature, **more},
        subentry_type="product_model",
        title=feature,
        unique_id=f"{model}/{feature}",
    )


def data_of(platform: HuaweiPlatform, **more: Any) -> dict[str, Any]:
    """Return the data of an entry for a platform's application."""
    certificate = platform.client_certificate
    return {
        "host": platform.address,
        "port": platform.port,
        "app_id": platform.app_id,
        "secret": platform.secret,
        "authority": platform.authority.pem.decode(),
        "certificate": certificate.chain.decode(),
        "private_key": certificate.key.decode(),
        "pkcs12": "",
        "password": "",
        "check_host_name": True,
        **more,
    }


@pytest.fixture
async def add(hass: HomeAssistant) -> AsyncGenerator[Add]:
    """Add an entry for a platform and set it up; all are unloaded in the end."""
    entries: list[MockConfigEntry] = []

    async def add_entry(
        platform: HuaweiPlatform,
        *,
        expect: ConfigEntryState = ConfigEntryState.LOADED,
        data: dict[str, Any] | None = None,
        overrides: tuple[Any, ...] = (),
        **options: Any,
    ) -> MockConfigEntry:
        entry = MockConfigEntry(
            domain=DOMAIN,
            title=platform.name,
            data={**data_of(platform), **(data or {})},
            unique_id=platform.app_id,
            subentries_data=overrides,
            options={"calls_per_minute": 10_000, **options},
        )
        entries.append(entry)
        entry.add_to_hass(hass)
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        assert entry.state is expect
        return entry

    yield add_entry
    for entry in entries:
        if entry.state is ConfigEntryState.LOADED:
            assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)


@pytest.fixture
def poll(hass: HomeAssistant) -> Poll:
    """Let the next scans come."""

    async def poll_now(after: timedelta = timedelta(minutes=16)) -> None:
        async_fire_time_changed(hass, dt_util.utcnow() + after)
        await hass.async_block_till_done(wait_background_tasks=False)

    return poll_now


async def until_true(condition: Callable[[], object]) -> None:
    """Wait until something holds that nobody tells about."""
    async with asyncio.timeout(10):
        while True:
            if condition():
                return
            await asyncio.sleep(0.01)


async def until(hass: HomeAssistant, entity: str, state: str) -> None:
    """Wait until an entity shows a state."""
    try:
        await until_true(lambda: (found := hass.states.get(entity)) and found.state == state)
    except TimeoutError:
        raise AssertionError(f"{entity} is {hass.states.get(entity)}") from None


def entity_id(
    hass: HomeAssistant, entry: MockConfigEntry, platform: str, device: str | None, key: str
) -> str:
    """Return the id of an entity of a device, by None of the application."""
    begin = str(entry.unique_id) if device is None else f"{entry.unique_id}_{device}"
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, f"{begin}_{key}")
    assert found is not None, f"no {platform} {key} of {device}"
    return found


def feature(
    hass: HomeAssistant, entry: MockConfigEntry, platform: str, device: str, name: str
) -> str:
    """Return the id of an entity of the product model, by ``service:property``."""
    return entity_id(hass, entry, platform, device, f"{platform}:{name}")


def device_id(hass: HomeAssistant, entry: MockConfigEntry, device: str | None = None) -> str:
    """Return the registry's id of a device, by None of the application."""
    name = str(entry.unique_id) if device is None else f"{entry.unique_id}_{device}"
    found = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, name), entry.entry_id)
    assert found is not None
    return found.id


def asked(platform: HuaweiPlatform, *operations: str) -> list[Any]:
    """Return the requests for some operations that came in."""
    return [one for one in platform.api.requests if one.operation in operations]


def called(platform: HuaweiPlatform) -> list[tuple[str, Any]]:
    """Return name and parameters of all commands that came in, by either way."""
    found = []
    for one in asked(platform, "1.7.1", "1.7.7"):
        if one.operation == "1.7.1":
            found.append((one.body["command"]["method"], one.body["command"]["paras"]))
        else:
            found.append((one.body["header"]["method"], one.body["body"]))
    return found


async def call(
    hass: HomeAssistant, device: str, action: str, /, *, answers: bool = True, **data: Any
) -> Any:
    """Carry out an action of ours at a device of the registry; return what it answers."""
    return await hass.services.async_call(
        DOMAIN, action, {"device_id": device, **data}, blocking=True, return_response=answers
    )
