"""Stations are added by address or discovery, with the exact cause of what is wrong."""

from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_INTEGRATION_DISCOVERY, SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.accord.protocol.errors import ConnectionFailedError
from custom_components.accord_lifesmart.const import DOMAIN
from simulators.lifesmart import Access, LifeSmartStation, SearchNet, SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, TakenPort

LOCK = ("2711", "SL_LK_LS", "Entrance")


def given(station: LifeSmartStation, **changes: str) -> dict[str, str]:
    """Return what a user types."""
    return {"model": station.model, "token": station.token, **changes}


async def searched(hass: HomeAssistant) -> Any:
    """Start as a user does, and return what is shown after the search."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert result["progress_action"] == "scan"
    await hass.async_block_till_done()
    return await hass.config_entries.flow.async_configure(result["flow_id"])


async def at_credentials(hass: HomeAssistant, station: LifeSmartStation) -> str:
    """Return a flow that knows the address."""
    result = await searched(hass)
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {"host": f"{station.address}:{station.port}"}
    )
    assert result["step_id"] == "credentials"
    return str(result["flow_id"])


async def test_user(hass: HomeAssistant, make: Make) -> None:
    """The entry is identified by the station, not by its address, and works at once."""
    station = await make(SubDevice(*LOCK))
    flow_id = await at_credentials(hass, station)
    result = await hass.config_entries.flow.async_configure(flow_id, given(station))
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.unique_id == station.lsid
    assert entry.data["host"] == station.address
    assert entry.state is ConfigEntryState.LOADED
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_pick(hass: HomeAssistant, make: Make, add: Add, broadcast: str) -> None:
    """Stations that answer and are new can be picked; model and token are all that is missing."""
    house = await make(SubDevice(*LOCK), port=12348)
    known = await make(SubDevice(*LOCK), name="Known")
    await add(known)
    async with SearchNet([house, known], broadcast):
        result = await searched(hass)
    assert result["step_id"] == "pick"
    options = result["data_schema"].schema["device"].config["options"]
    assert [one["value"] for one in options] == [house.lsid, "by_address"]
    assert options[0]["label"] == f"House · LSJZX1K · {house.address}"
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {"device": house.lsid}
    )
    assert result["description_placeholders"] == {"name": "House", "host": house.address}
    result = await hass.config_entries.flow.async_configure(result["flow_id"], given(house))
    await hass.async_block_till_done()
    assert (result["title"], result["result"].unique_id) == ("House", house.lsid)
    assert await hass.config_entries.async_unload(result["result"].entry_id)


async def test_address_instead_of_a_station_found(
    hass: HomeAssistant, make: Make, broadcast: str
) -> None:
    """A station that the broadcast does not reach is added by its address."""
    near = await make(SubDevice(*LOCK))
    async with SearchNet([near], broadcast):
        result = await searched(hass)
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {"device": "by_address"}
    )
    assert result["step_id"] == "manual"


async def test_network_that_cannot_be_searched(hass: HomeAssistant) -> None:
    """Without a socket for the search there is still the address."""
    with patch(
        "custom_components.accord_lifesmart.config_flow.discover",
        side_effect=ConnectionFailedError("no socket"),
    ):
        result = await searched(hass)
    assert result["step_id"] == "manual"


async def test_closed_while_it_searches(hass: HomeAssistant) -> None:
    """The search ends with the dialog."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    hass.config_entries.flow.async_abort(result["flow_id"])
    await hass.async_block_till_done()
    assert not hass.config_entries.flow.async_progress()


async def test_port_taken(hass: HomeAssistant, make: Make, taken: TakenPort, short: None) -> None:
    """A station enabled in the app answers where another program listens: that is said."""
    station = await make(SubDevice(*LOCK), access=Access.APP, reply_port=taken.number)
    flow_id = await at_credentials(hass, station)
    result = await hass.config_entries.flow.async_configure(flow_id, given(station))
    assert result["errors"] == {"base": "port_taken"}
    taken.free()
    result = await hass.config_entries.flow.async_configure(flow_id, given(station))
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert await hass.config_entries.async_unload(result["result"].entry_id)


