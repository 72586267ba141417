"""Programs that run beside this one and end with it."""

import asyncio
from collections.abc import Mapping, Sequence
import contextlib
from pathlib import Path
import signal

_PATIENCE = 30.0
_LAST_LINES = 15


class Process:
    """One program; its output goes into a file."""

    def __init__(
        self, command: Sequence[str], log: Path, *, cwd: Path, env: Mapping[str, str]
    ) -> None:
        """Prepare; nothing runs before `start`."""
        self._command = command
        self._log = log
        self._cwd = cwd
        self._env = env
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the program, out of reach of the terminal's Ctrl-C: we end it ourselves."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("wb") as output:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self._cwd,
                env=self._env,
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        """Whether the program was started and has not ended."""
        return self._process is not None and self._process.returncode is None

    async def ended(self) -> int:
        """Wait for the end and return the exit code."""
        assert self._process is not None
        return await self._process.wait()

    async def stop(self) -> None:
        """End the program, gently at first."""
        if self._process is None or not self.running:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    def output(self) -> str:
        """Return everything the program has written."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def last_words(self) -> str:
        """Return the end of the program's output."""
        return "\n".join(self.output().splitlines()[-_LAST_LINES:])
