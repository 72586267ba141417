"""Relays: they switch after a delay, fall back by themselves, or stay where they are put."""

from typing import TYPE_CHECKING

from simulators.akuvox.keys import SCHEDULE, RelayKeys, letters, relay_keys

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

AUTO, MANUAL = 0, 1


class Relay:
    """One relay. Due changes happen when somebody looks or when their time has come."""

    def __init__(self, device: AkuvoxDevice, letter: str) -> None:
        """Be at rest."""
        self._device = device
        self.letter = letter
        self.number = ord(letter) - ord("A") + 1
        self._switched = False
        self._due: list[tuple[float, bool]] = []
        self._quiet = False

    @property
    def _keys(self) -> RelayKeys:
        return relay_keys(self._device.model, self.letter)

    def _seconds(self, key: str | None) -> float:
        return 0.0 if key is None else float(self._device.config[key])

    @property
    def name(self) -> str:
        """What the relay is called."""
        return self._device.config[self._keys.name]

    @property
    def bistable(self) -> bool:
        """Whether the relay stays where it is put."""
        mode = self._keys.mode
        return mode is not None and self._device.config[mode] == "1"

    @property
    def switched(self) -> bool:
        """Whether the relay is away from its resting position."""
        self._settle()
        return self._switched or self._held

    @property
    def _held(self) -> bool:
        """Whether a schedule of free passage holds the relay open."""
        config, start = self._device.config, f"{SCHEDULE}Relay{self.letter}"
        if config.get(f"{start}Enable") != "1":
            return False
        return any(map(self._device.people.is_on, config[f"{start}Schedule"].split("/")))

    @property
    def status(self) -> int:
        """What `relay/status` says; an inverted relay at rest counts as 1."""
        return int(self.switched != (self._device.config[self._keys.type] == "1"))

    def trigger(self, mode: int, level: int, seconds: float) -> None:
        """Do what `relay/trig` asks for."""
        if mode == AUTO:
            self.open(seconds)
        elif self._device.quirks.manual_mode_closes:
            self._plan((0.0, False))
        else:
            self._plan((self._seconds(self._keys.trigger_delay) if level else 0.0, bool(level)))

    def open(self, seconds: float = 0.0, *, quiet: bool = False) -> None:
        """Switch for some seconds or the hold time; a bistable relay toggles.

        A quiet one tells nobody by URL.
        """
        start = self._seconds(self._keys.trigger_delay)
        self._quiet = quiet
        if self.bistable:
            self._plan((start, not self.switched))
            return
        lasts = seconds or self._seconds(self._keys.hold)
        self._plan((start, True), (start + lasts, False))

    def rest(self) -> None:
        """Fall back without a word, as without power."""
        self._due.clear()
        self._switched = False

    def _plan(self, *changes: tuple[float, bool]) -> None:
        self._settle()
        now = self._device.clock.now()
        self._due = [(now + delay, switched) for delay, switched in changes]
        self._settle()
        for moment, _ in self._due:
            self._device.spawn(self._settle_at(moment))

    async def _settle_at(self, moment: float) -> None:
        await self._device.clock.sleep_until(moment)
        if self._device.relays.by_number(self.number) is self:
            self._settle()

    def _settle(self) -> None:
        while self._due and self._due[0][0] <= self._device.clock.now():
            _, switched = self._due.pop(0)
            if switched != self._switched:
                self._switched = switched
                self._tell()

    def _tell(self) -> None:
        if not self._quiet:
            word = "Triggered" if self._switched else "Closed"
            self._device.urls.call(f"Relay{self.letter}{word}", {"relay_id": str(self.number)})
        self._device.syslog.note(f"relay {self.letter} {'on' if self._switched else 'off'}")


class RelayBoard:
    """All relays of a unit."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Fit as many as the model has."""
        self.relays = {letter: Relay(device, letter) for letter in letters(device.model.relays)}

    def __getitem__(self, letter: str) -> Relay:
        """Return a relay by its letter."""
        if letter not in self.relays:
            raise ValueError(f"no relay {letter!r}")
        return self.relays[letter]

    def by_number(self, number: int) -> Relay | None:
        """Return a relay by its number from 1, or None."""
        return next((relay for relay in self.relays.values() if relay.number == number), None)

    def open(self, digits: str, *, quiet: bool = False) -> str:
        """Open the relays that are named by digits; return the digits of those that are there."""
        found = [relay for relay in map(self.by_number, map(int, digits)) if relay is not None]
        for relay in found:
            relay.open(quiet=quiet)
        return "".join(str(relay.number) for relay in found)

    def rest(self) -> None:
        """Let all fall back."""
        for relay in self.relays.values():
            relay.rest()

    def status(self) -> dict[str, int]:
        """Return what `relay/status` says."""
        return {f"Relay{letter}": relay.status for letter, relay in self.relays.items()}
