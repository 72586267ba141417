"""Calls: headers, errors in any guise, what is repeated and what never."""

import asyncio
from typing import Any

from aiohttp import web
import pytest

from custom_components.accord.protocol.errors import (
    AuthenticationError,
    ConnectionFailedError,
    DeviceError,
    NotFoundError,
    ProtocolError,
)
from custom_components.accord.protocol.huawei.northbound import (
    Priority,
    SecondClientError,
    ThrottledError,
    TlsMaterial,
    calls_as,
)
from custom_components.accord.protocol.huawei.northbound.session import Credentials
from tests.protocol.huawei.northbound.conftest import Connect, StartPlatform, Time
from tests.protocol.huawei.northbound.fakes import HANG_UP, SECRET, error

DEVICE = {"deviceId": "d"}


async def test_headers(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({"1.5.1": DEVICE})
    await connect(platform).data.device("d")
    headers = platform.requests[-1].headers
    assert headers["app_key"] == "homeApp01"
    assert headers["authorization"] == "Bearer t1.0"
    assert headers["content-type"] == "application/json"


async def test_calls_share_a_login(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({"1.5.1": DEVICE})
    client = connect(platform)
    await asyncio.gather(*(client.data.device(f"d{one}") for one in range(10)))
    assert platform.logins == 1
    assert len(platform.sent("1.5.1")) == 10


async def test_token_taken_away(start_platform: StartPlatform, connect: Connect) -> None:
    """It is renewed once and the call repeated, a command too: the first had no effect."""
    platform = await start_platform({"1.7.7": {"status": "sent"}})
    client = connect(platform)
    await client.commands.call_service("d", "s", "m")
    platform.forget()
    await client.commands.call_service("d", "s", "m")
    assert platform.logins == 2
    assert len(platform.sent("1.7.7")) == 3


async def test_many_lose_their_token_at_once(
    start_platform: StartPlatform, connect: Connect
) -> None:
    platform = await start_platform({"1.5.1": DEVICE})
    client = connect(platform)
    await client.data.device("d")
    platform.forget()
    await asyncio.gather(*(client.data.device("d") for _ in range(10)))
    assert platform.logins == 2


async def test_expiry_by_the_clock(
    start_platform: StartPlatform, connect: Connect, time: Time
) -> None:
    """The platform never gets a token that it would refuse."""
    platform = await start_platform({"1.5.1": DEVICE})
    client = connect(platform)
    for _ in range(4):
        await client.data.device("d")
        time.now += 3400
    assert (platform.logins, platform.refreshes) == (1, 3)
    assert len(platform.sent("1.5.1")) == 4


async def test_fresh_token_refused(start_platform: StartPlatform, connect: Connect) -> None:
    """No loop, and the owner is not asked for another secret."""
    platform = await start_platform({"1.5.1": lambda _: error(1010005, 403)})
    with pytest.raises(SecondClientError):
        await connect(platform).data.device("d")
    assert len(platform.sent("1.5.1")) == 2


async def test_two_programs(start_platform: StartPlatform, connect: Connect, time: Time) -> None:
    """Both log in again and again; one of them has to end it."""
    platform = await start_platform({"1.5.1": DEVICE})
    client = connect(platform)
    await client.data.device("d")
    for _ in range(3):
        platform.forget()
        await client.data.device("d")
    platform.forget()
    with pytest.raises(SecondClientError):
        await client.data.device("d")
    asked = len(platform.requests)
    with pytest.raises(SecondClientError):
        await client.data.device("d")
    assert len(platform.requests) == asked
    time.now += 301
    await client.data.device("d")


async def test_wrong_secret(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({"1.3.1": lambda _: error(100208, 401)})
    with pytest.raises(AuthenticationError) as caught:
        await connect(platform).data.devices()
    assert caught.value.code == 100208
    assert len(platform.requests) == 1


async def test_throttled_questions(
    start_platform: StartPlatform, connect: Connect, time: Time
) -> None:
    """They wait and are asked again."""
    platform = await start_platform({"1.5.1": [error(1010009, 403), error(100501, 503), DEVICE]})
    client = connect(platform)
    assert (await client.data.device("d")).device_id == "d"
    assert sum(time.slept) == pytest.approx(45)
    assert client.budget.throttled == 2


async def test_throttled_for_long(
    start_platform: StartPlatform, connect: Connect, time: Time
) -> None:
    platform = await start_platform({"1.5.1": lambda _: error(101009, 403)})
    with pytest.raises(ThrottledError) as caught:
        await connect(platform).data.device("d")
    assert len(platform.sent("1.5.1")) == 4
    assert caught.value.retry_after == 120


async def test_failing_platform(
    start_platform: StartPlatform, connect: Connect, time: Time
) -> None:
    """A question is asked once more after two seconds, and then no more."""
    platform = await start_platform({"1.5.1": [error(50252, 500), DEVICE]})
    client = connect(platform)
    await client.data.device("d")
    assert 2.0 in time.slept
    platform.answers["1.5.1"] = lambda _: error(50252, 500)
    with pytest.raises(DeviceError) as caught:
        await client.data.device("d")
    assert not caught.value.outcome_unknown
    assert len(platform.sent("1.5.1")) == 4


async def test_writes_are_not_repeated(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({"1.4.5": lambda _: error(50252, 500)})
    with pytest.raises(DeviceError) as caught:
        await connect(platform).devices.delete("d")
    assert caught.value.outcome_unknown
    assert len(platform.sent("1.4.5")) == 1


async def test_lost_question(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({"1.5.1": HANG_UP})
    with pytest.raises(ConnectionFailedError) as caught:
        await connect(platform).data.device("d")
    assert not caught.value.outcome_unknown


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=204),
        web.Response(status=201, text="ok", content_type="text/html"),
        web.Response(status=200, text="", content_type="text/html"),
        web.Response(status=200, text="[]", content_type="application/json"),
    ],
)
async def test_success_without_content(
    answer: web.Response, start_platform: StartPlatform, connect: Connect
) -> None:
    platform = await start_platform({"1.9.2": lambda _: answer})
    await connect(platform).groups.delete("g")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (web.Response(status=200, text="{oops"), ProtocolError),
        (web.Response(status=302, headers={"Location": "/elsewhere"}), ProtocolError),
        (web.Response(status=404, text="<html>"), NotFoundError),
        (web.Response(status=500, text="<html>"), DeviceError),
        (web.Response(status=200, text='{"error_code":"100418"}'), NotFoundError),
    ],
)
async def test_failures_of_any_form(
    answer: web.Response, kind: type[Exception], start_platform: StartPlatform, connect: Connect
) -> None:
    def again(_: Any) -> web.Response:
        return web.Response(status=answer.status, body=answer.body, headers=answer.headers)

    platform = await start_platform({"1.9.2": again})
    with pytest.raises(kind):
        await connect(platform).groups.delete("g")
    assert len(platform.sent("1.9.2")) == 1


async def test_polling_gives_way(
    start_platform: StartPlatform, connect: Connect, time: Time
) -> None:
    """Its calls come out of its own share."""
    platform = await start_platform({"1.5.2": {"devices": []}})
    client = connect(platform)
    with calls_as(Priority.POLLING):
        for _ in range(20):
            await client.data.devices()
        assert time.slept == []
        await client.data.devices()
    assert time.slept != []


def test_secrets_do_not_show() -> None:
    assert SECRET not in repr(Credentials("app", SECRET))
    assert "PRIVATE" not in repr(TlsMaterial(private_key="PRIVATE", password="PRIVATE"))
