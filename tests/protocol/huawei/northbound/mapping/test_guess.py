"""Rule P11: what the model does not have."""

from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound.mapping.feature import Kind
from custom_components.accord.protocol.huawei.northbound.mapping.guess import (
    guessed_feature,
    unknown_names,
)


@pytest.mark.parametrize(
    ("name", "value", "kind", "device_class", "state_class"),
    [
        ("x", True, Kind.BINARY_SENSOR, None, None),
        ("x", 5, Kind.SENSOR, None, "measurement"),
        ("x", "text", Kind.SENSOR, None, None),
        ("x", {"a": 1}, Kind.SENSOR, None, None),
        ("reportTime", "20240301T060000Z", Kind.SENSOR, "timestamp", None),
        ("reportTime", "soon", Kind.SENSOR, None, None),
    ],
)
def test_guesses(
    name: str, value: Any, kind: Kind, device_class: str | None, state_class: str | None
) -> None:
    found = guessed_feature("S", name, value)
    assert found is not None
    assert (found.kind, found.device_class, found.state_class) == (kind, device_class, state_class)
    assert (found.rule, found.enabled, found.path) == ("P11", False, None)


def test_nothing_to_guess() -> None:
    assert guessed_feature("S", "x", None) is None
    assert unknown_names({"a"}, {"c", "a", "b"}) == ["b", "c"]


def test_identities_stay_private() -> None:
    found = guessed_feature("S", "simImsi", "46000")
    assert found is not None
    assert found.private
