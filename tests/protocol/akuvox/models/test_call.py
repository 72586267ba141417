"""Whether there is a call."""

import pytest

from custom_components.accord.protocol.akuvox.models.call import CallStatus


@pytest.mark.parametrize(
    ("word", "active"),
    [("READY", False), ("ready ", False), ("", False), (None, False), ("TALKING", True)],
)
def test_status(word: object, active: bool) -> None:
    found = CallStatus.from_wire({"Status": word})
    assert found.active is active
    assert found.raw == (word or "")
