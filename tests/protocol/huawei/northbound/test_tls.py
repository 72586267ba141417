"""Certificates of both sides, over real connections."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
import ssl
import tempfile

import aiohttp
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
import pytest

from custom_components.accord.protocol.errors import (
    AccordError,
    ConnectionFailedError,
    DeadlineError,
    RequestRefusedError,
)
from custom_components.accord.protocol.huawei.northbound import (
    CertificateFileError,
    HuaweiClient,
    TlsMaterial,
    WrongPasswordError,
    check_tls,
    endpoint_of,
)
from custom_components.accord.protocol.transport.tls import TlsFault, TlsRefusedError
from tests.protocol.huawei.northbound.authority import Authority, PlainServer, Signed
from tests.protocol.huawei.northbound.fakes import APP, SECRET, FakePlatform
from tests.protocol.peer import Line, StartPeer

PASSWORD = "pass-w0rd"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def ours(authority: Authority) -> Signed:
    return authority.sign()


class Platforms:
    """Starts platforms of the authority."""

    def __init__(self, authority: Authority, folder: Path, stack: AsyncExitStack) -> None:
        self._authority, self._folder, self._stack = authority, folder, stack

    async def start(
        self, host: str = "127.0.0.1", *, days_ago: int = 0, newest: bool = True
    ) -> FakePlatform:
        """Start one; the certificate may be for another host or too old."""
        signed = self._authority.sign(host, days_ago=days_ago)
        context = self._authority.server(signed, self._folder)
        if not newest:
            context.maximum_version = ssl.TLSVersion.TLSv1_2
        return await self._stack.enter_async_context(FakePlatform({}, context))


@pytest.fixture
async def platforms(authority: Authority, tmp_path: Path) -> AsyncIterator[Platforms]:
    async with AsyncExitStack() as stack:
        yield Platforms(authority, tmp_path, stack)


async def login(platform: FakePlatform, material: TlsMaterial) -> None:
    async with aiohttp.ClientSession() as http:
        await HuaweiClient(http, platform.url, APP, SECRET, material).access.login()


def materials(authority: Authority, ours: Signed) -> list[TlsMaterial]:
    """Return all forms in which certificates come."""
    ca = authority.ca.pem
    return [
        TlsMaterial(authority=ca, certificate=ours.pem, private_key=ours.key_pem()),
        TlsMaterial(
            authority=ca,
            certificate=ours.pem,
            private_key=ours.key_pem(PASSWORD),
            password=PASSWORD,
        ),
        TlsMaterial(authority=ca, certificate=ours.pem + ours.key_pem()),
        TlsMaterial(authority=ca, pkcs12=ours.pkcs12(PASSWORD), password=PASSWORD),
        TlsMaterial(authority=ca, pkcs12=ours.pkcs12()),
    ]


async def test_all_forms(platforms: Platforms, authority: Authority, ours: Signed) -> None:
    platform = await platforms.start()
    for number, material in enumerate(materials(authority, ours), 1):
        await login(platform, material)
        assert platform.logins == number


async def test_nothing_stays_on_the_disk(
    authority: Authority, ours: Signed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys lie in a file for a moment only."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for material in materials(authority, ours):
        await material.make_context()
    assert list(tmp_path.iterdir()) == []


async def fault_of(platform: FakePlatform, material: TlsMaterial) -> TlsFault:
    with pytest.raises(TlsRefusedError) as caught:
        await login(platform, material)
    assert not caught.value.outcome_unknown
    assert platform.requests == []
    return caught.value.fault


async def test_host_name(platforms: Platforms, authority: Authority, ours: Signed) -> None:
    """Platforms are addressed by IP, with a certificate for a name: the check can be left out."""
    platform = await platforms.start("iot.example.org")
    material = TlsMaterial(
        authority=authority.ca.pem, certificate=ours.pem, private_key=ours.key_pem()
    )
    assert await fault_of(platform, material) is TlsFault.HOST_NAME
    await login(
        platform,
        TlsMaterial(
            authority=authority.ca.pem,
            certificate=ours.pem,
            private_key=ours.key_pem(),
            check_host_name=False,
        ),
    )


@pytest.mark.parametrize("check_host_name", [True, False])
async def test_unknown_authority(platforms: Platforms, ours: Signed, check_host_name: bool) -> None:
    """It is never left unchecked."""
    platform = await platforms.start()
    for authority in (Authority("Somebody").ca.pem, None):
        material = TlsMaterial(
            authority=authority,
            certificate=ours.pem,
            private_key=ours.key_pem(),
            check_host_name=check_host_name,
        )
        assert await fault_of(platform, material) is TlsFault.UNTRUSTED


async def test_old_certificate(platforms: Platforms, authority: Authority, ours: Signed) -> None:
    platform = await platforms.start(days_ago=5)
    material = TlsMaterial(
        authority=authority.ca.pem, certificate=ours.pem, private_key=ours.key_pem()
    )
    assert await fault_of(platform, material) is TlsFault.EXPIRED


NEWEST = pytest.mark.parametrize("newest", [True, False], ids=["TLS 1.3", "TLS 1.2"])
STRANGER = pytest.mark.parametrize("stranger", [True, False], ids=["another's", "none"])


def unwelcome(authority: Authority, *, stranger: bool) -> TlsMaterial:
    """Return no certificate of ours, or one of another authority."""
    other = Authority("Somebody").sign()
    if not stranger:
        return TlsMaterial(authority=authority.ca.pem)
    return TlsMaterial(
        authority=authority.ca.pem, certificate=other.pem, private_key=other.key_pem()
    )


@NEWEST
@STRANGER
async def test_our_certificate_is_refused(
    authority: Authority, tmp_path: Path, newest: bool, stranger: bool
) -> None:
    """The newest TLS tells it after the handshake only."""
    context = authority.server(authority.sign("127.0.0.1"), tmp_path)
    if not newest:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    material = unwelcome(authority, stranger=stranger)
    with PlainServer(context) as server:
        async with aiohttp.ClientSession() as http:
            client = HuaweiClient(
                http, endpoint_of("127.0.0.1", server.port), APP, SECRET, material
            )
            with pytest.raises(TlsRefusedError) as caught:
                await client.access.login()
            assert caught.value.fault is TlsFault.OURS
        with pytest.raises(TlsRefusedError) as caught:
            await check_tls("127.0.0.1", server.port, material)
        assert caught.value.fault is TlsFault.OURS


@NEWEST
@STRANGER
async def test_platform_hangs_up(
    platforms: Platforms, authority: Authority, newest: bool, stranger: bool
) -> None:
    """It does not say why, but who tried before knows."""
    platform = await platforms.start(newest=newest)
    material = unwelcome(authority, stranger=stranger)
    with pytest.raises(TlsRefusedError) as caught:
        await check_tls("127.0.0.1", platform.port, material)
    assert caught.value.fault is TlsFault.OURS
    with pytest.raises(ConnectionFailedError):
        await login(platform, material)


async def test_check(
    platforms: Platforms, authority: Authority, ours: Signed, free_port: int
) -> None:
    """Nothing is said of the application."""
    good = TlsMaterial(authority=authority.ca.pem, certificate=ours.pem, private_key=ours.key_pem())
    platform = await platforms.start()
    await check_tls("127.0.0.1", platform.port, good)
    assert [one.path for one in platform.requests] == ["/"]
    elsewhere = await platforms.start("iot.example.org")
    with pytest.raises(TlsRefusedError) as caught:
        await check_tls("127.0.0.1", elsewhere.port, good)
    assert caught.value.fault is TlsFault.HOST_NAME
    with pytest.raises(RequestRefusedError):
        await check_tls("127.0.0.1", free_port, good)


async def test_check_without_a_way(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unreachable(*_: object, **__: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr("asyncio.open_connection", unreachable)
    with pytest.raises(ConnectionFailedError) as caught:
        await check_tls("192.0.2.9", 8743, TlsMaterial())
    assert not isinstance(caught.value, TlsRefusedError)


async def test_check_of_somebody_silent(start_peer: StartPeer) -> None:
    async def silent(line: Line) -> None:
        await line.gone()

    async def plain(line: Line) -> None:
        await line.reader.read(1)
        line.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with pytest.raises(DeadlineError):
        await check_tls("127.0.0.1", (await start_peer(silent)).port, TlsMaterial(), 0.1)
    with pytest.raises(TlsRefusedError) as caught:
        await check_tls("127.0.0.1", (await start_peer(plain)).port, TlsMaterial())
    assert caught.value.fault is TlsFault.OTHER


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"authority": "no certificate"}, CertificateFileError),
        ({"authority": ""}, CertificateFileError),
        ({"authority": "-----BEGIN CERTIFICATE-----\nAAAA"}, CertificateFileError),
        ({"certificate": "no certificate"}, CertificateFileError),
        ({"private_key": "no key"}, CertificateFileError),
        ({"private_key": None}, CertificateFileError),
        ({"private_key": "other"}, CertificateFileError),
        ({"private_key": "locked"}, WrongPasswordError),
        ({"private_key": "locked", "password": "wrong"}, WrongPasswordError),
        ({"pkcs12": b"no file"}, CertificateFileError),
        ({"pkcs12": b"locked", "password": "wrong"}, WrongPasswordError),
        ({"pkcs12": b"locked"}, WrongPasswordError),
        ({"pkcs12": b"empty"}, CertificateFileError),
    ],
)
async def test_unusable_files(
    change: dict[str, object], kind: type[AccordError], authority: Authority, ours: Signed
) -> None:
    """Each is told apart, and nothing of them stands in the message."""
    known: dict[object, object] = {
        "other": authority.sign().key_pem(),
        "locked": ours.key_pem(PASSWORD),
        b"locked": ours.pkcs12(PASSWORD),
        b"empty": EMPTY,
    }
    right: dict[str, object] = {
        "authority": authority.ca.pem,
        "certificate": ours.pem,
        "private_key": ours.key_pem(),
    }
    wrong = {name: known.get(value, value) for name, value in change.items()}
    material = TlsMaterial(**{**right, **wrong})  # type: ignore[arg-type]
    with pytest.raises(kind) as caught:
        await material.make_context()
    assert type(caught.value) is kind
    assert "BEGIN" not in str(caught.value)


def _without_key() -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"x", None, Authority().ca.certificate, None, NoEncryption()
    )


EMPTY = _without_key()
