"""The little HTTP that KLAP devices speak: one POST, one answer of known length. Pure functions.

A whole HTTP client would cost more than the request itself, and keeps cookies in its own way.
"""

from dataclasses import dataclass

from ..errors import ProtocolError

COOKIE = "TP_SESSIONID"
BODY_LIMIT = 65_536
_HEADER_LIMIT = 8192
_END = b"\r\n\r\n"
_OK = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    cookie: str | None = None
    """The session it belongs to, where one was opened."""
    lifetime: float | None = None
    """Seconds the session lasts."""
    closes: bool = False
    """No more is answered on this connection."""

    @property
    def ok(self) -> bool:
        """Tell whether the device took the request."""
        return self.status == _OK


def request(host: str, path: str, body: bytes, cookie: str | None = None) -> bytes:
    """Return the bytes of a POST."""
    session = f"Cookie: {COOKIE}={cookie}\r\n" if cookie else ""
    head = (
        f"POST /app/{path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n"
        f"Content-Type: application/octet-stream\r\n{session}Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii", "replace") + body


def answer_length(buffer: bytearray) -> int | None:
    """Return the length of the answer that starts here, None while too little has come.

    Raises ProtocolError for what cannot be one.
    """
    if not b"HTTP/".startswith(bytes(buffer[:5])):
        raise ProtocolError("not an answer by HTTP")
    end = buffer.find(_END)
    if end < 0:
        if len(buffer) > _HEADER_LIMIT:
            raise ProtocolError("answer has no end of its header")
        return None
    headers = _headers(bytes(buffer[:end]))
    return end + len(_END) + _body_length(headers)


def parse(data: bytes) -> Answer:
    """Read a whole answer. Raises ProtocolError."""
    head, _, body = data.partition(_END)
    headers = _headers(head)
    status = head.split(b"\r\n", 1)[0].split(b" ", 2)
    if len(status) < 2 or not status[1].isdigit():
        raise ProtocolError("answer has no status")
    cookie, lifetime = _session(headers.get("set-cookie", ""))
    closes = headers.get("connection", "").lower() == "close"
    return Answer(int(status[1]), body, cookie, lifetime, closes)


def _headers(head: bytes) -> dict[str, str]:
    """Return the headers by their names in lower case; a repeated one is joined."""
    found: dict[str, str] = {}
    for line in head.decode("latin-1").split("\r\n")[1:]:
        name, separator, value = line.partition(":")
        if separator:
            key = name.strip().lower()
            found[key] = f"{found[key]};{value.strip()}" if key in found else value.strip()
    return found


def _body_length(headers: dict[str, str]) -> int:
    sent = headers.get("content-length", "")
    if not sent:
        raise ProtocolError("answer does not say how long it is")
    if not sent.isascii() or not sent.isdigit() or int(sent) > BODY_LIMIT:
        raise ProtocolError("answer is too long")
    return int(sent)


def _session(header: str) -> tuple[str | None, float | None]:
    """Read ``TP_SESSIONID=…;TIMEOUT=86400``, in one cookie or in two."""
    found: dict[str, str] = {}
    for part in header.replace(",", ";").split(";"):
        name, separator, value = part.partition("=")
        if separator:
            found.setdefault(name.strip().upper(), value.strip())
    lifetime = found.get("TIMEOUT", "")
    known = lifetime.isascii() and lifetime.isdigit()
    return found.get(COOKIE) or None, float(lifetime) if known else None
