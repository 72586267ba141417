"""TLS as simulated devices offer it."""

import hashlib
import ssl

import pytest

from tests.simulators.conftest import StartUnit
from tests.simulators.raw_akuvox import RawHttp, insecure

PATH = "/api/system/info"


def shown(http: RawHttp) -> str:
    """Return the fingerprint of the certificate a server has shown."""
    certificate = http.writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    return hashlib.sha256(certificate).hexdigest()


async def test_own_certificate(start_unit: StartUnit) -> None:
    unit = await start_unit(https_port=0)
    async with RawHttp(unit, insecure()) as http:
        assert (await http.ask("GET", PATH)).status == 200
        assert shown(http) == unit.fingerprint


async def test_certificate_that_is_trusted(start_unit: StartUnit) -> None:
    unit = await start_unit(https_port=0)
    context = ssl.create_default_context(cadata=unit.certificate.chain.decode())
    async with RawHttp(unit, context) as http:
        assert (await http.ask("GET", PATH)).status == 200


async def test_certificate_that_is_not_trusted(start_unit: StartUnit) -> None:
    unit = await start_unit(https_port=0)
    with pytest.raises(ssl.SSLCertVerificationError):
        async with RawHttp(unit, ssl.create_default_context()):
            pass
    async with RawHttp(unit, insecure()) as http:
        assert (await http.ask("GET", PATH)).status == 200


async def test_other_certificate(start_unit: StartUnit) -> None:
    unit = await start_unit(https_port=0)
    before = unit.fingerprint
    unit.control("new_certificate", {})
    assert unit.fingerprint != before
    async with RawHttp(unit, insecure()) as http:
        assert shown(http) == unit.fingerprint


async def test_old_parameters(start_unit: StartUnit) -> None:
    """A short group: today's libraries refuse it unless they are told not to."""
    unit = await start_unit(https_port=0, legacy_tls=True)
    with pytest.raises(ssl.SSLError):
        async with RawHttp(unit, insecure()):
            pass
    context = insecure()
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    async with RawHttp(unit, context) as http:
        assert (await http.ask("GET", PATH)).status == 200
        assert http.writer.get_extra_info("ssl_object").version() == "TLSv1.2"


async def test_answer_before_a_reboot(start_unit: StartUnit) -> None:
    unit = await start_unit(https_port=0)
    async with RawHttp(unit, insecure()) as http:
        assert (await http.ask("GET", "/api/system/reboot")).status == 200
    assert not unit.online


async def test_plain_port_is_no_tls(start_unit: StartUnit) -> None:
    unit = await start_unit(https_port=0)
    async with RawHttp(unit) as http:
        http.writer.write(b"\x16\x03\x01\x00\x05hello\r\n\r\n")
        assert (await http.receive()).status == 400


async def test_https_only(start_unit: StartUnit) -> None:
    unit = await start_unit(port=None, https_port=0)
    with pytest.raises(ValueError, match="HTTPS only"):
        _ = unit.port
    assert unit.state()["port"] is None
