"""The firmware and its update: prepare, upload, upgrade, reboot."""

import hashlib
import io
import re
from typing import TYPE_CHECKING
import zipfile

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_MEMBER = "version"


def make_image(version: str) -> bytes:
    """Return a file that a unit takes for the firmware of this version."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr(zipfile.ZipInfo(_MEMBER), version)
    return target.getvalue()


def version_in(image: bytes) -> str | None:
    """Return the version that an image brings; None if it does not say."""
    try:
        with zipfile.ZipFile(io.BytesIO(image)) as file:
            text = file.read(_MEMBER).decode()
    except zipfile.BadZipFile, KeyError, UnicodeDecodeError:
        return None
    return text if re.fullmatch(r"\d+(\.\d+){3}", text) else None


class Firmware:
    """The version that runs and the one that waits."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Run what the model is sold with."""
        self._device = device
        self.version = device.model.firmware
        self.prepared = False
        self.image: bytes | None = None

    @property
    def md5(self) -> str:
        """The sum of the image that was uploaded."""
        return hashlib.md5(self.image or b"").hexdigest()

    def prepare(self) -> None:
        """Enter upgrade mode."""
        self.prepared, self.image = True, None

    def install(self) -> None:
        """Run the uploaded image; one that does not say its version counts up by one."""
        assert self.image is not None
        head, _, last = self.version.rpartition(".")
        self.version = version_in(self.image) or f"{head}.{int(last) + 1}"

    def booted(self) -> None:
        """Leave upgrade mode."""
        self.prepared, self.image = False, None
