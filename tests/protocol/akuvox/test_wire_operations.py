"""Every operation by its id, over real sockets, against a strict unit."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from custom_components.accord.protocol.akuvox import AkuvoxClient, Download, Pacing
from custom_components.accord.protocol.errors import UnsupportedError
from custom_components.accord.protocol.operation import OperationRegistry
from custom_components.accord.protocol.transport.http import DigestAuthorization
from custom_components.accord.protocol.transport.tls import TlsPolicy
from simulators.akuvox import AkuvoxDevice
from simulators.base import Outcome
from simulators.clock import Clock
from tests.protocol.akuvox.doorsteps import RESTARTS, STEPS

PASSWORD = "s3cret-Pass"
NEVER = {"user/edit"}
"""The manual lists it, and says that no method is supported."""
AT_ONCE = Pacing(after_read=0, after_write=0, between_chunks=0)


@pytest.fixture
async def unit() -> AsyncIterator[AkuvoxDevice]:
    """Start an intercom with all there is, over both schemes; its clock stands still."""
    device = AkuvoxDevice(
        "Gate",
        "127.79.0.20",
        model="X912",
        port=0,
        https_port=0,
        generation="both",
        password=PASSWORD,
        clock=Clock(frozen=True),
    )
    device.reboot_lasts = 0.0
    async with device:
        yield device


def client_of(http: aiohttp.ClientSession, unit: AkuvoxDevice, *, https: bool) -> AkuvoxClient:
    return AkuvoxClient(
        http,
        unit.address,
        unit.https_port if https else unit.port,
        https=https,
        tls=TlsPolicy(fingerprint=unit.fingerprint) if https else TlsPolicy(),
        authorization=DigestAuthorization("admin", PASSWORD),
        pacing=AT_ONCE,
    )


def test_every_operation_has_a_step() -> None:
    steps = {operation for operation, _ in STEPS}
    assert steps == {one.id for one in OperationRegistry(AkuvoxClient)} - NEVER


def filled(parameters: Any, row: str, content: bytes) -> Any:
    """Put ids and files that the unit gave in place of the marks."""
    if isinstance(parameters, dict):
        return {name: filled(value, row, content) for name, value in parameters.items()}
    if isinstance(parameters, list):
        return [filled(value, row, content) for value in parameters]
    return {"?": row, "!": b64encode(content).decode()}.get(parameters, parameters)


@pytest.mark.parametrize("https", [False, True], ids=["http", "https"])
async def test_every_operation(
    unit: AkuvoxDevice, http: aiohttp.ClientSession, https: bool
) -> None:
    """Each is answered with success, and only those that were asked for."""
    served: list[tuple[str, bool]] = []
    unit.observe(lambda _system, operation, outcome: note(served, operation, outcome))
    registry, client = OperationRegistry(AkuvoxClient), client_of(http, unit, https=https)
    row, content = "", b""
    for operation, parameters in STEPS:
        async with asyncio.TaskGroup() as group:
            if operation == "user/scan":
                group.create_task(show_card(unit))
            wanted = filled(parameters, row, content)
            answer = await registry[operation].call(client, wanted)
        if operation.endswith("/get") and isinstance(answer, tuple) and answer:
            row = answer[-1].id
        if isinstance(answer, Download):
            content = answer.content
        if operation in RESTARTS:
            await unit.wait_until_online()
    assert {operation for operation, _ in STEPS} <= {one for one, _ in served}
    assert [row for row in served if not row[1]] == []


async def show_card(unit: AkuvoxDevice) -> None:
    """Hold a card before the reader once it waits for one."""
    async with asyncio.timeout(5):
        while not unit.reader.armed:  # noqa: ASYNC110 - the unit announces nothing
            await asyncio.sleep(0.01)
    unit.control("card", {"code": "5EC0DE01"})


def note(served: list[tuple[str, bool]], operation: str, outcome: Outcome) -> None:
    served.append((operation, outcome.ok))


async def test_what_the_manual_denies(unit: AkuvoxDevice, http: aiohttp.ClientSession) -> None:
    """Nothing is sent, and a unit that is asked all the same says what the manual says."""
    client = client_of(http, unit, https=False)
    with pytest.raises(UnsupportedError):
        await client.user.edit()
    assert unit.requests == []
    with pytest.raises(UnsupportedError):
        await client.user._session.write("user", "edit")
