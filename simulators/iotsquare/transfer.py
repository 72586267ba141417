"""One file transfer to a multicast group (FUOTA)."""

import base64
from dataclasses import dataclass, field
import hashlib
import math

FRAGMENT = 48
"""Bytes of a fragment."""

LARGEST = 64 * 1024
"""Bytes of a file."""

STATES = (
    "Created",
    "SendFragSessSetup",
    "EnqueueFragment",
    "SendFragSessStatus",
    "SendFragSessDel",
    "Cleanup",
    "Done",
)


@dataclass
class TransferDevice:
    """How far one device is."""

    dev_eui: str
    created: int
    updated: int
    state: str = "MC Not Joined"
    received: int = 0
    missing: int = 0
    error: str = ""


@dataclass
class Transfer:
    """One file on its way; times in Unix milliseconds, -1 for nothing planned."""

    fd_id: int
    mc_eui: str
    name: str
    payload: bytes
    redundancy_percent: float
    created: int
    updated: int
    state: str = "Created"
    next_step: int = -1
    sent: int = 0
    """Fragments that went out, those of redundancy too."""

    devices: dict[str, TransferDevice] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.state != "Done"

    @property
    def fragments(self) -> int:
        """How many fragments the file has."""
        return math.ceil(len(self.payload) / FRAGMENT)

    @property
    def padding(self) -> int:
        """How many bytes fill the last one up."""
        return self.fragments * FRAGMENT - len(self.payload)

    @property
    def redundancy(self) -> int:
        """How many more are sent."""
        return math.floor(round(self.fragments * self.redundancy_percent, 9))

    @property
    def descriptor(self) -> str:
        """Four bytes that name the file."""
        return base64.b64encode(hashlib.sha256(self.payload).digest()[:4]).decode()
