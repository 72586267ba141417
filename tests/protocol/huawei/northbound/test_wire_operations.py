"""All requests and notifications over real connections with certificates, against a strict platform."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from custom_components.accord.protocol.errors import AuthenticationError, NotFoundError
from custom_components.accord.protocol.huawei.northbound import (
    CallBudget,
    Command,
    CommandStatus,
    DeviceDataChanged,
    DeviceOfflineError,
    HuaweiClient,
    NotDelegatedError,
    Priority,
    QueueFullError,
    RecentNotifications,
    SecondClientError,
    TlsMaterial,
    calls_as,
)
from custom_components.accord.protocol.huawei.northbound.mapping import (
    DeviceContext,
    delivery_of,
    message_for,
    plan_features,
)
from simulators.base import Outcome
from simulators.clock import Clock
from simulators.huawei import HuaweiPlatform, Quirks
from simulators.huawei.household import FRONT_DOOR, GATE, LAMP, METER, build_platform, populate
from tests.protocol.huawei.northbound.conftest import Time
from tests.protocol.huawei.northbound.receiver import Receiver
from tests.protocol.huawei.northbound.story import Story

ADDRESS = "127.79.2.20"


@pytest.fixture
async def platform() -> AsyncIterator[HuaweiPlatform]:
    """Start a house's platform whose time stands still."""
    built = build_platform(address=ADDRESS, port=0, clock=Clock(frozen=True))
    built.control("account", {"calls_per_minute": 10_000})
    async with built:
        yield built


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as started:
        yield started


def material_of(platform: HuaweiPlatform) -> TlsMaterial:
    own = platform.client_certificate
    return TlsMaterial(
        authority=platform.authority.pem.decode(),
        certificate=own.chain.decode(),
        private_key=own.key.decode(),
    )


@pytest.fixture
def client(http: aiohttp.ClientSession, platform: HuaweiPlatform, time: Time) -> HuaweiClient:
    return client_of(http, platform, time)


def client_of(
    http: aiohttp.ClientSession, platform: HuaweiPlatform, time: Time, secret: str = ""
) -> HuaweiClient:
    return HuaweiClient(
        http,
        platform.base_url,
        platform.app_id,
        secret or platform.secret,
        material_of(platform),
        budget=CallBudget(burst=1000, monotonic=time.monotonic, sleep=time.sleep),
        monotonic=time.monotonic,
        sleep=time.sleep,
    )


