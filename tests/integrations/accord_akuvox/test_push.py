"""Units that call Home Assistant: set up, understood, watched and put back."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from unittest.mock import patch

import aiohttp
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord.protocol.errors import AccordError, InvalidError
from custom_components.accord_akuvox.const import CONF_PUSH, DOMAIN
from custom_components.accord_akuvox.coordinator import FAST, RELAXED
from custom_components.accord_akuvox.push import (
    PushSettings,
    async_forget,
    async_provision,
    async_switch_off,
    async_verify,
)

from .doors import ACCESS, MIRA, WRONG_CODE, House, open_house, until

FOREIGN = "http://192.0.2.77/pms?user=reception&password=secret"


@pytest.fixture
async def house(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, subnet: str
) -> AsyncGenerator[House]:
    async with open_house(hass, hass_client_no_auth, subnet) as house:
        await house.set_up()
        yield house


@pytest.fixture
async def http() -> AsyncGenerator[aiohttp.ClientSession]:
    """Return a session that is no unit's."""
    async with aiohttp.ClientSession() as session:
        yield session


def settings_of(house: House) -> PushSettings:
    settings = PushSettings.of(house.entry)
    assert settings is not None
    return settings


def address(house: House, query: str) -> str:
    return f"{house.base}/api/accord/push/akuvox/{settings_of(house).secret}?{query}"


def issue(house: House) -> ir.IssueEntry | None:
    registry = ir.async_get(house.hass)
    return registry.async_get_issue(DOMAIN, f"push_lost_{house.entry.entry_id}")


def addresses(house: House) -> dict[str, str]:
    """Return what the unit calls, and whether it does."""
    prefix = "Config.Features.ACTIONURL."
    return {key: one for key, one in house.device.config.items() if key.startswith(prefix)}


async def test_set_up(house: House) -> None:
    """All events with the least that is needed, and the master switch last."""
    done = await async_provision(house.hass, house.entry, base=house.base)
    assert not done.unsupported
    secret = settings_of(house).secret
    url = f"{house.base}/api/accord/push/akuvox/{secret}"
    assert house.url("RelayATriggered") == f"{url}?e=relay_triggered&n=A&m=$mac"
    assert house.url("ValidCodeEntered") == f"{url}?e=code_valid&m=$mac&u=$userid&t=$unlocktype"
    assert house.url("Enable") == "1"
    assert house.url("DoorLog") == ""
    assert len(secret) >= 43
    written = " ".join(addresses(house).values())
    assert not any(name in written for name in ("$code", "$card_sn", "$qrcode"))
    assert max(map(len, addresses(house).values())) < 250


async def test_set_up_twice_keeps_the_secret(house: House) -> None:
    await async_provision(house.hass, house.entry, base=house.base)
    first = settings_of(house)
    await async_provision(house.hass, house.entry, base="http://192.0.2.5:8123")
    again = settings_of(house)
    assert again.secret == first.secret
    assert again.remembered.values == first.remembered.values
    assert house.url("MakeCall").startswith("http://192.0.2.5:8123/api/accord/push/akuvox/")
    await async_provision(house.hass, house.entry, base="http://192.0.2.5/below")
    assert house.url("MakeCall").startswith("http://192.0.2.5/below/api/accord/push/akuvox/")
    await async_switch_off(house.hass, house.entry)
    assert not any(one for key, one in addresses(house).items() if not key.endswith("Enable"))


async def test_addresses_of_others_stay(house: House) -> None:
    house.put_url("MakeCall", FOREIGN)
    await async_provision(house.hass, house.entry, base=house.base)
    assert house.url("MakeCall") == FOREIGN
    assert "call_started" not in settings_of(house).events
    assert "call_ended" in settings_of(house).events


async def test_addresses_of_others_are_replaced_when_asked_and_put_back(house: House) -> None:
    house.put_url("MakeCall", FOREIGN)
    before = addresses(house)
    await async_provision(house.hass, house.entry, base=house.base, replace_foreign=True)
    assert "call_started" in house.url("MakeCall")
    await house.reload()
    await async_switch_off(house.hass, house.entry)
    # The master switch stays on for the address of others.
    assert addresses(house) == {**before, "Config.Features.ACTIONURL.Enable": "1"}
    assert CONF_PUSH not in house.entry.data


