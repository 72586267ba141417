"""Cuts what others wrote to what a state may carry."""

from collections.abc import Mapping
import json
from typing import Any

from ..accord.actions import as_json

LARGEST = 8 * 1024
"""Characters of JSON of one attribute."""
LONGEST = 1024
"""Characters of a text."""


def trimmed(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes of which none is longer than a state should have; too long ones are None."""
    return {name: _fitting(value) for name, value in attributes.items()}


def _fitting(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST]
    plain = as_json(value)
    return plain if len(json.dumps(plain, default=str)) <= LARGEST else None
