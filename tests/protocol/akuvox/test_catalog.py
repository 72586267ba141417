"""Spellings of settings, and the list of harmless reads."""

import pytest

from custom_components.accord.protocol.akuvox.catalog import INPUT_SETTINGS, PROBES, RELAY_SETTINGS

RELAY = "Config.DoorSetting.RELAY."
INPUT = "Config.DoorSetting.INPUT."


@pytest.mark.parametrize(
    ("name", "letter", "present", "found"),
    [
        ("hold_delay", "A", {f"{RELAY}HoldDelayA"}, f"{RELAY}HoldDelayA"),
        ("hold_delay", "B", {f"{RELAY}RelayBDelay"}, f"{RELAY}RelayBDelay"),
        ("type", "A", {f"{RELAY}RelayAType"}, f"{RELAY}RelayAType"),
        ("mode", "A", {f"{RELAY}RelayAMode"}, f"{RELAY}RelayAMode"),
        ("mode", "A", {f"{RELAY}TypeA"}, None),
    ],
)
def test_relay_spellings(name: str, letter: str, present: set[str], found: str | None) -> None:
    assert RELAY_SETTINGS[name].find(letter, present) == found


@pytest.mark.parametrize(
    ("name", "letter", "key"),
    [
        ("enabled", "A", "InputEnable"),
        ("enabled", "B", "InputBEnable"),
        ("relay", "A", "InputRelay"),
        ("trigger_high", "B", "InputBTrigger"),
        ("trigger_high", "C", "OptionC"),
    ],
)
def test_input_spellings(name: str, letter: str, key: str) -> None:
    assert INPUT_SETTINGS[name].find(letter, {f"{INPUT}{key}"}) == f"{INPUT}{key}"


def test_probes_are_harmless() -> None:
    actions = {probe.capability.partition("/")[2] for probe in PROBES}
    assert actions == {"get", "info", "status"}
    assert "user/scan" not in {probe.capability for probe in PROBES}
