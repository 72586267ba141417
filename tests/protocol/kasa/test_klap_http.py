"""One POST out, one answer in, whatever else comes."""

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import ProtocolError
from custom_components.accord.protocol.kasa.klap_http import (
    BODY_LIMIT,
    Answer,
    answer_length,
    parse,
    request,
)

HELLO = b"HTTP/1.1 200 OK\r\n"


def test_request() -> None:
    """The session goes along, its lifetime does not."""
    sent = request("192.0.2.1", "request?seq=-5", b"\x00\xff", "C0FFEE")
    head, _, body = sent.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /app/request?seq=-5 HTTP/1.1"
    assert {"Host: 192.0.2.1", "Cookie: TP_SESSIONID=C0FFEE", "Content-Length: 2"} <= set(lines)
    assert body == b"\x00\xff"
    assert b"Cookie" not in request("192.0.2.1", "handshake1", b"")


@pytest.mark.parametrize(
    "cookies",
    [
        "Set-Cookie: TP_SESSIONID=C0FFEE;TIMEOUT=86400\r\n",
        "set-cookie:TP_SESSIONID=C0FFEE; timeout=86400; Path=/\r\n",
        "Set-Cookie: TP_SESSIONID=C0FFEE\r\nSet-Cookie: TIMEOUT=86400\r\n",
    ],
)
def test_session(cookies: str) -> None:
    data = HELLO + f"{cookies}Content-Length: 3\r\n\r\nabc".encode()
    assert answer_length(bytearray(data)) == len(data)
    assert parse(data) == Answer(200, b"abc", "C0FFEE", 86400.0)


def test_no_session() -> None:
    data = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    assert parse(data) == Answer(403, b"", closes=True)
    assert not parse(data).ok


def test_in_pieces() -> None:
    data = HELLO + b"Content-Length: 4\r\n\r\nabcd"
    ends = [answer_length(bytearray(data[:size])) for size in range(len(data) + 1)]
    assert ends[: data.index(b"abcd")] == [None] * data.index(b"abcd")
    assert set(ends[data.index(b"abcd") :]) == {len(data)}


@pytest.mark.parametrize(
    "data",
    [
        b"x",
        b"HTTX/1.1 200",
        b"SSH-2.0-OpenSSH",
        HELLO + b"\r\n",
        HELLO + b"Content-Length: -1\r\n\r\n",
        HELLO + b"Content-Length: ten\r\n\r\n",
        HELLO + f"Content-Length: {BODY_LIMIT + 1}\r\n\r\n".encode(),
        HELLO + b"x" * 9000,
    ],
)
def test_what_is_no_answer(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        answer_length(bytearray(data))


def test_no_status() -> None:
    with pytest.raises(ProtocolError):
        parse(b"HTTP/1.1 yes\r\nContent-Length: 0\r\n\r\n")


@given(st.binary(max_size=300))
def test_garbage(data: bytes) -> None:
    """Only the documented error, and never a length that is no length."""
    try:
        length = answer_length(bytearray(data))
    except ProtocolError:
        return
    assert length is None or length >= 0
