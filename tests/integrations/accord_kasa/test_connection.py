"""Which accounts are tried, and what is remembered of the way to a device."""

from typing import Any

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.protocol.kasa import Credentials, Transport
from custom_components.accord_kasa.connection import known_credentials, transport_of
from custom_components.accord_kasa.const import DOMAIN

from .conftest import Add, Make, Poll

USER = ("user@example.com", "secret")
ACCOUNT = Credentials.of_account(*USER)
OTHER = Credentials.of_account("user@example.com", "other")


def entry_with(hass: HomeAssistant, credentials: Any) -> MockConfigEntry:
    """Add an entry that is not set up, of a device elsewhere."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        data={"credentials": credentials},
        disabled_by=ConfigEntryDisabler.USER,
    )
    entry.add_to_hass(hass)
    return entry


async def test_the_own_account_first_and_each_once(hass: HomeAssistant) -> None:
    entry_with(hass, None)
    entry_with(hass, OTHER.to_dict())
    own = entry_with(hass, ACCOUNT.to_dict())
    entry_with(hass, {"v1": "garbage"})
    assert known_credentials(hass, own) == [ACCOUNT, OTHER]
    assert known_credentials(hass) == [OTHER, ACCOUNT]


@pytest.mark.parametrize(("stored", "expected"), [("klap", "klap"), ("xor", "xor"), (None, "xor")])
def test_transport(stored: str | None, expected: str) -> None:
    assert transport_of({"transport": stored}) == expected


async def test_a_device_gets_new_firmware(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """It is found again without the user, if an account is known, and remembered so."""
    device = await make("HS103", "Lamp", account=USER)
    entry_with(hass, ACCOUNT.to_dict())
    entry = await add(device)
    assert transport_of(entry.data) is Transport.XOR
    device.update_firmware("klap2")
    await poll()
    await poll()
    assert hass.states.get("switch.lamp").state == "off"
    assert transport_of(entry.data) is Transport.KLAP
    await hass.services.async_call("switch", "turn_on", {"entity_id": "switch.lamp"}, blocking=True)
    assert device.outlets[0].on
    device.allow_third_party()
    await poll()
    assert hass.states.get("switch.lamp").state == "on"
    assert transport_of(entry.data) is Transport.XOR


async def test_an_account_is_asked_for_only_when_it_is_needed(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    device = await make("HS103", "Lamp", account=USER)
    entry = await add(device)
    device.update_firmware("klap2")
    await poll()
    (flow,) = hass.config_entries.flow.async_progress()
    assert (flow["context"]["source"], flow["step_id"]) == (SOURCE_REAUTH, "reauth_confirm")
    assert hass.states.get("switch.lamp").state == "unavailable"
    form = await hass.config_entries.flow.async_configure(flow["flow_id"], None)
    for username, password, errors in (
        ("somebody@example.com", "secret", {"base": "wrong_account"}),
        (USER[0], "wrong", {"base": "invalid_auth"}),
    ):
        form = await hass.config_entries.flow.async_configure(
            flow["flow_id"], {"username": username, "password": password}
        )
        assert form["errors"] == errors
        assert "secret" not in str(form["data_schema"].schema)
    done = await hass.config_entries.flow.async_configure(
        flow["flow_id"], {"username": USER[0], "password": USER[1]}
    )
    assert done["reason"] == "reauth_successful"
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert hass.states.get("switch.lamp").state == "off"
    assert USER[1] not in str(entry.data)


async def test_a_device_that_has_to_be_added_again(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """An account would not help, so none is asked for."""
    device = await make("HS103", "Lamp", account=USER)
    await add(device)
    device.update_firmware("klap2", needs_adding=True)
    await poll()
    assert hass.states.get("switch.lamp").state == "unavailable"
    assert hass.config_entries.flow.async_progress() == []
