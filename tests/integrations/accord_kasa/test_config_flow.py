"""Every way in, every error with its way out."""

from collections.abc import Generator
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import (
    SOURCE_DHCP,
    SOURCE_INTEGRATION_DISCOVERY,
    SOURCE_USER,
    ConfigFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.protocol.errors import ConnectionFailedError
from custom_components.accord_kasa.const import (
    CONF_DANGEROUS,
    CONF_FOLLOW_RENAME,
    CONF_IMPORT_ENERGY,
    DOMAIN,
)
from simulators.faults import Cut, Drop, Fault, Garbage, Html, Refuse, SlowDrip, Unreachable
from simulators.kasa import DiscoveryNet, KasaDevice

from .conftest import Add, Make


@pytest.fixture(autouse=True)
def no_setup(request: pytest.FixtureRequest) -> Generator[None]:
    """Keep the set-up of entries out of the flows' tests, but where it is wanted."""
    if "add" in request.fixturenames:
        yield
        return
    with patch("custom_components.accord_kasa.async_setup_entry", return_value=True):
        yield


@pytest.fixture
def short_probe() -> Generator[None]:
    """Wait a shorter time for silent devices."""
    with patch("custom_components.accord_kasa.config_flow.PROBE_SECONDS", 0.3):
        yield


async def start_user_flow(hass: HomeAssistant) -> ConfigFlowResult:
    """Open the dialog and wait until it has looked around."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert result["type"] is FlowResultType.SHOW_PROGRESS
    assert result["progress_action"] == "scan"
    await hass.async_block_till_done()
    return await hass.config_entries.flow.async_configure(result["flow_id"])


async def configure(
    hass: HomeAssistant, result: ConfigFlowResult, **user_input: Any
) -> ConfigFlowResult:
    """Fill in the form that is shown."""
    return await hass.config_entries.flow.async_configure(result["flow_id"], user_input)


def assert_created(result: ConfigFlowResult, device: KasaDevice) -> None:
    """The entry is for that device and holds nothing but its address."""
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == device.alias
    assert result["data"] == {"host": device.address, "port": device.port}
    assert result["result"].unique_id == device.mac.lower()


async def test_pick(hass: HomeAssistant, make: Make, broadcast: str) -> None:
    """Devices that answer and are new can be picked."""
    lamp, fan = await make("HS103", "Lamp"), await make("HS300", "Fans")
    MockConfigEntry(domain=DOMAIN, unique_id=fan.mac.lower()).add_to_hass(hass)
    async with DiscoveryNet([lamp, fan], broadcast):
        result = await start_user_flow(hass)
    assert result["step_id"] == "pick"
    options = result["data_schema"].schema["device"].config["options"]
    assert [one["value"] for one in options] == [lamp.mac.lower(), "by_address"]
    assert options[0]["label"] == f"Lamp · HS103(US) · {lamp.address}"
    assert_created(await configure(hass, result, device=lamp.mac.lower()), lamp)


async def test_address_instead_of_a_device_found(
    hass: HomeAssistant, make: Make, broadcast: str
) -> None:
    """A device that the broadcast does not reach is added by its address."""
    near, far = await make("HS103", "Near"), await make("KL130", "Far")
    async with DiscoveryNet([near], broadcast):
        result = await start_user_flow(hass)
    result = await configure(hass, result, device="by_address")
    assert result["step_id"] == "manual"
    assert_created(await configure(hass, result, host=far.address), far)


async def test_nothing_found(hass: HomeAssistant, make: Make) -> None:
    """The dialog asks for the address at once; port and blanks are understood."""
    device = await make("HS220", port=0)
    result = await start_user_flow(hass)
    assert result["step_id"] == "manual"
    result = await configure(hass, result, host=f" {device.address}:{device.port} ")
    assert_created(result, device)


async def test_network_that_cannot_be_searched(hass: HomeAssistant) -> None:
    """Without a socket for the search there is still the address."""
    with patch(
        "custom_components.accord_kasa.config_flow.discover",
        side_effect=ConnectionFailedError("no socket"),
    ):
        result = await start_user_flow(hass)
    assert result["step_id"] == "manual"


async def test_closing_the_dialog_ends_the_search(hass: HomeAssistant) -> None:
    """Nothing goes on in the background."""
    with patch("custom_components.accord_kasa.config_flow.SCAN_SECONDS", 60):
        result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
        hass.config_entries.flow.async_abort(result["flow_id"])
        await hass.async_block_till_done()
    assert not hass.config_entries.flow.async_progress()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Refuse(), "connection_refused"),
        (Drop(), "timeout"),
        (SlowDrip(), "timeout"),
        (Garbage(), "protocol_error"),
        (Html(), "protocol_error"),
        (Cut(), "cannot_connect"),
    ],
)
async def test_faults_are_told_and_mended(
    hass: HomeAssistant, make: Make, short_probe: None, fault: Fault, error: str
) -> None:
    """What was typed stays, the cause is named, and the next try works."""
    device = await make("HS103", "Lamp")
    result = await start_user_flow(hass)
    with device.faulty(fault):
        result = await configure(hass, result, host=device.address)
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {"base": error}
    marker = next(iter(result["data_schema"].schema))
    assert marker.description == {"suggested_value": device.address}
    assert_created(await configure(hass, result, host=device.address), device)


async def test_silent_host_is_told_within_six_seconds(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """With the real patience, and without holding up another device."""
    silent, lamp = await make("HS103", "Silent"), await make("HS103", "Lamp")
    await add(lamp)
    result = await start_user_flow(hass)
    started = hass.loop.time()
    with silent.faulty(Unreachable()):
        answer = hass.async_create_task(configure(hass, result, host=silent.address))
        await hass.services.async_call(
            "switch", "turn_on", {"entity_id": "switch.lamp"}, blocking=True
        )
        assert not answer.done()
        assert lamp.outlets[0].on
        result = await answer
    assert hass.loop.time() - started < 6
    assert result["errors"] == {"base": "timeout"}


@pytest.mark.parametrize("host", ["", "a b", "-", "127.0.0.1:0", "127.0.0.1:99999", "x:y:z"])
async def test_what_is_no_address(hass: HomeAssistant, make: Make, host: str) -> None:
    """Said beside the field."""
    device = await make("HS103", "Lamp")
    result = await start_user_flow(hass)
    result = await configure(hass, result, host=host)
    assert result["errors"] == {"host": "invalid_host"}
    assert_created(await configure(hass, result, host=device.address), device)


async def test_another_product(hass: HomeAssistant, make: Make) -> None:
    """A camera is recognised and refused with advice."""
    camera, lamp = await make("EC60", "Camera"), await make("HS103", "Lamp")
    result = await start_user_flow(hass)
    result = await configure(hass, result, host=camera.address)
    assert result["errors"] == {"base": "unsupported_device"}
    assert_created(await configure(hass, result, host=lamp.address), lamp)


async def test_no_duplicate(hass: HomeAssistant, make: Make) -> None:
    """A device set up already is refused; typing its new address teaches the entry."""
    device = await make("HS103", "Lamp")
    entry = MockConfigEntry(
        domain=DOMAIN, unique_id=device.mac.lower(), data={"host": "127.1.1.1", "port": 9999}
    )
    entry.add_to_hass(hass)
    result = await start_user_flow(hass)
    result = await configure(hass, result, host=device.address)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert entry.data["host"] == device.address


async def test_core_integration_polls_already(hass: HomeAssistant, make: Make) -> None:
    """Said before the entry is made."""
    device = await make("HS103", "Lamp")
    MockConfigEntry(domain="tplink", unique_id=device.mac.lower()).add_to_hass(hass)
    result = await start_user_flow(hass)
    result = await configure(hass, result, host=device.address)
    assert result["step_id"] == "also_polled"
    assert result["description_placeholders"]["name"] == "Lamp"
    assert_created(await configure(hass, result), device)


async def discovered(hass: HomeAssistant, source: str, device: KasaDevice) -> ConfigFlowResult:
    """Let a device be noticed in one of the two ways."""
    data: Any = {"host": device.address, "port": device.port}
    if source == SOURCE_DHCP:
        data = DhcpServiceInfo(
            ip=device.address, hostname="hs103", macaddress=device.mac.lower().replace(":", "")
        )
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": source}, data=data)


@pytest.mark.parametrize("source", [SOURCE_DHCP, SOURCE_INTEGRATION_DISCOVERY])
async def test_discovery(hass: HomeAssistant, make: Make, source: str) -> None:
    """The user is asked, with the device's name."""
    device = await make("HS103", "Lamp")
    result = await discovered(hass, source, device)
    assert result["step_id"] == "discovery_confirm"
    assert result["description_placeholders"] == {
        "name": "Lamp",
        "model": "HS103(US)",
        "host": device.address,
    }
    flow = hass.config_entries.flow.async_progress()[0]
    assert flow["context"]["title_placeholders"] == {"name": "Lamp", "model": "HS103(US)"}
    again = await discovered(hass, source, device)
    assert again["reason"] == "already_in_progress"
    assert_created(await configure(hass, result), device)


@pytest.mark.parametrize("source", [SOURCE_DHCP, SOURCE_INTEGRATION_DISCOVERY])
async def test_discovery_of_what_is_no_kasa_device(
    hass: HomeAssistant, make: Make, source: str
) -> None:
    """Dropped without bothering anybody."""
    device = await make("HS103", "Lamp")
    with device.faulty(Garbage()):
        result = await discovered(hass, source, device)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "protocol_error"


@pytest.mark.parametrize("source", [SOURCE_DHCP, SOURCE_INTEGRATION_DISCOVERY])
async def test_discovery_finds_a_moved_device(
    hass: HomeAssistant, make: Make, add: Add, subnet: str, source: str
) -> None:
    """The entry learns the new address and works again by itself."""
    device = await make("HS103", "Lamp")
    entry = await add(device)
    await device.stop()
    await hass.config_entries.async_reload(entry.entry_id)
    moved = await make("HS103", "Lamp", mac=device.mac)
    result = await discovered(hass, source, moved)
    assert result["reason"] == "already_configured"
    await hass.async_block_till_done()
    assert entry.data["host"] == moved.address
    assert hass.states.get("switch.lamp").state == "off"


async def test_discovery_of_what_home_assistant_serves(hass: HomeAssistant, make: Make) -> None:
    """A device of Home Assistant's own integration is not offered a second time."""
    device = await make("HS103", "Lamp")
    MockConfigEntry(domain="tplink", unique_id=device.mac.lower()).add_to_hass(hass)
    result = await discovered(hass, SOURCE_INTEGRATION_DISCOVERY, device)
    assert result["reason"] == "already_configured"


async def test_discovery_leaves_a_working_entry_alone(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """A host name that works is not replaced by an address; the device is not even asked."""
    device = await make("HS103", "Lamp")
    entry = await add(device)
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    result = await discovered(hass, SOURCE_DHCP, device)
    assert result["reason"] == "already_configured"
    assert served == []

    twin = await make("HS103", "Lamp", mac=device.mac)
    result = await discovered(hass, SOURCE_DHCP, twin)
    assert result["reason"] == "already_configured"
    assert entry.data["host"] == device.address


async def test_reconfigure(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A new address for the same device; another device is refused and nothing is lost."""
    device = await make("HS103", "Lamp")
    entry = await add(device)
    other = await make("HS103", "Fan")
    twin = await make("HS103", "Lamp", mac=device.mac)
    result = await entry.start_reconfigure_flow(hass)
    marker = next(iter(result["data_schema"].schema))
    assert marker.description == {"suggested_value": device.address}

    result = await configure(hass, result, host=other.address)
    assert result["errors"] == {"base": "wrong_device"}
    assert entry.data["host"] == device.address

    result = await configure(hass, result, host=twin.address)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["host"] == twin.address
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1
    await hass.async_block_till_done()


KLAP: dict[str, Any] = {"transport": "klap2", "account": ("user@example.com", "secret")}


def assert_logged_in(result: ConfigFlowResult, device: KasaDevice) -> None:
    """The entry knows how to reach the device, and no password."""
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == device.alias
    data = dict(result["data"])
    stored = data.pop("credentials")
    assert data == {
        "host": device.address,
        "port": 9999,
        "transport": "klap",
        "klap_port": device.klap.port,
    }
    assert set(stored) == {"v1", "v2"}
    assert "secret" not in str(stored)
    assert result["result"].unique_id == device.mac.lower()


async def test_pick_a_device_that_wants_an_account(
    hass: HomeAssistant, make: Make, broadcast: str
) -> None:
    """It tells no name before the login; wrong accounts are told apart."""
    lamp = await make("HS103", "Lamp", **KLAP)
    async with DiscoveryNet([lamp], broadcast):
        result = await start_user_flow(hass)
    options = result["data_schema"].schema["device"].config["options"]
    assert options[0]["label"] == f"HS103(US) · {lamp.address}"
    result = await configure(hass, result, device=lamp.mac.lower())
    assert result["step_id"] == "credentials"
    result = await configure(hass, result, username="somebody@example.com", password="secret")
    assert result["errors"] == {"base": "wrong_account"}
    result = await configure(hass, result, username="user@example.com", password="Secret")
    assert result["errors"] == {"base": "invalid_auth"}
    lamp.klap.needs_adding = True
    result = await configure(hass, result, username="user@example.com", password="secret")
    assert result["errors"] == {"base": "needs_adding"}
    lamp.klap.needs_adding = False
    result = await configure(hass, result, username="user@example.com", password="secret")
    assert_logged_in(result, lamp)


async def test_the_second_device_needs_no_account(hass: HomeAssistant, make: Make) -> None:
    """The account of the first one is tried."""
    first, second = await make("HS103", "Lamp", **KLAP), await make("KL130", "Bulb", **KLAP)
    result = await start_user_flow(hass)
    result = await configure(hass, result, host=first.address)
    result = await configure(hass, result, username="user@example.com", password="secret")
    assert_logged_in(result, first)
    result = await start_user_flow(hass)
    result = await configure(hass, result, host=second.address)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Bulb"
    assert "credentials" not in result["data"]


async def test_a_device_without_an_owner(hass: HomeAssistant, make: Make) -> None:
    """The accounts known to all are enough."""
    device = await make("HS103", "Lamp", transport="klap2")
    result = await start_user_flow(hass)
    result = await configure(hass, result, host=device.address)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Lamp"


async def test_discovered_and_locked(hass: HomeAssistant, make: Make) -> None:
    device = await make("HS103", "Lamp", **KLAP)
    result = await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_INTEGRATION_DISCOVERY},
        data={"host": device.address, "port": 9999},
    )
    assert result["step_id"] == "discovery_confirm"
    assert result["description_placeholders"]["name"] == "HS103(US)"
    result = await configure(hass, result)
    assert result["step_id"] == "credentials"
    result = await configure(hass, result, username="user@example.com", password="secret")
    assert_logged_in(result, device)


@pytest.fixture
def no_probe() -> Generator[None]:
    """Let no probe through, as between two networks."""
    module = "custom_components.accord.protocol.kasa.discovery"
    with patch(f"{module}.find_klap", return_value=None), patch(f"{module}.KLAP_PORT", 20080):
        yield


async def test_in_another_network(hass: HomeAssistant, make: Make, no_probe: None) -> None:
    """Who the device is shows after the login; nobody is added twice."""
    device = await make("HS103", "Lamp", **KLAP)
    for step in ("new", "known"):
        result = await start_user_flow(hass)
        result = await configure(hass, result, host=device.address)
        if step == "new":
            assert result["step_id"] == "credentials"
            assert result["description_placeholders"]["name"] == device.address
            result = await configure(hass, result, username="user@example.com", password="no")
            assert result["errors"] == {"base": "invalid_auth"}
            result = await configure(hass, result, username="user@example.com", password="secret")
            assert_logged_in(result, device)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


async def test_discovered_in_another_network(
    hass: HomeAssistant, make: Make, no_probe: None
) -> None:
    """Nobody is suggested of whom nothing is known."""
    device = await make("HS103", "Lamp", **KLAP)
    result = await discovered(hass, SOURCE_DHCP, device)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "cannot_connect")


async def test_gone_before_the_login(hass: HomeAssistant, make: Make) -> None:
    device = await make("HS103", "Lamp", **KLAP)
    result = await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_INTEGRATION_DISCOVERY},
        data={"host": device.address, "port": 9999},
    )
    await device.stop()
    result = await configure(hass, result)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "connection_refused")
    await device.start()


async def test_options(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The preference is stored and the entry reloaded with it."""
    device = await make("HS103", "Lamp")
    entry = await add(device)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert result["step_id"] == "init"
    result = await hass.config_entries.options.async_configure(
        result["flow_id"],
        {CONF_FOLLOW_RENAME: True, CONF_IMPORT_ENERGY: True, CONF_DANGEROUS: False},
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {
        CONF_FOLLOW_RENAME: True,
        CONF_IMPORT_ENERGY: True,
        CONF_DANGEROUS: False,
    }
    await hass.async_block_till_done()
