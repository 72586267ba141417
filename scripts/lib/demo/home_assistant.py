"""A real Home Assistant as another process, with a configuration folder of its own."""

import asyncio
from datetime import UTC, datetime
import fcntl
from functools import partial
import json
import os
from pathlib import Path
import secrets
import shutil
import socket
import sys
from typing import Any, Self

import aiohttp

from .client import Client
from .errors import DemoError
from .process import Process
from .rooms import TIME_ZONE
from .waiting import until

HOST = "127.0.0.1"

_START_SECONDS = 240.0
_RESTART_WANTED = 100

_CONFIGURATION = """\
# Written by scripts/demo at every start.
homeassistant:
  name: Simulated home
  latitude: 52.3702
  longitude: 4.8952
  elevation: 2
  unit_system: metric
  currency: EUR
  country: NL
  language: en
  time_zone: {time_zone}
  internal_url: {url}

config:
energy:
frontend:
history:
logbook:

logger:
  default: warning
"""

_FINISHED_STEPS = ["core_config", "analytics", "integration"]
"""Steps of the onboarding that would fetch things from the internet; the user's step is left."""


class HomeAssistant:
    """Runs while the context is open; `folder` keeps everything between runs."""

    def __init__(
        self, project: Path | None, folder: Path, port: int, *, python: str = sys.executable
    ) -> None:
        """Prepare; `port` 0 takes any free one, without a `project` the folder has its packages."""
        self._folder = folder
        self._project = project
        self._python = python
        self._wanted_port = port
        self.port = 0
        self._process: Process | None = None
        self._client: Client | None = None

    @property
    def url(self) -> str:
        """Where the front end is."""
        return f"http://{HOST}:{self.port}"

    @property
    def client(self) -> Client:
        """The connection of the owner who has logged in."""
        assert self._client is not None
        return self._client

    @property
    def password(self) -> str:
        """The owner's password, chosen at the first start."""
        path = self._folder / "password"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(9), encoding="utf-8")
        return path.read_text(encoding="utf-8")

    async def __aenter__(self) -> Self:
        """Start and log in."""
        self.port = free_port(self._wanted_port)
        self._prepare()
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """End."""
        await self.stop()

    def forget(self) -> None:
        """Remove the folder, unless a Home Assistant uses it."""
        lock = self._folder / ".ha_run.lock"
        if lock.exists():
            with lock.open() as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise DemoError(
                        "The demo is running already. End it first, with Ctrl-C."
                    ) from None
        if self._folder.exists():
            shutil.rmtree(self._folder)

    async def start(self) -> None:
        """Start, wait until everything is set up, and log the owner in."""
        self._process = Process(
            [self._python, "-m", "homeassistant", "--config", str(self._folder)],
            self._folder / "console.log",
            cwd=self._folder,
            env=_environment(),
        )
        await self._process.start()
        try:
            await self._when_ready()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End; `start` can follow."""
        if self._client is not None:
            await self._client.close()
            self._client = None
        if self._process is not None:
            await self._process.stop()

    async def ended(self) -> bool:
        """Wait for the end of the process; tells whether it wants to be started again."""
        assert self._process is not None
        return await self._process.ended() == _RESTART_WANTED

    def last_words(self) -> str:
        """Return the end of the output."""
        assert self._process is not None
        return self._process.last_words()

    def _prepare(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        configuration = _CONFIGURATION.format(time_zone=TIME_ZONE, url=self.url)
        (self._folder / "configuration.yaml").write_text(configuration, encoding="utf-8")
        if self._project is not None:
            link = self._folder / "custom_components"
            link.unlink(missing_ok=True)
            link.symlink_to(self._project / "custom_components", target_is_directory=True)
        self._store("http", (2, 2), _http_settings(self.port))
        if not (self._folder / ".storage" / "onboarding").exists():
            self._store("onboarding", (4, 1), {"done": _FINISHED_STEPS})

    def _store(self, key: str, version: tuple[int, int], data: dict[str, Any]) -> None:
        """Write settings for which YAML would do for one start only."""
        path = self._folder / ".storage" / key
        path.parent.mkdir(exist_ok=True)
        major, minor = version
        content = {"version": major, "minor_version": minor, "key": key, "data": data}
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")

    async def _when_ready(self) -> None:
        assert self._process is not None
        ready = asyncio.create_task(self._log_in())
        ended = asyncio.create_task(self._process.ended())
        try:
            await asyncio.wait(
                {ready, ended}, timeout=_START_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            if ready.done():
                self._client = ready.result()
                return
            what = "ended" if ended.done() else "is not ready yet"
            raise DemoError(
                f"Home Assistant {what}. Its folder is {self._folder}, its last output:\n"
                f"{self._process.last_words()}"
            )
        finally:
            for task in (ready, ended):
                task.cancel()
            await asyncio.gather(ready, ended, return_exceptions=True)

    async def _log_in(self) -> Client:
        await until(partial(_answers, self.port))
        client = Client(self.url)
        try:
            await client.log_in("demo", self.password)
            await until(client.runs)
        except BaseException:
            await client.close()
            raise
        return client


def _environment() -> dict[str, str]:
    """Return ours, but let Python keep what it compiles: that halves the next start."""
    return {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _http_settings(port: int) -> dict[str, Any]:
    return {
        "stable": {
            "server_host": [HOST],
            "server_port": port,
            "cors_allowed_origins": [],
            "login_attempts_threshold": -1,
            "ip_ban_enabled": False,
            "ssl_profile": "modern",
            "use_x_frame_options": True,
            "created_at": datetime.now(UTC).isoformat(),
            "error": None,
            "error_message": None,
        },
        "pending": None,
        "yaml_migration_done": True,
    }


async def _answers(port: int) -> bool:
    url = f"http://{HOST}:{port}/manifest.json"
    try:
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return response.status == 200
    except aiohttp.ClientError:
        return False


def free_port(port: int) -> int:
    """Return `port` if it is free, or any free one for 0."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise DemoError(
                f"Port {port} is in use, perhaps by another Home Assistant. Take another one with"
                " --port N."
            ) from error
        return int(probe.getsockname()[1])
