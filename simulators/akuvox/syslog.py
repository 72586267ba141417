"""The unit's own log of what it does, without anybody's codes."""

from collections.abc import Callable
from datetime import datetime

from simulators.akuvox.exports import pack

_LONGEST = 2000


class Syslog:
    """Lines of three logs: of the application, of the kernel and for debugging."""

    def __init__(self, local_time: Callable[[], datetime]) -> None:
        """Start with what a boot writes."""
        self._local_time = local_time
        self.logs: dict[str, list[str]] = {"log": [], "kmsg": [], "log_debug": []}
        self.booted()

    def booted(self) -> None:
        """Note a boot."""
        self.note("boot")
        for name in ("kmsg", "log_debug"):
            self._append(name, "Linux version 4.9.84")

    def note(self, text: str) -> None:
        """Write a line into the log of the application."""
        self._append("log", text)

    def _append(self, name: str, text: str) -> None:
        lines = self.logs[name]
        lines.append(f"{self._local_time():%Y-%m-%d %H:%M:%S} {text}")
        del lines[:-_LONGEST]

    def text(self, name: str) -> bytes:
        """Return a whole log."""
        return "".join(f"{line}\n" for line in self.logs[name]).encode()

    def export(self, name: str) -> bytes:
        """Return a whole log as it is exported; that for debugging is an archive."""
        content = self.text(name)
        return pack({"log_debug.txt": content}) if content and name == "log_debug" else content
