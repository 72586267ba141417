"""Pushes of the server, from its links to what they are about."""

from collections.abc import AsyncGenerator
from http import HTTPStatus
import json

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord.protocol.iotsquare import GatewaySystem, Way
from custom_components.accord.protocol.iotsquare.models.gateway_health import Battery
from custom_components.accord.protocol.iotsquare.push_link import SECRET_HEADER, LinkMode
from custom_components.accord_iotsquare.const import CONF_PUSH
from custom_components.accord_iotsquare.push import PushSettings, merged
from custom_components.accord_iotsquare.state import Kind, Part
from simulators.iotsquare.household import GROUP, HOUSE_APP, METERS_APP, ROOF, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import (
    Add,
    Make,
    Poll,
    device_id,
    report,
    state_of,
    until_true,
)
from tests.integrations.accord_iotsquare.pushing import Pushed, open_push, post
from tests.integrations.accord_iotsquare.test_application_actions import call


@pytest.fixture
async def pushed(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> AsyncGenerator[Pushed]:
    """Return an account that the house's server can push to."""
    async with open_push(hass, hass_client_no_auth, await make(), add) as found:
        yield found


async def test_uplink(pushed: Pushed) -> None:
    """An uplink is shown without any poll, and answered by 200."""
    await pushed.link()
    asked = len(pushed.server.api.requests)
    report(pushed.server, THERMOMETER, b"\x01\x02", 9)
    (push,) = await pushed.settle()
    assert (push.kind, push.status) == ("uplink", HTTPStatus.OK)
    uplink = pushed.entry.runtime_data.coordinator.uplinks.heard(THERMOMETER).uplink
    assert (uplink.data, uplink.f_port, uplink.way) == (b"\x01\x02", 9, Way.PUSH)
    assert len(pushed.server.api.requests) == asked


async def test_push_and_poll_tell_once(pushed: Pushed, poll: Poll) -> None:
    """What a push told, no poll asks for, and nobody is told again."""
    await pushed.link()
    told = []
    uplinks = pushed.entry.runtime_data.coordinator.uplinks
    stop = uplinks.listen(THERMOMETER, told.append)
    report(pushed.server, THERMOMETER)
    await pushed.settle()
    await poll()
    asked = [one.operation for one in pushed.server.api.requests]
    assert len(told) == 1
    before = asked.count("device/latestDeviceUplink")
    pushed.links().clear()
    report(pushed.server, THERMOMETER)
    await poll()
    asked = [one.operation for one in pushed.server.api.requests]
    assert len(told) == 2
    assert asked.count("device/latestDeviceUplink") == before + 1
    stop()


async def test_lists_wait_while_pushes_come(pushed: Pushed, poll: Poll) -> None:
    """Only lists of applications whose devices really push, until one of them does not."""
    await pushed.link()
    house = [name for name, one in pushed.server.devices.items() if one.app_id == HOUSE_APP]

    async def listed() -> int:
        """Return how many lists of the house were read with five polls."""
        before = len(pushed.server.api.requests)
        for _ in range(5):
            await poll(seldom=False)
        new = list(pushed.server.api.requests)[before:]
        asked = [one.query["appID"] for one in new if one.operation == "device/list"]
        assert asked.count(str(METERS_APP)) == 5
        return asked.count(str(HOUSE_APP))

    assert await listed() == 5
    for name in house:
        report(pushed.server, name)
    await pushed.settle()
    assert await listed() == 1
    link = pushed.links().pop()
    report(pushed.server, THERMOMETER)
    assert await listed() >= 1
    assert await listed() == 5
    heard = pushed.entry.runtime_data.coordinator.uplinks.heard(THERMOMETER)
    assert heard.uplink.f_cnt == pushed.server.devices[THERMOMETER].last_uplink.f_cnt
    pushed.links().append(link)
    report(pushed.server, THERMOMETER)
    await pushed.settle()
    assert await listed() == 1


async def test_who_may_push(pushed: Pushed) -> None:
    """Without the secret in the address, or the header, there is nothing."""
    link = await pushed.link()
    settings = PushSettings.of(pushed.entry)
    assert settings is not None
    assert settings.needs_header
    assert pushed.server.applications[HOUSE_APP].headers == {SECRET_HEADER: settings.header}
    right = {SECRET_HEADER: settings.header}
    assert await post(f"{link}/uplink", **right) == HTTPStatus.OK
    assert await post(f"{link}/uplink") == HTTPStatus.NOT_FOUND
    assert await post(f"{link}/uplink", **{SECRET_HEADER: "wrong"}) == HTTPStatus.NOT_FOUND
    assert await post(f"{link}/nothing", **right) == HTTPStatus.NOT_FOUND
    assert await post(link, **right) == HTTPStatus.NOT_FOUND
    assert await post(f"{link[:-1]}/uplink", **right) == HTTPStatus.NOT_FOUND
    for body in ("", "nonsense", "[]", '{"devEUI": "0102030405060708", "data": {"fCnt": 1}}'):
        assert await post(f"{link}/uplink", body, **right) == HTTPStatus.OK


async def test_shared_link_needs_no_header(pushed: Pushed) -> None:
    """Beside others' links our header would be told to them."""
    app = pushed.server.applications[HOUSE_APP]
    app.push_urls = [f"{pushed.base}/other"]
    await pushed.link(mode=LinkMode.ADD)
    assert app.headers == {}
    report(pushed.server, THERMOMETER)
    pushes = await pushed.settle()
    assert [push.status for push in pushes] == [HTTPStatus.NOT_FOUND, HTTPStatus.OK]


async def test_acknowledgement(hass: HomeAssistant, pushed: Pushed) -> None:
    """A confirmed message is acknowledged with the device's next uplink but one."""
    await pushed.link()
    device = device_id(hass, pushed.entry, THERMOMETER)
    await call(hass, device, "send_downlink", port=7, hex="01", confirmed=True)
    outcomes = []
    downlinks = pushed.entry.runtime_data.downlinks
    stop = downlinks.listen(THERMOMETER, lambda *one: outcomes.append(one))
    report(pushed.server, THERMOMETER)
    report(pushed.server, THERMOMETER)
    await pushed.settle()
    assert [(outcome, one.f_cnt, one.port) for outcome, one in outcomes] == [("acknowledged", 0, 7)]
    stop()


async def test_join_loses_what_waits(hass: HomeAssistant, pushed: Pushed) -> None:
    """A device that joins anew gets nothing that was queued before; its counter starts again."""
    await pushed.link()
    device = device_id(hass, pushed.entry, THERMOMETER)
    outcomes = []
    downlinks = pushed.entry.runtime_data.downlinks
    stop = downlinks.listen(THERMOMETER, lambda *one: outcomes.append(one[0]))
    await call(hass, device, "send_downlink", port=7, hex="01", confirmed=True)
    pushed.server.air.join(pushed.server.devices[THERMOMETER])
    report(pushed.server, THERMOMETER)
    await pushed.settle()
    assert outcomes == ["queued", "lost"]
    heard = pushed.entry.runtime_data.coordinator.uplinks.heard(THERMOMETER)
    assert heard.uplink.f_cnt == 0
    stop()


async def test_battery(hass: HomeAssistant, pushed: Pushed) -> None:
    """A device tells the network of its battery; the sensor comes then, and stays."""
    await pushed.link()
    device = pushed.server.devices[THERMOMETER]
    device.battery, device.status_asked = 128, True
    report(pushed.server, THERMOMETER)
    await pushed.settle()
    assert state_of(hass, pushed.entry, "sensor", f"{THERMOMETER}_battery") == "50.2"
    device.battery, device.status_asked = 255, True
    report(pushed.server, THERMOMETER)
    await pushed.settle()
    await hass.config_entries.async_reload(pushed.entry.entry_id)
    assert state_of(hass, pushed.entry, "sensor", f"{THERMOMETER}_battery") == "50.2"


async def test_gateway(hass: HomeAssistant, pushed: Pushed) -> None:
    """A gateway goes off line at once; a heartbeat brings its values."""
    await pushed.link(Part(Kind.GATEWAY, ROOF))
    gateway, entry = pushed.server.gateways[ROOF], pushed.entry
    gateway.online = False
    pushed.server.notices.connection(gateway)
    await pushed.settle()
    assert state_of(hass, entry, "binary_sensor", f"gw_{ROOF}_connectivity") == "off"
    gateway.online = True
    pushed.server.notices.connection(gateway)
    pushed.server.notices.heartbeat(gateway)
    await pushed.settle()
    assert state_of(hass, entry, "binary_sensor", f"gw_{ROOF}_connectivity") == "on"
    system = entry.runtime_data.coordinator.view(Part(Kind.GATEWAY, ROOF)).system
    assert (system.temperature, system.memory_used) == (46.5, 23.1)


def test_merged() -> None:
    """A push tells less than a poll; what it leaves out stays."""
    known = GatewaySystem(temperature=1.0, uptime=7, battery=Battery(level=50.0))
    told = GatewaySystem(temperature=2.0)
    assert merged(None, told) is told
    assert merged(known, told) == GatewaySystem(
        temperature=2.0, uptime=7, battery=Battery(level=50.0)
    )


async def test_new_group_pushes_to_us(hass: HomeAssistant, pushed: Pushed) -> None:
    """A group that needs a link gets ours, with the header; with the entry it goes."""
    await pushed.link()
    answer = await call(
        hass,
        device_id(hass, pushed.entry),
        "create_multicast_group",
        answers=True,
        name="lamps",
        region="eu868",
        automatic=True,
        generate_keys=True,
    )
    part = Part(Kind.GROUP, answer["group_eui"])
    settings = PushSettings.of(pushed.entry)
    assert settings is not None
    assert pushed.links(part) == [settings.links[f"mc:{part.id}"].url]
    assert settings.needs_header
    assert pushed.server.groups[part.id].headers == {SECRET_HEADER: settings.header}
    await hass.config_entries.async_remove(pushed.entry.entry_id)
    assert pushed.links(part) == []


async def test_multicast_result(hass: HomeAssistant, pushed: Pushed) -> None:
    """The server counts the answers of a group."""
    await pushed.link(Part(Kind.GROUP, GROUP))
    group = pushed.server.groups[GROUP]
    pushed.server.notices.multicast(group, 4, answered=1, rounds=2)
    await pushed.settle()
    event = f"mc_{GROUP}_multicast_result"
    await until_true(lambda: state_of(hass, pushed.entry, "event", event) != "unknown")


async def test_foreign_parts_are_left_out(pushed: Pushed) -> None:
    """A push about another account's device changes nothing."""
    link = await pushed.link()
    settings = PushSettings.of(pushed.entry)
    assert settings is not None
    body = {"devEUI": "ff" * 8, "type": "uplink", "data": {"fCnt": 1, "data": "AQ=="}}
    status = await post(f"{link}/uplink", json.dumps(body), **{SECRET_HEADER: settings.header})
    assert status == HTTPStatus.OK
    await pushed.hass.async_block_till_done(wait_background_tasks=True)
    assert pushed.entry.runtime_data.coordinator.uplinks.heard("ff" * 8).uplink is None


async def test_unload(pushed: Pushed) -> None:
    """An entry that is not loaded takes nothing; after a reload pushes come again."""
    link = await pushed.link()
    settings = PushSettings.of(pushed.entry)
    assert settings is not None
    right = {SECRET_HEADER: settings.header}
    config = pushed.hass.config_entries
    await config.async_unload(pushed.entry.entry_id)
    assert await post(f"{link}/uplink", **right) == HTTPStatus.NOT_FOUND
    await config.async_setup(pushed.entry.entry_id)
    assert await post(f"{link}/uplink", **right) == HTTPStatus.OK
    assert pushed.entry.data[CONF_PUSH]["secret"] in link
    assert settings.secret not in repr(settings)
