"""Actions of applications."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.accord_iotsquare.application_actions import hosts_of
from custom_components.accord_iotsquare.const import DOMAIN
from simulators.iotsquare.household import HOUSE_APP, METERS_APP
from tests.integrations.accord_iotsquare.conftest import Add, Make, device_id, until_true


async def call(
    hass: HomeAssistant, device: str, action: str, *, answers: bool = False, **data: Any
) -> Any:
    """Call an action."""
    return await hass.services.async_call(
        DOMAIN, action, {"device_id": device, **data}, blocking=True, return_response=answers
    )


async def new_device(hass: HomeAssistant, entry: Any, part: str) -> str:
    """Wait for the device of something that was made; return its id."""
    identifier = (DOMAIN, f"{entry.unique_id}_{part}")
    registry = dr.async_get(hass)
    await until_true(
        lambda: registry.async_get_device_by_identifier(identifier, entry.entry_id) is not None
    )
    return device_id(hass, entry, part)


async def test_list(hass: HomeAssistant, make: Make, add: Add) -> None:
    """All applications, and whom they push to; nothing that may be secret."""
    server = await make()
    server.applications[HOUSE_APP].push_urls = ["https://other.example/secret/path"]
    server.applications[HOUSE_APP].headers = {"x-access-token": "secret"}
    entry = await add(server)
    answer = await call(hass, device_id(hass, entry), "list_applications", answers=True)
    found = {one["name"]: one for one in answer["applications"]}
    assert set(found) == {"house", "meters"}
    assert found["house"]["pushes_to"] == ["other.example"]
    assert found["house"]["devices"] == 5
    assert "secret" not in str(answer)


def test_hosts() -> None:
    """An address that is none has no host."""
    assert hosts_of(("https://a.example/x", "nonsense", "http://[")) == ["a.example", "?", "?"]


async def test_create_and_delete(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A new application is a device at once; it goes when its name is typed in."""
    server = await make()
    entry = await add(server)
    account = device_id(hass, entry)
    answer = await call(
        hass, account, "create_application", answers=True, name="new_one", mqtt_delivery=True
    )
    app = server.applications[answer["id"]]
    assert (app.name, app.enable_mqtt) == ("new_one", True)
    device = await new_device(hass, entry, f"app_{answer['id']}")
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, device, "delete_application", typed_name="house")
    assert caught.value.translation_key == "wrong_name"
    assert answer["id"] in server.applications
    await call(hass, device, "delete_application", typed_name="new_one")
    assert answer["id"] not in server.applications


async def test_update_keeps_the_rest(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Links and headers of others stay, also on servers that reset what is left out."""
    server = await make()
    app = server.applications[METERS_APP]
    app.push_urls, app.headers = ["https://other.example/a"], {"x-other": "1"}
    entry = await add(server)
    device = device_id(hass, entry, f"app_{METERS_APP}")
    await call(hass, device, "update_application", name="water")
    assert (app.name, app.push_urls) == ("water", ["https://other.example/a"])
    assert (app.headers, app.enable_mqtt) == ({"x-other": "1"}, False)
    await call(hass, device, "update_application", mqtt_delivery=True)
    assert (app.name, app.enable_mqtt) == ("water", True)


async def test_refusals(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What the server says is told; what is aimed at the wrong thing is not asked."""
    server = await make()
    entry = await add(server)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, device_id(hass, entry), "create_application", name="house")
    assert caught.value.translation_key == "already_exists"
    device = device_id(hass, entry, f"app_{HOUSE_APP}")
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, device, "create_application", name="other")
    assert caught.value.translation_key == "wrong_target"
    server.accounts.tokens[server.token] = type(server.accounts.tokens[server.token]).READ_ONLY
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, device_id(hass, entry), "create_application", name="other")
    assert refused.value.translation_key == "permission_denied"


async def test_list_devices(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Devices of one application."""
    entry = await add(await make())
    device = device_id(hass, entry, f"app_{METERS_APP}")
    answer = await call(hass, device, "list_devices", answers=True)
    (meter,) = answer["devices"]
    assert (meter["name"], meter["region"], meter["f_cnt"]) == ("water", "eu868", 0)
    assert "wire" not in meter
