"""Which applications need to be asked less often, because their devices really push."""

from collections.abc import Iterable

from ..accord.protocol.iotsquare import Received, Way

RELAXED = 5
"""A list that pushes make up for is read with every fifth poll,"""
LONGEST = 600.0
"""but so many seconds apart at most."""


def relaxed_polls(interval: float) -> int:
    """Return with which poll a list is read that pushes make up for; polls are seconds apart."""
    return max(1, min(RELAXED, int(LONGEST // interval)))


class Proofs:
    """Knows of each device whether its newest uplink was told, or had to be asked for."""

    def __init__(self) -> None:
        """Rely on nothing yet."""
        self._told: dict[str, bool] = {}

    def heard(self, received: Received) -> None:
        """Note how an uplink came in."""
        uplink = received.uplink
        self._told[uplink.dev_eui] = uplink.way is not Way.POLL

    def told(self, dev_eui: str) -> None:
        """Note that a device's uplink was told, even if a poll was faster."""
        self._told[dev_eui] = True

    def reset(self) -> None:
        """Rely on nothing any more: a way in was closed."""
        self._told.clear()

    def suffice(self, devices: Iterable[str]) -> bool:
        """Tell whether all of these devices that were heard were told of, and one at least."""
        known = [self._told[name] for name in devices if name in self._told]
        return bool(known) and all(known)
