"""Whether the unit's clock can be relied on."""

from datetime import timedelta

from .readings import Clock

WRONG = timedelta(minutes=5)
"""Who is let in until five should not come in at six."""


def is_wrong(clock: Clock | None) -> bool | None:
    """Tell whether the unit's clock is far off; None where it does not tell."""
    return None if clock is None else abs(clock.offset) > WRONG
