"""The telephone in the door station: one call at a time, its tones and its log."""

from enum import StrEnum
from typing import TYPE_CHECKING

from simulators.akuvox.door import DTMF as BY_TONES
from simulators.akuvox.keys import ACTION, DTMF
from simulators.akuvox.message import failed
from simulators.akuvox.rows import Log

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

RING_SECONDS = 60.0

KINDS = ("All", "Dialed", "Received", "Missed", "Forwarded", "Unknow")
"""Types of calls, in the order of their numbers."""


class CallState(StrEnum):
    """What `call/status` says; only the first is in the manual."""

    READY = "READY"
    CALLING = "CALLING"
    RINGING = "RINGING"
    TALKING = "TALKING"


class Line:
    """Calls from and to the unit."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Have no call and an empty log."""
        self._device = device
        self.state = CallState.READY
        self.remote = ""
        self._name = ""
        self._incoming = False
        self._calls = 0
        members = dict.fromkeys(("Type", "Date", "Time", "LocalIdentity", "Name", "Num"), "")
        self.log = Log(members, capacity=device.quirks.log_capacity)

    @property
    def identity(self) -> str:
        """Who the unit is on the line."""
        config = self._device.config
        for number in (1, 2):
            if config[f"Config.Account{number}.GENERAL.Enable"] == "1":
                user = config[f"Config.Account{number}.GENERAL.UserName"]
                return f"{user}@{config[f'Config.Account{number}.SIP.Server']}"
        return f"{self._device.address}@{self._device.address}"

    def dial(self, number: str, name: str = "") -> None:
        """Call somebody; raises ApiError if there is a call already."""
        if self.state is not CallState.READY:
            raise failed()
        self._begin(CallState.CALLING, number, name)
        self._device.urls.call("MakeCall", {"remote": number})

    def press(self) -> None:
        """Press the call button: it calls the number that is set up, unless there is a call."""
        if self.state is CallState.READY:
            config = self._device.config
            self.dial(config[f"{ACTION}CallNum"] or "100", config[f"{ACTION}CallName"])

    def ring(self, number: str, name: str = "") -> None:
        """Be called by somebody."""
        if self.state is not CallState.READY:
            raise ValueError("busy")
        self._begin(CallState.RINGING, number, name)

    def answer(self) -> None:
        """Let whoever is called pick up."""
        if self.state not in {CallState.CALLING, CallState.RINGING}:
            raise ValueError("nobody rings")
        self.state = CallState.TALKING

    def hang_up(self) -> None:
        """End the call, if there is one, and write it into the log."""
        if self.state is CallState.READY:
            return
        missed = self._incoming and self.state is not CallState.TALKING
        kind = "Missed" if missed else "Received" if self._incoming else "Dialed"
        self._write(kind)
        self._device.urls.call("HangUp")
        self.cut()

    def cut(self) -> None:
        """End the call without a word, as without power."""
        self.state = CallState.READY
        self.remote = self._name = ""

    def tones(self, code: str) -> None:
        """Receive tones from whoever is on the line; the right ones open a relay."""
        if self.state is not CallState.TALKING:
            raise ValueError("nobody talks")
        config = self._device.config
        if config[f"{DTMF}Enable"] != "1":
            return
        kind = "Code" if config[f"{DTMF}Option"] in {"0", "1"} else "MultiCode"
        for number in "123":
            if code and code == config[f"{DTMF}{kind}{number}"]:
                if relays := self._device.relays.open(number):
                    self._device.door.opened(BY_TONES, relays, code=code)
                return

    def _begin(self, state: CallState, number: str, name: str) -> None:
        self.state, self.remote, self._name = state, number, name
        self._incoming = state is CallState.RINGING
        self._calls += 1
        moment = self._device.clock.now() + RING_SECONDS
        self._device.spawn(self._give_up_at(moment, self._calls))

    async def _give_up_at(self, moment: float, call: int) -> None:
        await self._device.clock.sleep_until(moment)
        if self._device.line is not self or call != self._calls:
            return
        if self.state is not CallState.TALKING:
            self.hang_up()

    def _write(self, kind: str) -> None:
        now = self._device.local_time()
        numbers = self._device.quirks.call_log_numbers
        row = self.log.append(
            {
                "Type": str(KINDS.index(kind)) if numbers else kind,
                "Date": f"{now:%Y-%m-%d}",
                "Time": f"{now:%H:%M:%S}",
                "LocalIdentity": self.identity,
                "Name": self._name or self.remote,
                "Num": self.remote,
            }
        )
        self._device.urls.call("CallLog", row={name: row[name] for name in row if name != "ID"})