class Watch:
    """What the platform serves with success and what it refuses, from now on."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        self.served: set[str] = set()
        self.refused: list[tuple[str, Outcome]] = []
        self._wanted: frozenset[str] = frozenset()
        self._there = asyncio.Event()
        platform.observe(self._note)

    async def wait_for(self, operations: frozenset[str]) -> None:
        """Wait until all of them were served: notifications count once they are answered."""
        self._wanted = operations
        self._look()
        async with asyncio.timeout(5):
            await self._there.wait()

    def _note(self, _: str, operation: str, outcome: Outcome) -> None:
        if outcome.ok:
            self.served.add(operation)
        else:
            self.refused.append((operation, outcome))
        self._look()

    def _look(self) -> None:
        if self._wanted and self._wanted <= self.served:
            self._there.set()


async def test_every_operation(
    platform: HuaweiPlatform, client: HuaweiClient, receiver: Receiver
) -> None:
    """48 requests and 18 notifications, none of them refused."""
    watch = Watch(platform)
    await Story(client, platform, receiver).tell()
    await watch.wait_for(HuaweiPlatform.operations())
    assert watch.refused == []
    assert len(HuaweiPlatform.operations()) == 66


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks.legacy(),
        Quirks(text_numbers=True, text_flags=True, null_members=True),
        Quirks(data_as_date=True, service_for_services=True, capital_status=True),
        Quirks(extend_para=True, null_refresh_token=True, token_type="Bearer "),
        Quirks(chapter_result_codes=True, misprinted_codes=True, inbox=True),
    ],
)
async def test_platforms_differ(
    quirks: Quirks,
    platform: HuaweiPlatform,
    client: HuaweiClient,
    receiver: Receiver,
) -> None:
    """Older and stranger ones are understood as well."""
    platform.quirks = quirks
    await Story(client, platform, receiver).tell()


async def test_another_program_logs_in(platform: HuaweiPlatform, client: HuaweiClient) -> None:
    """Its login takes our token; we take it back a few times, and then leave it alone."""
    await client.data.device(METER)
    for _ in range(3):
        platform.control("login", {})
        await client.data.device(METER)
    platform.control("login", {})
    with pytest.raises(SecondClientError):
        await client.data.device(METER)
    asked = len(platform.api.requests)
    with pytest.raises(SecondClientError):
        await client.data.device(METER)
    assert len(platform.api.requests) == asked


async def test_wrong_secret(
    http: aiohttp.ClientSession, platform: HuaweiPlatform, time: Time
) -> None:
    with pytest.raises(AuthenticationError):
        await client_of(http, platform, time, "wrong").data.devices()


async def test_token_lives_on(platform: HuaweiPlatform, client: HuaweiClient, time: Time) -> None:
    """Over a day the platform never sees a token that is too old."""
    watch = Watch(platform)
    for _ in range(24):
        await client.data.device(METER)
        time.now += 3599
        platform.clock.advance(3599)
    assert watch.refused == []


async def test_too_many_calls(platform: HuaweiPlatform, client: HuaweiClient, time: Time) -> None:
    """The platform refuses, we wait, and the answer comes all the same."""
    platform.control("account", {"calls_per_minute": 3})
    time.on_sleep = platform.clock.advance
    for _ in range(6):
        await client.data.device(METER)
    assert client.budget.throttled >= 1


async def test_for_another_application(platform: HuaweiPlatform, client: HuaweiClient) -> None:
    platform.control("account", {"appId": "neighbour", "secret": "s"})
    with pytest.raises(NotDelegatedError):
        await client.data.devices(delegate="neighbour")
    platform.control("account", {"appId": "neighbour", "grants": [platform.app_id]})
    assert (await client.data.devices(delegate="neighbour")).items == ()
    with pytest.raises(NotFoundError):
        await client.data.devices(delegate="nobody")


async def test_only_so_many_commands_wait(platform: HuaweiPlatform, client: HuaweiClient) -> None:
    platform.clock.advance(60)
    command = Command(service_id="WaterMeter", method="READ_NOW")
    for _ in range(20):
        await client.commands.create(METER, command, 3600)
    with pytest.raises(QueueFullError):
        await client.commands.create(METER, command, 3600)


async def test_lock_that_sleeps(platform: HuaweiPlatform, client: HuaweiClient) -> None:
    """From its model to the command: at once or never, and nothing waits afterwards."""
    platform.control("disconnect", {"deviceId": GATE})
    device = await client.data.device(GATE)
    (model,) = await client.data.capabilities(GATE)
    context = DeviceContext(
        device_type=device.info.device_type, protocol_type=device.info.protocol_type
    )
    lock = next(one for one in plan_features(model.services, context) if one.kind == "lock")
    delivery = delivery_of(lock, device.info.protocol_type, 86_400)
    assert delivery.created
    unlock = message_for(lock, False)
    assert isinstance(unlock, Command)
    sent = await client.commands.create(GATE, unlock, delivery.expire_time)
    platform.clock.advance(1)
    found = (await client.commands.list(GATE)).items
    assert [(one.command_id, one.status) for one in found] == [
        (sent.command_id, CommandStatus.TIMED_OUT)
    ]
    platform.control("connect", {"deviceId": GATE})
    platform.clock.advance(10)
    lock_state = platform.fleet[GATE].reports["Lock"].data["lockState"]
    assert lock_state == "LOCKED"


async def test_lock_without_its_gateway(platform: HuaweiPlatform, client: HuaweiClient) -> None:
    platform.control("disconnect", {"deviceId": "dev-gateway"})
    with pytest.raises(DeviceOfflineError) as caught:
        await client.commands.call_service(FRONT_DOOR, "DoorLock", "UNLOCK")
    assert not caught.value.outcome_unknown


async def test_notifications_twice_and_out_of_order(
    platform: HuaweiPlatform, client: HuaweiClient, receiver: Receiver
) -> None:
    await client.subscriptions.subscribe_data("deviceDataChanged", receiver.url)
    platform.control("push", {"duplicate": True, "reorder": True})
    for level in (10, 20, 30):
        platform.clock.advance(1)
        services = {"Brightness": {"brightness": level}}
        platform.control("report", {"deviceId": LAMP, "services": services})
    told = await receiver.wait_for(DeviceDataChanged, 6)
    recent = RecentNotifications()
    device = await client.data.device(LAMP)
    news = [one for one in told if recent.is_new(one)]
    assert len(news) == 3
    for one in news:
        device = device.reported(one.services)
    service = device.service("Brightness")
    assert service is not None
    assert service.data["brightness"] == 30


async def test_strange_notifications(
    platform: HuaweiPlatform, client: HuaweiClient, receiver: Receiver
) -> None:
    """Other types, nulls, three megabytes: all are read."""
    await client.subscriptions.subscribe_data("deviceDataChanged", receiver.url)
    faults: tuple[dict[str, Any], ...] = (
        {"wrong_types": True},
        {"wrong_types": False, "null_members": True},
        {"pad": 3 * 2**20},
    )
    for number, fault in enumerate(faults, 1):
        platform.control("push", fault)
        services = {"Brightness": {"brightness": number}}
        platform.control("report", {"deviceId": LAMP, "services": services})
        assert (await receiver.wait_for(DeviceDataChanged, number))[-1].device_id == LAMP


async def test_ten_thousand_devices(
    platform: HuaweiPlatform, client: HuaweiClient, time: Time
) -> None:
    """One scan by polling: 41 calls, within its share."""
    populate(platform, 10_000)
    asked = len(platform.api.requests)
    with calls_as(Priority.POLLING):
        found = {one.device_id async for rows in client.data.scan() for one in rows}
    assert len(found) == 10_007
    assert len(platform.api.requests) - asked == 42
    assert sum(time.slept) == pytest.approx(63)
