"""The level of the unit's log."""

import pytest

from custom_components.accord.protocol.akuvox.models.log import FILE_NAMES, LogKind, read_level
from custom_components.accord.protocol.errors import ProtocolError


def test_level() -> None:
    assert read_level({"Config.Settings.LOGLEVEL.Level": "4"}) == 4
    with pytest.raises(ProtocolError):
        read_level({"Config.Settings.LOGLEVEL.Level": ""})


def test_every_kind_has_a_file() -> None:
    assert set(FILE_NAMES) == set(LogKind)
