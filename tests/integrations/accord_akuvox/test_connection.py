"""How an entry's data become a client, and what users type an address."""

import pytest

from custom_components.accord.flows import InvalidHostError
from custom_components.accord.protocol.akuvox import AuthMode, Detected
from custom_components.accord.protocol.transport.http import BasicAuthorization, DigestAuthorization
from custom_components.accord.protocol.transport.tls import VERIFY, TlsPolicy
from custom_components.accord_akuvox.connection import Connection, parse_address, shown_fingerprint

PIN = "ab" * 32


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192.0.2.1", ("192.0.2.1", None)),
        (" door.local ", ("door.local", None)),
        ("192.0.2.1:80", ("192.0.2.1", None)),
        ("192.0.2.1:8080", ("192.0.2.1", 8080)),
        ("http://192.0.2.1/", ("192.0.2.1", None)),
        ("http://192.0.2.1:8080/#/login?x=1", ("192.0.2.1", 8080)),
        ("HTTPS://door.local", ("door.local", 443)),
        ("https://door.local:8443/index.html", ("door.local", 8443)),
        ("2001:db8::1", ("2001:db8::1", None)),
        ("https://[2001:db8::1]:8443", ("2001:db8::1", 8443)),
    ],
)
def test_address(text: str, expected: tuple[str, int | None]) -> None:
    """Also one that was copied out of a browser."""
    assert parse_address(text) == expected


@pytest.mark.parametrize(
    "text", ["", "rtsp://192.0.2.1", "http://", "a b", "http://u:p@192.0.2.1", "door:0"]
)
def test_no_address(text: str) -> None:
    with pytest.raises(InvalidHostError):
        parse_address(text)


def test_data_there_and_back() -> None:
    """What is stored is what is needed."""
    known = Connection(
        host="192.0.2.1",
        port=8443,
        https=True,
        fingerprint=PIN,
        legacy=True,
        auth_mode=AuthMode.DIGEST,
        username="u",
        password="p",
    )
    assert Connection.from_data(known.to_data()) == known
    assert "close_each" not in known.to_data()
    assert Connection.from_data({**known.to_data(), "close_each": True}).close_each
    assert "p'" not in repr(known)


def test_account_that_is_not_asked_for() -> None:
    """It is not kept."""
    found = Detected(https=False, port=None, auth_mode=AuthMode.NONE)
    assert Connection.from_detected("192.0.2.1", found, "u", "p").to_data()["password"] == ""
    assert Connection(host="192.0.2.1").authorization is None


def test_ways_to_ask() -> None:
    assert isinstance(
        Connection(host="h", auth_mode=AuthMode.BASIC).authorization, BasicAuthorization
    )
    assert isinstance(
        Connection(host="h", auth_mode=AuthMode.DIGEST).authorization, DigestAuthorization
    )


def test_trust() -> None:
    """A pin where there is one, else an authority has to vouch."""
    assert Connection(host="h").tls == VERIFY
    assert Connection(host="h", fingerprint=PIN, legacy=True).tls == TlsPolicy(
        fingerprint=PIN, legacy=True
    )


@pytest.mark.parametrize(
    ("connection", "shown"),
    [
        (Connection(host="192.0.2.1"), "192.0.2.1"),
        (Connection(host="192.0.2.1", port=8080), "192.0.2.1:8080"),
        (Connection(host="192.0.2.1", https=True), "https://192.0.2.1"),
        (Connection(host="2001:db8::1", port=8443, https=True), "https://[2001:db8::1]:8443"),
    ],
)
def test_address_as_typed(connection: Connection, shown: str) -> None:
    """It leads back to the same unit."""
    assert connection.address == shown
    host, port = parse_address(shown)
    assert (host, port or (443 if connection.https else None)) == (
        connection.host,
        connection.port or (443 if connection.https else None),
    )


def test_account_that_everybody_knows() -> None:
    known = {"username": "admin", "password": "httpapi"}
    for mode, expected in ((AuthMode.DIGEST, True), (AuthMode.NONE, False)):
        data = {"host": "h", "auth_mode": mode.value, **known}
        assert Connection.from_data(data).has_default_account is expected


def test_fingerprint_as_browsers_show_it() -> None:
    assert shown_fingerprint("0aff1b") == "0A:FF:1B"
