"""Remote controls and infrared codes."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, ProtocolError
from custom_components.accord.protocol.lifesmart import IrCode, Remote
from custom_components.accord.protocol.lifesmart.infrared import decode
from custom_components.accord.protocol.lifesmart.models.spotremote import keys_from_wire


def test_the_vendors_remotes() -> None:
    found = Remote.list_from_wire(
        [
            {
                "id": "AI_IR_5bd1_1590665106",
                "name": "CHANGHONGremotecontroller",
                "panel": "TV_A",
                "brand": "changhong",
            },
            {"id": "custom", "panel": "NEW_A"},
            {},
        ]
    )
    assert found == (
        Remote(
            id="AI_IR_5bd1_1590665106",
            name="CHANGHONGremotecontroller",
            panel="TV_A",
            brand="changhong",
        ),
        Remote(id="custom", panel="NEW_A"),
    )
    assert [remote.me for remote in found] == ["5bd1", ""]


def test_keys() -> None:
    assert keys_from_wire({"MENU": "", "4": "", "own": "01AB"}) == {
        "MENU": "",
        "4": "",
        "own": "01AB",
    }
    assert keys_from_wire(["POWER"]) == {"POWER": ""}
    assert keys_from_wire("success") == {}


def test_codes_to_send() -> None:
    assert IrCode(data="018C5003").to_wire() == {
        "param": {"type": 1, "duty": 3, "data": "018C5003"}
    }
    assert IrCode(data="01", delay=0.8).to_wire()["param"]["delay"] == 0.8
    assert str(IrCode(data="01", delay=1.0).to_wire()["param"]["delay"]) == "1"
    assert IrCode(data="01", freq=38000, delay=1).to_wire() == {
        "param": {"type": 1, "duty": 3, "freq": 38000, "delay": 1, "data": "01"}
    }
    with pytest.raises(InvalidError, match="hexadecimal"):
        IrCode(data="0000 006D 0022").to_wire()
    assert IrCode(data="anything", type=2).to_wire()["param"]["data"] == "anything"


def test_learned_codes() -> None:
    assert IrCode.from_wire({"type": 1, "duty": 3, "data": " 018C "}) == IrCode(data="018C")
    assert IrCode.from_wire({"data": "01", "type": 0}).type == 0
    with pytest.raises(ProtocolError, match="learned no code"):
        IrCode.from_wire("success")


@pytest.mark.parametrize(
    ("text", "freq", "count"),
    [
        ("0000 006D 0001 0001 0157 00AC 0015 0689", 38_029, 4),
        ("9000, -4500, +560", None, 3),
        ("9000 4500 560", None, 3),
    ],
)
def test_what_people_write(text: str, freq: int | None, count: int) -> None:
    code = IrCode.from_text(text)
    assert code.freq == freq
    assert len(decode(code.data)) == count


def test_the_stations_own_form_stays() -> None:
    assert IrCode.from_text(" 018B4F0320016F4F4057FF57FFF7FF5D55 ") == IrCode(
        data="018B4F0320016F4F4057FF57FFF7FF5D55"
    )


def test_writing_that_is_refused() -> None:
    for text in ("0000 006D 0002 0000 0157", "0, 0"):
        with pytest.raises(InvalidError):
            IrCode.from_text(text)
