"""Actions of the integration."""

from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.accord.protocol.operation import Effect
from custom_components.accord_kasa.actions import OPERATIONS
from custom_components.accord_kasa.const import DOMAIN
from simulators.kasa import KasaDevice, OutletSetup

from .conftest import Add, Make


def registered(hass: HomeAssistant, entry: MockConfigEntry, identifier: str) -> str:
    """Return the registry's id of a device or an outlet."""
    registry = dr.async_get(hass)
    device = registry.async_get_device_by_identifier(
        (DOMAIN, identifier), entry.entry_id
    ) or registry.async_get_child_device_by_identifier((DOMAIN, identifier), entry.entry_id)
    assert device is not None
    return device.id


@pytest.fixture
async def strip(make: Make) -> KasaDevice:
    """Three outlets."""
    return await make(
        "KP303", "Bench", outlets=[OutletSetup(alias="Saw"), OutletSetup(alias="Drill")]
    )


async def call(hass: HomeAssistant, action: str, /, *, response: bool = False, **data: Any) -> Any:
    """Call an action, as a script does."""
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=response
    )


async def test_set_outlets(hass: HomeAssistant, strip: KasaDevice, add: Add) -> None:
    """Several outlets move in one request."""
    entry = await add(strip)
    device_id = registered(hass, entry, strip.mac.lower())
    served: list[str] = []
    strip.observe(lambda _system, operation, _outcome: served.append(operation))
    await call(hass, "set_outlets", device_id=device_id, outlets=[1, "3"], state=True)
    assert [outlet.on for outlet in strip.outlets] == [True, False, True]
    assert served.count("system.set_relay_state") == 1
    assert hass.states.get("switch.bench_saw").state == "on"


async def test_set_outlets_that_are_not_there(
    hass: HomeAssistant, strip: KasaDevice, add: Add
) -> None:
    """Refused with words, and nothing moved."""
    entry = await add(strip)
    device_id = registered(hass, entry, strip.mac.lower())
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "set_outlets", device_id=device_id, outlets=[2, 4], state=True)
    assert refused.value.translation_key == "invalid"
    assert "no outlet 4" in str(refused.value)
    assert not any(outlet.on for outlet in strip.outlets)


async def test_set_alias(hass: HomeAssistant, strip: KasaDevice, add: Add) -> None:
    """A device and an outlet get their names."""
    entry = await add(strip)
    mac = strip.mac.lower()
    await call(hass, "set_alias", device_id=registered(hass, entry, mac), name="Werkbank ☕")
    assert strip.alias == "Werkbank ☕"
    await call(hass, "set_alias", device_id=registered(hass, entry, f"{mac}_01"), name="Lathe")
    assert strip.outlets[1].alias == "Lathe"


async def test_unloaded_entry(hass: HomeAssistant, strip: KasaDevice, add: Add) -> None:
    """The action stays registered and says what is wrong."""
    entry = await add(strip)
    device_id = registered(hass, entry, strip.mac.lower())
    await hass.config_entries.async_unload(entry.entry_id)
    with pytest.raises(ServiceValidationError):
        await call(hass, "set_alias", device_id=device_id, name="x")


async def test_timer(hass: HomeAssistant, strip: KasaDevice, add: Add) -> None:
    """An outlet's own countdown starts, is replaced, and all rules go."""
    entry = await add(strip)
    mac = strip.mac.lower()
    drill = registered(hass, entry, f"{mac}_01")
    for minutes, state in ((10, True), (5, False)):
        await call(hass, "start_timer", device_id=drill, duration={"minutes": minutes}, state=state)
        timer = strip.outlets[1].timer
        assert timer is not None
        assert (timer.delay, timer.on) == (minutes * 60, state)
    await call(hass, "delete_all_rules", device_id=drill, kind="timer")
    assert strip.outlets[1].timer is None


async def test_timer_of_a_whole_strip(hass: HomeAssistant, strip: KasaDevice, add: Add) -> None:
    """A strip has no timer of its own: said in words."""
    entry = await add(strip)
    device_id = registered(hass, entry, strip.mac.lower())
    with pytest.raises(ServiceValidationError, match="outlet is missing"):
        await call(hass, "start_timer", device_id=device_id, duration={"minutes": 1}, state=True)


