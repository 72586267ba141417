"""Versions and the result of an installation."""

from custom_components.accord.protocol.akuvox.models.firmware import FirmwareStatus, InstallResult


def test_status() -> None:
    found = FirmwareStatus.from_wire(
        {
            "FirmwareVersion": "105.30.1.20",
            "HardwareVersion": "105.1.0",
            "MAC": "0C:11:05:AA:BB:01",
            "Model": "A05",
        }
    )
    assert found == FirmwareStatus(
        firmware="105.30.1.20", hardware="105.1.0", model="A05", mac="0c:11:05:aa:bb:01"
    )
    assert FirmwareStatus.from_wire({}) == FirmwareStatus()


def test_result() -> None:
    assert InstallResult(before="1", after="2").changed
    assert not InstallResult(before="1", after="1").changed
