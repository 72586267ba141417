"""Devices registered, replaced, changed and removed by actions."""

from homeassistant.core import Context, HomeAssistant, SupportsResponse
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockUser
import voluptuous as vol

from custom_components.accord.actions import ActionSpec
from custom_components.accord_huawei.actions import ACTIONS
from custom_components.accord_huawei.const import DOMAIN
from simulators.huawei.server import Script
from tests.integrations.accord_huawei.conftest import (
    CLIMATE,
    DOOR,
    HUB,
    LAMP,
    METER,
    Add,
    Make,
    asked,
    call,
    device_id,
    until_true,
)

PRODUCT = {
    "manufacturer_id": "RaindropWorks",
    "manufacturer_name": "Raindrop Works",
    "device_type": "WaterMeter",
    "model": "WM-NB15",
    "protocol_type": "CoAP",
}


async def test_register_by_code(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The codes are answered once; the device is shown as soon as it is registered."""
    platform = await make()
    entry = await add(platform)
    answer = await call(
        hass,
        device_id(hass, entry),
        "register_device",
        mode="verify_code",
        node_id="868744032119999",
        name="New meter",
        psk="0123456789abcdef",
        **PRODUCT,
    )
    made = answer["device_id"]
    assert platform.fleet[made].node_id == "868744032119999"
    assert answer["verify_code"]
    assert answer["psk"] == "0123456789abcdef"
    assert made in entry.runtime_data.coordinator.devices


async def test_register_by_password(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Devices of MQTT have a password."""
    platform = await make()
    entry = await add(platform)
    answer = await call(
        hass,
        device_id(hass, entry),
        "register_device",
        mode="password",
        node_id="mqtt-1",
        product_id="prod-gateway-1",
        device_password="of-the-gateway",
    )
    assert answer["secret"] == "of-the-gateway"
    assert platform.fleet[answer["device_id"]].node_id == "mqtt-1"


async def test_register_without_a_product(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nothing is sent that the platform could not make anything of."""
    platform = await make()
    entry = await add(platform)
    with pytest.raises(ServiceValidationError):
        await call(hass, device_id(hass, entry), "register_device", mode="verify_code", node_id="1")
    assert not asked(platform, "1.4.1")


async def test_replace(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Only what is not there any more gets another piece of hardware."""
    platform = await make()
    entry = await add(platform)
    meter = device_id(hass, entry, METER)
    with pytest.raises(ServiceValidationError, match="Confirm"):
        await call(hass, meter, "replace_device", node_id="868744032118888")
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, meter, "replace_device", node_id="868744032118888", confirm=True)
    assert refused.value.translation_key == "still_online"
    assert not asked(platform, "1.4.3")
    platform.network.disconnect(platform.fleet[METER])
    await call(
        hass,
        meter,
        "replace_device",
        node_id="868744032118888",
        verify_code="868744032118888",
        confirm=True,
    )
    assert platform.fleet[METER].node_id == "868744032118888"


async def test_update(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Only what is given is sent; the name follows in the registry."""
    platform = await make()
    entry = await add(platform)
    meter = device_id(hass, entry, METER)
    await call(
        hass,
        meter,
        "update_device",
        answers=False,
        name="Garden meter",
        location="Garden",
        keep_data_days=30,
        tags={"floor": "0"},
        custom_fields={"owner": "Anna"},
    )
    (request,) = asked(platform, "1.4.4")
    assert request.body == {
        "name": "Garden meter",
        "location": "Garden",
        "deviceConfig": {"dataConfig": {"dataAgingTime": 30}},
        "tags": [{"tagName": "floor", "tagValue": "0"}],
        "customFields": [{"fieldName": "owner", "fieldType": "String", "fieldValue": "Anna"}],
    }
    found = dr.async_get(hass).async_get(meter)
    assert found is not None
    assert found.name == "Garden meter"
    with pytest.raises(ServiceValidationError):
        await call(hass, meter, "update_device", answers=False)


async def test_the_application_is_no_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Actions of devices say so."""
    platform = await make()
    entry = await add(platform)
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, device_id(hass, entry), "delete_device", answers=False, confirm=True)
    assert refused.value.translation_key == "wrong_target"


async def test_delete(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A gateway goes with its children, here as well."""
    platform = await make()
    entry = await add(platform)
    hub = device_id(hass, entry, HUB)
    with pytest.raises(ServiceValidationError):
        await call(hass, hub, "delete_device", answers=False)
    assert not asked(platform, "1.4.5")
    await call(hass, hub, "delete_device", answers=False, confirm=True)
    known = entry.runtime_data.coordinator.devices
    await until_true(lambda: not {HUB, LAMP, DOOR, CLIMATE} & set(known))
    assert METER in known
    registry = dr.async_get(hass)
    await until_true(lambda: registry.async_get(hub) is None)


async def test_delete_the_gateway_only(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Its children connect directly then."""
    platform = await make()
    entry = await add(platform)
    await call(
        hass,
        device_id(hass, entry, HUB),
        "delete_device",
        answers=False,
        cascade=False,
        confirm=True,
    )
    known = entry.runtime_data.coordinator.devices
    assert HUB not in known
    assert not known[LAMP].is_child


async def test_remove_child(hass: HomeAssistant, make: Make, add: Add) -> None:
    """By the command that the gateway's model has for it."""
    platform = await make()
    entry = await add(platform)
    answer = await call(
        hass,
        device_id(hass, entry, HUB),
        "remove_child",
        child=device_id(hass, entry, LAMP),
        confirm=True,
    )
    assert answer["status"] == "sent"
    (request,) = asked(platform, "1.7.7")
    assert "/services/Remover/" in request.path
    assert request.body["header"]["method"] == "REMOVE"
    assert request.body["body"] == {"deviceId": LAMP}


async def test_failures_are_told(hass: HomeAssistant, make: Make, add: Add) -> None:
    """In the user's language; what the platform says is not repeated."""
    platform = await make()
    entry = await add(platform)
    platform.api.scripts.append(Script(code=1010009, operations=frozenset({"1.4.4"})))
    with pytest.raises(HomeAssistantError) as told:
        await call(hass, device_id(hass, entry, METER), "update_device", answers=False, name="New")
    assert (told.value.translation_domain, told.value.translation_key) == (DOMAIN, "throttled")


async def test_only_administrators(
    hass: HomeAssistant, make: Make, add: Add, hass_read_only_user: MockUser
) -> None:
    """Whoever may look at the house may not change the platform."""
    platform = await make()
    entry = await add(platform)
    before = len(platform.api.requests)
    for spec in ACTIONS:
        assert isinstance(spec, ActionSpec)
        if spec.name.startswith("get_"):
            continue
        with pytest.raises((Unauthorized, vol.Invalid)):
            await hass.services.async_call(
                DOMAIN,
                spec.name,
                {"device_id": device_id(hass, entry, METER)},
                blocking=True,
                return_response=spec.response is not SupportsResponse.NONE,
                context=Context(user_id=hass_read_only_user.id),
            )
    assert len(platform.api.requests) == before
