"""What only the owner of a unit can put right is said, and taken back when it is done."""

from dataclasses import replace
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.protocol.errors import UnsupportedError
from custom_components.accord_akuvox.connection import shown_fingerprint
from custom_components.accord_akuvox.const import DOMAIN
from simulators.akuvox import AkuvoxDevice, Auth
from simulators.faults import Refuse

from .conftest import Add, Make, Poll, data_of

POLLS = 4
"""So many it takes until everything that is due was read."""
MODE = "Config.DoorSetting.APIFCGI.AuthMode"


def kinds(registry: ir.IssueRegistry, entry: MockConfigEntry) -> set[str]:
    """Return what is said about an entry."""
    return {
        issue_id.removesuffix(f"_{entry.entry_id}")
        for domain, issue_id in registry.issues
        if domain == DOMAIN
    }


def set_mode(unit: AkuvoxDevice, auth: Auth) -> None:
    """Change the way to ask on the unit's own page."""
    unit.control("config", {MODE: int(auth)})


async def test_a_safe_unit(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    """Nothing is said."""
    entry = await add(await make(port=None, https_port=0))
    assert kinds(issue_registry, entry) == set()


async def test_no_authentication(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    unit = await make(auth=Auth.NONE)
    entry = await add(unit)
    assert kinds(issue_registry, entry) == {"no_authentication"}
    set_mode(unit, Auth.DIGEST)
    hass.config_entries.async_update_entry(entry, data=data_of(unit))
    await hass.config_entries.async_reload(entry.entry_id)
    assert kinds(issue_registry, entry) == set()


async def test_unit_that_does_not_ask_for_its_account(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    """Somebody opened it on its page: whoever is in the network can open the door."""
    unit = await make(auth=Auth.NONE)
    entry = await add(unit, data=data_of(unit, Auth.DIGEST))
    assert kinds(issue_registry, entry) == {"no_authentication"}
    set_mode(unit, Auth.DIGEST)
    await hass.config_entries.async_reload(entry.entry_id)
    assert kinds(issue_registry, entry) == set()


async def test_white_list(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    """From outside it looks like no protection; the settings tell."""
    unit = await make(auth=Auth.WHITE_LIST, white_list=["127.0.0.1"])
    entry = await add(unit)
    assert kinds(issue_registry, entry) == {"white_list_only"}


async def test_unit_that_does_not_tell_its_settings(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    """Then the worse is said."""
    unit = await make(auth=Auth.WHITE_LIST, white_list=["127.0.0.1"])
    with patch(
        "custom_components.accord.protocol.akuvox.topics.config.ConfigTopic.get",
        side_effect=UnsupportedError("config/get is not supported"),
    ):
        entry = await add(unit)
    assert kinds(issue_registry, entry) == {"no_authentication"}


async def test_default_password(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    unit = await make(account=("admin", "httpapi"))
    entry = await add(unit, data={"username": "admin", "password": "httpapi"})
    assert kinds(issue_registry, entry) == {"default_password"}


async def test_password_in_the_open(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    assert kinds(issue_registry, await add(await make(auth=Auth.BASIC))) == {"basic_over_http"}


async def test_basic_by_https_is_fine(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    unit = await make(auth=Auth.BASIC, port=None, https_port=0)
    assert kinds(issue_registry, await add(unit)) == set()


@pytest.mark.parametrize(
    ("address", "said"),
    [("8.8.8.8", {"public_address"}), ("192.168.1.20", set()), ("2001:4860::1", set())],
)
async def test_public_address(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    issue_registry: ir.IssueRegistry,
    address: str,
    said: set[str],
) -> None:
    """The address that the unit names counts too."""
    unit = await make()
    data, unit.address = data_of(unit), address
    assert kinds(issue_registry, await add(unit, data=data)) == said


async def test_clock(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, issue_registry: ir.IssueRegistry
) -> None:
    """More than five minutes are too much; it is looked at again."""
    unit = await make()
    unit.control("clock", {"seconds": 240})
    entry = await add(unit)
    assert kinds(issue_registry, entry) == set()
    unit.control("clock", {"seconds": -420})
    for _ in range(POLLS):
        await poll(601)
    assert kinds(issue_registry, entry) == {"clock_wrong"}
    unit.control("clock", {"seconds": 0})
    for _ in range(POLLS):
        await poll(601)
    assert kinds(issue_registry, entry) == set()


async def test_closed_api(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, issue_registry: ir.IssueRegistry
) -> None:
    """Said also at the start, kept while the unit is away, and taken back."""
    unit = await make()
    entry = await add(unit)
    set_mode(unit, Auth.WHITE_LIST)
    await poll()
    assert kinds(issue_registry, entry) == {"api_closed"}
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert kinds(issue_registry, entry) == {"api_closed"}
    set_mode(unit, Auth.DIGEST)
    await hass.config_entries.async_reload(entry.entry_id)
    assert kinds(issue_registry, entry) == set()


async def test_unit_that_begins_to_want_https(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, issue_registry: ir.IssueRegistry
) -> None:
    """With new firmware; said until it is reached again."""
    unit = await make(https_port=0)
    entry = await add(unit)
    unit.quirks = replace(unit.quirks, redirect=308)
    await poll()
    assert kinds(issue_registry, entry) == {"wants_https"}
    unit.quirks = replace(unit.quirks, redirect=None)
    await poll()
    assert kinds(issue_registry, entry) == set()


async def test_changed_certificate(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, issue_registry: ir.IssueRegistry
) -> None:
    """Said with both fingerprints, also when the unit was away before; nothing is sent to it."""
    unit = await make(port=None, https_port=0)
    entry = await add(unit)
    known = unit.fingerprint
    with unit.faulty(Refuse()):
        unit.drop_connections()
        await poll()
        await poll()
        assert kinds(issue_registry, entry) == set()
    unit.renew_certificate()
    unit.requests.clear()
    await poll()
    assert kinds(issue_registry, entry) == {"certificate_changed"}
    assert not unit.requests
    issue = issue_registry.async_get_issue(DOMAIN, f"certificate_changed_{entry.entry_id}")
    assert issue is not None
    assert issue.is_fixable
    assert issue.translation_placeholders == {
        "name": entry.title,
        "fingerprint": shown_fingerprint(unit.fingerprint),
        "known": shown_fingerprint(known),
    }
