"""The way in for pushes: who is let in, what is answered, and what is never told."""

import asyncio
from http import HTTPStatus
import logging
from typing import Any, cast

from aiohttp import web
from aiohttp.test_utils import TestClient
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.core_config import async_process_ha_core_config
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord import push_view
from custom_components.accord.push_view import (
    PATH,
    STRANGE_CALLS,
    WAITING,
    Answer,
    Rate,
    async_register_push,
    async_set_up_push,
    new_secret,
    push_url,
)
from custom_components.accord.pushes import Push

VENDOR = "akuvox"
SECRET = new_secret()
URL = f"{PATH}/{VENDOR}/{SECRET}"


class Inbox:
    """A handler that remembers what came."""

    def __init__(self) -> None:
        self.pushes: list[Push] = []
        self.arrived = asyncio.Event()
        self.hold: asyncio.Event | None = None
        self.failure: Exception | None = None

    async def __call__(self, push: Push) -> None:
        if self.hold is not None:
            await self.hold.wait()
        self.pushes.append(push)
        self.arrived.set()
        if self.failure is not None:
            raise self.failure

    async def wait_for(self, count: int) -> list[Push]:
        async with asyncio.timeout(5):
            while len(self.pushes) < count:
                self.arrived.clear()
                await self.arrived.wait()
        return self.pushes


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def entry(hass: HomeAssistant) -> MockConfigEntry:
    entry = MockConfigEntry(domain="accord_kasa", title="Door", state=ConfigEntryState.LOADED)
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
async def client(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator
) -> TestClient[Any, Any]:
    assert await async_setup_component(hass, "http", {})
    async_set_up_push(hass)
    return await hass_client_no_auth()


async def test_push_is_answered_then_handled(
    hass: HomeAssistant, entry: MockConfigEntry, client: TestClient[Any, Any], inbox: Inbox
) -> None:
    inbox.hold = asyncio.Event()
    async_register_push(hass, entry, VENDOR, SECRET, inbox)
    response = await client.post(f"{URL}/up/link/?e=relay", data=b'{"a": 1}')
    assert (response.status, await response.read()) == (HTTPStatus.OK, b"")
    assert inbox.pushes == []
    inbox.hold.set()
    (push,) = await inbox.wait_for(1)
    assert (push.method, push.tail, dict(push.query)) == ("POST", "up/link", {"e": "relay"})
    assert push.body == b'{"a": 1}'
    assert push.content_type == "application/octet-stream"
    assert push.headers["host"]
    assert push.remote == "127.0.0.1"


async def test_without_a_tail(
    hass: HomeAssistant, entry: MockConfigEntry, client: TestClient[Any, Any], inbox: Inbox
) -> None:
    async_register_push(hass, entry, VENDOR, SECRET, inbox)
    assert (await client.get(URL)).status == HTTPStatus.OK
    assert (await inbox.wait_for(1))[0].tail == ""


async def test_pushes_are_handled_in_order_and_failures_spoil_none(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    client: TestClient[Any, Any],
    inbox: Inbox,
    caplog: pytest.LogCaptureFixture,
) -> None:
    inbox.failure = ValueError("code 4711")
    async_register_push(hass, entry, VENDOR, SECRET, inbox)
    for number in range(5):
        await client.get(f"{URL}/{number}")
    assert [push.tail for push in await inbox.wait_for(5)] == ["0", "1", "2", "3", "4"]
    await client.get(URL)  # whatever was to be logged about the first ones is
    await inbox.wait_for(6)
    assert "A push for Door could not be handled: ValueError in test_push_view.py" in caplog.text
    assert "4711" not in caplog.text


async def answers_like_nothing(client: TestClient[Any, Any], method: str, url: str) -> bool:
    there = await client.request(method, url)
    nothing = await client.request(method, "/api/accord/nothing/of/this/kind")
    same = there.status == nothing.status == HTTPStatus.NOT_FOUND
    names = set(there.headers) - {"Date"}
    return (
        same
        and await there.read() == await nothing.read()
        and names == set(nothing.headers) - {"Date"}
        and all(there.headers[name] == nothing.headers[name] for name in names)
    )


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
async def test_wrong_secret_finds_nothing(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    client: TestClient[Any, Any],
    inbox: Inbox,
    method: str,
) -> None:
    async_register_push(hass, entry, VENDOR, SECRET, inbox)
    for path in (
        f"{VENDOR}/{new_secret()}",
        f"{VENDOR}/{SECRET[:-1]}",
        f"{VENDOR}/{SECRET}0/x",
        f"other/{SECRET}",
    ):
        assert await answers_like_nothing(client, method, f"{PATH}/{path}"), path
    assert inbox.pushes == []


