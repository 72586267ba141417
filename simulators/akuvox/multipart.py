"""Uploads as browsers send them: multipart/form-data."""

from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser


@dataclass(frozen=True)
class FormFile:
    """One file of an upload and the field it came in."""

    field: str
    filename: str
    content: bytes


def _parameters(value: str, header: str) -> Message:
    message = Message()
    message[header] = value
    return message


def parse_form(content_type: str, body: bytes) -> tuple[FormFile, ...]:
    """Return the files of a form; raises ValueError on anything malformed."""
    boundary = _parameters(content_type, "Content-Type").get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        raise ValueError("no boundary")
    mark = b"--" + boundary.encode("latin-1")
    first, *parts = (b"\r\n" + body).split(b"\r\n" + mark)
    if first or not parts or not parts[-1].startswith(b"--"):
        raise ValueError("boundaries do not match")
    return tuple(_file(part) for part in parts[:-1])


def _file(part: bytes) -> FormFile:
    line, _, rest = part.partition(b"\r\n")
    head, found, content = rest.partition(b"\r\n\r\n")
    if line.strip() or not found:
        raise ValueError("a part without headers")
    headers = HeaderParser().parsestr(head.decode("utf-8"))
    disposition = _parameters(headers.get("Content-Disposition", ""), "Content-Disposition")
    name = disposition.get_param("name", header="Content-Disposition")
    filename = disposition.get_filename()
    if not isinstance(name, str) or not filename:
        raise ValueError("a part that is no file")
    return FormFile(name, filename, content)
