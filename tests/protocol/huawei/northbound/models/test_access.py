"""Tokens as they arrive."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import ProtocolError
from custom_components.accord.protocol.huawei.northbound import Token


@pytest.mark.parametrize(
    ("expires", "wanted"), [(3600, 3600), ("1800", 1800), ("*****", 3600), (None, 3600), (0, 3600)]
)
def test_life(expires: Any, wanted: int) -> None:
    found = Token.from_wire({"accessToken": "a", "refreshToken": None, "expiresIn": expires})
    assert (found.expires_in, found.refresh_token) == (wanted, "")


def test_tokens_do_not_show() -> None:
    token = Token.from_wire({"accessToken": "aaaa", "refreshToken": "rrrr"})
    assert "aaaa" not in repr(token)
    assert "rrrr" not in repr(token)


def test_answer_without_a_token() -> None:
    with pytest.raises(ProtocolError):
        Token.from_wire({"accessToken": None})
