"""Digest authentication by the vectors of the specification and of the RFCs."""

from collections.abc import Mapping

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.transport.digest import (
    Challenge,
    DigestState,
    authorization,
    digest_response,
    parse_challenges,
)

BODY = b'{"target":"relay","action":"trig","data":{"mode":0,"num":1,"level":0,"delay":5}}'
REQUESTS = {
    "status": ("GET", "/api/relay/status", b""),
    "log": ("GET", "/api/doorlog/get?page=1", b""),
    "trig": ("POST", "/api/relay/trig", BODY),
}
NONCE = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"


@pytest.mark.parametrize(
    ("request_name", "qop", "response"),
    [
        ("status", None, "d1c2ef53ac00b39fc1b47b341512bed7"),
        ("status", "auth", "2d802a2e7792e25697cadd60d66ff55c"),
        ("status", "auth-int", "7b205dc9963a792b8bacef2227727fee"),
        ("log", None, "5382e78590e25429fb3632d3880a0d31"),
        ("log", "auth", "c9711d636b512bbc578952c0a68af52a"),
        ("log", "auth-int", "c47bb014fd6f380d7eec45ef582c6cb0"),
        ("trig", None, "1e04496533637f03e49a7e7032152123"),
        ("trig", "auth", "ba4dfeaf7278852fecf9196004dc24d2"),
        ("trig", "auth-int", "78aa59b2be2dbcabeeddbf597df7de66"),
    ],
)
def test_vectors(request_name: str, qop: str | None, response: str) -> None:
    challenge = Challenge(realm="HTTPAPI", nonce=NONCE, qop=qop)
    method, uri, body = REQUESTS[request_name]
    found = digest_response(
        challenge, "admin", "s3cret-Pass", method, uri, body, "f00dfeed", "00000001"
    )
    assert found == response


def test_vector_of_the_rfc() -> None:
    challenge = Challenge(
        realm="http-auth@example.org",
        nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
        qop="auth",
        algorithm="MD5",
    )
    cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    header = authorization(
        challenge, "Mufasa", "Circle of Life", "GET", "/dir/index.html", b"", cnonce, 1
    )
    assert 'response="8ca523f5e9506fed4657c9700eebdbec"' in header
    assert parse_challenges([header]) == [
        (
            "digest",
            {
                "username": "Mufasa",
                "realm": challenge.realm,
                "nonce": challenge.nonce,
                "uri": "/dir/index.html",
                "algorithm": "MD5",
                "response": "8ca523f5e9506fed4657c9700eebdbec",
                "opaque": challenge.opaque,
                "qop": "auth",
                "nc": "00000001",
                "cnonce": cnonce,
            },
        )
    ]


def test_session_algorithm() -> None:
    challenge = Challenge(realm="r", nonce="n", algorithm="MD5-sess")
    header = authorization(challenge, "u", "p", "GET", "/", b"", "c", 1)
    assert 'cnonce="c"' in header
    plain = authorization(Challenge(realm="r", nonce="n"), "u", "p", "GET", "/", b"", "c", 1)
    assert "cnonce" not in plain
    assert "algorithm" not in plain


@pytest.mark.parametrize(
    ("header", "offers"),
    [
        ("", []),
        ("Basic", [("basic", {})]),
        ('Basic realm="HTTP API"', [("basic", {"realm": "HTTP API"})]),
        (
            'Digest realm="HTTPAPI",qop="auth,auth-int",nonce="ab", opaque="cd"',
            [
                (
                    "digest",
                    {"realm": "HTTPAPI", "qop": "auth,auth-int", "nonce": "ab", "opaque": "cd"},
                )
            ],
        ),
        (
            'Digest nonce=ab, stale = TRUE, Basic realm="a\\"b"',
            [("digest", {"nonce": "ab", "stale": "TRUE"}), ("basic", {"realm": 'a"b'})],
        ),
        ("Negotiate YWJj==, Basic realm=x", [("negotiate", {}), ("basic", {"realm": "x"})]),
    ],
)
def test_parser(header: str, offers: list[tuple[str, Mapping[str, str]]]) -> None:
    assert parse_challenges([header]) == offers


@given(st.lists(st.text(max_size=40), max_size=3))
def test_parser_ends(headers: list[str]) -> None:
    Challenge.from_offers(parse_challenges(headers))


@pytest.mark.parametrize(
    ("header", "qop"),
    [
        ('Digest realm="r", nonce="n", qop="auth,auth-int"', "auth"),
        ('Digest realm="r", nonce="n", qop="auth-int"', "auth-int"),
        ('Digest realm="r", nonce="n"', None),
        ('Digest realm="r", nonce="n", algorithm=md5', None),
    ],
)
def test_choice(header: str, qop: str | None) -> None:
    challenge = Challenge.from_offers(parse_challenges([header]))
    assert challenge is not None
    assert challenge.qop == qop


@pytest.mark.parametrize(
    "header",
    [
        'Basic realm="r"',
        'Digest realm="r"',
        'Digest realm="r", nonce="n", algorithm=SHA-256',
        'Digest realm="r", nonce="n", qop="future"',
    ],
)
def test_no_choice(header: str) -> None:
    assert Challenge.from_offers(parse_challenges([header])) is None


def test_strongest_that_is_known() -> None:
    offers = parse_challenges(
        ['Digest nonce="a", algorithm=SHA-256', 'Digest nonce="b", stale=true, algorithm=MD5']
    )
    challenge = Challenge.from_offers(offers)
    assert challenge is not None
    assert (challenge.nonce, challenge.stale) == ("b", True)


def test_counting() -> None:
    state = DigestState(Challenge(realm="r", nonce="n", qop="auth"))
    headers = [state.answer("u", "p", "GET", "/", b"") for _ in range(2)]
    assert ["nc=0000000" + str(one) in header for one, header in enumerate(headers, 1)] == [
        True,
        True,
    ]
    assert state.cnonce != DigestState(state.challenge).cnonce
