"""Versions and packages."""

import pytest

from custom_components.accord.protocol.huawei.northbound import Device, DeviceInfo, Package
from custom_components.accord_huawei.upgrades import fits, is_newer

DEVICE = Device(
    device_id="d",
    info=DeviceInfo(device_type="WaterMeter", model="WM", manufacturer_name="Raindrop Works"),
)


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("1.1.0", "1.0.9", True),
        ("1.10", "1.9", True),
        ("V2.0", "v1.9", True),
        ("1.0", "1.0", False),
        ("1.0.1", "1.0", True),
        ("1.0", "1.0.1", False),
        ("1.0", "1.0-beta", False),
        ("", "1.0", False),
        ("1.0", "", True),
    ],
)
def test_versions(version: str, than: str, newer: bool) -> None:
    """Numbers count as numbers."""
    assert is_newer(version, than) is newer


@pytest.mark.parametrize(
    ("package", "fitting"),
    [
        (Package(file_id="f"), True),
        (Package(file_id="f", device_type="WaterMeter", model="WM"), True),
        (Package(file_id="f", device_type="Smoke"), False),
        (Package(file_id="f", model="WM2"), False),
        (Package(file_id="f", manufacturer_name="Other"), False),
    ],
)
def test_fits(package: Package, fitting: bool) -> None:
    """What a package does not say is no obstacle."""
    assert fits(package, DEVICE) is fitting
