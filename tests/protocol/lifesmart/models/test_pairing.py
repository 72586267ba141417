"""Adding devices."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.lifesmart import PairOption, Radio


def test_radio() -> None:
    assert Radio.DEFAULT.to_wire() == {}
    assert Radio.FIXED.to_wire() == {"chn": 1, "bps": 115}
    assert Radio.BOTH.to_wire() == {"chn": [False, 1], "bps": [False, 115]}


@pytest.mark.parametrize(
    ("cls", "exarg"),
    [
        ("SL_SC_BE", {"humidity_display": 3, "temperature_display": 2}),
        ("SL_SC_BM", {"warning_duration": 6}),
        ("SL_SC_BM", {"warning_duration": 814}),
        ("SL_LK_YL", {"enable_remote_unlock": 0}),
        ("SL_SW_ND3_V2", {"mode_selection": "speed"}),
        ("SL_MC_ND1_V1", {"mode_selection": "power"}),
        ("SL_NEW", {"whatever": 9}),
    ],
)
def test_options(cls: str, exarg: dict[str, int | str]) -> None:
    assert PairOption(cls=cls, exarg=exarg).to_wire() == {"cls": cls, "exarg": exarg}


def test_a_class_alone() -> None:
    assert PairOption(cls="PSM").to_wire() == {"cls": "PSM"}


@pytest.mark.parametrize(
    ("cls", "exarg"),
    [
        ("", None),
        ("SL_SC_BE", {"humidity_display": 4}),
        ("SL_SC_BE", {"volume": 1}),
        ("SL_SC_BM", {"warning_duration": 8}),
        ("SL_SC_BM", {"warning_duration": 818}),
        ("SL_SW_ND1_V1", {"mode_selection": "fast"}),
    ],
)
def test_options_that_do_not_exist(cls: str, exarg: dict[str, int | str] | None) -> None:
    with pytest.raises(InvalidError):
        PairOption(cls=cls, exarg=exarg).to_wire()
