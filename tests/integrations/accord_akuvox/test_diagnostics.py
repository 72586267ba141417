"""Diagnostics tell what is needed; what opens a door stands nowhere in Home Assistant."""

from collections.abc import Iterable
import json
from typing import Any

from homeassistant.const import ATTR_ENTITY_ID, MATCH_ALL
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.accord_akuvox.const import CONF_LAST_USER, CONF_PUSH
from custom_components.accord_akuvox.diagnostics import async_get_config_entry_diagnostics
from simulators.akuvox import AkuvoxDevice, Auth
from simulators.faults import Cut, Garbage, Html, Refuse

from .conftest import Add, Make, Poll

DOOR, ACCOUNT1 = "Config.DoorSetting", "Config.Account1"
PLANTED = {
    f"{DOOR}.RELAY.UserName": "mark-relay-user",
    f"{DOOR}.RELAY.Password": "mark-relay-password",
    f"{DOOR}.DTMF.Code1": "90817263",
    f"{DOOR}.DTMF.MultiCode1": "90817264",
    f"{DOOR}.PASSWORD.PublicKey1": "90817265",
    f"{DOOR}.RTSP.UserName": "mark-rtsp-user",
    f"{DOOR}.RTSP.Password": "mark-rtsp-password",
    "Config.OnvifServer.DEVICE.User": "mark-onvif-user",
    "Config.OnvifServer.DEVICE.Pwd": "mark-onvif-password",
    f"{DOOR}.CLOUDSERVER.Token": "mark-cloud-token",
    f"{DOOR}.CLOUDSERVER.UploadPassword": "mark-upload-password",
    f"{ACCOUNT1}.GENERAL.Enable": "1",
    f"{ACCOUNT1}.GENERAL.AuthName": "mark-sip-auth",
    f"{ACCOUNT1}.GENERAL.Pwd": "mark-sip-password",
    f"{ACCOUNT1}.GENERAL.UserName": "mark-sip-user",
    f"{ACCOUNT1}.SIP.Server": "mark-sip-server",
    "Config.Features.ACTIONURL.ValidCodeEntered": "http://192.0.2.3/?k=mark-foreign-url",
}
PIN, CARD, PHONE = "90817266", "9A8B7C6D", "90817267"
ACCOUNT = ("mark-api-user", "mark-api-password")


@pytest.fixture
async def unit(make: Make) -> AkuvoxDevice:
    """A unit whose secrets are all known to the test."""
    found = await make("X912", account=ACCOUNT, config=PLANTED)
    found.people.users.add(
        {
            "UserID": "7",
            "Name": "Mira",
            "PrivatePIN": PIN,
            "CardCode": CARD,
            "FaceUrl": "/Face/mark-face.jpg",
            "ScheduleRelay": "1001-1",
        }
    )
    found.directory.contacts.add({"Name": "Reception", "Phone": PHONE})
    return found


def secrets() -> Iterable[str]:
    """Return what may stand nowhere."""
    yield from (PIN, CARD.lower(), "mark-face", *(value.lower() for value in ACCOUNT))
    for value in PLANTED.values():
        if len(value) > 1:
            yield value.rpartition("=")[2].lower()


def assert_hidden(text: str, wanted: Iterable[str]) -> None:
    """None of them is there, in capital letters or small ones."""
    found = [secret for secret in wanted if secret in text.lower()]
    assert not found, found


async def test_nothing_private(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, poll: Poll
) -> None:
    """Planted markers of every private kind stay out; the useful parts are in."""
    entry = await add(
        unit,
        data={
            "username": ACCOUNT[0],
            "password": ACCOUNT[1],
            CONF_PUSH: {"secret": "mark-push-secret-" + "x" * 43, "remembered": {}},
        },
    )
    await poll()
    found = await async_get_config_entry_diagnostics(hass, entry)
    text = json.dumps(found)
    assert_hidden(text, [*secrets(), "mark-", PHONE, unit.address, "mira"])
    assert_hidden(text, [unit.mac.lower(), unit.mac.lower().replace(":", "")])
    assert found["info"]["model"] == "X912"
    assert "relay/status" in found["capabilities"]["topics"]
    assert found["poll"]["relays"]["A"] is False
    assert found["entry"]["data"]["auth_mode"] == "digest"
    assert found["settings"][f"{DOOR}.APIFCGI.AuthMode"] == str(int(Auth.DIGEST))
    assert not [key for key in found["settings"] if "CLOUDSERVER" in key or "Account" in key]
    assert found["readings"]["relays"]
    assert found["last_update_success"] is True
    assert found["push_proven"] is False


async def test_unit_that_is_away(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It can still be reported, and what was read before stays private."""
    unit = await make(config={key: PLANTED[key] for key in PLANTED if ".RELAY." in key})
    entry = await add(unit)
    await unit.stop()
    found = await async_get_config_entry_diagnostics(hass, entry)
    assert_hidden(json.dumps(found), ["mark-relay"])
    assert found["settings"] in ("connection_refused", "cannot_connect")
    assert found["info"]["model"] == "A05"
    await unit.start()


async def test_secrets_stand_nowhere(
    hass: HomeAssistant,
    unit: AkuvoxDevice,
    add: Add,
    poll: Poll,
    caplog: pytest.LogCaptureFixture,
    issue_registry: ir.IssueRegistry,
    entity_registry_enabled_by_default: None,
) -> None:
    """Not in logs at their most talkative, states, events or errors; not when the unit fails."""
    caplog.set_level("DEBUG")
    heard: list[Any] = []

    @callback
    def hear(event: Event[Any]) -> None:
        heard.append(event.as_dict())

    hass.bus.async_listen(MATCH_ALL, hear)
    await add(unit, data={"username": ACCOUNT[0], "password": ACCOUNT[1]}, **{CONF_LAST_USER: True})
    for happens in ({"code": PIN}, {"code": "90817265"}, {"code": "555"}):
        unit.control("pin", happens)
        await poll()
    unit.control("card", {"code": CARD})
    await poll()
    (lock, *_) = hass.states.async_entity_ids("lock")
    said = ""
    for fault in (Garbage(), Html(), Cut(), Refuse()):
        with unit.faulty(fault):
            try:
                await hass.services.async_call(
                    "lock", "unlock", {ATTR_ENTITY_ID: lock}, blocking=True
                )
            except HomeAssistantError as err:
                said += f"{err} {err.__cause__} {err.translation_placeholders}"
            await poll()
        await poll()
    states = [state.as_dict() for state in hass.states.async_all()]
    issues = [str(one) for one in issue_registry.issues.values()]
    assert said
    assert "Mira" in str(heard)
    for text in (caplog.text, said, str(states), str(heard), str(issues)):
        assert_hidden(text, secrets())
