"""An application is added step by step, and each failure says what it is."""

from collections.abc import Generator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.accord_huawei.const import DOMAIN
from simulators.certificates import Authority
from simulators.huawei import HuaweiPlatform
from tests.integrations.accord_huawei.conftest import Add, Make, data_of


@pytest.fixture(autouse=True)
def no_setup() -> Generator[None]:
    """Leave the set-up of entries out."""
    with patch("custom_components.accord_huawei.async_setup_entry", return_value=True):
        yield


def given(platform: HuaweiPlatform, **more: Any) -> dict[str, Any]:
    """Return what a user would type."""
    typed = {key: value for key, value in data_of(platform).items() if value != ""}
    return {**typed, **more}


async def start(hass: HomeAssistant) -> ConfigFlowResult:
    """Open the dialog."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    return result


async def send(hass: HomeAssistant, result: ConfigFlowResult, **data: Any) -> ConfigFlowResult:
    """Send one form."""
    return await hass.config_entries.flow.async_configure(result["flow_id"], data)


async def finish(hass: HomeAssistant, result: ConfigFlowResult, app_id: str) -> None:
    """Take all devices, and see that the entry is right."""
    assert result["step_id"] == "scope", result
    result = await send(hass, result, scope="all")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].unique_id == app_id
    assert result["result"].options == {"scope": "all", "scope_ids": []}


async def test_everything_right(hass: HomeAssistant, make: Make) -> None:
    """Address, application, certificates; then the devices."""
    platform = await make()
    result = await start(hass)
    result = await send(hass, result, **given(platform, host=f" {platform.address} "))
    assert result["description_placeholders"] == {"count": "7"}
    await finish(hass, result, platform.app_id)
    [entry] = hass.config_entries.async_entries(DOMAIN)
    assert entry.data["host"] == platform.address
    assert entry.title == f"IoT platform {platform.address}"


async def test_only_once(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An application can be set up once: it has one token."""
    platform = await make()
    await add(platform)
    result = await send(hass, await start(hass), **given(platform))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({"host": "not a host"}, {"base": "invalid_host"}),
        ({"port": 1}, {"base": "connection_refused"}),
        ({"authority": Authority("Somebody").pem.decode()}, {"base": "tls_untrusted"}),
        ({"authority": "no certificate"}, {"base": "bad_certificate_file"}),
        ({"certificate": "-", "private_key": "-"}, {"base": "bad_certificate_file"}),
        ({"secret": "wrong"}, {"base": "invalid_auth"}),
    ],
)
async def test_wrong_input(
    hass: HomeAssistant, make: Make, typed: dict[str, Any], shown: dict[str, str]
) -> None:
    """Each mistake has its own text, and can be put right in the same form."""
    platform = await make()
    result = await send(hass, await start(hass), **given(platform, **typed))
    assert (result["step_id"], result["errors"]) == ("user", shown)
    await finish(hass, await send(hass, result, **given(platform)), platform.app_id)


async def test_host_name(hass: HomeAssistant, make: Make) -> None:
    """A certificate for another name is taken without the check only."""
    platform = await make(empty=True, host_names=("127.99.9.9",))
    result = await send(hass, await start(hass), **given(platform))
    assert result["errors"] == {"base": "tls_host_name"}
    result = await send(hass, result, **given(platform, check_host_name=False))
    await finish(hass, result, platform.app_id)


async def test_no_client_certificate(hass: HomeAssistant, make: Make) -> None:
    """A platform that misses our certificate is told apart from one that does not answer."""
    platform = await make()
    bare = {
        key: value
        for key, value in given(platform).items()
        if key not in {"certificate", "private_key"}
    }
    result = await send(hass, await start(hass), **bare)
    assert result["errors"] == {"base": "tls_ours"}
    await finish(hass, await send(hass, result, **given(platform)), platform.app_id)


async def test_password_of_the_key(hass: HomeAssistant, make: Make) -> None:
    """A locked key needs its password."""
    platform = await make()
    locked = given(platform, private_key=platform.client_certificate.locked_key("secret").decode())
    result = await send(hass, await start(hass), **{**locked, "password": "wrong"})
    assert result["errors"] == {"base": "wrong_certificate_password"}
    result = await send(hass, result, **{**locked, "password": "secret"})
    await finish(hass, result, platform.app_id)


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ({"code": 100449, "status": 400, "operations": ["1.3.1"]}, "account_frozen"),
        ({"code": 50252, "status": 500, "operations": ["1.3.1"]}, "device_error"),
        ({"code": 100025, "status": 401, "operations": ["1.5.2"]}, "no_devices_allowed"),
        ({"code": 100217, "status": 403, "operations": ["1.5.2"]}, "device_error"),
        ({"body": "<html>", "operations": ["1.3.1"]}, "protocol_error"),
    ],
)
async def test_refusals(
    hass: HomeAssistant, make: Make, answer: dict[str, Any], shown: str
) -> None:
    """What the platform refuses is told at the step where it is refused."""
    platform = await make()
    platform.control("answer", answer)
    result = await send(hass, await start(hass), **given(platform))
    assert result["errors"] == {"base": shown}
    platform.control("answer", {"clear": True})
    await finish(hass, await send(hass, result, **given(platform)), platform.app_id)


async def test_uploaded_file(hass: HomeAssistant, make: Make, tmp_path: Path) -> None:
    """Certificate and key may come as one file."""
    platform = await make()
    path = tmp_path / "client.p12"
    path.write_bytes(platform.client_certificate.pkcs12("application", "secret"))
    typed = {
        key: value
        for key, value in given(platform, password="secret", pkcs12="0" * 32).items()
        if key not in {"certificate", "private_key"}
    }
    with patch("custom_components.accord_huawei.certificates.process_uploaded_file") as upload:
        upload.return_value.__enter__.return_value = path
        result = await send(hass, await start(hass), **typed)
    await finish(hass, result, platform.app_id)
    [entry] = hass.config_entries.async_entries(DOMAIN)
    assert entry.data["pkcs12"]
    assert not entry.data["private_key"]


async def test_reauth(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A new secret is tested; what is left empty stays."""
    platform = await make()
    entry = await add(platform)
    platform.account.secret = "renewed-secret"
    result = await entry.start_reauth_flow(hass)
    assert result["step_id"] == "reauth_confirm"
    result = await send(hass, result, secret="wrong")
    assert result["errors"] == {"base": "invalid_auth"}
    result = await send(hass, result, secret="renewed-secret")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reauth_successful")
    assert entry.data["secret"] == "renewed-secret"
    assert entry.data["certificate"] == data_of(platform)["certificate"]


async def test_reconfigure(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Another address of the same application."""
    platform = await make()
    entry = await add(platform, data={"host": "127.9.9.9"})
    result = await entry.start_reconfigure_flow(hass)
    assert result["step_id"] == "reconfigure"
    result = await send(hass, result, host="?", port=platform.port, check_host_name=True)
    assert result["errors"] == {"base": "invalid_host"}
    result = await send(
        hass, result, host=platform.address, port=platform.port, check_host_name=True
    )
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert entry.data["host"] == platform.address
    assert entry.data["secret"] == platform.secret