async def test_old_addresses_are_mentioned_once(
    hass: HomeAssistant, client: TestClient[Any, Any], caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(STRANGE_CALLS * 2):
        await client.get(URL)
    assert caplog.text.count("127.0.0.1 keeps pushing") == 1
    assert SECRET not in caplog.text


async def test_old_addresses_are_mentioned_again_the_next_day(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(push_view.time, "monotonic", lambda: now)
    view = push_view._PushView(hass)
    for day in range(2):
        now = day * (push_view.DAY + 1)
        for _ in range(STRANGE_CALLS + 1):
            view._note_stranger("192.0.2.1")
    assert caplog.text.count("192.0.2.1 keeps pushing") == 2


async def test_home_assistant_stops(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    client: TestClient[Any, Any],
    inbox: Inbox,
) -> None:
    async_register_push(hass, entry, VENDOR, SECRET, inbox)
    hass.set_state(CoreState.stopping)
    assert (await client.get(URL)).status == HTTPStatus.SERVICE_UNAVAILABLE
    hass.set_state(CoreState.running)
    assert (await client.get(URL)).status == HTTPStatus.OK
    assert len(await inbox.wait_for(1)) == 1


def test_few_strangers_are_remembered(hass: HomeAssistant) -> None:
    view = push_view._PushView(hass)
    for number in range(push_view.STRANGERS * 2):
        view._note_stranger(f"192.0.2.{number}")
    assert len(view._strangers) == push_view.STRANGERS


async def test_other_methods(
    hass: HomeAssistant, entry: MockConfigEntry, client: TestClient[Any, Any], inbox: Inbox
) -> None:
    async_register_push(hass, entry, VENDOR, SECRET, inbox, methods=["PUT"])
    assert (await client.post(URL)).status == HTTPStatus.METHOD_NOT_ALLOWED
    assert (await client.put(URL)).status == HTTPStatus.OK


async def test_large_bodies(
    hass: HomeAssistant, entry: MockConfigEntry, client: TestClient[Any, Any], inbox: Inbox
) -> None:
    async def in_pieces() -> Any:
        for _ in range(11):
            yield b"x" * 10

    async_register_push(hass, entry, VENDOR, SECRET, inbox, limit=100)
    for body in (b"x" * 101, in_pieces()):
        response = await client.post(URL, data=body)
        assert response.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert (await client.post(URL, data=b"x" * 100)).status == HTTPStatus.OK
    assert len(await inbox.wait_for(1)) == 1


async def test_slow_bodies(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    client: TestClient[Any, Any],
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(push_view, "READING_TIME", 0.05)
    answered = asyncio.Event()

    async def in_pieces() -> Any:
        yield b"x"
        await answered.wait()

    async_register_push(hass, entry, VENDOR, SECRET, inbox)
    response = await client.post(URL, data=in_pieces())
    answered.set()
    assert response.status == HTTPStatus.REQUEST_TIMEOUT


async def test_broken_bodies() -> None:
    class Broken:
        """A request whose body aiohttp cannot read."""

        content_length = None

        @property
        def content(self) -> Broken:
            return self

        async def iter_any(self) -> Any:
            yield b"x"
            raise web.RequestPayloadError("4711")

    with pytest.raises(web.HTTPBadRequest):
        await push_view._read(cast("web.Request", Broken()), 100)


async def test_rate(
    hass: HomeAssistant, entry: MockConfigEntry, client: TestClient[Any, Any], inbox: Inbox
) -> None:
    other = new_secret()
    async_register_push(hass, entry, VENDOR, SECRET, inbox, rate=Rate(per_second=0, burst=2))
    async_register_push(hass, entry, VENDOR, other, inbox)
    found = [(await client.get(URL)).status for _ in range(4)]
    assert found == [HTTPStatus.OK] * 2 + [HTTPStatus.SERVICE_UNAVAILABLE] * 2
    assert (await client.get(f"{PATH}/{VENDOR}/{other}")).status == HTTPStatus.OK


def test_rate_refills() -> None:
    now = 0.0
    bucket = push_view._Bucket(Rate(per_second=2, burst=3), lambda: now)
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    now = 1.0
    assert [bucket.take() for _ in range(3)] == [True, True, False]
    now = 100.0
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


async def test_too_much_waits(
    hass: HomeAssistant, entry: MockConfigEntry, client: TestClient[Any, Any], inbox: Inbox
) -> None:
    inbox.hold = asyncio.Event()
    async_register_push(hass, entry, VENDOR, SECRET, inbox, rate=Rate(burst=WAITING * 2))
    statuses = [(await client.get(URL)).status for _ in range(WAITING + 2)]
    assert statuses[-1] == HTTPStatus.SERVICE_UNAVAILABLE
    assert statuses.count(HTTPStatus.OK) >= WAITING
    inbox.hold.set()
    await inbox.wait_for(WAITING)


async def test_the_vendor_chooses_the_answer(
    hass: HomeAssistant, entry: MockConfigEntry, client: TestClient[Any, Any], inbox: Inbox
) -> None:
    def answer(push: Push) -> Answer | None:
        known = push.tail == "uplink" and push.headers.get("x-proof") == "yes"
        return Answer(HTTPStatus.ACCEPTED, b"{}", "application/json") if known else None

    async_register_push(hass, entry, VENDOR, SECRET, inbox, answer=answer)
    response = await client.post(f"{URL}/uplink", headers={"X-Proof": "yes"})
    assert response.status == HTTPStatus.ACCEPTED
    assert (response.content_type, await response.read()) == ("application/json", b"{}")
    assert await answers_like_nothing(client, "POST", f"{URL}/other")
    assert len(await inbox.wait_for(1)) == 1


@pytest.mark.parametrize(("remote", "local"), [("192.168.1.7", True), ("203.0.113.7", False)])
async def test_local_only(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    client: TestClient[Any, Any],
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
    remote: str,
    local: bool,
) -> None:
    async_register_push(hass, entry, VENDOR, SECRET, inbox, local_only=True)
    seen: list[str | None] = []

    def from_remote(hass: HomeAssistant, address: str | None) -> bool:
        seen.append(address)
        return is_local(hass, remote)

    is_local = push_view._is_local
    monkeypatch.setattr(push_view, "_is_local", from_remote)
    response = await client.get(URL)
    assert response.status == (HTTPStatus.OK if local else HTTPStatus.NOT_FOUND)
    assert seen == ["127.0.0.1"]
    assert not is_local(hass, "somewhere")


async def test_the_end(
    hass: HomeAssistant, entry: MockConfigEntry, client: TestClient[Any, Any], inbox: Inbox
) -> None:
    inbox.hold = asyncio.Event()
    unregister = async_register_push(hass, entry, VENDOR, SECRET, inbox)
    assert (await client.get(URL)).status == HTTPStatus.OK
    unregister()
    unregister()
    assert (await client.get(URL)).status == HTTPStatus.NOT_FOUND
    inbox.hold.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert inbox.pushes == []
    async_register_push(hass, entry, VENDOR, SECRET, inbox)
    assert (await client.get(URL)).status == HTTPStatus.OK


async def test_secrets_are_long_and_used_once(
    hass: HomeAssistant, entry: MockConfigEntry, inbox: Inbox
) -> None:
    assert len({new_secret() for _ in range(10)}) == 10
    with pytest.raises(ValueError, match="too short"):
        async_register_push(hass, entry, VENDOR, "x" * 42, inbox)
    async_register_push(hass, entry, VENDOR, SECRET, inbox)
    async_register_push(hass, entry, "other", SECRET, inbox)
    with pytest.raises(ValueError, match="taken"):
        async_register_push(hass, entry, VENDOR, SECRET, inbox)


async def test_no_log_has_the_secret(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    client: TestClient[Any, Any],
    inbox: Inbox,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in (*push_view._LOGS_OF_ADDRESSES, "homeassistant.helpers.http"):
        caplog.set_level(logging.DEBUG, name)
    inbox.failure = ValueError(URL)
    async_register_push(hass, entry, VENDOR, SECRET, inbox)
    await client.post(f"{URL}/x", data=b"body-4711")
    await client.get(f"{PATH}/{VENDOR}/{SECRET}0")
    # Home Assistant refuses and logs it before any view is asked.
    filtered = await client.get(f"{URL}?name=%3Cscript%3E")
    assert filtered.status == HTTPStatus.BAD_REQUEST
    await inbox.wait_for(1)
    await client.get(URL)
    await inbox.wait_for(2)
    assert "potential harmful" in caplog.text
    assert f"{PATH}/{VENDOR}/**REDACTED**" in caplog.text
    assert SECRET not in caplog.text
    assert "body-4711" not in caplog.text
    for record in caplog.records:
        assert SECRET not in str(vars(record))


async def test_own_log_lines_of_requests_stay(
    hass: HomeAssistant, client: TestClient[Any, Any], caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("aiohttp.access").warning("GET %s", "/api/other/path")
    assert "GET /api/other/path" in caplog.text


async def test_where_to_push(hass: HomeAssistant) -> None:
    with pytest.raises(HomeAssistantError) as failed:
        push_url(hass, VENDOR, SECRET, external=True)
    assert (failed.value.translation_domain, failed.value.translation_key) == (
        "accord",
        "no_push_address",
    )
    await async_process_ha_core_config(
        hass,
        {"internal_url": "http://192.0.2.5:8123", "external_url": "https://home.example.com"},
    )
    assert push_url(hass, VENDOR, SECRET) == f"http://192.0.2.5:8123{URL}"
    assert push_url(hass, VENDOR, SECRET, external=True) == f"https://home.example.com{URL}"
    assert push_url(hass, VENDOR, SECRET, "http://ha.lan:80/") == f"http://ha.lan:80{URL}"
    assert len(push_url(hass, VENDOR, SECRET)) < 120
