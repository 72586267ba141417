"""When a clock counts as wrong."""

from datetime import timedelta

import pytest

from custom_components.accord_akuvox.readings import Clock
from custom_components.accord_akuvox.unit_clock import is_wrong


@pytest.mark.parametrize(("minutes", "wrong"), [(0, False), (-4, False), (6, True), (-6, True)])
def test_wrong(minutes: int, wrong: bool) -> None:
    assert is_wrong(Clock(timedelta(minutes=minutes), None)) is wrong
    assert is_wrong(None) is None
