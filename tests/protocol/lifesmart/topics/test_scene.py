"""Scenes and groups."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import DeadlineError, InvalidError
from custom_components.accord.protocol.lifesmart import LifeSmartClient, Scene
from tests.protocol.lifesmart.fakes import SILENCE, FakeStation


async def test_list(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("scene", [{"id": "AI1", "name": "Home", "cls": "scene"}])
    assert await client.scene.list() == (Scene(id="AI1", name="Home", cls="scene"),)


async def test_run(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("doscene", {})
    found: list[Any] = []
    await client.scene.run("AI1")
    found.append(station.last.args)
    await client.scene.switch("AI2", True)
    found.append(station.last.args)
    await client.scene.switch("AI2", False)
    found.append(station.last.args)
    await client.scene.set_colour("AI3", 0x00FF0000)
    found.append(station.last.args)
    await client.scene.set_colour("AI3", 0x00FF0000, on=False)
    found.append(station.last.args)
    assert found == [
        {"id": "AI1"},
        {"id": "AI2", "args": {"type": 0x81}},
        {"id": "AI2", "args": {"type": 0x80}},
        {"id": "AI3", "args": {"type": 0xFF, "RGBW": 0x00FF0000}},
        {"id": "AI3", "args": {"type": 0xFE, "RGBW": 0x00FF0000}},
    ]


async def test_what_is_not_sent(client: LifeSmartClient) -> None:
    with pytest.raises(InvalidError):
        await client.scene.run("")
    with pytest.raises(InvalidError):
        await client.scene.set_colour("AI3", 2**32)


async def test_never_twice(hasty: LifeSmartClient, station: FakeStation) -> None:
    station.on("doscene", SILENCE)
    with pytest.raises(DeadlineError):
        await hasty.scene.run("AI1")
    assert len(station.asked) == 1
