"""Identity, clock, restart."""

import aiohttp
from aiohttp import web
import pytest

from custom_components.accord.protocol.akuvox.topics.system import SystemTopic
from custom_components.accord.protocol.errors import ConnectionFailedError, UnsupportedError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import AkuvoxClient, Asked
from tests.protocol.akuvox.samples import INFO
from tests.protocol.peer import Line, StartPeer


async def test_reads(start_unit: StartUnit) -> None:
    unit = await start_unit({"system/info": INFO, "system/status": {"UpTime": 137}})
    topic = SystemTopic(unit.session)
    assert (await topic.info()).model == "A05"
    assert (await topic.status()).uptime == 137
    assert unit.lines == ["GET system/info", "GET system/status"]


async def test_reboot(start_unit: StartUnit) -> None:
    unit = await start_unit({"system/reboot": None})
    await SystemTopic(unit.session).reboot()
    assert unit.lines == ["POST system/reboot"]


async def test_reboot_without_an_answer(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    async def hang_up(line: Line) -> None:
        await line.reader.readuntil(b"}")

    peer = await start_peer(hang_up)
    client = AkuvoxClient(http, peer.host, peer.port)
    await client.system.reboot()
    assert peer.connections == 1


async def test_reboot_of_nobody(http: aiohttp.ClientSession, free_port: int) -> None:
    client = AkuvoxClient(http, "127.0.0.1", free_port)
    with pytest.raises(ConnectionFailedError):
        await client.system.reboot()


async def test_reboot_unknown(start_unit: StartUnit) -> None:
    def missing(_: Asked) -> web.Response:
        return web.Response(status=404)

    unit = await start_unit({"system/reboot": missing})
    with pytest.raises(UnsupportedError):
        await SystemTopic(unit.session).reboot()
