"""How an entry reaches its platform: address, application, certificates; and the test of them."""

from base64 import b64decode
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..accord.protocol.errors import AccordError, AuthenticationError, TlsError
from ..accord.protocol.huawei.northbound import (
    PORT,
    CallBudget,
    CertificateFileError,
    Device,
    HuaweiClient,
    TlsMaterial,
    check_tls,
    endpoint_of,
)
from ..accord.protocol.huawei.northbound.budget import PER_MINUTE
from ..accord.protocol.transport.tls import TlsFault, TlsRefusedError
from .const import (
    CONF_APP_ID,
    CONF_AUTHORITY,
    CONF_BUDGET,
    CONF_CERTIFICATE,
    CONF_CHECK_HOST_NAME,
    CONF_PKCS12,
    CONF_PRIVATE_KEY,
    CONF_SECRET,
)


class UntrustedError(AccordError):
    """The platform's certificate is not signed by the authority that was given."""

    key = "tls_untrusted"


class WrongNameError(AccordError):
    """The platform's certificate is for another name."""

    key = "tls_host_name"


class ExpiredError(AccordError):
    """The platform's certificate is not valid any more."""

    key = "tls_expired"


class OurCertificateError(AccordError):
    """The platform does not take our certificate, or misses one."""

    key = "tls_ours"


class NoDevicesError(AccordError):
    """Login works, but the platform does not show devices."""

    key = "no_devices_allowed"


TLS_ERRORS: Mapping[TlsFault, type[AccordError]] = {
    TlsFault.UNTRUSTED: UntrustedError,
    TlsFault.HOST_NAME: WrongNameError,
    TlsFault.EXPIRED: ExpiredError,
    TlsFault.OURS: OurCertificateError,
    TlsFault.OTHER: TlsError,
}
"""What is told for each reason why there is no secure connection."""


def material_of(data: Mapping[str, Any]) -> TlsMaterial:
    """Return the certificates of an entry. Raises CertificateFileError."""
    bundle = data.get(CONF_PKCS12)
    try:
        content = b64decode(bundle, validate=True) if bundle else None
    except binascii.Error:
        raise CertificateFileError("the PKCS#12 file is damaged") from None
    return TlsMaterial(
        authority=data.get(CONF_AUTHORITY) or None,
        certificate=data.get(CONF_CERTIFICATE) or None,
        private_key=data.get(CONF_PRIVATE_KEY) or None,
        pkcs12=content,
        password=data.get(CONF_PASSWORD) or None,
        check_host_name=data.get(CONF_CHECK_HOST_NAME, True),
    )


def make_client(
    hass: HomeAssistant, data: Mapping[str, Any], options: Mapping[str, Any]
) -> HuaweiClient:
    """Return a client of an entry's platform; nothing is sent. Raises CertificateFileError."""
    return HuaweiClient(
        async_get_clientsession(hass),
        endpoint_of(data[CONF_HOST], int(data.get(CONF_PORT, PORT))),
        data[CONF_APP_ID],
        data[CONF_SECRET],
        material_of(data),
        budget=CallBudget(int(options.get(CONF_BUDGET, PER_MINUTE))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What the test of a connection found."""

    client: HuaweiClient
    devices: tuple[Device, ...]
    """The first page."""
    total: int


async def try_connection(hass: HomeAssistant, data: Mapping[str, Any]) -> Tested:
    """Try certificates, login and one page of devices, in this order.

    Raises AccordError: of each step its own.
    """
    client = make_client(hass, data, {})
    try:
        await check_tls(data[CONF_HOST], int(data[CONF_PORT]), material_of(data))
        await client.session.tokens.renew_now()
    except TlsRefusedError as err:
        raise TLS_ERRORS[err.fault](str(err)) from err
    try:
        page = await client.data.devices()
    except AuthenticationError as err:
        raise NoDevicesError(str(err), code=err.code) from err
    total = len(page.items) if page.total is None else page.total
    return Tested(client=client, devices=page.items, total=total)
