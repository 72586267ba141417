"""Every way in, every error with its way out."""

from collections.abc import Generator
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import (
    SOURCE_DHCP,
    SOURCE_USER,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.protocol.akuvox import LOCATION
from custom_components.accord.protocol.errors import UnsupportedError
from custom_components.accord_akuvox.connection import shown_fingerprint
from custom_components.accord_akuvox.const import DOMAIN
from simulators.akuvox import AkuvoxDevice, Auth, Quirks
from simulators.faults import Cut, Drop, Fault, Garbage, Html, Refuse

from .conftest import ACCOUNT, Add, Make, data_of


@pytest.fixture(autouse=True)
def no_setup(request: pytest.FixtureRequest) -> Generator[None]:
    """Keep the set-up of entries out of the flows' tests, but where it is wanted."""
    if "add" in request.fixturenames:
        yield
        return
    with patch("custom_components.accord_akuvox.async_setup_entry", return_value=True):
        yield


async def open_dialog(hass: HomeAssistant) -> ConfigFlowResult:
    """Open the dialog; it asks for an address."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    return result


async def fill_in(
    hass: HomeAssistant, result: ConfigFlowResult, **user_input: Any
) -> ConfigFlowResult:
    """Fill in the form that is shown."""
    return await hass.config_entries.flow.async_configure(result["flow_id"], user_input)


async def log_in(
    hass: HomeAssistant, result: ConfigFlowResult, password: str = ACCOUNT[1]
) -> ConfigFlowResult:
    """Enter the account."""
    assert result["step_id"] == "credentials", result
    return await fill_in(hass, result, username=ACCOUNT[0], password=password)


def assert_created(result: ConfigFlowResult, unit: AkuvoxDevice, **differs: Any) -> None:
    """The entry is for that unit and holds nothing but what is needed to reach it."""
    assert result["type"] is FlowResultType.CREATE_ENTRY, result
    assert result["data"] == {**data_of(unit), **differs}
    assert result["result"].unique_id == unit.mac.lower()


def address_of(unit: AkuvoxDevice) -> str:
    """Return what a user types."""
    return f"{unit.address}:{unit.port if unit.http else unit.https_port}"


# --- By its address --------------------------------------------------------------------------


@pytest.mark.parametrize("auth", [Auth.DIGEST, Auth.BASIC])
async def test_user(hass: HomeAssistant, make: Make, auth: Auth) -> None:
    """Address, then the account; the entry is called as the installer called the unit."""
    unit = await make(auth=auth, config={LOCATION: "Garden gate"})
    result = await fill_in(hass, await open_dialog(hass), host=f" http://{address_of(unit)}/#/ ")
    result = await log_in(hass, result)
    assert_created(result, unit)
    assert result["title"] == "Garden gate"


async def test_unit_that_asks_nothing(hass: HomeAssistant, make: Make) -> None:
    """There is nothing to enter; without a name it is called like its model."""
    unit = await make(auth=Auth.NONE)
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    assert_created(result, unit)
    assert result["title"] == "A05"


async def test_unit_that_does_not_tell_its_name(hass: HomeAssistant, make: Make) -> None:
    """Its model is name enough."""
    unit = await make(config={LOCATION: "Garden gate"})
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    with patch(
        "custom_components.accord.protocol.akuvox.topics.config.ConfigTopic.get",
        side_effect=UnsupportedError("config/get is not supported"),
    ):
        result = await log_in(hass, result)
    assert_created(result, unit)
    assert result["title"] == "A05"


async def test_certificate(hass: HomeAssistant, make: Make) -> None:
    """The user sees its fingerprint and says yes before a password is sent."""
    unit = await make(port=None, https_port=0)
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    assert result["step_id"] == "certificate"
    shown = result["description_placeholders"]
    assert shown is not None
    assert shown["fingerprint"] == shown_fingerprint(unit.fingerprint)
    assert shown["fingerprint"].count(":") == 31
    result = await log_in(hass, await fill_in(hass, result))
    assert_created(result, unit)


async def test_sent_on_to_https(hass: HomeAssistant, make: Make) -> None:
    """A unit that answers HTTP with a redirection."""
    unit = await make(https_port=0, quirks=Quirks(redirect=308))
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    assert result["step_id"] == "certificate"
    result = await log_in(hass, await fill_in(hass, result))
    assert_created(result, unit, https=True, port=unit.https_port, fingerprint=unit.fingerprint)


async def test_out_of_date_encryption(hass: HomeAssistant, make: Make) -> None:
    """It is used only for this unit, and only after a yes."""
    unit = await make(port=None, https_port=0, legacy_tls=True)
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    assert result["step_id"] == "weak_certificate"
    result = await log_in(hass, await fill_in(hass, result))
    assert_created(result, unit, legacy=True)


async def test_certificate_that_changes_meanwhile(hass: HomeAssistant, make: Make) -> None:
    """The password is not sent."""
    unit = await make(port=None, https_port=0, quirks=Quirks(closes_each=True))
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    result = await fill_in(hass, result)
    unit.renew_certificate()
    result = await log_in(hass, result)
    assert result["errors"] == {"base": "certificate_changed"}
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    assert_created(await log_in(hass, await fill_in(hass, result)), unit)


async def test_wrong_password(hass: HomeAssistant, make: Make) -> None:
    """It can be corrected; it is not shown again."""
    unit = await make()
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    result = await log_in(hass, result, "wrong")
    assert result["errors"] == {"base": "invalid_auth"}
    schema = result["data_schema"]
    assert schema is not None
    suggested = {
        str(marker): (marker.description or {}).get("suggested_value") for marker in schema.schema
    }
    assert suggested == {"username": ACCOUNT[0], "password": None}
    assert_created(await log_in(hass, result), unit)


async def test_basic_that_is_not_safe(hass: HomeAssistant, make: Make) -> None:
    """Some firmware refuses it over HTTPS."""
    unit = await make(port=None, https_port=0, auth=Auth.BASIC, quirks=Quirks(basic_not_safe=True))
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    result = await fill_in(hass, result)
    result = await log_in(hass, result)
    assert result["errors"] == {"base": "not_safe"}
    unit.quirks = Quirks()
    assert_created(await log_in(hass, result), unit)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"auth": Auth.WHITE_LIST}, "api_closed"),
        ({"quirks": Quirks(no_api=True)}, "protocol_error"),
    ],
)
async def test_unit_that_keeps_us_out(
    hass: HomeAssistant, make: Make, options: dict[str, Any], error: str
) -> None:
    unit = await make(**options)
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    assert result["errors"] == {"base": error}
    unit.quirks = Quirks()
    unit.control("config", {"Config.DoorSetting.APIFCGI.AuthMode": int(Auth.DIGEST)})
    result = await fill_in(hass, result, host=address_of(unit))
    assert_created(await log_in(hass, result), unit)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Drop(), "timeout"),
        (Garbage(), "tls_failed"),
        (Html(), "device_error"),
        (Cut(), "tls_failed"),
        (Refuse(), "connection_refused"),
    ],
)
async def test_faults(hass: HomeAssistant, make: Make, fault: Fault, error: str) -> None:
    """Each is told, and the second attempt succeeds. What is no HTTP may be HTTPS."""
    unit = await make()
    with patch("custom_components.accord_akuvox.config_flow.DETECT_SECONDS", 0.3):
        with unit.faulty(fault):
            result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
        assert result["errors"] == {"base": error}
    result = await fill_in(hass, result, host=address_of(unit))
    assert_created(await log_in(hass, result), unit)


@pytest.mark.parametrize("text", ["", "not a host", "ftp://door", "192.0.2.1:99999", "a@b"])
async def test_no_address(hass: HomeAssistant, make: Make, text: str) -> None:
    unit = await make(auth=Auth.NONE)
    result = await fill_in(hass, await open_dialog(hass), host=text)
    assert result["errors"] == {"host": "invalid_host"}
    assert_created(await fill_in(hass, result, host=address_of(unit)), unit)


async def test_unit_that_wants_something_unknown(hass: HomeAssistant, make: Make) -> None:
    """A 401 with no question that can be answered."""
    unit = await make()
    with patch("custom_components.accord.protocol.akuvox.detect.parse_challenges", return_value=[]):
        result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
        assert result["errors"] == {"base": "auth_unknown"}
    result = await fill_in(hass, result, host=address_of(unit))
    assert_created(await log_in(hass, result), unit)


async def test_unit_that_is_known(hass: HomeAssistant, make: Make) -> None:
    """It is not added twice; its entry learns the address that works."""
    unit = await make()
    entry = MockConfigEntry(
        domain=DOMAIN, unique_id=unit.mac.lower(), data=data_of(unit, host="192.0.2.77")
    )
    entry.add_to_hass(hass)
    result = await fill_in(hass, await open_dialog(hass), host=address_of(unit))
    result = await log_in(hass, result)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert entry.data["host"] == unit.address


# --- By its MAC address ----------------------------------------------------------------------


async def discover(hass: HomeAssistant, unit: AkuvoxDevice, ip: str = "") -> ConfigFlowResult:
    """Let DHCP report a unit."""
    found = DhcpServiceInfo(
        ip=ip or unit.address, hostname="akuvox", macaddress=unit.mac.replace(":", "").lower()
    )
    return await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_DHCP}, data=found
    )


@pytest.mark.parametrize("auth", [Auth.NONE, Auth.DIGEST])
async def test_dhcp(hass: HomeAssistant, make: Make, auth: Auth) -> None:
    """Nothing is added without a yes."""
    unit = await make(auth=auth, port=80)
    result = await discover(hass, unit)
    assert result["step_id"] == "discovery_confirm"
    (flow,) = hass.config_entries.flow.async_progress()
    named = "A05" if auth is Auth.NONE else "Akuvox"
    assert flow["context"]["title_placeholders"] == {"name": named, "host": unit.address}
    result = await fill_in(hass, result)
    if auth is Auth.DIGEST:
        result = await log_in(hass, result)
    assert_created(result, unit, port=None)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"auth": Auth.WHITE_LIST}, "api_closed"),
        ({"quirks": Quirks(no_api=True)}, "protocol_error"),
    ],
)
async def test_dhcp_of_something_else(
    hass: HomeAssistant, make: Make, options: dict[str, Any], reason: str
) -> None:
    result = await discover(hass, await make(port=80, **options))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, reason)


async def test_dhcp_of_a_unit_that_cannot_be_asked(hass: HomeAssistant, make: Make) -> None:
    unit = await make(port=80)
    with patch("custom_components.accord.protocol.akuvox.detect.parse_challenges", return_value=[]):
        result = await discover(hass, unit)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "auth_unknown")


async def test_dhcp_of_a_unit_that_works(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Whoever claims its MAC address does not get its password."""
    unit = await make()
    entry = await add(unit)
    result = await discover(hass, unit, "192.0.2.9")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert entry.data["host"] == unit.address


async def test_dhcp_of_a_unit_that_moved(hass: HomeAssistant, make: Make) -> None:
    """The entry follows."""
    unit = await make()
    entry = MockConfigEntry(
        domain=DOMAIN, unique_id=unit.mac.lower(), data=data_of(unit, host="192.0.2.77")
    )
    entry.add_to_hass(hass)
    result = await discover(hass, unit)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert entry.data["host"] == unit.address


# --- Again -----------------------------------------------------------------------------------


async def test_reauth(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A new password, after a wrong one."""
    unit = await make(account=("admin", "Other-1"))
    entry = await add(unit, expect=ConfigEntryState.SETUP_ERROR)
    hass.config_entries.flow.async_abort(hass.config_entries.flow.async_progress()[0]["flow_id"])
    unit.control("config", {"Config.DoorSetting.APIFCGI.Password": ACCOUNT[1]})
    result = await entry.start_reauth_flow(hass)
    assert result["step_id"] == "reauth_confirm"
    result = await fill_in(hass, result, username=ACCOUNT[0], password="wrong")
    assert result["errors"] == {"base": "invalid_auth"}
    result = await log_in(hass, result)
    assert result["reason"] == "reauth_successful"
    assert entry.data["password"] == ACCOUNT[1]
    await hass.async_block_till_done()


async def test_reauth_for_another_way_to_ask(hass: HomeAssistant, make: Make) -> None:
    """Basic has become Digest."""
    unit = await make()
    entry = MockConfigEntry(
        domain=DOMAIN, unique_id=unit.mac.lower(), data=data_of(unit, auth=Auth.BASIC)
    )
    entry.add_to_hass(hass)
    result = await entry.start_reauth_flow(hass)
    result = await fill_in(hass, result, username=ACCOUNT[0], password=ACCOUNT[1])
    assert result["reason"] == "reauth_successful"
    assert entry.data == data_of(unit)


async def test_reauth_of_a_unit_that_is_away(hass: HomeAssistant, make: Make) -> None:
    unit = await make()
    entry = MockConfigEntry(domain=DOMAIN, unique_id=unit.mac.lower(), data=data_of(unit))
    entry.add_to_hass(hass)
    result = await entry.start_reauth_flow(hass)
    with unit.faulty(Refuse()):
        result = await fill_in(hass, result, username=ACCOUNT[0], password=ACCOUNT[1])
    assert result["step_id"] == "reauth_confirm"
    assert result["errors"] is not None
    assert result["errors"]["base"] in ("connection_refused", "cannot_connect")
    result = await fill_in(hass, result, username=ACCOUNT[0], password=ACCOUNT[1])
    assert result["reason"] == "reauth_successful"


async def test_reauth_keeps_to_https(hass: HomeAssistant, make: Make) -> None:
    """A unit that was asked by HTTPS does not get its password in the open."""
    unit = await make()
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=unit.mac.lower(),
        data=data_of(unit, https=True, fingerprint="ab" * 32),
    )
    entry.add_to_hass(hass)
    result = await entry.start_reauth_flow(hass)
    result = await fill_in(hass, result, username=ACCOUNT[0], password=ACCOUNT[1])
    assert result["errors"] == {"base": "tls_failed"}
    assert not [one for one in unit.requests if "authorization" in str(one).lower()]


async def test_reauth_with_the_known_certificate(hass: HomeAssistant, make: Make) -> None:
    """It is not shown again; another one is."""
    unit = await make(port=None, https_port=0)
    entry = MockConfigEntry(domain=DOMAIN, unique_id=unit.mac.lower(), data=data_of(unit))
    entry.add_to_hass(hass)
    result = await entry.start_reauth_flow(hass)
    result = await fill_in(hass, result, username=ACCOUNT[0], password=ACCOUNT[1])
    assert result["reason"] == "reauth_successful"
    unit.renew_certificate()
    result = await entry.start_reauth_flow(hass)
    result = await fill_in(hass, result, username=ACCOUNT[0], password=ACCOUNT[1])
    assert result["step_id"] == "certificate"
    result = await fill_in(hass, result)
    assert result["reason"] == "reauth_successful"
    assert entry.data["fingerprint"] == unit.fingerprint


async def test_reauth_refuses_another_unit(hass: HomeAssistant, make: Make) -> None:
    unit = await make()
    entry = MockConfigEntry(domain=DOMAIN, unique_id="0c:11:05:00:00:99", data=data_of(unit))
    entry.add_to_hass(hass)
    result = await entry.start_reauth_flow(hass)
    result = await fill_in(hass, result, username=ACCOUNT[0], password=ACCOUNT[1])
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "wrong_unit")


async def test_reconfigure(hass: HomeAssistant, make: Make) -> None:
    """A new address; the password stays where none is typed."""
    unit = await make()
    entry = MockConfigEntry(
        domain=DOMAIN, unique_id=unit.mac.lower(), data=data_of(unit, host="192.0.2.77")
    )
    entry.add_to_hass(hass)
    result = await entry.start_reconfigure_flow(hass)
    assert result["step_id"] == "reconfigure"
    result = await fill_in(hass, result, host="no host")
    assert result["errors"] == {"host": "invalid_host"}
    result = await fill_in(hass, result, host=address_of(unit))
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == data_of(unit)
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1


async def test_reconfigure_account_and_certificate(hass: HomeAssistant, make: Make) -> None:
    """A unit that asks for an account now, by HTTPS."""
    unit = await make(port=None, https_port=0)
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=unit.mac.lower(),
        data=data_of(unit, auth=Auth.NONE, https=False, fingerprint=None),
    )
    entry.add_to_hass(hass)
    result = await entry.start_reconfigure_flow(hass)
    result = await fill_in(hass, result, host=f"https://{address_of(unit)}")
    assert result["step_id"] == "certificate"
    result = await log_in(hass, await fill_in(hass, result))
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == data_of(unit)


async def test_reconfigure_to_no_account(hass: HomeAssistant, make: Make) -> None:
    """What is not asked for any more is forgotten."""
    unit = await make(auth=Auth.NONE)
    entry = MockConfigEntry(
        domain=DOMAIN, unique_id=unit.mac.lower(), data=data_of(unit, auth=Auth.DIGEST)
    )
    entry.add_to_hass(hass)
    result = await entry.start_reconfigure_flow(hass)
    result = await fill_in(hass, result, host=address_of(unit), username="u", password="p")
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == data_of(unit)


async def test_reconfigure_refuses_another_unit(hass: HomeAssistant, make: Make) -> None:
    first, second = await make(), await make()
    entry = MockConfigEntry(domain=DOMAIN, unique_id=first.mac.lower(), data=data_of(first))
    entry.add_to_hass(hass)
    result = await entry.start_reconfigure_flow(hass)
    result = await fill_in(hass, result, host=address_of(second))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "wrong_unit")
    assert entry.data == data_of(first)


async def test_what_is_typed_is_not_logged(
    hass: HomeAssistant, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither passwords, right or wrong, nor those in an address that is refused."""
    caplog.set_level("DEBUG")
    unit = await make(auth=Auth.BASIC)
    result = await fill_in(hass, await open_dialog(hass), host="http://u:mark-in-url@192.0.2.1")
    assert result["errors"] == {"host": "invalid_host"}
    result = await fill_in(hass, result, host=address_of(unit))
    result = await log_in(hass, result, "mark-wrong")
    assert_created(await log_in(hass, result), unit)
    for secret in ("mark-in-url", "mark-wrong", ACCOUNT[1]):
        assert secret not in caplog.text
