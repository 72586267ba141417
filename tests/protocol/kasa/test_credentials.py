"""Hashes of accounts: the known vectors, and nothing readable."""

import pytest

from custom_components.accord.protocol.kasa.credentials import (
    BLANK,
    FACTORY,
    V1,
    V2,
    Credentials,
    owner_of,
)

ACCOUNT = Credentials.of_account("user@example.com", "secret")


@pytest.mark.parametrize(
    ("credentials", "version", "expected"),
    [
        (ACCOUNT, V1, "9d6ce791ce44316e9e52fc1bc9d36496"),
        (ACCOUNT, V2, "b039216532fc844e9ae0cc8fe3ea911c9ba09c641bb96a3e1f776d93f7b5ae9b"),
        (BLANK, V1, "5873dd45edd01f09c1ef2e7819369e8e"),
        (BLANK, V2, "b8628ab91c74f531603f6d5b45e730e54c123a7247b8978272c03f1e13560cea"),
        (FACTORY, V1, "74b751bdd208bc155ae2a6d4167cc44d"),
        (FACTORY, V2, "49fc4839a2733ffbf464337648f65dc411778d4c03ec82c5e4cccc682163fa64"),
    ],
)
def test_vectors(credentials: Credentials, version: int, expected: str) -> None:
    assert credentials.hash(version).hex() == expected


def test_owner() -> None:
    assert owner_of("user@example.com") == "B58996C504C5638798EB6B511E6F49AF"


def test_nothing_is_shown() -> None:
    shown = f"{ACCOUNT!r} {ACCOUNT}"
    assert "secret" not in shown
    assert ACCOUNT.v1.hex() not in shown
    assert str(ACCOUNT.v1) not in shown


def test_what_is_stored_comes_back() -> None:
    stored = ACCOUNT.to_dict()
    assert Credentials.from_dict(stored) == ACCOUNT
    assert "secret" not in str(stored)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"v1": "AAAA"},
        {**ACCOUNT.to_dict(), "v1": "AAAA"},
        {**ACCOUNT.to_dict(), "v2": "no base64!"},
        {**ACCOUNT.to_dict(), "v2": 7},
    ],
)
def test_what_is_no_credentials(data: object) -> None:
    assert Credentials.from_dict(data) is None
