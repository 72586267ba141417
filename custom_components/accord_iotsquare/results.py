"""What became of messages to groups, where the server repeats them and counts the answers."""

from collections import defaultdict
from collections.abc import Callable

from homeassistant.core import callback

from ..accord.protocol.iotsquare.push import MulticastPush


class GroupResults:
    """Tells what became of messages to groups that the server repeats."""

    def __init__(self) -> None:
        """Have nobody to tell."""
        self._listeners: defaultdict[str, list[Callable[[MulticastPush], None]]] = defaultdict(list)

    @callback
    def listen(self, mc_eui: str, listener: Callable[[MulticastPush], None]) -> Callable[[], None]:
        """Call ``listener`` with each result of a group."""
        self._listeners[mc_eui].append(listener)
        return lambda: self._listeners[mc_eui].remove(listener)

    @callback
    def tell(self, result: MulticastPush) -> None:
        """Tell a result."""
        for listener in tuple(self._listeners.get(result.mc_eui, ())):
            listener(result)
