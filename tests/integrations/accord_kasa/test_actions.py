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
from tests.protocol.kasa.steps import STEPS, with_id

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
    """An outlet's own countdown starts and is replaced."""
    entry = await add(strip)
    mac = strip.mac.lower()
    drill = registered(hass, entry, f"{mac}_01")
    for minutes, state in ((10, True), (5, False)):
        await call(hass, "start_timer", device_id=drill, duration={"minutes": minutes}, state=state)
        timer = strip.outlets[1].timer
        assert timer is not None
        assert (timer.delay, timer.on) == (minutes * 60, state)


async def test_timer_of_a_device_without_the_time(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """Its clock is set, then it takes the timer."""
    device = await make("HS103")
    entry = await add(device)
    device.time.forget()
    device_id = registered(hass, entry, device.mac.lower())
    await call(hass, "start_timer", device_id=device_id, duration={"minutes": 1}, state=True)
    assert device.time.known
    assert device.outlets[0].timer is not None


@pytest.mark.parametrize("duration", [{"days": 1}, {"seconds": 0}])
async def test_timer_of_no_possible_length(
    hass: HomeAssistant, make: Make, add: Add, duration: dict[str, int]
) -> None:
    """Refused with words."""
    device = await make("HS103")
    entry = await add(device)
    device_id = registered(hass, entry, device.mac.lower())
    with pytest.raises(ServiceValidationError, match="must be from 1 to 86399"):
        await call(hass, "start_timer", device_id=device_id, duration=duration, state=True)
    assert device.outlets[0].timer is None


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
    entry = await add(device, dangerous=True)
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


MODELS = {
    "Boiler": "HS110",
    "Desk strip": "HS300",
    "Fan": "HS103",
    "Freezer": "KP115",
    "Garage switch": "KS200M",
    "Hall switch": "HS200",
    "Porch": "KL110",
}
"""What the devices are whose names stand in the steps."""

SAMPLES = {operation: (MODELS[name], parameters) for name, operation, parameters in STEPS}


@pytest.mark.parametrize("operation_id", [one.id for one in OPERATIONS])
async def test_call_operation_reaches_all(
    hass: HomeAssistant, make: Make, add: Add, operation_id: str
) -> None:
    """Every operation of the client by its id, on a device that has it."""
    model, parameters = SAMPLES[operation_id]
    bound = operation_id == "cnCloud.unbind"
    device = await make(model, account=("user@example.com", "secret") if bound else None)
    served: list[str] = []
    device.observe(
        lambda _system, operation, outcome: served.append(operation) if outcome.ok else None
    )
    entry = await add(device)
    device_id = registered(hass, entry, device.mac.lower())

    async def call_operation(operation: str, given: dict[str, Any]) -> Any:
        return await call(
            hass,
            "call_operation",
            response=True,
            device_id=device_id,
            operation=operation,
            parameters=given,
            confirm=OPERATIONS[operation].effect is Effect.DESTRUCTIVE,
        )

    identifier = ""
    if "?" in str(parameters):
        topic = operation_id.rpartition(".")[0]
        adding = next(one for one in SAMPLES if one.startswith(f"{topic}.add_"))
        identifier = (await call_operation(adding, SAMPLES[adding][1]))["result"]["id"]
    served.clear()
    result = await call_operation(operation_id, with_id(parameters, identifier))
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
