"""Firmware of sub-devices: the store of files, and tasks that progress."""

from dataclasses import dataclass
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from simulators.lifesmart.request import Refusal

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation
    from simulators.lifesmart.subdevice import SubDevice

type Json = dict[str, Any]

CAPACITY = 1024 * 1024
LARGE = 384 * 1024
"""A file larger than that makes all others go."""

_NAME = re.compile(r"FL01_(?P<ota_class>[0-9A-Za-z]{8})_(?P<version>[0-9A-Fa-f]{8})\.ota")


@dataclass
class Task:
    """One update on its way."""

    device: SubDevice
    file: str
    size: int
    began: float
    """On the device's clock."""

    sts: int
    speed: float
    version: str
    bytes_of_version: bytes

    def done_at(self, now: float) -> int:
        """Return how many bytes have arrived."""
        return min(self.size, int((now - self.began) * self.speed))


class OtaStore:
    """Files and tasks of one station."""

    speed: float = 4096.0
    """Bytes that a sub-device takes in a second."""

    def __init__(self, station: LifeSmartStation) -> None:
        """Be empty; `web` is what there is to download, by URL."""
        self._station = station
        self.web: dict[str, int] = {}
        self.files: dict[str, int] = {}
        self.tasks: dict[str, Task] = {}

    def publish(self, url: str, size: int) -> None:
        """Put a file on some server in the world."""
        self.web[url] = size

    def download(self, url: str, key: str | None) -> None:
        """Fetch a file; a large one makes all others go."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"}:
            raise Refusal("neither http nor https")
        if url not in self.web:
            raise Refusal("download failed")
        size, name = self.web[url], key or parts.path.rpartition("/")[2]
        if size > CAPACITY or not name:
            raise Refusal("too large")
        kept = {} if size > LARGE else {one: n for one, n in self.files.items() if one != name}
        if sum(kept.values()) + size > CAPACITY:
            raise Refusal("store is full")
        self.files = {**kept, name: size}

    def remove(self, keys: list[str] | None) -> None:
        """Remove files, all of them with None."""
        for key in list(self.files) if keys is None else keys:
            if key not in self.files:
                raise Refusal("no such file")
            del self.files[key]

    def fits(self, key: str) -> list[Json]:
        """Return the devices that a file is for."""
        match = _NAME.fullmatch(key)
        if match is None or key not in self.files:
            return []
        offered = _short(bytes.fromhex(match["version"]))
        return [
            {
                "me": device.me,
                "ver": device.version,
                "devtype": device.devtype,
                "fullCls": device.fulltype,
                "name": device.name,
                "otaVer": offered,
                "supportOta": True,
                "needOta": _numbers(offered) > _numbers(device.version)[-2:],
                "lsid": f"{self._station.lsid}_{device.me}",
                "rfic": 3,
            }
            for device in self._station.devices.values()
            if device.ota_class.lower() == match["ota_class"].lower()
        ]

    def start(self, device: SubDevice, key: str) -> None:
        """Begin an update of a device with a file that is for it."""
        if key not in self.files:
            raise Refusal("no such file")
        if device.me not in {row["me"] for row in self.fits(key)}:
            raise Refusal("not for this device")
        match = _NAME.fullmatch(key)
        assert match is not None
        raw = bytes.fromhex(match["version"])
        head = device.version.rsplit(".", 2)[0]
        self.begin(device, key, f"{head}.{_short(raw)}", raw)

    def begin(
        self, device: SubDevice, key: str, version: str, raw: bytes, speed: float | None = None
    ) -> None:
        """Begin an update whatever the file is for."""
        if device.me in self.tasks:
            raise Refusal("there is a task for it")
        now, size = self._station.clock.now(), self.files[key]
        speed = speed or self.speed
        task = Task(device, key, size, now, self._station.time(), speed, version, raw)
        self.tasks[device.me] = task
        self._station.spawn(self._finish(task))

    async def _finish(self, task: Task) -> None:
        await self._station.clock.sleep_until(task.began + task.size / task.speed)
        task.device.version = task.version

    def view(self) -> Json:
        """Return how tasks are told."""
        now, time = self._station.clock.now(), self._station.time()
        return {
            me: {
                "id": me,
                "cur": task.done_at(now),
                "size": task.size,
                "file": task.file,
                "tover": "".join(map(chr, task.bytes_of_version)),
                "sts": task.sts,
                "ts": min(time, task.sts + int(task.size / task.speed)),
            }
            for me, task in self.tasks.items()
        }

    def remove_tasks(self, ids: list[str] | None) -> None:
        """Remove tasks that are finished; all of those with None."""
        now = self._station.clock.now()
        done = {me for me, task in self.tasks.items() if task.done_at(now) == task.size}
        wanted = done if ids is None else set(ids)
        if wanted - done:
            raise Refusal("not finished, or no such task")
        for me in wanted:
            del self.tasks[me]


def _short(raw: bytes) -> str:
    """Return the last two bytes of a version as text: 00000605 is 6.5."""
    return f"{raw[-2]}.{raw[-1]}"


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
