"""How files get to groups, step by step (FUOTA)."""

from typing import TYPE_CHECKING

from simulators.iotsquare.codes import Code
from simulators.iotsquare.group import Group
from simulators.iotsquare.message import Refusal
from simulators.iotsquare.transfer import STATES, Transfer, TransferDevice

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

_ANSWERS = {
    "SendFragSessSetup": "FragSessionSetupAns",
    "SendFragSessStatus": "FragSessStatusAns",
    "SendFragSessDel": "FragSessDelAns",
    "Done": "Done",
}


class Deployments:
    """What goes on with files."""

    def __init__(self, server: IoTSquareServer) -> None:
        """Begin without any."""
        self._server = server
        self._next_id = 14

    def begin(self, group: Group, name: str, payload: bytes, percent: float) -> Transfer:
        """Begin to send a file, unless one is on its way to the group."""
        server, now = self._server, self._server.milliseconds()
        for other in server.transfers.values():
            if other.mc_eui == group.mc_eui and other.open:
                raise Refusal(Code.TRANSFER_EXISTS)
        self._next_id += 1
        transfer = Transfer(self._next_id, group.mc_eui, name, payload, percent, now, now)
        for member in group.members.values():
            state = "MC Joined" if member.joined else "MC Not Joined"
            transfer.devices[member.dev_eui] = TransferDevice(member.dev_eui, now, now, state)
        self._plan(transfer)
        server.transfers[transfer.fd_id] = transfer
        server.spawn(self._run(transfer))
        return transfer

    def abort(self, transfer: Transfer) -> None:
        """End a transfer where it is."""
        self._finish(transfer)
        for device in transfer.devices.values():
            if device.state != "Done":
                device.error = "aborted"

    async def _run(self, transfer: Transfer) -> None:
        clock, interval = self._server.clock, self._server.step_interval
        due = clock.now()
        while transfer.open:
            due += interval
            await clock.sleep_until(due)
            if self._server.transfers.get(transfer.fd_id) is not transfer:
                return
            if transfer.next_step >= 0:
                self._step(transfer)

    def _step(self, transfer: Transfer) -> None:
        now = self._server.milliseconds()
        if transfer.state == "EnqueueFragment" and not self._send_fragments(transfer):
            transfer.updated = now
            self._plan(transfer)
            return
        transfer.state = STATES[STATES.index(transfer.state) + 1]
        transfer.updated = now
        for device in transfer.devices.values():
            self._follow(transfer, device, now)
        if transfer.state == "Done":
            transfer.next_step = -1
        else:
            self._plan(transfer)

    def _follow(self, transfer: Transfer, device: TransferDevice, now: int) -> None:
        """Let a device answer a step, if it is in the group and within reach."""
        answer = _ANSWERS.get(transfer.state)
        group = self._server.groups.get(transfer.mc_eui)
        member = group.members.get(device.dev_eui) if group is not None else None
        known = self._server.devices.get(device.dev_eui)
        if member is None or known is None or not self._server.air.covered(known):
            if answer == "FragSessionSetupAns":
                device.error = "no answer"
            return
        if answer is None or not member.joined or device.error:
            return
        if transfer.state == "SendFragSessStatus":
            device.missing = max(0, transfer.fragments - device.received)
        if answer == "Done" and device.missing:
            device.error = "fragments missing"
            return
        device.state, device.updated = answer, now

    def _send_fragments(self, transfer: Transfer) -> bool:
        """Send some more; tell whether that was all."""
        everything = transfer.fragments + transfer.redundancy
        step = min(self._server.fragments_per_step, everything - transfer.sent)
        transfer.sent += step
        for device in transfer.devices.values():
            known = self._server.devices.get(device.dev_eui)
            if known is None or device.state != "FragSessionSetupAns":
                continue
            lost = min(known.loses, step)
            known.loses -= lost
            device.received = min(transfer.fragments, device.received + step - lost)
            device.updated = self._server.milliseconds()
        return transfer.sent >= everything

    def _plan(self, transfer: Transfer) -> None:
        interval = round(self._server.step_interval * 1000)
        transfer.next_step = self._server.milliseconds() + interval

    def _finish(self, transfer: Transfer) -> None:
        transfer.state, transfer.next_step = "Done", -1
        transfer.updated = self._server.milliseconds()
