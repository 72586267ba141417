"""Accounts are added by address and token, with the exact cause of what is wrong."""

from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.accord_iotsquare.const import CONF_HEADER, CONF_KNOWN, DOMAIN
from simulators.iotsquare import IoTSquareServer
from simulators.iotsquare.accounts import Standing
from tests.integrations.accord_iotsquare.conftest import Add, Make, unique_id


def given(server: IoTSquareServer, **changes: Any) -> dict[str, Any]:
    """Return what a user types."""
    advanced = {
        CONF_HEADER: changes.pop("header", "X-Access-Token"),
        "verify_ssl": changes.pop("verify_ssl", True),
    }
    return {"url": server.base_url, "token": server.token, "advanced": advanced, **changes}


async def begin(hass: HomeAssistant) -> str:
    """Return a flow that asks for address and token."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert result["step_id"] == "user"
    return str(result["flow_id"])


async def test_user(hass: HomeAssistant, make: Make) -> None:
    """The entry is identified by server and user, and works at once."""
    server = await make()
    flow_id = await begin(hass)
    result = await hass.config_entries.flow.async_configure(flow_id, given(server))
    assert result["step_id"] == "applications"
    result = await hass.config_entries.flow.async_configure(flow_id, {"applications": ["90"]})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.unique_id == unique_id(server)
    assert entry.title == f"accord ({server.address})"
    assert entry.data[CONF_KNOWN] == ["89", "90"]
    assert entry.options == {"applications": ["90"]}
    assert entry.state is ConfigEntryState.LOADED
    assert set(entry.runtime_data.coordinator.data.application_of.values()) == {"90"}
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_empty_account(hass: HomeAssistant, make: Make) -> None:
    """An account without anything is identified by chance, and nothing is to be chosen."""
    server = await make(bare=True)
    flow_id = await begin(hass)
    result = await hass.config_entries.flow.async_configure(flow_id, given(server))
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert str(entry.unique_id).startswith(f"{server.address}:{server.port}/")
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_own_header_and_certificate(hass: HomeAssistant, make: Make) -> None:
    """Servers of one's own may want another header, and have a certificate nobody knows."""
    server = await make(tls=True, token_header="Token")
    flow_id = await begin(hass)
    result = await hass.config_entries.flow.async_configure(flow_id, given(server))
    assert result["errors"] == {"base": "tls_failed"}
    result = await hass.config_entries.flow.async_configure(
        flow_id, given(server, verify_ssl=False)
    )
    assert result["errors"] == {"base": "invalid_auth"}
    result = await hass.config_entries.flow.async_configure(
        flow_id, given(server, verify_ssl=False, header="Token")
    )
    result = await hass.config_entries.flow.async_configure(flow_id, {})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert await hass.config_entries.async_unload(result["result"].entry_id)


async def test_wrong_and_then_right(hass: HomeAssistant, make: Make) -> None:
    """Each mistake has a text of its own, and nothing typed is lost but the token."""
    server = await make()
    flow_id = await begin(hass)
    for changes, error in (
        ({"token": "no"}, "invalid_auth"),
        ({"url": "ftp://server"}, "invalid_url"),
        ({"url": "http://127.0.0.1:1"}, "connection_refused"),
    ):
        result = await hass.config_entries.flow.async_configure(flow_id, given(server, **changes))
        assert result["errors"] == {"base": error}
    suggested = {
        str(key): (key.description or {}).get("suggested_value")
        for key in result["data_schema"].schema
    }
    assert suggested["url"] == "http://127.0.0.1:1"
    assert suggested["token"] is None
    await hass.config_entries.flow.async_configure(flow_id, given(server))
    result = await hass.config_entries.flow.async_configure(flow_id, {})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert await hass.config_entries.async_unload(result["result"].entry_id)


async def test_twice(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The same account is not added again."""
    server = await make()
    await add(server)
    result = await hass.config_entries.flow.async_configure(await begin(hass), given(server))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    await hass.async_block_till_done()


async def test_twice_under_another_name(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An account that cannot be told by its user is by its applications."""
    server = await make()
    entry = await add(server)
    hass.config_entries.async_update_entry(entry, unique_id=f"{server.address}:{server.port}/other")
    result = await hass.config_entries.flow.async_configure(await begin(hass), given(server))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


async def test_reauth(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A token that the server does not take any more is asked for."""
    server = await make()
    entry = await add(server)
    server.accounts.renew(server.token, "renewed")
    await entry.runtime_data.coordinator.async_refresh()
    await hass.async_block_till_done()
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["step_id"] == "reauth_confirm"
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {"token": "no"})
    assert result["errors"] == {"base": "invalid_auth"}
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {"token": " renewed "})
    await hass.async_block_till_done()
    assert result["reason"] == "reauth_successful"
    assert entry.data["token"] == "renewed"
    assert entry.state is ConfigEntryState.LOADED


async def test_reauth_of_another_account(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A token that reaches none of the known applications is another account's."""
    server = await make()
    entry = await add(server)
    result = await entry.start_reauth_flow(hass)
    for number in (89, 90):
        server.remove_application(number)
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {"token": server.token}
    )
    assert result["reason"] == "wrong_account"


async def test_reconfigure(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A server that moved is found again; the token stays where none is typed."""
    server = await make()
    entry = await add(
        server, data={"url": "http://127.0.0.1:1"}, expect=ConfigEntryState.SETUP_RETRY
    )
    result = await entry.start_reconfigure_flow(hass)
    typed = given(server, url="http://127.0.0.1:2")
    del typed["token"]
    result = await hass.config_entries.flow.async_configure(result["flow_id"], typed)
    assert result["errors"] == {"base": "connection_refused"}
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {**typed, "url": server.base_url}
    )
    await hass.async_block_till_done()
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["token"] == server.token
    assert entry.state is ConfigEntryState.LOADED


@pytest.mark.parametrize("standing", [Standing.READ_ONLY])
async def test_account_that_may_only_read(
    hass: HomeAssistant, make: Make, standing: Standing
) -> None:
    """Is enough for everything that shows."""
    server = await make()
    server.accounts.tokens[server.token] = standing
    flow_id = await begin(hass)
    await hass.config_entries.flow.async_configure(flow_id, given(server))
    result = await hass.config_entries.flow.async_configure(flow_id, {})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert await hass.config_entries.async_unload(result["result"].entry_id)
