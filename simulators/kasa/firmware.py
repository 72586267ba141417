"""Firmware: what the cloud offers, and a download that runs on the device's clock."""

from dataclasses import dataclass, replace
from enum import IntEnum
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]

_DOWNLOAD_SERVER = "http://download.tplinkcloud.com/firmware"


class Stage(IntEnum):
    """How far a download is, in the vendor's numbers."""

    IDLE = 0
    DOWNLOADING = 1
    FLASHING = 2
    FAILED = 6


@dataclass(frozen=True, kw_only=True)
class Release:
    """One firmware image, in the cloud's list or only at its address."""

    version: str
    url: str
    log: str = "Modifications and Bug Fixes:\n1. Enhanced device stability."
    date: str = "2026-10-30"
    listed: bool = True
    broken: bool = False

    def as_json(self) -> Json:
        """Return it as the cloud's list has it."""
        return {
            "fwVer": self.version,
            "fwUrl": self.url,
            "fwTitle": "Hi, a new firmware with bug fixes is available for your product.",
            "fwReleaseDate": self.date,
            "fwReleaseLog": self.log,
            "fwReleaseLogUrl": "undefined yet",
            "fwType": 2,
            "fwLocation": 0,
        }


class Firmware:
    """The images a device may load, and the one it loads."""

    def __init__(self, device: KasaDevice) -> None:
        """Start idle, with nothing newer to be had."""
        self._device = device
        self._offers: list[Release] = []
        self._loading: Release | None = None
        self._loaded: Release | None = None
        self._flashed: Release | None = None
        self._began = 0.0
        self._run = 0
        self._auto_reboot = True
        self.stage = Stage.IDLE
        self.ratio_at_failure = 0
        self.download_seconds = 20.0
        self.flash_seconds = 5.0

    @property
    def busy(self) -> bool:
        """Whether an image is being loaded or written."""
        return self.stage in (Stage.DOWNLOADING, Stage.FLASHING)

    @property
    def ratio(self) -> int:
        """How many percent of the image are there."""
        if self.stage is Stage.DOWNLOADING:
            share = (self._device.clock.now() - self._began) / self.download_seconds
            return min(100, int(share * 100))
        if self.stage is Stage.FAILED:
            return self.ratio_at_failure
        return 100 if self.stage is Stage.FLASHING or self._loaded else 0

    @property
    def listed(self) -> list[Release]:
        """What the cloud lists for the device: all but what it runs."""
        running = self._device.model.sw_ver
        return [one for one in self._offers if one.listed and one.version != running]

    def offer(self, params: Json) -> Release:
        """Put an image at an address, by default the next one into the cloud's list."""
        version = str(params.get("version") or _next_version(self._device.model.sw_ver))
        name = self._device.model.name.partition("(")[0]
        release = Release(
            version=version,
            url=f"{_DOWNLOAD_SERVER}/{name}_{version.replace(' ', '_')}.bin",
        )
        changes = {key: params[key] for key in params.keys() - {"version"}}
        release = replace(release, **changes)
        self._offers = [one for one in self._offers if one.url != release.url] + [release]
        return release

    def withdraw(self) -> None:
        """Take all images away."""
        self._offers.clear()

    def download(self, url: str, *, auto_flash: bool, auto_reboot: bool) -> None:
        """Start loading the image at an address; if there is none, the download fails."""
        self._loading = next((one for one in self._offers if one.url == url), None)
        self._loaded = self._flashed = None
        self._began = self._device.clock.now()
        self._auto_reboot = auto_reboot
        self.stage = Stage.DOWNLOADING
        self._run += 1
        self._device.spawn(self._load(self._run, auto_flash=auto_flash))

    def flash(self) -> bool:
        """Start writing the loaded image; tell whether there is one."""
        if self._loaded is None or self.busy:
            return False
        self.stage = Stage.FLASHING
        done = self._device.clock.now() + self.flash_seconds
        self._device.spawn(self._write(self._run, done))
        return True

    def booted(self) -> None:
        """Run what was written; what was not is lost."""
        if self._flashed is not None:
            self._device.model = replace(self._device.model, sw_ver=self._flashed.version)
        self._loading = self._loaded = self._flashed = None
        self.stage = Stage.IDLE
        self._run += 1

    async def _load(self, run: int, *, auto_flash: bool) -> None:
        share = 1.0
        if self._loading is None:
            share = 0.0
        elif self._loading.broken:
            share = 0.5
        moment = self._began + share * self.download_seconds
        await self._device.clock.sleep_until(moment)
        if run != self._run:
            return
        if share < 1.0:
            self.ratio_at_failure = int(share * 100)
            self.stage = Stage.FAILED
            return
        self._loaded = self._loading
        self.stage = Stage.IDLE
        if auto_flash:
            self.stage = Stage.FLASHING
            await self._write(run, moment + self.flash_seconds)

    async def _write(self, run: int, done: float) -> None:
        await self._device.clock.sleep_until(done)
        if run != self._run:
            return
        self._flashed, self._loaded = self._loaded, None
        self.stage = Stage.IDLE
        if self._auto_reboot:
            self._device.restart(down_for=self._device.reboot_lasts)


def _next_version(version: str) -> str:
    """Return a version with the last number of its first part raised by one."""
    number, _, build = version.partition(" ")
    *upper, last = number.split(".")
    build = re.sub(r"\d{6,}", "261030", build, count=1)
    return " ".join(filter(None, (".".join([*upper, str(int(last) + 1)]), build)))
