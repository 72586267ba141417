"""The table of systems agrees with the manifests."""

import json
from pathlib import Path

import pytest

from custom_components.accord.systems import SYSTEMS, System, system_of

COMPONENTS = Path(__file__).resolve().parents[3] / "custom_components"
THERE = [system for system in SYSTEMS if (COMPONENTS / system.domain).exists()]


@pytest.mark.parametrize("system", THERE, ids=lambda system: system.key)
def test_matchers_are_those_of_the_manifest(system: System) -> None:
    manifest = json.loads((COMPONENTS / system.domain / "manifest.json").read_text("utf-8"))
    wanted = [one for one in manifest.get("dhcp", ()) if "registered_devices" not in one]
    assert [dict(one) for one in system.dhcp] == wanted


@pytest.mark.parametrize(
    ("hostname", "macaddress", "key"),
    [
        ("HS110", "50c7bf000001", "kasa"),
        ("unit", "0c1105aabbcc", "akuvox"),
        ("unit", "0C:11:05:AA:BB:CC", "akuvox"),
        ("printer", "50c7bf000001", None),
    ],
)
def test_whose_device_it_is(hostname: str, macaddress: str, key: str | None) -> None:
    found = system_of(hostname, macaddress)
    assert (found and found.key) == key
