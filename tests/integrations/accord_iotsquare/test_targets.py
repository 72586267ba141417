"""What actions are aimed at."""

import pytest
import voluptuous as vol

from custom_components.accord.protocol.errors import BatchError, NotFoundError
from custom_components.accord.protocol.iotsquare import Application, MulticastGroup
from custom_components.accord_iotsquare.targets import ADDRESS, EUI, NAME, alone, given, shown


def test_digits() -> None:
    """Separators and capital letters do not matter, the number of digits does."""
    assert EUI("01-02:03 04.05060708") == "0102030405060708"
    assert ADDRESS("DEADBEEF") == "deadbeef"
    for wrong in ("", "01", "g102030405060708"):
        with pytest.raises(vol.Invalid):
            EUI(wrong)


def test_names() -> None:
    """What servers take as a name."""
    assert NAME("app_01-b") == "app_01-b"
    for wrong in ("", "a b", "x" * 21):
        with pytest.raises(vol.Invalid):
            NAME(wrong)


def test_given() -> None:
    """What a call leaves out is not sent."""
    assert given({"a": 1, "b": False}, {"a": "x", "b": "y", "c": "z"}) == {"x": 1, "y": False}


def test_shown() -> None:
    """Keys only if they are asked for; others' secrets never."""
    group = MulticastGroup(
        mc_eui="01", name="a", mc_app_s_key="key", headers={"h": "secret"}, wire={"k": "key"}
    )
    assert "key" not in str(shown(group))
    assert shown(group, keys=True)["mc_app_s_key"] == "key"
    application = Application(app_id=1, name="a", push_urls=("https://x/secret",))
    assert "secret" not in str(shown(application)) + str(shown(group, keys=True))


async def test_alone() -> None:
    """A batch of one fails as the one does; of several it stays a batch."""

    async def fail(*names: str) -> None:
        raise BatchError({name: NotFoundError(name) for name in names}, len(names))

    with pytest.raises(NotFoundError):
        await alone(fail("a"))
    with pytest.raises(BatchError):
        await alone(fail("a", "b"))
