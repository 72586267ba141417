"""Versions and installation, with time that only passes while somebody waits."""

from hashlib import md5
from typing import Any

from aiohttp import web
import pytest

from custom_components.accord.protocol.akuvox.errors import WrongChecksumError
from custom_components.accord.protocol.akuvox.models.firmware import InstallResult, InstallStage
from custom_components.accord.protocol.akuvox.session import AkuvoxSession, Pacing
from custom_components.accord.protocol.akuvox.topics.firmware import FirmwareTopic
from custom_components.accord.protocol.errors import (
    AuthenticationError,
    DeadlineError,
    InvalidError,
    UnsupportedError,
)
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import Asked, FakeUnit, reply

IMAGE = b"image" * 40_000
MD5 = md5(IMAGE, usedforsecurity=False).hexdigest()


class Machine:
    """A unit that is away for some time after an upgrade."""

    def __init__(self, *, after: str = "2", away: float = 60, silent: bool = True) -> None:
        self.now = 0.0
        self.version = "1"
        self.after = after
        self.away = away
        self.silent = silent
        self.restarted_at: float | None = None
        self.started_at = -1000.0
        self.received = b""
        self.status = 503

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        if self.restarted_at is not None and self.now >= self.restarted_at:
            self.version, self.restarted_at, self.started_at = self.after, None, self.now

    def upload(self, asked: Asked) -> None:
        self.received = asked.content
        assert asked.data["field"] == "file"

    def upgrade(self, asked: Asked) -> Any:
        if asked.data["md5"] != md5(self.received, usedforsecurity=False).hexdigest():
            data = {"md5": asked.data["md5"], "md5_calc": "0" * 32}
            return reply(data, retcode=-1, message="Wrong MD5")
        self.restarted_at = self.now + self.away
        return web.Response(text="<html>") if not self.silent else None

    def info(self, _: Asked) -> Any:
        if self.restarted_at is not None:
            return web.Response(status=self.status)
        return {"Status": {"MAC": "0C1105AABB01", "FirmwareVersion": self.version}}

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "firmware/status": lambda _: {"FirmwareVersion": self.version},
            "firmware/prepare": None,
            "firmware/upload": self.upload,
            "firmware/upgrade": self.upgrade,
            "system/info": self.info,
            "system/status": lambda _: {"UpTime": int(self.now - self.started_at)},
        }

    def topic(self, unit: FakeUnit) -> FirmwareTopic:
        pacing = Pacing(after_read=0, after_write=0, monotonic=self.monotonic, sleep=self.sleep)
        return FirmwareTopic(AkuvoxSession(unit.session._channel, pacing=pacing))


async def test_operations(start_unit: StartUnit) -> None:
    machine = Machine()
    unit = await start_unit(machine.answers)
    topic = machine.topic(unit)
    assert (await topic.status()).firmware == "1"
    await topic.prepare()
    await topic.upload(IMAGE, "image.zip", silent=False)
    assert unit.requests[-1].query == {"silent": "0"}
    await topic.upgrade(MD5.upper())
    assert unit.requests[-1].data == {"md5": MD5}
    with pytest.raises(InvalidError):
        await topic.upgrade("abc")


async def test_install(start_unit: StartUnit) -> None:
    machine = Machine()
    unit = await start_unit(machine.answers)
    told: list[tuple[InstallStage, float]] = []
    result = await machine.topic(unit).install(
        IMAGE, "image.zip", MD5, lambda stage, share: told.append((stage, share))
    )
    assert result == InstallResult(before="1", after="2")
    assert machine.received == IMAGE
    assert [line for line in unit.lines if "firmware" in line] == [
        "POST firmware/prepare",
        "POST firmware/upload",
        "POST firmware/upgrade",
    ]
    assert list(dict.fromkeys(stage for stage, _ in told)) == list(InstallStage)
    uploads = [share for stage, share in told if stage is InstallStage.UPLOADING]
    assert uploads == sorted(uploads)
    assert len(uploads) > 3
    assert uploads[-1] == 1
    assert 55 <= machine.now <= 65


async def test_install_the_same_version_within_a_moment(start_unit: StartUnit) -> None:
    machine = Machine(after="1", away=1)
    unit = await start_unit(machine.answers)
    result = await machine.topic(unit).install(IMAGE, "image.zip")
    assert not result.changed
    assert machine.now == 5


async def test_wrong_checksums(start_unit: StartUnit) -> None:
    machine = Machine()
    unit = await start_unit({**machine.answers, "firmware/upload": None})
    topic = machine.topic(unit)
    for content, checksum in ((IMAGE, "0" * 32), (IMAGE, "x"), (b"", None)):
        with pytest.raises(InvalidError):
            await topic.install(content, "image.zip", checksum)
    assert unit.requests == []
    with pytest.raises(WrongChecksumError):
        await topic.install(IMAGE, "image.zip")


async def test_unit_that_stays_away(start_unit: StartUnit) -> None:
    machine = Machine(away=10_000)
    unit = await start_unit(machine.answers)
    with pytest.raises(DeadlineError) as caught:
        await machine.topic(unit).install(IMAGE, "image.zip")
    assert caught.value.outcome_unknown
    assert 600 <= machine.now <= 610


async def test_unit_that_forgot_the_account(start_unit: StartUnit) -> None:
    machine = Machine()
    machine.status = 401
    unit = await start_unit(machine.answers)
    with pytest.raises(AuthenticationError):
        await machine.topic(unit).install(IMAGE, "image.zip")


async def test_unit_without_installation(start_unit: StartUnit) -> None:
    machine = Machine()
    answers = {**machine.answers, "system/status": reply(retcode=-1, message="Failed")}
    del answers["firmware/prepare"]
    unit = await start_unit(answers)
    with pytest.raises(UnsupportedError):
        await machine.topic(unit).install(IMAGE, "image.zip")
    assert "POST firmware/upload" not in unit.lines
