"""The vendor's cloud as one device sees it: an account, a server, and whether it is there."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]

VENDOR_SERVER = "n-devs.tplinkcloud.com"


class CloudLink:
    """The binding of a device to an account, which is empty if there is none.

    The simulated cloud answers under every name, and takes every password until it is told the
    right one.
    """

    def __init__(self, device: KasaDevice, username: str = "") -> None:
        """Start bound to an account or to none, with the internet there."""
        self._device = device
        self._watch = 0
        self.username = username
        self.server = VENDOR_SERVER
        self.reachable = True
        self.password: str | None = None

    @property
    def bound(self) -> bool:
        """Whether the device is in an account."""
        return bool(self.username)

    @property
    def connected(self) -> bool:
        """Whether a session with the cloud is open."""
        return self.bound and self.reachable

    def admits(self, password: str) -> bool:
        """Tell whether the cloud takes this password."""
        return self.password is None or password == self.password

    def bind(self, username: str) -> None:
        """Join an account, or leave it."""
        self.username = username
        self._watch_over()

    def reach(self, reachable: bool) -> None:
        """Let the internet come or go."""
        self.reachable = reachable
        self._watch_over()

    def as_json(self) -> Json:
        """Return what can be seen from outside."""
        return {
            "username": self.username,
            "server": self.server,
            "reachable": self.reachable,
            "connected": self.connected,
        }

    def _watch_over(self) -> None:
        """Restart again and again while bound to a cloud that does not answer."""
        self._watch += 1
        pause = self._device.quirks.reboots_without_cloud
        if pause is not None and self.bound and not self.reachable:
            self._device.spawn(self._restart_every(pause, self._watch))

    async def _restart_every(self, pause: float, watch: int) -> None:
        clock = self._device.clock
        while True:
            await clock.sleep(pause)
            if self._device.cloud is not self or watch != self._watch:
                return
            self._device.restart(down_for=self._device.reboot_lasts)