async def test_wrong_token_and_then_right(hass: HomeAssistant, make: Make) -> None:
    """A refusal is told as such, and nothing typed is lost but the token."""
    station = await make(SubDevice(*LOCK))
    flow_id = await at_credentials(hass, station)
    result = await hass.config_entries.flow.async_configure(flow_id, given(station, token="no"))
    assert result["errors"] == {"base": "invalid_auth"}
    suggested = {
        str(key): (key.description or {}).get("suggested_value")
        for key in result["data_schema"].schema
    }
    assert suggested == {"model": station.model, "token": None}
    result = await hass.config_entries.flow.async_configure(flow_id, given(station))
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert await hass.config_entries.async_unload(result["result"].entry_id)


async def test_silence(hass: HomeAssistant, make: Make, short: None) -> None:
    """A station that is off, or whose OpenDEV is."""
    station = await make(SubDevice(*LOCK))
    station.control("offline", {})
    flow_id = await at_credentials(hass, station)
    result = await hass.config_entries.flow.async_configure(flow_id, given(station))
    assert result["errors"] == {"base": "station_silent"}


@pytest.mark.parametrize("host", ["two words", "127.0.0.1:99999"])
async def test_no_host(hass: HomeAssistant, host: str) -> None:
    """What is no address is refused before anything is sent."""
    result = await searched(hass)
    result = await hass.config_entries.flow.async_configure(result["flow_id"], {"host": host})
    assert result["errors"] == {"base": "invalid_host"}


async def test_twice(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The same station is not added again."""
    station = await make(SubDevice(*LOCK))
    await add(station)
    flow_id = await at_credentials(hass, station)
    result = await hass.config_entries.flow.async_configure(flow_id, given(station))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    await hass.async_block_till_done()


def found(station: LifeSmartStation, **changes: str) -> dict[str, Any]:
    """Return what the bundle's search hands over."""
    return {"host": station.address, "lsid": station.lsid, "name": "House", **changes}


async def test_discovery(hass: HomeAssistant, make: Make) -> None:
    """A discovered station needs model and token only."""
    station = await make(SubDevice(*LOCK), port=12348)
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_INTEGRATION_DISCOVERY}, data=found(station)
    )
    assert result["step_id"] == "credentials"
    result = await hass.config_entries.flow.async_configure(result["flow_id"], given(station))
    await hass.async_block_till_done()
    assert (result["title"], result["result"].unique_id) == ("House", station.lsid)
    assert await hass.config_entries.async_unload(result["result"].entry_id)


async def test_discovery_of_a_station_that_moved(
    hass: HomeAssistant, make: Make, add: Add, short: None
) -> None:
    """The entry follows it, if it does not work where it is."""
    station = await make(SubDevice(*LOCK))
    entry = await add(station, data={"host": "127.0.0.9"}, expect=ConfigEntryState.SETUP_RETRY)
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_INTEGRATION_DISCOVERY}, data=found(station)
    )
    await hass.async_block_till_done()
    assert result["reason"] == "already_configured"
    assert entry.data["host"] == station.address
    assert entry.state is ConfigEntryState.LOADED


async def test_discovery_leaves_what_works(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Anybody may answer to a search."""
    station = await make(SubDevice(*LOCK))
    entry = await add(station)
    await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_INTEGRATION_DISCOVERY},
        data=found(station, host="127.0.0.9"),
    )
    assert entry.data["host"] == station.address


async def test_reauth(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A token that the station does not take any more is asked for."""
    station = await make(SubDevice(*LOCK))
    entry = await add(station, data={"token": "old"}, expect=ConfigEntryState.SETUP_ERROR)
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["step_id"] == "reauth_confirm"
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], given(station))
    await hass.async_block_till_done()
    assert result["reason"] == "reauth_successful"
    assert entry.data["token"] == station.token
    assert entry.state is ConfigEntryState.LOADED


async def test_reconfigure(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An empty token stays; another station is refused."""
    station, other = await make(SubDevice(*LOCK)), await make(SubDevice(*LOCK))
    entry = await add(station)
    for where, reason in ((other, "wrong_station"), (station, "reconfigure_successful")):
        result = await entry.start_reconfigure_flow(hass)
        host = f"{where.address}:{where.port}"
        result = await hass.config_entries.flow.async_configure(
            result["flow_id"], {"host": host, "model": where.model}
        )
        await hass.async_block_till_done()
        assert result["reason"] == reason
    assert (entry.data["host"], entry.data["token"]) == (station.address, station.token)
