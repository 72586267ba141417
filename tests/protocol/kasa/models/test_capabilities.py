"""What was found out goes to the disk and back."""

from typing import Any

from hypothesis import given

from custom_components.accord.protocol.kasa.models.capabilities import Capabilities, Capability
from tests.protocol.kasa.models.garbage import objects


def test_there_and_back() -> None:
    found = Capabilities(firmware="1.0", found={Capability.PIR: True, Capability.DEBUG: False})
    assert Capability.PIR in found
    assert Capability.DEBUG not in found
    assert Capability.LAS not in found
    stored = found.to_dict()
    assert stored == {"firmware": "1.0", "found": {"pir": True, "debug": False}}
    assert Capabilities.from_dict(stored) == found


@given(objects("firmware", "found"), objects("pir", "las", "dimmer"))
def test_anything_can_be_read(data: dict[str, Any], found: dict[str, Any]) -> None:
    Capabilities.from_dict(data)
    assert set(Capabilities.from_dict({"found": found}).found) <= set(Capability)
