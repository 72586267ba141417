"""The account is shown with every request, whatever the address looks like."""

import aiohttp
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare import CLOUD, IoTSquareClient, normalize_url
from tests.protocol.iotsquare.fakes import AT_ONCE, TOKEN, FakeServer, sample


async def test_the_token_is_sent(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("app/list", sample("app/list"))
    await client.app.list()
    assert server.last.headers["X-Access-Token"] == TOKEN


async def test_the_header_has_another_name(http: aiohttp.ClientSession, server: FakeServer) -> None:
    server.tell("app/list", sample("app/list"))
    await IoTSquareClient(http, server.url, f" {TOKEN}\n", header="Token", pace=AT_ONCE).app.list()
    assert server.last.headers["Token"] == TOKEN
    assert "X-Access-Token" not in server.last.headers


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (CLOUD, CLOUD),
        ("cloud.iotsquare.xyz/", CLOUD),
        (" https://cloud.iotsquare.xyz/openapi/ ", CLOUD),
        ("http://192.0.2.7:7070", "http://192.0.2.7:7070"),
        ("https://example.org/iot/openapi", "https://example.org/iot"),
    ],
)
def test_addresses(text: str, url: str) -> None:
    assert normalize_url(text) == url


@pytest.mark.parametrize("text", ["", "ftp://x", "https://", "https://a:b@x", "https://x?y=1"])
def test_wrong_addresses(text: str) -> None:
    with pytest.raises(InvalidError):
        normalize_url(text)
