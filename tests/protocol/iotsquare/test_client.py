"""The account is shown with every request, whatever the address looks like."""

import contextlib
from typing import Any

import aiohttp
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare import (
    CLOUD,
    IoTSquareClient,
    ItemsRefusedError,
    normalize_url,
)
from custom_components.accord.protocol.operation import OperationRegistry
from tests.protocol.iotsquare.doings import STEPS
from tests.protocol.iotsquare.fakes import AT_ONCE, SAMPLES, TOKEN, FakeServer, sample

ANSWERS = [one for one in SAMPLES if one["kind"] == "response"]


async def test_the_token_is_sent(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("app/list", sample("app/list"))
    await client.app.list()
    assert server.last.headers["X-Access-Token"] == TOKEN


async def test_the_header_has_another_name(http: aiohttp.ClientSession, server: FakeServer) -> None:
    server.tell("app/list", sample("app/list"))
    await IoTSquareClient(http, server.url, f" {TOKEN}\n", header="Token", pace=AT_ONCE).app.list()
    assert server.last.headers["Token"] == TOKEN
    assert "X-Access-Token" not in server.last.headers


@pytest.mark.parametrize("one", ANSWERS, ids=lambda one: one["section"])
async def test_every_answer_of_the_document(
    client: IoTSquareClient, server: FakeServer, one: dict[str, Any]
) -> None:
    """Each operation understands the document's own sample of its answer."""
    for path in ("app/status", "device/status", "gateway/status", "mcgroup/status", "fuota/list"):
        server.tell(path, sample(path))
    answer = one["sample"]
    server.tell(one["path"], answer)
    refused = contextlib.nullcontext() if answer["code"] == 0 else pytest.raises(ItemsRefusedError)
    with refused:
        await OperationRegistry(IoTSquareClient)[one["path"]].call(client, dict(STEPS)[one["path"]])
    assert one["path"] in server.paths


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
