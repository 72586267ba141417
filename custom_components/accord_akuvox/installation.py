"""An installation of firmware that is under way, for those who show how far it is."""

from collections.abc import Callable
from dataclasses import dataclass

from homeassistant.core import callback

from ..accord.protocol.akuvox import InstallStage


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is."""

    stage: InstallStage
    percentage: int | None = None
    """Of what is being sent; None where nobody can tell."""


class Installation:
    """What runs, and who watches it."""

    def __init__(self) -> None:
        """Start with nothing under way."""
        self.progress: Progress | None = None
        self._listeners: list[Callable[[], None]] = []

    @callback
    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` at each step; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def note(self, progress: Progress | None) -> None:
        """Note a step, None at the end."""
        if progress != self.progress:
            self.progress = progress
            for listener in tuple(self._listeners):
                listener()
