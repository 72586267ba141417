"""What a server keeps of a multicast group."""

from collections import deque
from dataclasses import dataclass, field

from simulators.iotsquare.end_device import Downlink

MANUAL = 256
"""`groupID` of groups whose keys were put into the devices by hand."""


@dataclass
class Member:
    """A device of a group; `joined` once it has taken the group's settings."""

    dev_eui: str
    joined: bool
    created: int


@dataclass
class Group:
    """One group; times in Unix milliseconds."""

    mc_eui: str
    name: str
    region: str
    subnet: str
    auto_subnet: bool = False
    class_: str = "C"
    ping_period: int = 0
    remote: bool = False
    """Configured by the server (automatic), not by hand."""

    group_id: int = MANUAL
    gen_app_key: str = ""
    extension: bool = False
    time_slot: int = 0
    address: str = ""
    app_s_key: str = ""
    nwk_s_key: str = ""
    enable_mqtt: bool = False
    push_urls: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    created: int = 0
    updated: int = 0

    members: dict[str, Member] = field(default_factory=dict)
    queue: deque[Downlink] = field(default_factory=deque)
    f_cnt: int = 0

    @property
    def set_up(self) -> int:
        """How many devices have taken the group's settings."""
        return sum(member.joined for member in self.members.values())

    def reserve(self, port: int, data: bytes) -> Downlink:
        """Put a frame into the queue."""
        downlink = Downlink(self.f_cnt, port, data)
        self.f_cnt += 1
        self.queue.append(downlink)
        return downlink
