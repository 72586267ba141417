"""Versions and installation, with time that only passes while somebody waits."""

from hashlib import md5
from typing import Any, override

import pytest

from custom_components.accord.protocol.akuvox.errors import WrongChecksumError
from custom_components.accord.protocol.akuvox.models.firmware import InstallResult, InstallStage
from custom_components.accord.protocol.akuvox.topics.firmware import FirmwareTopic
from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import Asked, FakeUnit, reply
from tests.protocol.akuvox.machines import Machine

IMAGE = b"image" * 40_000
MD5 = md5(IMAGE, usedforsecurity=False).hexdigest()


class Flashable(Machine):
    """Takes an image."""

    received = b""

    def upload(self, asked: Asked) -> None:
        self.received = asked.content
        assert asked.data["field"] == "file"

    def upgrade(self, asked: Asked) -> Any:
        calculated = md5(self.received, usedforsecurity=False).hexdigest()
        if asked.data["md5"] != calculated:
            data = {"md5": asked.data["md5"], "md5_calc": calculated}
            return reply(data, retcode=-1, message="Wrong MD5")
        self.restart()
        return None

    @property
    @override
    def answers(self) -> dict[str, Any]:
        return {
            **super().answers,
            "firmware/status": lambda _: {"FirmwareVersion": self.version},
            "firmware/prepare": None,
            "firmware/upload": self.upload,
            "firmware/upgrade": self.upgrade,
        }

    def topic(self, unit: FakeUnit) -> FirmwareTopic:
        return FirmwareTopic(self.session(unit))


async def test_operations(start_unit: StartUnit) -> None:
    machine = Flashable()
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
    machine = Flashable()
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
    machine = Flashable(after="1", away=1)
    unit = await start_unit(machine.answers)
    result = await machine.topic(unit).install(IMAGE, "image.zip")
    assert not result.changed
    assert machine.now == 5


async def test_wrong_checksums(start_unit: StartUnit) -> None:
    machine = Flashable()
    unit = await start_unit({**machine.answers, "firmware/upload": None})
    topic = machine.topic(unit)
    for content, checksum in ((IMAGE, "0" * 32), (IMAGE, "x"), (b"", None)):
        with pytest.raises(InvalidError):
            await topic.install(content, "image.zip", checksum)
    assert unit.requests == []
    with pytest.raises(WrongChecksumError):
        await topic.install(IMAGE, "image.zip")


async def test_connection_that_breaks_while_it_flashes(start_unit: StartUnit) -> None:
    machine = Flashable()

    unit = await start_unit({**machine.answers, "firmware/upgrade": machine.restart})
    unit.drops.add("firmware/upgrade")
    assert (await machine.topic(unit).install(IMAGE, "image.zip")).changed


async def test_unit_without_installation(start_unit: StartUnit) -> None:
    machine = Flashable()
    unit = await start_unit(machine.answers)
    del unit.answers["firmware/prepare"]
    with pytest.raises(UnsupportedError):
        await machine.topic(unit).install(IMAGE, "image.zip")
    assert "POST firmware/upload" not in unit.lines
