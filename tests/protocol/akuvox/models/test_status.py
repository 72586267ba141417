"""What a firmware has, stored and read again."""

from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.models.status import Capabilities


def test_capabilities() -> None:
    found = Capabilities(firmware="1.2", topics=frozenset({"relay/status", "user/get"}))
    assert "relay/status" in found
    assert "call/status" not in found
    stored = found.to_dict()
    assert stored == {"firmware": "1.2", "topics": ["relay/status", "user/get"]}
    assert Capabilities.from_dict(stored) == found


@pytest.mark.parametrize("data", [{}, {"topics": "x"}, {"firmware": None, "topics": [1]}])
def test_what_is_not_understood(data: dict[str, Any]) -> None:
    assert Capabilities.from_dict(data) == Capabilities(firmware="")
