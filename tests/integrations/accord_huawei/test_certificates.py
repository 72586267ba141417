"""Certificates as text and as file."""

from base64 import b64encode
from pathlib import Path
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.huawei.northbound import CertificateFileError
from custom_components.accord_huawei.certificates import LARGEST, async_take, end_of_certificate
from tests.integrations.accord_huawei.conftest import Make

KNOWN = {"certificate": "old", "private_key": "old key", "pkcs12": "", "authority": "ca"}


async def test_text(hass: HomeAssistant) -> None:
    """Blanks around go; what is empty stays as it was."""
    data = await async_take(hass, {"certificate": "  new ", "private_key": "key"}, KNOWN)
    assert (data["certificate"], data["private_key"]) == ("new\n", "key\n")
    assert data["authority"] == "ca"
    assert (await async_take(hass, {}, KNOWN)) == KNOWN


async def test_text_replaces_a_file(hass: HomeAssistant) -> None:
    """Only one of both counts."""
    data = await async_take(hass, {"certificate": "new"}, {**KNOWN, "pkcs12": "AQI="})
    assert data["pkcs12"] == ""


async def test_file(hass: HomeAssistant, tmp_path: Path) -> None:
    """It takes the place of pasted text; what is too large is no certificate."""
    path = tmp_path / "client.p12"
    path.write_bytes(b"content")
    with patch("custom_components.accord_huawei.certificates.process_uploaded_file") as upload:
        upload.return_value.__enter__.return_value = path
        upload.return_value.__exit__.return_value = None
        data = await async_take(hass, {"pkcs12": "id"}, KNOWN)
        assert data["pkcs12"] == b64encode(b"content").decode()
        assert data["certificate"] == data["private_key"] == ""
        path.write_bytes(bytes(LARGEST + 1))
        with pytest.raises(CertificateFileError):
            await async_take(hass, {"pkcs12": "id"}, KNOWN)


async def test_no_file(hass: HomeAssistant) -> None:
    """An id that nobody uploaded anything for."""
    with pytest.raises(CertificateFileError):
        await async_take(hass, {"pkcs12": "id"}, KNOWN)


async def test_end(hass: HomeAssistant, make: Make) -> None:
    """The end of validity is read from either form; what cannot be read has none."""
    platform = await make(empty=True)
    certificate = platform.client_certificate
    end = end_of_certificate({"certificate": certificate.chain.decode()})
    assert end is not None
    bundle = b64encode(certificate.pkcs12("application", "secret")).decode()
    assert end_of_certificate({"pkcs12": bundle, "password": "secret"}) == end
    assert end_of_certificate({"pkcs12": bundle, "password": "wrong"}) is None
    assert end_of_certificate({"certificate": "no certificate"}) is None
    assert end_of_certificate({}) is None
