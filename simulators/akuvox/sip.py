"""The unit's two accounts at SIP servers and whether they are registered."""

from typing import TYPE_CHECKING

from simulators.akuvox.message import Json

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

UNKNOWN, DISABLED, REGISTERING, REGISTERED, REFUSED = "-1", "0", "1", "2", "3"
REGISTER_SECONDS = 2.0


class SipAccounts:
    """Registers what is enabled; takes a moment for it."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Register at once, as after a boot long ago."""
        self._device = device
        self._since = dict.fromkeys((1, 2), device.clock.now() - REGISTER_SECONDS)
        self._refused: dict[int, str] = {}

    def register(self, number: int) -> None:
        """Register anew, as after a change."""
        self._since[number] = self._device.clock.now()

    def register_all(self) -> None:
        """Register anew, as after a boot."""
        for number in self._since:
            self.register(number)

    def refuse(self, number: int, status: str | None) -> None:
        """Let the server answer so from now on; None for as it should be."""
        if number not in self._since or status not in {None, UNKNOWN, REGISTERING, REFUSED}:
            raise ValueError("no such account or status")
        self._refused.pop(number, None)
        if status is not None:
            self._refused[number] = status

    def _setting(self, number: int, name: str) -> str:
        return self._device.config[f"Config.Account{number}.{name}"]

    def status(self, number: int) -> str:
        """Return the number that says how an account is."""
        if self._setting(number, "GENERAL.Enable") != "1":
            return DISABLED
        if self._device.clock.now() - self._since[number] < REGISTER_SECONDS:
            return REGISTERING
        if number in self._refused:
            return self._refused[number]
        names = ("GENERAL.UserName", "SIP.Server")
        return REGISTERED if all(self._setting(number, name) for name in names) else REFUSED

    def as_json(self) -> Json:
        """Return what `sip/status` says."""
        return {
            f"Account{number}": {
                "UserName": self._setting(number, "GENERAL.UserName"),
                "SipServer": self._setting(number, "SIP.Server"),
                "Status": self.status(number),
            }
            for number in (1, 2)
        }
