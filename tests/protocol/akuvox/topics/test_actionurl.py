"""Addresses to be called: written, looked at, and put back."""

from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.models.actionurl import (
    Provisioned,
    Remembered,
    plan_urls,
)
from custom_components.accord.protocol.akuvox.topics.actionurl import ActionUrlTopic
from custom_components.accord.protocol.errors import ConnectionFailedError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import AT_ONCE, AkuvoxSession, Asked, HttpChannel, reply
from tests.protocol.akuvox.samples import ACTION_URLS, INPUT
from tests.protocol.akuvox.stores import Settings

BASE = "http://192.0.2.5:8123/api/webhook/0123abcd"
KEY = "Config.Features.ACTIONURL."
THEIRS = "http://192.0.2.77/theirs"


def events(found: Provisioned) -> tuple[list[str], list[str]]:
    return ([one.event for one in found.active], [one.event for one in found.unsupported])


async def provision(topic: ActionUrlTopic, **options: Any) -> Provisioned:
    return await topic.provision(plan_urls(await topic.candidates(), BASE, **options))


async def test_provision_and_restore(start_unit: StartUnit) -> None:
    store = Settings(ACTION_URLS)
    topic = ActionUrlTopic((await start_unit(store.answers("config"))).session)
    found = await provision(topic)
    assert events(found) == (
        ["relay_triggered", "input_triggered", "code_valid", "code_invalid"],
        [],
    )
    assert store.values[f"{KEY}MakeCall"] == THEIRS
    assert store.values[f"{KEY}ValidCodeEntered"] == f"{BASE}?e=code_valid&m=$mac"
    assert store.written[-1] == {f"{KEY}Enable": "1"}
    assert found.remembered.switches == {f"{KEY}Enable": "0"}
    assert await topic.verify(found.remembered) == ()
    await topic.restore(found.remembered)
    # Theirs is still to be called, so the switch stays on.
    assert store.values == {**ACTION_URLS, f"{KEY}Enable": "1"}


async def test_replace_and_restore(start_unit: StartUnit) -> None:
    store = Settings(ACTION_URLS)
    topic = ActionUrlTopic((await start_unit(store.answers("config"))).session)
    found = await provision(topic, replace=[f"{KEY}MakeCall"])
    assert store.values[f"{KEY}MakeCall"].startswith(BASE)
    store.values[f"{KEY}RelayATriggered"] = "http://192.0.2.99/later"
    lost = await topic.verify(found.remembered)
    assert [one.event for one in lost] == ["relay_triggered"]
    again = Remembered.from_dict(found.remembered.to_dict())
    await topic.restore(again)
    assert store.values[f"{KEY}MakeCall"] == THEIRS
    assert store.values[f"{KEY}RelayATriggered"] == "http://192.0.2.99/later"
    assert store.values[f"{KEY}ValidCodeEntered"] == ""


async def test_nothing_is_left(start_unit: StartUnit) -> None:
    settings = {f"{KEY}Enable": "0", f"{KEY}HangUp": ""}
    store = Settings(settings)
    topic = ActionUrlTopic((await start_unit(store.answers("config"))).session)
    found = await provision(topic)
    await topic.restore(found.remembered)
    assert store.values == settings
    writes = len(store.written)
    await topic.restore(found.remembered)
    assert len(store.written) == writes


async def test_second_run_remembers_the_first(start_unit: StartUnit) -> None:
    store = Settings(ACTION_URLS)
    topic = ActionUrlTopic((await start_unit(store.answers("config"))).session)
    first = await provision(topic, replace=[f"{KEY}MakeCall"])
    plan = plan_urls(await topic.candidates(), BASE)
    second = await topic.provision(plan, first.remembered)
    assert second.remembered.values[f"{KEY}MakeCall"] == THEIRS
    assert second.remembered.switches == {f"{KEY}Enable": "0"}


@pytest.mark.parametrize(
    ("refused", "left"),
    [("$unlocktype", "&m=$mac&u=$userid"), ("$userid", "&m=$mac")],
)
async def test_variables_that_are_refused(start_unit: StartUnit, refused: str, left: str) -> None:
    store = Settings(ACTION_URLS)
    store.refuse = refused
    topic = ActionUrlTopic((await start_unit(store.answers("config"))).session)
    found = await provision(topic, variables=True)
    assert len(found.active) == 4
    assert store.values[f"{KEY}ValidCodeEntered"] == f"{BASE}?e=code_valid{left}"
    assert store.values[f"{KEY}InvalidCodeEntered"] == f"{BASE}?e=code_invalid&m=$mac"


async def test_values_that_do_not_stay(start_unit: StartUnit) -> None:
    store = Settings(ACTION_URLS, frozen=(f"{KEY}ValidCodeEntered",))
    topic = ActionUrlTopic((await start_unit(store.answers("config"))).session)
    found = await provision(topic)
    assert events(found)[1] == ["code_valid"]
    assert f"{KEY}ValidCodeEntered" not in found.remembered.values


async def test_unit_that_takes_nothing(start_unit: StartUnit) -> None:
    store = Settings(ACTION_URLS, frozen=tuple(ACTION_URLS))
    topic = ActionUrlTopic((await start_unit(store.answers("config"))).session)
    found = await provision(topic)
    assert found.active == ()
    assert f"{KEY}Enable" not in {key for written in store.written for key in written}


async def test_inputs_only(start_unit: StartUnit) -> None:
    store = Settings(INPUT)

    def get(asked: Asked) -> Any:
        if asked.method == "POST" and "filter" in asked.data:
            return reply(retcode=-1, message="Failed")
        return store.get(asked)

    unit = await start_unit({**store.answers("config"), "config/get": get})
    topic = ActionUrlTopic(unit.session)
    found = await provision(topic)
    assert [one.letter for one in found.active] == ["A", "B"]
    assert store.values["Config.DoorSetting.INPUT.HttpEnableA"] == "1"
    assert "Config.DoorSetting.INPUT.HttpEnableB" in found.remembered.switches
    await topic.restore(found.remembered)
    assert store.values == INPUT


async def test_nobody_there(start_unit: StartUnit, free_port: int) -> None:
    unit = await start_unit({})
    channel = HttpChannel(unit._http, f"http://127.0.0.1:{free_port}")
    with pytest.raises(ConnectionFailedError):
        await ActionUrlTopic(AkuvoxSession(channel, pacing=AT_ONCE)).candidates()


async def test_unit_without_addresses(start_unit: StartUnit) -> None:
    unit = await start_unit({"config/get": {"Config.Other": "1"}})
    assert await ActionUrlTopic(unit.session).candidates() == ()
    assert unit.lines == ["POST config/get", "GET config/get"]
