"""How groups come about and what is sent to them."""

from typing import TYPE_CHECKING

from simulators.iotsquare.codes import Code
from simulators.iotsquare.end_device import Downlink, EndDevice
from simulators.iotsquare.group import Group, Member
from simulators.iotsquare.lorawan import fits
from simulators.iotsquare.message import Refusal

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

MOST_MEMBERS = 253
"""Of a group with extension."""

_MOST_GROUPS = 4
_MOST_ROUNDS = 3
_CLASS_B_SINCE = (3, 4, 22)


class Multicast:
    """What goes on in groups."""

    def __init__(self, server: IoTSquareServer) -> None:
        """Begin without groups."""
        self._server = server
        self._serving: set[str] = set()
        self._setting_up: set[str] = set()

    # --- members -------------------------------------------------------------

    def check_room(self, group: Group, euis: list[str]) -> None:
        """Refuse more members than a group with extension has."""
        if group.extension and len(group.members.keys() | set(euis)) > MOST_MEMBERS:
            raise Refusal(Code.GROUP_LIMIT)

    def bind(self, group: Group, dev_eui: str) -> Code:
        """Add a member; return why not, or 0."""
        device = self._server.devices.get(dev_eui)
        if device is None:
            return Code.DEVICE_NOT_EXIST
        if dev_eui in group.members:
            return Code.MEMBER_BOUND
        if not self._is_compatible(group, device):
            return Code.MEMBER_INCOMPATIBLE
        if self._is_taken(group, dev_eui):
            return Code.MEMBER_BOUND_ELSEWHERE
        now = self._server.milliseconds()
        group.members[dev_eui] = Member(dev_eui, joined=not group.remote, created=now)
        if group.remote and group.mc_eui not in self._setting_up:
            self._setting_up.add(group.mc_eui)
            self._server.spawn(self._set_up(group))
        return Code.OK

    def _is_compatible(self, group: Group, device: EndDevice) -> bool:
        same = group.auto_subnet or group.subnet == device.subnet
        if group.class_ == "B" and self._server.version < _CLASS_B_SINCE:
            return False
        return same and group.region == device.region and group.class_ == device.class_

    def _is_taken(self, group: Group, dev_eui: str) -> bool:
        """One address by hand for each device, or four that the server set up."""
        others = [one for one in self._server.groups.values() if dev_eui in one.members]
        if not group.remote or any(not one.remote for one in others):
            return bool(others)
        taken = {one.group_id for one in others}
        return len(others) >= _MOST_GROUPS or group.group_id in taken

    async def _set_up(self, group: Group) -> None:
        """Send the settings to one device after another, on port 200."""
        server = self._server
        try:
            while waiting := [one for one in group.members.values() if not one.joined]:
                await server.clock.sleep(server.setup_interval)
                if server.groups.get(group.mc_eui) is not group:
                    return
                for member in waiting:
                    device = server.devices.get(member.dev_eui)
                    if device is not None and server.air.covered(device) and not _loses(device):
                        member.joined = True
                        break
        finally:
            self._setting_up.discard(group.mc_eui)

    # --- frames --------------------------------------------------------------

    def queued(self, group: Group) -> None:
        """Begin to send."""
        if group.mc_eui not in self._serving:
            self._serving.add(group.mc_eui)
            self._server.spawn(self._serve(group))

    async def _serve(self, group: Group) -> None:
        server = self._server
        try:
            while group.queue:
                await server.clock.sleep(server.downlink_delay)
                if not group.queue or server.groups.get(group.mc_eui) is not group:
                    return
                await self._send(group, group.queue[0])
                group.queue.popleft()
        finally:
            self._serving.discard(group.mc_eui)

    async def _send(self, group: Group, downlink: Downlink) -> None:
        """Send a frame once; with extension again, until all have answered or rounds are over."""
        if len(downlink.data) > fits(group.region, group.class_, None):
            return
        answered: set[str] = set()
        rounds = _MOST_ROUNDS if group.extension else 1
        done = 0
        while done < rounds:
            done += 1
            for member in list(group.members.values()):
                if member.dev_eui not in answered and self._reaches(member, downlink):
                    answered.add(member.dev_eui)
            if not group.extension:
                return
            await self._server.clock.sleep(self._server.round_interval)
            if len(answered) >= len(group.members):
                break
        self._server.notices.multicast(group, downlink.f_cnt, len(answered), done)

    def _reaches(self, member: Member, downlink: Downlink) -> bool:
        device = self._server.devices[member.dev_eui]
        air = self._server.air
        if not member.joined or not air.covered(device) or _loses(device):
            return False
        air.deliver(device, downlink)
        return True


def _loses(device: EndDevice) -> bool:
    if device.loses:
        device.loses -= 1
        return True
    return False
