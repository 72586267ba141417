"""The house, its start from a terminal, and what can be controlled."""

from pathlib import Path
import ssl

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs12
import pytest

from simulators.base import ControlError
from simulators.certificates import Authority
from simulators.clock import Clock
from simulators.huawei.household import build_platform
from simulators.huawei.platform import HuaweiPlatform
from tests.simulators.raw_huawei import Api


async def test_state(api: Api, platform: HuaweiPlatform) -> None:
    state = platform.state()
    assert (state["devices"], state["connected"]) == (7, 7)
    assert state["applications"][api.app_id]["logins"] == 1
    assert state["things"]["dev-lamp"]["data"]["Switch"] == {"status": "OFF"}
    platform.control("delete", {"deviceId": "dev-lamp"})
    platform.reset_state()
    assert platform.state()["things"]["dev-lamp"]["name"] == "Hall lamp"


def test_lively(clock: Clock) -> None:
    platform = build_platform(clock=clock, lively=True)
    for _ in range(12):
        clock.advance(300)
        platform.agenda.run_due()
    assert len(platform.fleet["dev-climate"].history) > 10


def test_files(tmp_path: Path) -> None:
    platform = build_platform(certificates=tmp_path)
    again = build_platform(certificates=tmp_path)
    assert again.authority.pem == platform.authority.pem
    assert again.client_certificate.chain == platform.client_certificate.chain
    context = ssl.create_default_context(cafile=str(tmp_path / "ca.pem"))
    context.load_cert_chain(tmp_path / "client.pem", tmp_path / "client.key")
    key, certificate, _ = pkcs12.load_key_and_certificates(
        (tmp_path / "client.p12").read_bytes(), platform.secret.encode()
    )
    assert key is not None
    assert certificate is not None


def test_locked_key() -> None:
    issued = Authority("A").issue("client", client=True)
    opened = load_pem_private_key(issued.locked_key("pw"), b"pw")
    assert isinstance(opened, EllipticCurvePrivateKey)
    with pytest.raises(ValueError, match=r".+"):
        load_pem_private_key(issued.locked_key("pw"), b"wrong")


@pytest.mark.parametrize(
    ("action", "params"),
    [
        ("behave", {"deviceId": "dev-lamp", "colour": 1}),
        ("account", {"colour": 1}),
        ("quirk", {"colour": 1}),
        ("push", {"colour": 1}),
        ("connect", {"deviceId": "nobody"}),
    ],
)
def test_wrong_controls(platform: HuaweiPlatform, action: str, params: dict[str, object]) -> None:
    with pytest.raises(ControlError):
        platform.control(action, params)


async def test_console(api: Api, platform: HuaweiPlatform) -> None:
    parts = {"productId": "prod-light-1", "nodeId": "zb-9", "name": "Spare"}
    platform.control("pairable", parts)
    assert platform.pairable[-1][1:] == ("zb-9", "Spare")
    new = {"productId": "prod-water-1", "fileType": "softwarePackage", "version": "2.0"}
    platform.control("package", new)
    assert [one.version for one in platform.upgrades.packages.values()][-1] == "2.0"
    platform.control("register", parts | {"gatewayId": "dev-gateway", "deviceId": "spare"})
    assert platform.fleet["spare"].connected
    platform.control("pace", {"seconds": 0.05})
    assert platform.upgrades.step == 0.05
