"""Notifications and what they bring about, pushed by a platform over the wire."""

from collections.abc import AsyncGenerator
from http import HTTPStatus
import json
from typing import Any
from unittest.mock import patch

import aiohttp
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.event import async_track_state_change_event
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord.pushes import Push
from custom_components.accord_huawei import coordinator, notices
from custom_components.accord_huawei.push import LARGEST
from simulators.huawei.products import GATEWAY, LIGHT, WATER_METER
from simulators.huawei.quirks import Quirks
from tests.integrations.accord_huawei.conftest import (
    CLIMATE,
    DOOR,
    LAMP,
    METER,
    SMOKE,
    Add,
    Make,
    asked,
    call,
    device_id,
    entity_id,
    feature,
    until,
    until_true,
)
from tests.integrations.accord_huawei.pushing import Pushed, open_push


@pytest.fixture(autouse=True)
def all_enabled(entity_registry_enabled_by_default: None) -> None:
    """Add what most owners never look at as well."""


@pytest.fixture
async def pushed(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> AsyncGenerator[Pushed]:
    """Return an application that is pushed to."""
    platform = await make()
    for one in (platform.commands, platform.signals, platform.shadows, platform.upgrades):
        one.step = 0.01
    platform.commands.send_after = 0.0
    async with open_push(hass, hass_client_no_auth, platform, add) as found:
        await found.switch_on()
        yield found


async def test_one_service(pushed: Pushed) -> None:
    """1.6.7.4: a value is shown without any question."""
    before = len(pushed.platform.api.requests)
    pushed.platform.network.report(
        pushed.platform.fleet[CLIMATE], {"Temperature": {"temperature": 25.5}}
    )
    sensor = feature(pushed.hass, pushed.entry, "sensor", CLIMATE, "Temperature:temperature")
    await until(pushed.hass, sensor, "25.5")
    assert len(pushed.platform.api.requests) == before
    last = entity_id(pushed.hass, pushed.entry, "sensor", None, "last_push")
    await until_true(lambda: (state := pushed.hass.states.get(last)) and state.state != "unknown")


@pytest.mark.parametrize("quirk", [False, True])
async def test_several_services(pushed: Pushed, quirk: bool) -> None:
    """1.6.7.5: under either name."""
    pushed.platform.quirks = Quirks(service_for_services=quirk)
    pushed.platform.network.report(
        pushed.platform.fleet[CLIMATE],
        {"Temperature": {"temperature": 26}, "Humidity": {"humidity": 51}},
    )
    hass, entry = pushed.hass, pushed.entry
    await until(hass, feature(hass, entry, "sensor", CLIMATE, "Humidity:humidity"), "51")
    await until(hass, feature(hass, entry, "sensor", CLIMATE, "Temperature:temperature"), "26")


async def test_late_and_twice(pushed: Pushed) -> None:
    """An older report changes nothing, and one that comes twice is taken once."""

    def report(value: int, moment: str, number: str) -> dict[str, object]:
        service = {
            "serviceId": "Humidity",
            "serviceType": "Humidity",
            "data": {"humidity": value},
            "eventTime": moment,
        }
        return {
            "notifyType": "deviceDataChanged",
            "requestId": number,
            "deviceId": CLIMATE,
            "gatewayId": "dev-gateway",
            "service": service,
        }

    sensor = feature(pushed.hass, pushed.entry, "sensor", CLIMATE, "Humidity:humidity")
    await pushed.push(report(61, "20990101T100000Z", "1"))
    await until(pushed.hass, sensor, "61")
    await pushed.push(report(40, "20990101T090000Z", "2"))
    await pushed.push(report(62, "20990101T110000Z", "1"))
    await pushed.push(report(63, "20990101T120000Z", "3"))
    await until(pushed.hass, sensor, "63")


async def test_unknown_service(pushed: Pushed) -> None:
    """Never becomes an entity by itself: the model is asked for, but not each time."""
    body = {
        "notifyType": "deviceDataChanged",
        "deviceId": METER,
        "service": {"serviceId": "Forged", "data": {"door": "OPEN"}},
    }
    before = len(asked(pushed.platform, "1.5.5"))
    for _ in range(3):
        await pushed.push(body)
    await until_true(lambda: len(asked(pushed.platform, "1.5.5")) > before)
    await pushed.settle()
    assert len(asked(pushed.platform, "1.5.5")) == before + 1


async def test_status(pushed: Pushed) -> None:
    """1.6.7.3: whether a device is there."""
    sensor = entity_id(pushed.hass, pushed.entry, "binary_sensor", METER, "connectivity")
    await until(pushed.hass, sensor, "on")
    pushed.platform.network.disconnect(pushed.platform.fleet[METER])
    await until(pushed.hass, sensor, "off")


async def test_added_and_deleted(pushed: Pushed) -> None:
    """1.6.7.1, 1.6.7.2, 1.6.7.9: a reading confirms both."""
    platform = pushed.platform
    platform.actions()["register"](
        {"productId": "prod-light-1", "nodeId": "zb-9", "deviceId": "new", "name": "New lamp"}
    )
    await until_true(lambda: "new" in pushed.coordinator.devices)
    event = await pushed.until_event(None, "devices", "bound")
    assert event.attributes["device_id"] == "new"
    await pushed.settle()
    platform.actions()["delete"]({"deviceId": "new"})
    await pushed.until_event(None, "devices", "deleted")
    assert "new" not in pushed.coordinator.devices


async def test_forged_deletion(pushed: Pushed) -> None:
    """Says nothing: the platform still has the device."""
    found = device_id(pushed.hass, pushed.entry, METER)
    await pushed.push({"notifyType": "deviceDeleted", "deviceId": METER, "gatewayId": METER})
    await pushed.settle()
    assert METER in pushed.coordinator.devices
    assert dr.async_get(pushed.hass).async_get(found) is not None
    assert asked(pushed.platform, "1.5.1")
    assert not asked(pushed.platform, "1.4.5")
    assert pushed.event(None, "devices").state == "unknown"


async def test_device_that_is_not_shown(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> None:
    """Somebody who chose some devices is told of others, and no more."""
    options = {"scope": "devices", "scope_ids": [METER]}
    async with open_push(hass, hass_client_no_auth, await make(), add, **options) as pushed:
        await pushed.switch_on()
        pushed.platform.actions()["register"](
            {"productId": "prod-light-1", "nodeId": "zb-9", "deviceId": "new"}
        )
        await pushed.until_event(None, "devices", "not_shown")
        assert set(pushed.coordinator.devices) == {METER}


async def test_very_many_at_once(pushed: Pushed) -> None:
    """Beyond some all devices are scanned."""
    with patch.object(notices, "MOST_READINGS", 0):
        before = len(asked(pushed.platform, "1.5.2"))
        for device in (METER, SMOKE, LAMP, DOOR):
            await pushed.push({"notifyType": "deviceDeleted", "deviceId": device})
        await until_true(lambda: len(asked(pushed.platform, "1.5.2")) > before)
        await pushed.settle()
    assert len(pushed.coordinator.devices) == 7


async def test_models(pushed: Pushed) -> None:
    """1.6.7.6 to 1.6.7.8: the model is asked for again, others are not."""
    platform = pushed.platform
    before = len(asked(platform, "1.5.5"))
    platform.notices.capabilities(platform.app_id, "Changed", WATER_METER)
    await until_true(lambda: len(asked(platform, "1.5.5")) == before + 1)
    assert asked(platform, "1.5.5")[-1].query["deviceId"] == METER
    platform.notices.capabilities(platform.app_id, "Added", LIGHT)
    await until_true(lambda: len(asked(platform, "1.5.5")) == before + 2)
    platform.notices.capabilities(platform.app_id, "Deleted", GATEWAY)
    await until_true(lambda: len(asked(platform, "1.5.5")) == before + 3)


async def test_called_services(pushed: Pushed) -> None:
    """1.6.7.10, 1.6.7.11: an action that waits learns of the answer."""
    answer = await call(
        pushed.hass,
        device_id(pushed.hass, pushed.entry, LAMP),
        "send_command",
        service_id="Brightness",
        command="SET_BRIGHTNESS",
        command_parameters={"brightness": 17},
        wait=20,
    )
    assert answer["status"] in ("executed", "response")
    event = await pushed.until_event(LAMP, "command", "response")
    assert event.attributes["request_id"] == answer["request_id"]
    number = feature(pushed.hass, pushed.entry, "number", LAMP, "Brightness:brightness")
    await until(pushed.hass, number, "17")


async def test_created_commands(pushed: Pushed) -> None:
    """1.6.7.12: pushed to the address that went with the command."""
    answer = await call(
        pushed.hass,
        device_id(pushed.hass, pushed.entry, METER),
        "send_command",
        service_id="WaterMeter",
        command="SET_PERIOD",
        command_parameters={"value": 12},
        wait=20,
    )
    (created,) = asked(pushed.platform, "1.7.1")
    assert created.body["callbackUrl"] == pushed.url
    assert answer["status"] in ("successful", "response")
    event = await pushed.until_event(METER, "command", "successful")
    assert event.attributes["command_id"] == answer["command_id"]


async def test_rules(pushed: Pushed) -> None:
    """1.6.7.13: an event at the application."""
    pushed.platform.notices.rule(
        pushed.platform.app_id,
        {
            "ruleName": "Leak",
            "ruleId": "r1",
            "reasons": [{"type": "DEVICE_DATA", "info": {"leakAlarm": 1}}],
            "actionsResults": [{"type": "SMS", "result": {"statusCode": 200}}],
        },
    )
    event = await pushed.until_event(None, "rule", "fired")
    assert event.attributes["rule"] == "Leak"
    assert event.attributes["reasons"] == [{"type": "DEVICE_DATA", "leakAlarm": 1}]
    assert event.attributes["results"] == [{"type": "SMS", "ok": True}]


async def test_wishes(pushed: Pushed) -> None:
    """1.6.7.14: a device that was asleep took over what it is to be."""
    await call(
        pushed.hass,
        device_id(pushed.hass, pushed.entry, SMOKE),
        "set_desired",
        answers=False,
        service_id="Smoke",
        values={"threshold": 7},
    )
    pushed.platform.network.wake(pushed.platform.fleet[SMOKE])
    event = await pushed.until_event(SMOKE, "desired", "delivered")
    assert event.attributes["values"] == {"threshold": 7}


@pytest.mark.parametrize("kind", ["software", "firmware"])
@pytest.mark.parametrize("fails", [False, True])
async def test_upgrades(pushed: Pushed, kind: str, fails: bool) -> None:
    """1.6.7.15 to 1.6.7.18: steps and the end."""
    pushed.platform.fleet[METER].fails_upgrades = fails
    update = entity_id(pushed.hass, pushed.entry, "update", METER, kind)
    await until(pushed.hass, update, "on")
    await pushed.hass.services.async_call("update", "install", {"entity_id": update}, blocking=True)
    pushed.platform.network.wake(pushed.platform.fleet[METER])
    await pushed.until_event(METER, "upgrade", "failed" if fails else "succeeded")
    await until(pushed.hass, update, "on" if fails else "off")


async def test_old_names(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> None:
    """Those of the SDK chapters mean the same."""
    platform = await make(quirks=Quirks(sdk_names=True))
    async with open_push(hass, hass_client_no_auth, platform, add) as pushed:
        await pushed.switch_on()
        before = len(asked(platform, "1.5.5"))
        platform.notices.capabilities(platform.app_id, "Added", WATER_METER)
        await until_true(lambda: len(asked(platform, "1.5.5")) == before + 1)
        platform.actions()["mute"](
            {"deviceId": LAMP, "serviceId": "Brightness", "commands": ["SET_BRIGHTNESS"]}
        )
        await until_true(lambda: asked(platform, "1.5.1"))
        platform.notices.event(platform.fleet[METER], "WaterMeter", "usage", {"usedPercent": 80})
        event = await pushed.until_event(METER, "device_event", "event")
        assert event.attributes["type"] == "usage"
        assert event.attributes["values"] == {"usedPercent": 80}


async def test_delay(pushed: Pushed) -> None:
    """How long a report took to come."""
    pushed.platform.network.report(pushed.platform.fleet[CLIMATE], {"Humidity": {"humidity": 44}})
    sensor = entity_id(pushed.hass, pushed.entry, "sensor", None, "push_delay")
    await until_true(lambda: (state := pushed.hass.states.get(sensor)) and state.state != "unknown")
    state = pushed.hass.states.get(sensor)
    assert state is not None
    assert 0 <= float(state.state) < 60


async def test_garbage(pushed: Pushed) -> None:
    """Is answered by 200 and left out; too much of it is refused."""
    for body in (
        b"",
        b"nonsense",
        b"[]",
        b"{}",
        b'{"notifyType": null}',
        b'{"notifyType": "brandNew", "deviceId": "x"}',
        b'{"notifyType": "deviceDataChanged", "deviceId": "stranger", "service": 7}',
        b'{"notifyType": "deviceInfoChanged", "deviceId": {"a": 1}, "deviceInfo": []}',
        b'{"deviceId": "stranger", "commandId": "c", "result": {"resultCode": "SENT"}}',
        b'{"notifyType": "commandRsp", "header": null, "body": null}',
        b'{"notifyType": "ruleEvent", "reasons": [1, null], "actionsResults": "x"}',
    ):
        assert await pushed.push(body) == HTTPStatus.OK
    try:
        status = await pushed.push(b" " * (LARGEST + 1))
    except aiohttp.ClientError:
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert set(pushed.coordinator.devices) == {one.device_id for one in pushed.platform.fleet}


async def test_doubled_reordered_delayed(pushed: Pushed) -> None:
    """What platforms do to their pushes changes nothing in the end."""
    pushed.platform.push.faults.duplicate = True
    for value in range(30, 40):
        pushed.platform.network.report(
            pushed.platform.fleet[CLIMATE], {"Humidity": {"humidity": value}}
        )
    sensor = feature(pushed.hass, pushed.entry, "sensor", CLIMATE, "Humidity:humidity")
    await until(pushed.hass, sensor, "39")
    await pushed.settle()
    await until(pushed.hass, sensor, "39")


async def test_storm(pushed: Pushed, monkeypatch: pytest.MonkeyPatch) -> None:
    """When very many devices push at once the application counts them now and then, not each time."""
    counted = []
    count = coordinator.summary_of

    def counting(*given: Any) -> Any:
        counted.append(1)
        return count(*given)

    monkeypatch.setattr(coordinator, "summary_of", counting)
    shown: list[str] = []
    end = async_track_state_change_event(
        pushed.hass,
        entity_id(pushed.hass, pushed.entry, "sensor", None, "last_push"),
        lambda event: shown.append(event.data["entity_id"]),
    )
    for number in range(300):
        body = {
            "notifyType": "deviceInfoChanged",
            "deviceId": METER,
            "deviceInfo": {"status": "ONLINE" if number % 2 else "OFFLINE"},
        }
        await pushed.keeper.notices.async_handle(
            Push("POST", "", {}, {}, json.dumps(body).encode(), "application/json", "")
        )
    await pushed.hass.async_block_till_done(wait_background_tasks=False)
    assert len(counted) < 30
    assert len(shown) < 30
    end()
    sensor = entity_id(pushed.hass, pushed.entry, "binary_sensor", METER, "connectivity")
    await until(pushed.hass, sensor, "on")


async def test_nothing_is_ever_commanded(pushed: Pushed) -> None:
    """Whatever comes, the platform is only asked."""
    for kind in (
        *("deviceAdded", "bindDevice", "deviceInfoChanged", "deviceDataChanged"),
        *("deviceDatasChanged", "deviceCapabilitiesChanged", "deviceCapabilitiesAdded"),
        *("deviceCapabilitiesDeleted", "deviceDeleted", "messageConfirm", "commandRsp"),
        *("ruleEvent", "deviceDesiredPropertiesModifyStatusChanged", "serviceInfoChanged"),
        *("swUpgradeStateChangeNotify", "swUpgradeResultNotify"),
        *("fwUpgradeStateChangeNotify", "fwUpgradeResultNotify"),
        *("deviceEvent", "deviceModelAdded", "deviceModelDeleted"),
    ):
        body = {"notifyType": kind, "deviceId": DOOR, "header": {"deviceId": DOOR}}
        await pushed.push(json.dumps(body).encode())
    start = len(pushed.platform.api.requests)
    await pushed.settle()
    late = list(pushed.platform.api.requests)[start:]
    assert all(one.method == "GET" for one in late)
    assert not asked(pushed.platform, "1.7.1", "1.7.7", "1.4.5", "1.4.8", "1.10.4", "1.10.5")
