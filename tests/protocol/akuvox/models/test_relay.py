"""Relays: state, settings, and changes in the firmware's own spelling."""

import pytest

from custom_components.accord.protocol.akuvox.models.relay import (
    Relay,
    RelayChange,
    RelaySettings,
    RelayStatus,
    relay_number,
)
from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from tests.protocol.akuvox.samples import RELAY

KEY = "Config.DoorSetting.RELAY."


def test_status() -> None:
    sent = {"RelayB": "1", "RelayA": 0, "RelayC": "", "Door": 1, "RelayD": 1}
    assert list(RelayStatus.from_wire(sent).switched.items()) == [
        ("A", False),
        ("B", True),
        ("D", True),
    ]


def test_settings_of_the_manual() -> None:
    found = RelaySettings.from_wire(RELAY)
    assert found.relays == {
        "A": Relay(letter="A", name="Front door", inverted=False, hold_delay=5, trigger_delay=0),
        "B": Relay(letter="B", inverted=True, hold_delay=0, trigger_delay=0),
    }
    assert (found.http_trigger, found.dtmf_enabled, found.dtmf_option) == (False, True, 0)
    assert "marker" not in repr(found)


def test_settings_of_intercoms() -> None:
    found = RelaySettings.from_wire(
        {
            f"{KEY}RelayADelay": "3",
            f"{KEY}RelayAType": "1",
            f"{KEY}RelayAMode": "1",
            "Config.DoorSetting.RELAYSCHEDULE.RelayAEnable": "1",
            "Config.DoorSetting.RELAYSCHEDULE.RelayASchedule": "1001/",
        }
    )
    assert found.relays["A"] == Relay(
        letter="A",
        inverted=True,
        hold_delay=3,
        stays=True,
        schedule_enabled=True,
        schedule="1001/",
    )
    wanted = found.changed(RelayChange(relay="A", hold_delay=4, inverted=False, stays=False))
    assert wanted == {
        f"{KEY}RelayADelay": "4",
        f"{KEY}RelayAType": "0",
        f"{KEY}RelayAMode": "0",
    }


def test_changes() -> None:
    known = RelaySettings.from_wire(RELAY)
    change = RelayChange(
        relay="B",
        name="Gate",
        http_trigger=False,
        password="new",
        dtmf_option=2,
        dtmf_codes={"A": "#"},
        dtmf_multi_codes={"A": "4711"},
    )
    assert known.changed(change) == {
        f"{KEY}NameB": "Gate",
        f"{KEY}HttpTrig": "0",
        f"{KEY}Password": "new",
        "Config.DoorSetting.DTMF.Option": "2",
        "Config.DoorSetting.DTMF.Code1": "#",
        "Config.DoorSetting.DTMF.MultiCode1": "4711",
    }
    assert "4711" not in repr(change)
    assert "new" not in repr(change)


@pytest.mark.parametrize(
    "change",
    [
        RelayChange(hold_delay=5),
        RelayChange(relay="E", hold_delay=5),
        RelayChange(relay="A", hold_delay=61),
        RelayChange(relay="A", trigger_delay=-1),
        RelayChange(dtmf_option=5),
        RelayChange(dtmf_codes={"A": "12"}),
        RelayChange(dtmf_codes={"Z": "1"}),
        RelayChange(dtmf_multi_codes={"A": "1"}),
    ],
)
def test_wrong_changes(change: RelayChange) -> None:
    with pytest.raises(InvalidError):
        RelaySettings.from_wire(RELAY).changed(change)


@pytest.mark.parametrize(
    "change",
    [
        RelayChange(relay="C", hold_delay=5),
        RelayChange(relay="A", stays=True),
        RelayChange(dtmf_codes={"B": "1"}),
    ],
)
def test_changes_of_what_is_not_there(change: RelayChange) -> None:
    with pytest.raises(UnsupportedError):
        RelaySettings.from_wire(RELAY).changed(change)


def test_numbers() -> None:
    assert [relay_number(letter) for letter in "ABCD"] == [1, 2, 3, 4]
    with pytest.raises(InvalidError):
        relay_number("a")
