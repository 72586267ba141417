"""The unit's own log."""

from aiohttp import web
import pytest

from custom_components.accord.protocol.akuvox.models.log import LEVEL, LogKind
from custom_components.accord.protocol.akuvox.topics.log import LogTopic
from custom_components.accord.protocol.errors import InvalidError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import file
from tests.protocol.akuvox.stores import Settings


async def test_level(start_unit: StartUnit) -> None:
    store = Settings({LEVEL: "4"})
    unit = await start_unit(store.answers("log"))
    topic = LogTopic(unit.session)
    assert await topic.get() == 4
    await topic.set(7)
    assert await topic.get() == 7
    for level in (-1, 8):
        with pytest.raises(InvalidError):
            await topic.set(level)
    assert store.written == [{LEVEL: "7"}]


async def test_files(start_unit: StartUnit) -> None:
    unit = await start_unit(
        {
            "log/export": lambda asked: (
                file(b"log", "log.txt")
                if asked.query == {"type": "log"}
                else web.Response(body=b"kmsg")
            ),
            "log/clear": None,
        }
    )
    topic = LogTopic(unit.session)
    assert (await topic.export()).name == "log.txt"
    assert (await topic.export(LogKind.KERNEL)).name == "kmsg.txt"
    await topic.clear(LogKind.DEBUG)
    assert unit.requests[-1].data == {"type": "log_debug"}
