"""Public codes and their length."""

import pytest

from custom_components.accord.protocol.akuvox.models.publiccode import (
    LENGTHS,
    LIMIT,
    PublicCodes,
    public_code_values,
)
from custom_components.accord.protocol.errors import InvalidError

P = "Config.DoorSetting.PASSWORD."


def test_read() -> None:
    found = PublicCodes.from_wire(
        {f"{P}PublicKeyEnable": "1", f"{P}PublicKey1": "604218", LIMIT: "3"}
    )
    assert (found.enabled, found.codes, found.length) == (True, ("604218",), 6)
    assert "604218" not in repr(found)


@pytest.mark.parametrize(("limit", "length"), LENGTHS.items())
def test_lengths(limit: int, length: int) -> None:
    current = PublicCodes.from_wire({LIMIT: str(limit)})
    values = public_code_values(current, codes={2: "1" * length})
    assert values == {f"{P}PublicKey2": "1" * length}
    with pytest.raises(InvalidError):
        public_code_values(current, codes={2: "1" * (length + 1)})


def test_another_length_counts_for_the_codes_with_it() -> None:
    current = PublicCodes(length=4)
    values = public_code_values(current, enabled=False, codes={1: "12345678"}, length=8)
    assert values == {f"{P}PublicKeyEnable": "0", LIMIT: "0", f"{P}PublicKey1": "12345678"}


@pytest.mark.parametrize("wrong", [{}, {"length": 9}, {"codes": {4: "1234"}}, {"codes": {0: "1"}}])
def test_nothing_and_nonsense(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidError):
        public_code_values(PublicCodes(length=4), **wrong)  # type: ignore[arg-type]
