"""Inputs: levels, settings, and changes in the firmware's own spelling."""

import pytest

from custom_components.accord.protocol.akuvox.models.input import (
    Input,
    InputChange,
    InputSettings,
    InputStatus,
)
from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from tests.protocol.akuvox.samples import INPUT

KEY = "Config.DoorSetting.INPUT."


def test_status() -> None:
    assert InputStatus.from_wire({"InputB": 0, "InputA": "1", "x": 1}).levels == {"A": 1, "B": 0}


def test_settings() -> None:
    found = InputSettings.from_wire({**INPUT, f"{KEY}ActionUrlA": "http://marker/"})
    assert list(found.inputs) == ["A", "B"]
    assert found.inputs["A"] == Input(
        letter="A",
        enabled=True,
        trigger_high=False,
        delay=0,
        relay=1,
        action_url="http://marker/",
        http_enabled=False,
        ftp_enabled=False,
        smtp_enabled=False,
        sip_enabled=False,
    )
    assert "marker" not in repr(found)


def test_settings_of_intercoms() -> None:
    sent = {f"{KEY}InputEnable": "1", f"{KEY}InputBRelay": "2", f"{KEY}InputTrigger": "1"}
    found = InputSettings.from_wire(sent)
    assert found.inputs["A"] == Input(letter="A", enabled=True, trigger_high=True)
    assert found.inputs["B"] == Input(letter="B", relay=2)
    change = InputChange(input="A", enabled=False)
    assert found.changed(change) == {f"{KEY}InputEnable": "0"}


def test_changes() -> None:
    change = InputChange(
        input="B", delay=65535, relay=0, trigger_high=True, call_number="2001", call_name="Desk"
    )
    assert InputSettings.from_wire(INPUT).changed(change) == {
        f"{KEY}OptionB": "1",
        f"{KEY}DelayB": "65535",
        f"{KEY}RelayIdB": "0",
        "Config.DoorSetting.Action.CallNum": "2001",
        "Config.DoorSetting.Action.CallName": "Desk",
    }


@pytest.mark.parametrize(
    "change",
    [
        InputChange(enabled=True),
        InputChange(input="E", enabled=True),
        InputChange(input="A", delay=65536),
        InputChange(input="A", relay=5),
        InputChange(input="A", action_url="x" * 512),
    ],
)
def test_wrong_changes(change: InputChange) -> None:
    with pytest.raises(InvalidError):
        InputSettings.from_wire(INPUT).changed(change)


def test_changes_of_what_is_not_there() -> None:
    with pytest.raises(UnsupportedError):
        InputSettings.from_wire(INPUT).changed(InputChange(input="C", enabled=True))
