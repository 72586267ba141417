"""Commands to devices that are on line: sent now, confirmed and answered by notifications."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulators.huawei.behaviour import execute
from simulators.huawei.thing import Thing

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]


@dataclass(frozen=True)
class Signal:
    """One such command."""

    request_id: str
    service: str
    method: str
    paras: Json
    sender: str
    acknowledge: bool
    callback: str | None = None


class Signals:
    """Carries them to devices."""

    step: float = 0.2
    """Seconds until a device has it, and again until it has carried it out."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Serve a platform."""
        self._platform = platform

    def send(self, thing: Thing, signal: Signal) -> None:
        """Send one to a device that is on line."""
        self._platform.agenda.after(self.step, lambda: self._deliver(thing, signal))

    def _deliver(self, thing: Thing, signal: Signal) -> None:
        if not thing.connected:
            return
        self._confirm(thing, signal, "delivered")
        if not thing.silent:
            self._platform.agenda.after(self.step, lambda: self._execute(thing, signal))

    def _execute(self, thing: Thing, signal: Signal) -> None:
        done = execute(self._platform, thing, signal.service, signal.method, signal.paras)
        if done.ok:
            self._confirm(thing, signal, "executed")
        header = {
            "requestId": signal.request_id,
            "from": self._address(thing, signal),
            "to": signal.sender,
            "deviceId": thing.device_id,
            "serviceType": signal.service,
            "method": f"{signal.method}-RSP",
        }
        self._tell(thing, signal, "commandRsp", {"header": header, "body": done.body})

    def _confirm(self, thing: Thing, signal: Signal, status: str) -> None:
        if not signal.acknowledge:
            return
        header = {
            "requestId": signal.request_id,
            "from": self._address(thing, signal),
            "to": signal.sender,
            "status": status,
            "timestamp": self._platform.notices.now(),
        }
        self._tell(thing, signal, "messageConfirm", {"header": header, "body": {}})

    def _address(self, thing: Thing, signal: Signal) -> str:
        return f"/devices/{thing.device_id}/services/{signal.service}"

    def _tell(self, thing: Thing, signal: Signal, type_: str, body: Json) -> None:
        """Tell the callback of the command, if it has one, else those who subscribed."""
        platform = self._platform
        if signal.callback is None:
            platform.notices.emit(thing.app_id, type_, body)
            return
        operation = "1.6.7.10" if type_ == "messageConfirm" else "1.6.7.11"
        account = platform.accounts[thing.app_id]
        platform.push.send(account, signal.callback, operation, {"notifyType": type_, **body})
