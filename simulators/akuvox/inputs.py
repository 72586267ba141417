"""Inputs: levels at terminals, at rest pulled up to 1."""

from typing import TYPE_CHECKING

from simulators.akuvox.keys import InputKeys, input_keys, letters

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice


class Input:
    """One input; it is active at the level its option names."""

    def __init__(self, device: AkuvoxDevice, letter: str) -> None:
        """Be at rest."""
        self._device = device
        self.letter = letter
        self.level = 1
        self._changes = 0
        self._told = False

    @property
    def _keys(self) -> InputKeys:
        return input_keys(self._device.model, self.letter)

    @property
    def active(self) -> bool:
        """Whether the level is the one that triggers."""
        return self.level == int(self._device.config[self._keys.option])

    def put(self, level: int) -> None:
        """Put the terminal to a level, 0 or 1."""
        if level not in {0, 1}:
            raise ValueError("a level is 0 or 1")
        if level == self.level:
            return
        self.level = level
        self._changes += 1
        delay = self._setting(self._keys.delay) or "0"
        if self.active and int(delay):
            moment = self._device.clock.now() + int(delay)
            self._device.spawn(self._act_at(moment, self._changes))
        else:
            self._act()

    def _setting(self, key: str | None) -> str:
        return "" if key is None else self._device.config[key]

    async def _act_at(self, moment: float, change: int) -> None:
        await self._device.clock.sleep_until(moment)
        if change == self._changes and self._device.inputs[self.letter] is self:
            self._act()

    def _act(self) -> None:
        device, keys = self._device, self._keys
        if device.config[keys.enable] != "1" or self._told == self.active:
            return
        self._told = self.active
        if not self.active:
            device.urls.call(f"Input{self.letter}Closed")
            return
        device.syslog.note(f"input {self.letter} triggered")
        device.urls.call(f"Input{self.letter}Triggered")
        if self._setting(keys.http) == "1":
            device.urls.call_url(f"Input{self.letter}", self._setting(keys.url))
        device.relays.open(self._setting(keys.relay))
        if self._setting(keys.sip) == "1":
            device.line.press()


class InputBoard:
    """All inputs of a unit."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Fit as many as the model has."""
        self.inputs = {letter: Input(device, letter) for letter in letters(device.model.inputs)}

    def __getitem__(self, letter: str) -> Input:
        """Return an input by its letter."""
        if letter not in self.inputs:
            raise ValueError(f"no input {letter!r}")
        return self.inputs[letter]

    def status(self) -> dict[str, int]:
        """Return what `input/status` says."""
        return {f"Input{letter}": one.level for letter, one in self.inputs.items()}
