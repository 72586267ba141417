"""How an entry reaches its platform."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.errors import AuthenticationError
from custom_components.accord.protocol.huawei.northbound import CertificateFileError
from custom_components.accord.protocol.transport.tls import TlsFault
from custom_components.accord_huawei.connection import (
    TLS_ERRORS,
    OurCertificateError,
    make_client,
    material_of,
    try_connection,
)
from tests.integrations.accord_huawei.conftest import Make, asked, data_of


def test_every_fault_has_a_text() -> None:
    """Whatever is wrong with TLS."""
    assert set(TLS_ERRORS) == set(TlsFault)


def test_damaged_file() -> None:
    """What is no Base64 is no file."""
    with pytest.raises(CertificateFileError):
        material_of({"pkcs12": "?"})


async def test_client(hass: HomeAssistant, make: Make) -> None:
    """The budget is an option."""
    platform = await make()
    client = make_client(hass, data_of(platform), {"calls_per_minute": 50})
    assert client.budget.per_minute == 50
    assert not asked(platform, "1.3.1")


async def test_steps(hass: HomeAssistant, make: Make) -> None:
    """Certificates, login, one page: a failure stops at its step."""
    platform = await make()
    tested = await try_connection(hass, data_of(platform))
    assert (tested.total, len(tested.devices)) == (7, 7)
    with pytest.raises(AuthenticationError):
        await try_connection(hass, data_of(platform, secret="wrong"))
    platform.api.requests.clear()
    with pytest.raises(OurCertificateError):
        await try_connection(hass, data_of(platform, certificate="", private_key=""))
    assert not asked(platform, "1.3.1")
