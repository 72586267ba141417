"""The simulated household as another process, and how to touch its devices."""

import asyncio
import os
from pathlib import Path
import sys
from typing import Any, Self
from urllib.parse import quote

import aiohttp

from .errors import DemoError
from .process import Process

type Json = dict[str, Any]

_START_SECONDS = 20.0


class Simulation:
    """A household that runs while the context is open."""

    def __init__(
        self, project: Path, log: Path, *, network: str = "127.66.0", still: bool = False
    ) -> None:
        """Prepare; `still` keeps what appliances draw constant."""
        command = [sys.executable, "-m", "scripts.lib.demo.household", "--network", network]
        if still:
            command.append("--still")
        self.network = network
        self._process = Process(command, log, cwd=project, env=os.environ)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Start and wait until all devices are there."""
        await self._process.start()
        try:
            url = await self._control_url()
        except BaseException:
            await self._process.stop()
            raise
        self._session = aiohttp.ClientSession(base_url=url)
        return self

    async def __aexit__(self, *_: object) -> None:
        """End."""
        if self._session is not None:
            await self._session.close()
        await self._process.stop()

    async def ended(self) -> int:
        """Wait for the end of the process and return its exit code."""
        return await self._process.ended()

    def last_words(self) -> str:
        """Return the end of the output."""
        return self._process.last_words()

    async def _control_url(self) -> str:
        async with asyncio.timeout(_START_SECONDS):
            while self._process.running:
                line, end, _ = self._process.output().partition("\n")
                if end and line.startswith("http"):
                    return line
                await asyncio.sleep(0.05)
        raise DemoError(
            "The simulated devices do not start. If another simulation runs on this machine, end"
            f" it first.\n{self.last_words()}"
        )

    async def devices(self, system: str | None = None) -> dict[str, Json]:
        """Return the state of all devices, or of one system's, by their first names."""
        found = await self._ask("GET", "/devices")
        return {
            name: state
            for name, state in found.items()
            if system is None or state["system"] == system
        }

    async def device(self, name: str) -> Json:
        """Return the state of one device."""
        return await self._ask("GET", f"/devices/{quote(name)}")

    async def control(self, name: str, action: str, **params: object) -> Json:
        """Do something to a device, such as `press` or `load`; returns its state after it."""
        return await self._ask("POST", f"/devices/{quote(name)}/{action}", params)

    async def relay(self, name: str, outlet: int = 0) -> bool:
        """Return the position of a relay, or whether a light is lit."""
        state = await self.device(name)
        if state["light"] is not None:
            return bool(state["light"]["on_off"])
        return bool(state["outlets"][outlet]["on"])

    async def _ask(self, method: str, path: str, params: Json | None = None) -> Json:
        assert self._session is not None
        async with self._session.request(method, path, json=params) as response:
            answer: Json = await response.json()
        if response.status != 200:
            raise DemoError(f"{method} {path}: {answer.get('error', response.status)}")
        return answer
