"""A door for tests: a relay that obeys in the ways that firmware obeys."""

from typing import Any

from tests.protocol.akuvox.fakes import Asked, reply


class Door:
    """Relay A. ``ways`` are the triggers that do something: ``(mode, level) -> new state``."""

    def __init__(self, *, settings: dict[str, str] | None = None, switched: bool = False) -> None:
        self.settings = settings
        self.switched = switched
        self.inverted = False
        """It reports the opposite."""
        self.sent: list[dict[str, Any]] = []
        self.obeys = self.bistable

    def bistable(self, mode: int, _level: int) -> bool:
        """Mode 0 toggles, mode 1 only ever returns to rest."""
        return not self.switched if mode == 0 else False

    def monostable(self, mode: int, _level: int) -> bool:
        """Mode 0 opens, mode 1 returns to rest."""
        return mode == 0

    def by_level(self, mode: int, level: int) -> bool:
        """Mode 1 sets what the level says, mode 0 does nothing that lasts."""
        return bool(level) if mode == 1 else self.switched

    def stuck(self, _mode: int, _level: int) -> bool:
        """Nothing helps."""
        return self.switched

    def trig(self, asked: Asked) -> Any:
        """Take a trigger."""
        self.sent.append(asked.data)
        assert asked.data["num"] == 1
        self.switched = self.obeys(asked.data["mode"], asked.data["level"])
        return None

    @property
    def answers(self) -> dict[str, Any]:
        """Return what a fake unit needs."""
        found: dict[str, Any] = {
            "relay/trig": self.trig,
            "relay/status": lambda _: {"RelayA": int(self.switched != self.inverted)},
        }
        if self.settings is not None:
            found["relay/get"] = self.settings
        return found

    @property
    def triggers(self) -> list[tuple[int, int, int]]:
        """Return mode, level and delay of what was sent."""
        return [(one["mode"], one["level"], one["delay"]) for one in self.sent]


FAILED = reply(retcode=-1, message="Failed")
