"""Settings are read back: units say yes to everything."""

import pytest

from custom_components.accord.protocol.akuvox.errors import NotTakenError
from custom_components.accord.protocol.akuvox.topics.settings import (
    check_range,
    check_taken,
    read_settings,
    write_settings,
)
from custom_components.accord.protocol.errors import InvalidError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.stores import Settings


async def test_written_and_read(start_unit: StartUnit) -> None:
    store = Settings({"Config.A": "1", "Config.B": "2"})
    session = (await start_unit(store.answers("relay"))).session
    found = await write_settings(session, "relay", {"Config.A": "3"})
    assert found == {"Config.A": "3", "Config.B": "2"} == await read_settings(session, "relay")
    with pytest.raises(InvalidError):
        await write_settings(session, "relay", {})


async def test_not_taken(start_unit: StartUnit) -> None:
    store = Settings({"Config.A": "1", "Config.B": "2"}, frozen=("Config.B", "Config.C"))
    session = (await start_unit(store.answers("relay"))).session
    values = {"Config.A": "marker", "Config.B": "marker", "Config.C": "marker"}
    with pytest.raises(NotTakenError) as caught:
        await write_settings(session, "relay", values)
    assert caught.value.placeholders["keys"] == "Config.B, Config.C"
    assert "marker" not in str(caught.value)


@pytest.mark.parametrize("shown", ["marker", "bWFya2Vy", "******"])
def test_secrets_may_be_shown_in_other_ways(shown: str) -> None:
    check_taken({"Config.X.Password": "marker"}, {"Config.X.Password": shown})


@pytest.mark.parametrize(("key", "shown"), [("Password", "other"), ("Delay", "bWFya2Vy")])
def test_others_may_not(key: str, shown: str) -> None:
    with pytest.raises(NotTakenError):
        check_taken({key: "marker"}, {key: shown})


def test_ranges() -> None:
    assert check_range("x", 5, 1, 5) == "5"
    with pytest.raises(InvalidError):
        check_range("x", 6, 1, 5)
