"""Attributes that others wrote."""

from custom_components.accord_huawei.trimming import LARGEST, LONGEST, trimmed


def test_trimmed() -> None:
    """Texts are cut, whole objects left out, where they are too long."""
    found = trimmed(
        {
            "short": "a",
            "long": "b" * (LONGEST + 1),
            "object": {"a": [1, None]},
            "huge": {"a": "c" * LARGEST},
            "nothing": None,
        }
    )
    assert found == {
        "short": "a",
        "long": "b" * LONGEST,
        "object": {"a": [1, None]},
        "huge": None,
        "nothing": None,
    }