async def test_off(house: House, http: aiohttp.ClientSession) -> None:
    before = addresses(house)
    await async_provision(house.hass, house.entry, base=house.base)
    url = address(house, "e=tamper")
    assert (await http.get(url)).status == HTTPStatus.OK
    await async_switch_off(house.hass, house.entry)
    assert addresses(house) == before
    assert (await http.get(url)).status == HTTPStatus.NOT_FOUND


async def test_what_somebody_changed_meanwhile_stays(house: House) -> None:
    await async_provision(house.hass, house.entry, base=house.base)
    house.put_url("HangUp", FOREIGN)
    await async_switch_off(house.hass, house.entry)
    assert house.url("HangUp") == FOREIGN
    assert house.url("MakeCall") == ""


async def test_removal_restores(house: House) -> None:
    before = addresses(house)
    await house.push()
    assert addresses(house) != before
    await house.hass.config_entries.async_remove(house.entry.entry_id)
    assert addresses(house) == before
    assert issue(house) is None


async def test_removal_of_a_unit_out_of_reach(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The entry goes all the same, and the log says what is left to do."""
    await house.push()
    secret = settings_of(house).secret
    house.device.reboot()
    with patch("custom_components.accord_akuvox.push.RESTORE_TIME", 0.5):
        await house.hass.config_entries.async_remove(house.entry.entry_id)
    assert "action URLs" in caplog.text
    assert secret not in caplog.text
    house.device.clock.advance(house.device.reboot_lasts)


async def test_removal_leaves_another_unit_alone(house: House) -> None:
    """One that got the address since."""
    await house.push()
    written = addresses(house)
    house.device.mac = "0C:11:05:00:00:77"
    await house.hass.config_entries.async_remove(house.entry.entry_id)
    assert addresses(house) == written


async def test_a_set_up_that_fails_remembers_what_was_there(house: House) -> None:
    house.put_url("MakeCall", FOREIGN)
    with (
        patch.object(
            house.coordinator.client.actionurl, "provision", side_effect=AccordError("broke off")
        ),
        pytest.raises(AccordError),
    ):
        await async_provision(house.hass, house.entry, base=house.base, replace_foreign=True)
    kept = settings_of(house).remembered.values
    assert kept["Config.Features.ACTIONURL.MakeCall"] == FOREIGN


async def test_nothing_taken(house: House) -> None:
    """Pushes stay off."""
    config = house.coordinator.client.actionurl._config
    with patch.object(config, "set", side_effect=InvalidError("not here")):
        done = await async_provision(house.hass, house.entry, base=house.base)
    assert not done.active
    assert PushSettings.of(house.entry) is None


@pytest.mark.parametrize(
    ("base", "status"),
    [
        ("", HTTPStatus.NOT_FOUND),
        ("http://192.168.1.5:8123", HTTPStatus.NOT_FOUND),
        ("http://[fd00::5]:8123", HTTPStatus.NOT_FOUND),
        ("http://homeassistant:8123", HTTPStatus.NOT_FOUND),
        ("http://homeassistant.local:8123", HTTPStatus.NOT_FOUND),
        ("https://home.example.org", HTTPStatus.NOT_FOUND),
        ("https://house.example.org", HTTPStatus.OK),
        ("http://8.8.8.8:8123", HTTPStatus.OK),
    ],
)
async def test_callers_from_the_internet(
    hass: HomeAssistant, house: House, http: aiohttp.ClientSession, base: str, status: HTTPStatus
) -> None:
    """Nobody there learns that there is a way in, unless the unit calls by that way."""
    hass.config.internal_url = "https://home.example.org"
    await async_provision(hass, house.entry, base=base or "http://192.168.1.5:8123")
    stored = {**settings_of(house).to_dict(), "base": base}
    hass.config_entries.async_update_entry(
        house.entry, data={**house.entry.data, CONF_PUSH: stored}
    )
    await house.reload()
    url = address(house, "e=motion")
    assert (await http.get(url)).status == HTTPStatus.OK
    with patch("custom_components.accord.push_view.is_local", return_value=False):
        assert (await http.get(url)).status == status


async def test_relays_show_at_once(hass: HomeAssistant, house: House) -> None:
    await house.push()
    house.device.door.show_card(MIRA["CardCode"])
    await until(lambda: house.coordinator.data.poll.relays["A"])
    await house.delivered()
    house.device.clock.advance(10)
    await until(lambda: not house.coordinator.data.poll.relays["A"])
    await house.delivered()


async def test_a_push_while_the_unit_is_read(house: House, http: aiohttp.ClientSession) -> None:
    """What the running reading has missed is read a little later."""
    await house.push()
    device = house.device
    device.quirks = replace(device.quirks, reply_delay=0.2)
    device.clock.run()
    device.requests.clear()
    before = house.coordinator.data.poll.inputs["A"]
    await http.get(address(house, "e=motion"))
    await until(lambda: any(one.target == "input" for one in device.requests))
    device.inputs["A"].put(1 - before)
    await until(lambda: house.coordinator.data.poll.inputs["A"] != before)
    await house.delivered()
    device.clock.freeze()


async def test_polls_relax_while_pushes_come(house: House) -> None:
    await house.push()
    assert house.coordinator.update_interval == FAST
    house.device.door.enter_code(WRONG_CODE)
    await house.delivered()
    assert house.coordinator.update_interval == RELAXED
    await async_switch_off(house.hass, house.entry)
    assert house.coordinator.update_interval == FAST


@pytest.mark.parametrize(
    "query",
    [
        "e=tamper&m=0c-11-05-00-00-99",
        "e=relay_triggered&n=A&m=0C1105000099",
    ],
)
async def test_another_unit_is_ignored(
    house: House, http: aiohttp.ClientSession, query: str
) -> None:
    await house.push()
    house.device.requests.clear()
    assert (await http.get(address(house, query))).status == HTTPStatus.OK
    await house.settle()
    assert house.device.requests == []
    assert not house.coordinator.data.poll.relays["A"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "e=unheard_of&m=$mac",
        "e=relay_triggered&n=Q&m=0C:11:05:AA:BB:01",
        "e=relay_closed&n=$letter",
        f"e=code_valid&code={MIRA['PrivatePIN']}&u=$userid",
    ],
)
async def test_every_push_is_followed_by_a_reading(
    house: House, http: aiohttp.ClientSession, query: str
) -> None:
    """Whatever it says, and though nothing else comes of it."""
    await house.push()
    house.device.requests.clear()
    relays = house.coordinator.data.poll.relays
    assert (await http.post(address(house, query), data=b"{}")).status == HTTPStatus.OK
    await until(lambda: any("relay/status" in str(one) for one in house.device.requests))
    await house.delivered()
    assert house.coordinator.data.poll.relays == relays
    assert house.kinds(ACCESS) == []


async def test_a_unit_that_lost_the_addresses(house: House) -> None:
    """After a reset, or because somebody took them out: a repair says so until it is right."""
    await house.push()
    await async_verify(house.hass, house.entry)
    assert issue(house) is None
    house.put_url("MakeCall", "")
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(days=1, minutes=1))
    await house.settle()
    found = issue(house)
    assert found is not None
    assert found.translation_placeholders == {"name": "Front door", "events": "MakeCall"}
    await async_provision(house.hass, house.entry, base=house.base)
    assert issue(house) is None
    house.put_url("Enable", "0")
    await house.reload()
    assert issue(house) is not None
    async_forget(house.hass, house.entry)
    assert issue(house) is None


async def test_a_unit_that_cannot_be_verified_is_no_trouble(house: House) -> None:
    await house.push()
    house.device.drop_connections()
    with patch.object(
        house.coordinator.client.actionurl, "verify", side_effect=AccordError("gone")
    ):
        await async_verify(house.hass, house.entry)
    assert issue(house) is None


async def test_stored_settings(house: House) -> None:
    """What is not understood is left out; without a secret pushes are off."""
    await house.push()
    settings = settings_of(house)
    assert PushSettings.of(house.entry) == settings
    assert settings.secret not in repr(settings)
    stored = {**settings.to_dict(), "keys": ["Config.Other"], "remembered": {}}
    house.hass.config_entries.async_update_entry(
        house.entry, data={**house.entry.data, CONF_PUSH: stored}
    )
    assert settings_of(house).keys == ()
    house.hass.config_entries.async_update_entry(
        house.entry, data={**house.entry.data, CONF_PUSH: {"secret": ""}}
    )
    assert PushSettings.of(house.entry) is None


async def test_nothing_private_in_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    await house.push()
    house.put_url("HangUp", FOREIGN)
    house.device.door.enter_code(WRONG_CODE)
    house.device.door.show_card(MIRA["CardCode"])
    await house.delivered()
    ours = "\n".join(
        one.getMessage() for one in caplog.records if not one.name.startswith("pytest_")
    )
    for secret in (settings_of(house).secret, WRONG_CODE, MIRA["CardCode"], "password=secret"):
        assert secret not in ours
