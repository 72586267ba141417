"""What a token reaches says whose account it is."""

from custom_components.accord.protocol.iotsquare import Application
from custom_components.accord_iotsquare.connection import Account

APPLICATIONS = (Application(app_id=7, name="b"), Application(app_id=5, name="a"))


def test_unique_id() -> None:
    """By the user where the server names one, else by the oldest application."""
    account = Account("host:1", APPLICATIONS, "me")
    assert (account.unique_id, account.title) == ("host:1/me", "me (host)")
    account = Account("host:1", APPLICATIONS, None)
    assert (account.unique_id, account.title) == ("host:1/5", "host")
    assert Account("host:1", (), None).unique_id is None


def test_known_applications() -> None:
    """One that is known already is enough."""
    account = Account("host:1", APPLICATIONS, None)
    assert account.knows(["5", "6"])
    assert not account.knows(["6"])
