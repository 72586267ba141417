"""The client as a whole."""

import aiohttp
import pytest

from custom_components.accord.protocol.akuvox.client import AkuvoxClient, base_url
from custom_components.accord.protocol.operation import Effect, OperationRegistry
from custom_components.accord.protocol.transport.http import (
    Authorization,
    BasicAuthorization,
    DigestAuthorization,
)
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.samples import INFO, RELAY
from tests.protocol.akuvox.stores import Settings


@pytest.mark.parametrize(
    ("host", "port", "https", "url"),
    [
        ("192.0.2.21", None, False, "http://192.0.2.21"),
        ("192.0.2.21", 8443, True, "https://192.0.2.21:8443"),
        ("fe80::1", 80, False, "http://[fe80::1]:80"),
        ("[fe80::1]", None, True, "https://[fe80::1]"),
    ],
)
def test_addresses(host: str, port: int | None, https: bool, url: str) -> None:
    assert base_url(host, port, https=https) == url


async def test_client(start_unit: StartUnit) -> None:
    unit = await start_unit({"system/info": INFO})
    client = unit.client
    assert (await client.system.info()).model == "A05"
    assert not client.secure
    assert not client.close_each


@pytest.mark.parametrize(
    ("authorization", "unasked"),
    [
        (None, False),
        (BasicAuthorization("admin", "secret"), False),
        (DigestAuthorization("admin", "secret"), True),
    ],
)
async def test_unit_that_asks_for_no_account(
    start_unit: StartUnit,
    http: aiohttp.ClientSession,
    authorization: Authorization | None,
    unasked: bool,
) -> None:
    """Only seen where an account was given that is not shown before it is asked for."""
    unit = await start_unit({"system/info": INFO})
    client = AkuvoxClient(http, "127.0.0.1", unit.port, authorization=authorization)
    assert not client.unasked
    await client.system.info()
    assert client.unasked is unasked


async def test_operations_by_their_ids(start_unit: StartUnit) -> None:
    store = Settings(RELAY)
    unit = await start_unit({**store.answers("relay"), "relay/trig": None, "log/clear": None})
    registry = OperationRegistry(AkuvoxClient)
    client = unit.client
    change = {"relay": "A", "hold_delay": 4, "dtmf_codes": {"A": "5"}}
    await registry["relay/set"].call(client, {"change": change})
    assert store.written == [
        {"Config.DoorSetting.RELAY.HoldDelayA": "4", "Config.DoorSetting.DTMF.Code1": "5"}
    ]
    trigger = {"relay": "B", "mode": 0, "level": 1, "delay": 3}
    await registry["relay/trig"].call(client, trigger)
    await registry["log/clear"].call(client, {"kind": "kmsg"})
    assert [one.data for one in unit.requests[-2:]] == [
        {"mode": 0, "num": 2, "level": 1, "delay": 3},
        {"type": "kmsg"},
    ]


def test_effects_fit_the_names() -> None:
    for one in OperationRegistry(AkuvoxClient):
        action = one.id.partition("/")[2]
        if action in {"get", "status", "info", "export"}:
            assert one.effect in {Effect.READ, Effect.SECRET}, one.id
        if action in {"clear", "reset_factory", "upgrade", "import", "del"}:
            assert one.effect is Effect.DESTRUCTIVE, one.id
