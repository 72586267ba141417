"""Names taken apart."""

import pytest

from custom_components.accord.protocol.huawei.northbound.mapping.words import (
    holds,
    opens_something,
    plain,
    speaks_of_lock,
    words,
)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("targetTemperature", ("target", "temperature")),
        ("TARGET_TEMPERATURE", ("target", "temperature")),
        ("setRGBColor2", ("set", "rgb", "color", "2")),
        ("PM2.5", ("pm", "2", "5")),
        ("", ()),
        ("温度", ()),
    ],
)
def test_words(name: str, wanted: tuple[str, ...]) -> None:
    assert words(name) == wanted


def test_comparisons() -> None:
    assert plain("SET_Brightness") == "setbrightness"
    assert holds("cellVoltage", ("voltage",))
    assert not holds("cellVoltage", ("current",))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("DoorLock", True), ("UNLOCK", True), ("clock", False), ("blocked", False), ("Door", False)],
)
def test_locks(name: str, wanted: bool) -> None:
    assert speaks_of_lock(name) is wanted


@pytest.mark.parametrize(
    ("service", "name", "device_type", "wanted"),
    [
        ("Lock", "SET_STATE", "", True),
        ("Basic", "UNLOCK", "", True),
        ("Door", "OPEN", "", True),
        ("Basic", "OPEN_DOOR", "", True),
        ("Basic", "OPEN", "GarageDoor", True),
        ("Basic", "RELEASE_GATE", "", True),
        ("Basic", "SWITCH", "SmartLock", True),
        ("Valve", "OPEN", "WaterMeter", False),
        ("Door", "SET_VOLUME", "", False),
        ("Clock", "SET", "", False),
    ],
)
def test_what_opens_something(service: str, name: str, device_type: str, wanted: bool) -> None:
    """Rather one command too many than one too few."""
    assert opens_something(service, name, device_type) is wanted
