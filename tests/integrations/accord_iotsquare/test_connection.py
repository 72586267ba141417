"""What a token reaches says whose account it is."""

from homeassistant.core import HomeAssistant

from custom_components.accord.protocol.iotsquare import Application
from custom_components.accord_iotsquare.connection import Account, look_at, make_client
from simulators.iotsquare.accounts import Script
from tests.integrations.accord_iotsquare.conftest import Make, data_of

APPLICATIONS = (Application(app_id=7, name="b"), Application(app_id=5, name="a"))


def test_unique_id() -> None:
    """By the user where the server names one, else by the oldest application."""
    account = Account("host:1", APPLICATIONS, "me")
    assert (account.unique_id, account.title) == ("host:1/me", "me (host)")
    account = Account("host:1", APPLICATIONS, None)
    assert (account.unique_id, account.title) == ("host:1/5", "host")
    assert Account("host:1", (), None).unique_id is None
    assert Account("[::1]:80", (), None).title == "[::1]"


def test_known_applications() -> None:
    """One that is known already is enough."""
    account = Account("host:1", APPLICATIONS, None)
    assert account.knows(["5", "6"])
    assert not account.knows(["6"])


async def test_user_of_devices(hass: HomeAssistant, make: Make) -> None:
    """The user is found without gateways, too, and where those may not be seen."""
    server = await make()
    server.gateways.clear()
    client = make_client(hass, data_of(server))
    assert (await look_at(client, server.base_url)).username == server.username
    server.scripts.waiting.append(Script(code=1010, operations=frozenset({"gateway/list"})))
    assert (await look_at(client, server.base_url)).username == server.username
