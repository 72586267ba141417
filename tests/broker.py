"""Plug-in of pytest: a real MQTT broker (Mosquitto) on a free port of the loopback."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
import hashlib
import os
from pathlib import Path
import secrets
import shutil
import socket
from typing import Protocol, Self

import pytest

HOST = "127.0.0.1"
PATH = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"))
"""Debian keeps the broker where only root's PATH looks."""
STARTS_WITHIN = 20.0
STOPS_WITHIN = 10.0
ROUNDS = 101


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerTls:
    """PEM files of the broker's own certificate and its key."""

    certificate: Path
    key: Path


class Broker:
    """One broker. It keeps nothing: what it is restarted with is all that it knows."""

    host = HOST

    def __init__(
        self, folder: Path, users: Mapping[str, str] | None, tls: BrokerTls | None
    ) -> None:
        self._folder = folder
        self._tls = tls
        self._process: asyncio.subprocess.Process | None = None
        self.port = _free_port()
        self.users = users
        """Passwords by name; with None everybody may come in. A restart takes changes over."""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start it and wait until it listens."""
        program = shutil.which("mosquitto", path=PATH)
        assert program, "mosquitto is missing: run scripts/bootstrap --broker"
        config = self._folder / "mosquitto.conf"
        config.write_text("\n".join(self._settings()) + "\n", encoding="utf-8")
        log = (self._folder / "mosquitto.log").open("ab")
        try:
            self._process = await asyncio.create_subprocess_exec(
                program, "-c", str(config), stdout=log, stderr=log
            )
        finally:
            log.close()
        try:
            async with asyncio.timeout(STARTS_WITHIN):
                while not await self._listens():
                    assert self._process.returncode is None, self.log
                    await asyncio.sleep(0.02)
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End it; all connections break."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.terminate()
        try:
            async with asyncio.timeout(STOPS_WITHIN):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    async def restart(self) -> None:
        """End it and start it again on the same port."""
        await self.stop()
        await self.start()

    @property
    def log(self) -> str:
        """Return what it wrote."""
        return (self._folder / "mosquitto.log").read_text(encoding="utf-8", errors="replace")

    def _settings(self) -> list[str]:
        lines = [
            f"listener {self.port} {self.host}",
            "persistence false",
            "connection_messages true",
            "log_dest stdout",
            "max_queued_messages 0",
        ]
        # Started by root it would become somebody who may not read our files.
        lines += ["user root"] if os.geteuid() == 0 else []
        if self.users is None:
            lines.append("allow_anonymous true")
        else:
            passwords = self._folder / "passwords"
            text = "".join(f"{name}:{_hashed(word)}\n" for name, word in self.users.items())
            passwords.write_text(text, encoding="utf-8")
            lines += ["allow_anonymous false", f"password_file {passwords}"]
        if self._tls is not None:
            lines += [f"certfile {self._tls.certificate}", f"keyfile {self._tls.key}"]
        return lines

    async def _listens(self) -> bool:
        try:
            _, writer = await asyncio.open_connection(self.host, self.port)
        except OSError:
            return False
        writer.close()
        return True


class StartBroker(Protocol):
    """Starts a broker that ends with the test."""

    async def __call__(
        self, *, users: Mapping[str, str] | None = None, tls: BrokerTls | None = None
    ) -> Broker:
        """Start one; without ``users`` it lets everybody in."""


@pytest.fixture
async def start_broker(tmp_path: Path) -> AsyncIterator[StartBroker]:
    """Return a function that starts brokers."""
    async with AsyncExitStack() as stack:
        started = 0

        async def start(
            *, users: Mapping[str, str] | None = None, tls: BrokerTls | None = None
        ) -> Broker:
            nonlocal started
            started += 1
            folder = tmp_path / f"broker{started}"
            folder.mkdir()
            return await stack.enter_async_context(Broker(folder, users, tls))

        yield start


@pytest.fixture
async def broker(start_broker: StartBroker) -> Broker:
    """Return a broker that lets everybody in."""
    return await start_broker()


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind((HOST, 0))
        port: int = sock.getsockname()[1]
        return port


def _hashed(password: str) -> str:
    """Return a password as ``mosquitto_passwd`` writes it."""
    salt = secrets.token_bytes(12)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ROUNDS)
    return f"$7${ROUNDS}${b64encode(salt).decode()}${b64encode(digest).decode()}"
