"""Plans of addresses to be called: pure data."""

from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.models.actionurl import (
    EVENTS,
    Remembered,
    candidates_of,
    is_ours,
    plan_urls,
)
from custom_components.accord.protocol.errors import InvalidError
from tests.protocol.akuvox.samples import ACTION_URLS, INPUT

BASE = "http://192.0.2.5:8123/api/webhook/0123abcd"
KEY = "Config.Features.ACTIONURL."
OURS = f"{BASE}?e=x"


def test_candidates() -> None:
    found = {one.action.key.rpartition(".")[2]: one for one in candidates_of(ACTION_URLS)}
    assert list(found) == [
        "RelayATriggered",
        "InputATriggered",
        "ValidCodeEntered",
        "InvalidCodeEntered",
        "MakeCall",
    ]
    assert found["MakeCall"].url == "http://192.0.2.77/theirs"
    assert "theirs" not in repr(found)


def test_inputs_have_addresses_of_their_own() -> None:
    found = candidates_of({**ACTION_URLS, **INPUT})
    inputs = [one.action for one in found if one.action.event == "input_triggered"]
    assert [(one.key.rpartition(".")[2], one.letter) for one in inputs] == [
        ("InputATriggered", "A"),
        ("ActionUrlB", "B"),
    ]
    assert inputs[1].switch == "Config.DoorSetting.INPUT.HttpEnableB"


def test_plan() -> None:
    plan = plan_urls(candidates_of(ACTION_URLS), BASE)
    assert plan.urls == {
        f"{KEY}RelayATriggered": (f"{BASE}?e=relay_triggered&n=A&m=$mac",),
        f"{KEY}InputATriggered": (f"{BASE}?e=input_triggered&n=A&m=$mac",),
        f"{KEY}ValidCodeEntered": (f"{BASE}?e=code_valid&m=$mac",),
        f"{KEY}InvalidCodeEntered": (f"{BASE}?e=code_invalid&m=$mac",),
    }
    assert plan.foreign == (f"{KEY}MakeCall",)
    assert [one.event for one in plan.events][-1] == "code_invalid"
    assert "0123abcd" not in repr(plan)


def test_plan_with_more() -> None:
    plan = plan_urls(candidates_of(ACTION_URLS), BASE, replace=[f"{KEY}MakeCall"], variables=True)
    least = f"{BASE}?e=code_valid&m=$mac"
    assert plan.urls[f"{KEY}ValidCodeEntered"] == (
        f"{least}&u=$userid&t=$unlocktype",
        f"{least}&u=$userid",
        least,
    )
    assert plan.urls[f"{KEY}MakeCall"] == (f"{BASE}?e=call_started&m=$mac",)
    assert plan.foreign == (f"{KEY}MakeCall",)


def test_own_addresses_are_written_anew() -> None:
    settings = {f"{KEY}HangUp": "http://198.51.100.9/api/webhook/0123abcd?e=old"}
    plan = plan_urls(candidates_of(settings), BASE)
    assert (list(plan.urls), plan.foreign) == ([f"{KEY}HangUp"], ())


def test_nothing_secret_is_asked_for() -> None:
    settings = dict.fromkeys(EVENTS, "")
    plan = plan_urls(candidates_of(settings), BASE, variables=True)
    text = str(plan.urls)
    assert not any(word in text for word in ("$code", "$card_sn", "$qrcode"))


@pytest.mark.parametrize(
    "base",
    [
        "",
        "192.0.2.5/x",
        "ftp://192.0.2.5/x",
        "http://192.0.2.5",
        "http://192.0.2.5/",
        "http://user:pw@192.0.2.5/x",
        "http://192.0.2.5/x?y=z",
        "http://192.0.2.5/$code",
        "http://[192.0.2.5/x",
        f"http://192.0.2.5/{'x' * 250}",
    ],
)
def test_no_base(base: str) -> None:
    with pytest.raises(InvalidError):
        plan_urls(candidates_of(ACTION_URLS), base)


def test_whose_address() -> None:
    mark = "/api/webhook/0123abcd"
    assert is_ours(OURS, mark)
    assert is_ours("https://other.example/api/webhook/0123abcd?x", mark)
    assert not is_ours("http://192.0.2.5:8123/api/webhook/0123abcdef", mark)
    assert not is_ours("http://[", mark)
    assert not is_ours("", "")


def test_memory() -> None:
    found = Remembered(
        mark="/x", values={f"{KEY}MakeCall": "http://old/"}, switches={f"{KEY}Enable": "0"}
    )
    assert Remembered.from_dict(found.to_dict()) == found
    assert "old" not in repr(found)
    later = Remembered(mark="/x", values={f"{KEY}MakeCall": "", f"{KEY}HangUp": ""}, switches={})
    assert later.before(found).values == {f"{KEY}MakeCall": "http://old/", f"{KEY}HangUp": ""}
    assert later.before(found).switches == {f"{KEY}Enable": "0"}
    assert later.before(None) is later


@pytest.mark.parametrize("data", [{}, {"values": 1, "switches": {"Config.Other": "1"}}])
def test_memory_of_nothing(data: dict[str, Any]) -> None:
    assert Remembered.from_dict(data) == Remembered()
