"""Fields of the dialogs about decoders."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord_iotsquare.decoder_forms import (
    FIELDS,
    RECORDS,
    TEMPLATES,
    ports_of,
    text_of_ports,
)


@pytest.mark.parametrize(
    ("text", "ports"),
    [
        ("", []),
        (None, []),
        ("1", [1]),
        (" 10,2 ,2", [2, 10]),
        ("0 255", [0, 255]),
        ("1\uff0c2\u30013", [1, 2, 3]),
    ],
)
def test_ports(text: str | None, ports: list[int]) -> None:
    assert ports_of(text) == ports
    assert ports_of(text_of_ports(ports)) == ports


@pytest.mark.parametrize("text", ["x", "1-3", "256", "-1", "1.5"])
def test_what_is_no_port(text: str) -> None:
    with pytest.raises(InvalidError, match="ports"):
        ports_of(text)


async def test_rows_pass_their_selectors(hass: HomeAssistant) -> None:
    row = {"name": "X", "offset": 3, "type": "u16", "scale": 0.1, "entity": "latitude"}
    assert FIELDS([row]) == [row]
    record = {"name": "X", "type": "0x7D", "size": 2, "signed": True}
    assert RECORDS([record]) == [record]
    template = {"name": "X", "template": "{{ hex }}", "device_class": "temperature"}
    assert TEMPLATES([template]) == [template]
