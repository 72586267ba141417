"""Files as units export and import them."""

from collections.abc import Callable, Iterable
import csv
import gzip
import io
import tarfile
from xml.etree import ElementTree as ET

from simulators.akuvox.rows import Row

_CONTACT = ("ID", "Name", "Phone", "DialType", "Group")


def to_xml(root: str, element: str, rows: Iterable[Row]) -> bytes:
    """Return rows as elements whose attributes are their members."""
    top = ET.Element(root)
    for row in rows:
        ET.SubElement(top, element, row)
    return _written(top)


def _written(top: ET.Element) -> bytes:
    content: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return content


def _from_xml(root: str, path: str, content: bytes) -> list[Row] | None:
    try:
        top = ET.fromstring(content)
    except ET.ParseError:
        return None
    return [dict(one.attrib) for one in top.iterfind(path)] if top.tag == root else None


def keys_to_xml(rows: Iterable[Row]) -> bytes:
    """Return PINs or cards."""
    return to_xml("KeyData", "Key", rows)


def keys_from_xml(content: bytes) -> list[Row] | None:
    """Return PINs or cards; None if it is no such file."""
    return _from_xml("KeyData", "Key", content)


def rules_to_xml(rows: Iterable[Row]) -> bytes:
    """Return rules that replace numbers; the first number has no digit in its name."""
    top = ET.Element("Dial")
    group = ET.SubElement(top, "DialReplace")
    for row in rows:
        members = {("Replace" if name == "Replace1" else name): row[name] for name in row}
        ET.SubElement(group, "Data", members)
    return _written(top)


def rules_from_xml(content: bytes) -> list[Row] | None:
    """Return rules that replace numbers; None if it is no such file."""
    rows = _from_xml("Dial", "DialReplace/Data", content)
    if rows is None:
        return None
    return [
        {("Replace1" if name == "Replace" else name): row[name] for name in row} for row in rows
    ]


def to_csv(rows: list[Row], columns: Iterable[str] = ()) -> bytes:
    """Return rows as a table with a header."""
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, list(columns) or list(rows[0]), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


def _contacts_to_csv(rows: list[Row]) -> bytes:
    return to_csv(rows, _CONTACT)


def _contacts_to_xml(rows: list[Row]) -> bytes:
    return to_xml("ContactData", "Contact", rows)


def _contacts_to_vcf(rows: list[Row]) -> bytes:
    card = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:{Name}\r\nTEL:{Phone}\r\nEND:VCARD\r\n"
    return "".join(card.format(**row) for row in rows).encode()


CONTACT_WRITERS: dict[str, Callable[[list[Row]], bytes]] = {
    "csv": _contacts_to_csv,
    "xml": _contacts_to_xml,
    "vcf": _contacts_to_vcf,
}


def contacts_from_csv(content: bytes) -> list[Row] | None:
    """Return contacts; None if it is no such file."""
    try:
        reader = csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True)
        rows = list(reader)
    except UnicodeDecodeError, csv.Error:
        return None
    if tuple(reader.fieldnames or ()) != _CONTACT:
        return None
    complete = all(None not in row and None not in row.values() for row in rows)
    return rows if complete else None


def users_to_tgz(rows: Iterable[Row]) -> bytes:
    """Return users as an archive of one XML file."""
    content = to_xml("UserData", "Data", rows)
    return pack({"userdata.xml": content})


def pack(files: dict[str, bytes]) -> bytes:
    """Return an archive, alike for alike files."""
    target = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=target, mode="wb", mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w") as archive,
    ):
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return target.getvalue()


def users_from_tgz(content: bytes) -> list[Row] | None:
    """Return users; None if it is no such file."""
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
            file = archive.extractfile("userdata.xml")
            text = b"" if file is None else file.read()
    except tarfile.TarError, KeyError, OSError, EOFError:
        return None
    return _from_xml("UserData", "Data", text)
