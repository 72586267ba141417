"""Certificates as users hand them over: pasted text, or one uploaded file."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.const import CONF_PASSWORD
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    BooleanSelector,
    FileSelector,
    FileSelectorConfig,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from ..accord.protocol.huawei.northbound import CertificateFileError
from .const import CONF_AUTHORITY, CONF_CERTIFICATE, CONF_PKCS12, CONF_PRIVATE_KEY

LARGEST = 256 * 1024
"""Bytes of a file with certificates."""
PEM = TextSelector(TextSelectorConfig(multiline=True))
FILE = FileSelector(FileSelectorConfig(accept=".p12,.pfx,application/x-pkcs12"))
PASSWORD = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off"))
CHECK = BooleanSelector()
TEXTS = (CONF_AUTHORITY, CONF_CERTIFICATE, CONF_PRIVATE_KEY)


async def async_take(
    hass: HomeAssistant, given: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the data of an entry with what was given; what was left empty is as ``known``.

    A file takes the place of pasted certificates, and they that of a file. Raises
    CertificateFileError.
    """
    data = {**known, **{key: value for key, value in given.items() if key != CONF_PKCS12}}
    for name in TEXTS:
        text = str(given.get(name) or "").strip()
        data[name] = f"{text}\n" if text else known.get(name, "")
    data[CONF_PKCS12] = known.get(CONF_PKCS12, "")
    if upload := given.get(CONF_PKCS12):
        data[CONF_PKCS12] = await hass.async_add_executor_job(_read, hass, upload)
        data[CONF_CERTIFICATE] = data[CONF_PRIVATE_KEY] = ""
    elif given.get(CONF_CERTIFICATE):
        data[CONF_PKCS12] = ""
    return data


def end_of_certificate(data: Mapping[str, Any]) -> datetime | None:
    """Return until when the certificate of an entry is valid; None without one.

    It is read and maybe decrypted here, so not on the loop.
    """
    try:
        if bundle := data.get(CONF_PKCS12):
            password = str(data.get(CONF_PASSWORD) or "").encode() or None
            held = pkcs12.load_pkcs12(b64decode(bundle), password).cert
            return held.certificate.not_valid_after_utc if held else None
        if text := data.get(CONF_CERTIFICATE):
            return x509.load_pem_x509_certificates(text.encode())[0].not_valid_after_utc
    except ValueError:
        return None
    return None


def _read(hass: HomeAssistant, upload: str) -> str:
    try:
        with process_uploaded_file(hass, upload) as path:
            if not 0 < path.stat().st_size <= LARGEST:
                raise CertificateFileError("the file is empty or too large")
            return b64encode(path.read_bytes()).decode()
    except ValueError:
        raise CertificateFileError("the file was not uploaded") from None
