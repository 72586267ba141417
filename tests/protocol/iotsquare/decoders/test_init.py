"""Every kind of decoder can be made by its name."""

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare.decoders import build_decoder, kinds


def test_kinds() -> None:
    assert kinds()[0] == "raw"
    assert set(kinds()) == {
        *("raw", "cayenne_lpp", "milesight", "fields"),
        *("risinghf_rhf1s001", "risinghf_rhf1s213"),
    }


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_without_options(kind: str) -> None:
    found = build_decoder(kind).decode(bytes.fromhex("01670110"), 8)
    assert found == build_decoder(kind, {}).decode(bytes.fromhex("01670110"), 8)


def test_options_reach_the_decoder() -> None:
    decoder = build_decoder("fields", {"rows": [{"name": "Level", "offset": 0}]})
    assert decoder.decode(b"\x07", 1)["field_level"] == 7


def test_unknown_kind() -> None:
    with pytest.raises(InvalidError, match="kind must be one of: raw"):
        build_decoder("javascript")


@given(st.sampled_from(kinds()), st.binary(max_size=300), st.integers(0, 255))
def test_no_kind_ever_raises(kind: str, payload: bytes, port: int) -> None:
    build_decoder(kind).decode(payload, port)