async def test_wifi(
    hass: HomeAssistant, make: Make, add: Add, caplog: pytest.LogCaptureFixture
) -> None:
    """A scan answers; joining needs a confirmation and does not tell the password."""
    device = await make("KP115")
    entry = await add(device)
    device_id = registered(hass, entry, device.mac.lower())
    answer = await call(hass, "scan_wifi", response=True, device_id=device_id)
    assert answer["networks"][0]["ssid"] == "Home"
    caplog.set_level("DEBUG")
    network = {"device_id": device_id, "ssid": "Cellar", "password": "marker-password"}
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "join_wifi", **network)
    assert refused.value.translation_key == "confirm_required"
    assert device.ssid == "Home"
    await call(hass, "join_wifi", **network, confirm=True)
    assert device.ssid == "Cellar"
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("custom_")]
    assert "marker" not in "".join(ours)


SAMPLES: dict[str, dict[str, Any]] = {
    "system.get_sysinfo": {},
    "system.set_relay_state": {"on": True},
    "system.set_dev_alias": {"alias": "Renamed"},
    "system.set_led_off": {"off": True},
    "system.reboot": {"delay": 1},
    "smartlife.iot.smartbulb.lightingservice.transition_light_state": {"on": True},
    "emeter.get_daystat": {"year": 2026, "month": 11},
    "emeter.get_monthstat": {"year": 2026},
    "schedule.get_daystat": {"year": 2026, "month": 11},
    "schedule.get_monthstat": {"year": 2026},
    "netif.set_stainfo": {"ssid": "Cellar", "password": "x"},
    "count_down.add_rule": {"delay": 60, "on": True},
    "count_down.edit_rule": {"delay": 90, "on": False},
}


@pytest.mark.parametrize("operation_id", [one.id for one in OPERATIONS])
async def test_call_operation_reaches_all(
    hass: HomeAssistant, make: Make, add: Add, operation_id: str
) -> None:
    """Every operation of the client by its id, on a device that has it."""
    light = "lightingservice" in operation_id
    device = await make("KL130" if light else "KP115")
    served: list[str] = []
    device.observe(
        lambda _system, operation, outcome: served.append(operation) if outcome.ok else None
    )
    entry = await add(device)
    device_id = registered(hass, entry, device.mac.lower())

    async def call_operation(operation: str, **parameters: Any) -> Any:
        return await call(
            hass,
            "call_operation",
            response=True,
            device_id=device_id,
            operation=operation,
            parameters=parameters,
            confirm=OPERATIONS[operation].effect is Effect.DESTRUCTIVE,
        )

    rule = {}
    if operation_id in ("count_down.edit_rule", "count_down.delete_rule"):
        added = await call_operation("count_down.add_rule", delay=60, on=True)
        rule = {"rule_id": added["result"]}
    served.clear()
    result = await call_operation(operation_id, **SAMPLES.get(operation_id, {}), **rule)
    assert operation_id in served
    assert "result" in result


async def test_call_operation_with_wrong_parameters(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """Unknown ids and ill-typed parameters never reach the device."""
    device = await make("KP115")
    entry = await add(device)
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    for operation_id, parameters, text in (
        ("system.explode", {}, "unknown operation"),
        ("system.set_relay_state", {}, "parameter on is missing"),
        ("system.set_relay_state", {"on": "yes"}, "parameter on must be bool"),
        ("system.set_relay_state", {"on": True, "x": 1}, "unknown parameter x"),
    ):
        with pytest.raises(ServiceValidationError, match=text):
            await call(
                hass,
                "call_operation",
                device_id=registered(hass, entry, device.mac.lower()),
                operation=operation_id,
                parameters=parameters,
            )
    assert served == []


async def test_call_operation_is_for_administrators(
    hass: HomeAssistant, make: Make, add: Add, hass_read_only_user: MockUser
) -> None:
    """Nobody else reaches the protocol."""
    device = await make("KP115")
    entry = await add(device)
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            "call_operation",
            {
                "device_id": registered(hass, entry, device.mac.lower()),
                "operation": "system.get_sysinfo",
            },
            blocking=True,
            context=Context(user_id=hass_read_only_user.id),
        )
