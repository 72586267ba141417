"""Actions at the door, with what the simulated unit does."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from simulators.akuvox import Quirks

from .conftest import Add, Make
from .test_actions import call, registered, requests_of

NAMES = {"Config.DoorSetting.RELAY.NameA": "Gate", "Config.DoorSetting.RELAY.NameB": "Box"}


@pytest.mark.parametrize(("relay", "letter"), [("B", "B"), ("box", "B"), (" Gate ", "A")])
async def test_open_door(
    hass: HomeAssistant, make: Make, add: Add, relay: str, letter: str
) -> None:
    """By letter or name, once, for as long as is said; the lock shows it at once."""
    device = await make(config=NAMES)
    entry = await add(device)
    device.requests.clear()
    device_id = registered(hass, entry)
    await call(hass, "open_door", device_id=device_id, relay=relay, seconds=20)
    assert device.relays[letter].switched
    assert len(requests_of(device, "relay/trig")) == 1
    device.clock.advance(19)
    assert device.relays[letter].switched
    device.clock.advance(2)
    assert not device.relays[letter].switched


async def test_open_the_only_door(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Needs no name."""
    device = await make("A01")
    entry = await add(device)
    await call(hass, "open_door", device_id=registered(hass, entry))
    assert device.relays["A"].switched


@pytest.mark.parametrize("data", [{}, {"relay": "C"}, {"relay": "Cellar"}])
async def test_open_which_door(
    hass: HomeAssistant, make: Make, add: Add, data: dict[str, Any]
) -> None:
    """The answer names the doors that there are; nothing moves."""
    device = await make(config=NAMES)
    entry = await add(device)
    with pytest.raises(ServiceValidationError, match="Gate, Box") as refused:
        await call(hass, "open_door", device_id=registered(hass, entry), **data)
    assert refused.value.translation_key == "relay_unknown"
    assert requests_of(device, "relay/trig") == []


async def test_dial(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The unit calls; while it does, another call is refused in words."""
    device = await make()
    device_id = registered(hass, await add(device))
    await call(hass, "dial", device_id=device_id, phone="2001", name="Desk")
    assert (device.line.state.value, device.line.remote) == ("CALLING", "2001")
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, "dial", device_id=device_id, phone="2002")
    assert refused.value.translation_key == "device_error"
    assert len(requests_of(device, "call/dial")) == 2


async def test_set_public_code(
    hass: HomeAssistant, make: Make, add: Add, caplog: pytest.LogCaptureFixture
) -> None:
    """With the unit's number of digits, or with another one that counts from now on."""
    device = await make()
    device_id = registered(hass, await add(device))
    caplog.set_level("DEBUG")
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "set_public_code", device_id=device_id, code="9876")
    assert "9876" not in str(refused.value)
    await call(hass, "set_public_code", device_id=device_id, relay="B", code="9876", length=4)
    prefix = "Config.DoorSetting.PASSWORD.PublicKey"
    assert device.config[f"{prefix}2"] == "9876"
    assert device.config[f"{prefix}BitsLimit"] == "1"
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("custom_")]
    assert "9876" not in "".join(ours)


async def test_sip(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An account is set up; what it registers with is never shown."""
    device = await make("X912")
    device_id = registered(hass, await add(device))
    await call(
        hass,
        "set_sip",
        device_id=device_id,
        account=2,
        enabled=True,
        user_name="2102",
        register_name="marker-name",
        password="marker-password",
        server="192.0.2.6",
        port=5070,
        settings={"NAT.Rport": "1"},
    )
    prefix = "Config.Account2"
    assert device.config[f"{prefix}.GENERAL.Pwd"] == "marker-password"
    assert device.config[f"{prefix}.GENERAL.Enable"] == "1"
    assert device.config[f"{prefix}.SIP.Port"] == "5070"
    assert device.config[f"{prefix}.NAT.Rport"] == "1"
    answer = await call(hass, "get_sip", device_id=device_id, response=True)
    assert "marker" not in str(answer)
    second = answer["accounts"][1]
    assert second["account"] == 2
    assert second["registration"] in ("registering", "registered")
    assert second["settings"]["SIP.Server"] == "192.0.2.6"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"account": 3, "enabled": True}, "no account 3"),
        ({"account": 1}, "nothing to change"),
        ({"account": 1, "settings": {"GENERAL.Nonsense": "1"}}, "no setting GENERAL.Nonsense"),
    ],
)
async def test_sip_that_is_not_there(
    hass: HomeAssistant, make: Make, add: Add, data: dict[str, Any], text: str
) -> None:
    """Nothing is written."""
    device = await make()
    device_id = registered(hass, await add(device))
    with pytest.raises(ServiceValidationError, match=text):
        await call(hass, "set_sip", device_id=device_id, **data)
    assert requests_of(device, "sip/set") == []


async def test_sip_password_does_not_travel_in_an_address(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """Firmware that wants settings by GET would show it to everybody without TLS."""
    device = await make(quirks=Quirks(refuses_config_post=True))
    device_id = registered(hass, await add(device))
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "set_sip", device_id=device_id, account=1, password="marker")
    assert refused.value.translation_key == "unprotected"
    assert not [one for one in device.requests if "marker" in str(one.query)]


async def test_scan_card(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The number of the next card at the reader."""
    device = await make()
    device_id = registered(hass, await add(device))
    async with asyncio.TaskGroup() as group:
        scan = group.create_task(call(hass, "scan_card", device_id=device_id, response=True))
        await device.clock.wait_for_sleepers()
        device.door.show_card("5EC0DE01")
    assert scan.result() == {"card": "5EC0DE01"}


async def test_scan_without_a_card(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Said in words when the time is over."""
    device = await make()
    device_id = registered(hass, await add(device))
    scan = hass.async_create_task(call(hass, "scan_card", device_id=device_id, response=True))
    await device.clock.wait_for_sleepers()
    device.clock.advance(31)
    with pytest.raises(HomeAssistantError):
        await scan
