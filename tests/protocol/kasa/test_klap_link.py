"""KLAP over real sockets: sessions that end, accounts that do not fit, answers that break."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    AuthenticationError,
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
    RequestRefusedError,
)
from custom_components.accord.protocol.kasa.credentials import BLANK, FACTORY, V1, V2, Credentials
from custom_components.accord.protocol.kasa.errors import NeedsAddingError
from custom_components.accord.protocol.kasa.klap_link import KlapLink
from simulators.base import Outcome, observing
from simulators.clock import Clock
from simulators.faults import Cut, Delay, Drop, Garbage, Html
from simulators.kasa import KasaDevice, credentials as simulated, make_device

USER = ("user@example.com", "secret")
ACCOUNT = Credentials.of_account(*USER)
OTHER = Credentials.of_account("user@example.com", "wrong")
SYSINFO = b'{"system":{"get_sysinfo":{}}}'
ON = b'{"system":{"set_relay_state":{"state":1}}}'

type Make = Callable[..., Awaitable[tuple[KasaDevice, KlapLink]]]


@pytest.fixture
async def make(free_port: int) -> AsyncIterator[Make]:
    """Start a device that speaks KLAP, and a link to it."""
    async with AsyncExitStack() as stack:

        async def start(
            model: str = "HS103",
            transport: str = "klap2",
            candidates: tuple[Credentials, ...] = (ACCOUNT,),
            **options: Any,
        ) -> tuple[KasaDevice, KlapLink]:
            device = make_device(
                model,
                "127.78.9.1",
                "Lamp",
                clock=Clock(frozen=True),
                transport=transport,
                account=USER,
                port=free_port,
                klap_port=0,
                probe_ports=(),
                **options,
            )
            await stack.enter_async_context(device)
            link = KlapLink(
                device.address, device.klap.port, candidates=candidates, response_timeout=1.0
            )
            stack.push_async_callback(link.close)
            return device, link

        yield start


@pytest.fixture
def steps() -> list[str]:
    return []


@pytest.fixture(autouse=True)
def watching(steps: list[str]) -> Any:
    """Note every step that devices carried out."""

    def note(_system: str, operation: str, _outcome: Outcome) -> None:
        steps.append(operation)

    with observing(note):
        yield


@pytest.mark.parametrize(("transport", "version"), [("klap1", V1), ("klap2", V2)])
async def test_both_versions(make: Make, transport: str, version: int) -> None:
    """Which one it is shows in the first answer."""
    device, link = await make(transport=transport)
    assert b"HS103" in await link.exchange(SYSINFO, repeatable=True)
    assert link.accepted == (ACCOUNT, version)
    await link.exchange(ON, repeatable=True)
    assert device.outlets[0].on


@pytest.mark.parametrize(
    ("account", "expected"),
    [(simulated.VENDOR_DEFAULT, FACTORY), (simulated.BLANK, BLANK)],
    ids=["factory", "blank"],
)
async def test_accounts_known_to_all(
    make: Make, account: simulated.Account, expected: Credentials
) -> None:
    device, link = await make(candidates=(OTHER,))
    device.klap.enroll(account)
    await link.exchange(SYSINFO, repeatable=True)
    assert link.accepted is not None
    assert link.accepted.credentials == expected


async def test_wrong_account(make: Make) -> None:
    device, link = await make(candidates=(OTHER,))
    with pytest.raises(AuthenticationError) as caught:
        await link.exchange(ON, repeatable=True)
    assert not caught.value.outcome_unknown
    assert not device.outlets[0].on


async def test_the_account_changes(make: Make) -> None:
    """A device that goes from one known account to another is followed."""
    device, link = await make()
    await link.exchange(SYSINFO, repeatable=True)
    device.klap.enroll(simulated.VENDOR_DEFAULT)
    device.klap.end_sessions()
    await link.exchange(SYSINFO, repeatable=True)
    assert link.accepted is not None
    assert link.accepted.credentials == FACTORY


async def test_to_be_added_again(make: Make) -> None:
    device, link = await make()
    device.klap.needs_adding = True
    with pytest.raises(NeedsAddingError):
        await link.exchange(SYSINFO, repeatable=True)


@pytest.mark.parametrize("repeatable", [True, False])
async def test_a_session_that_was_forgotten(make: Make, steps: list[str], repeatable: bool) -> None:
    """What was refused is sent again, even what must not be carried out twice."""
    device, link = await make()
    await link.exchange(SYSINFO, repeatable=True)
    device.klap.end_sessions()
    await link.exchange(ON, repeatable=repeatable)
    assert device.outlets[0].on
    assert steps.count("system.set_relay_state") == 1


async def test_a_session_is_renewed_before_its_end(make: Make) -> None:
    device, _ = await make()
    now, seeds = 0.0, list[bytes]()

    def seed() -> bytes:
        seeds.append(bytes((len(seeds),)) * 16)
        return seeds[-1]

    port = device.klap.port
    link = KlapLink(device.address, port, candidates=(ACCOUNT,), clock=lambda: now, seed=seed)
    await link.exchange(SYSINFO, repeatable=True)
    now = 86_400 - 1201
    await link.exchange(SYSINFO, repeatable=True)
    assert len(seeds) == 1
    now += 2
    await link.exchange(SYSINFO, repeatable=True)
    assert len(seeds) == 2
    await link.close()


async def test_sessions_for_one_request(make: Make, steps: list[str]) -> None:
    """It is learned that a new one is needed each time."""
    device, link = await make("HS110", "klap1")
    for _ in range(6):
        assert b"HS110" in await link.exchange(SYSINFO, repeatable=True)
    for _ in range(3):
        await link.exchange(ON, repeatable=False)
    assert device.outlets[0].on
    assert steps.count("system.set_relay_state") == 3


async def test_a_page_instead_of_an_answer(make: Make) -> None:
    """Some bulbs answer so to too many modules; the next request goes well."""
    _, link = await make("KL125")
    many = b'{"system":{"get_sysinfo":{}},"smartlife.iot.common.schedule":{"get_rules":{}},'
    many += b'"smartlife.iot.common.cloud":{"get_info":{}}}'
    with pytest.raises(ProtocolError):
        await link.exchange(many, repeatable=True)
    assert b"KL125" in await link.exchange(SYSINFO, repeatable=True)


@pytest.mark.parametrize("fault", [Garbage(), Html(), Cut(), Drop()])
async def test_answers_that_break(make: Make, fault: Any) -> None:
    """A read is asked again; a command whose answer breaks is not."""
    device, link = await make()
    await link.exchange(SYSINFO, repeatable=True)
    device.faults.add(fault, times=1)
    if isinstance(fault, Drop):
        with pytest.raises(DeadlineError):
            await link.exchange(SYSINFO, repeatable=True)
    else:
        assert b"HS103" in await link.exchange(SYSINFO, repeatable=True)
    device.faults.add(fault, times=1, operations=["system.set_relay_state"])
    with pytest.raises((ProtocolError, ConnectionFailedError)) as caught:
        await link.exchange(ON, repeatable=False)
    assert caught.value.outcome_unknown
    assert b"HS103" in await link.exchange(SYSINFO, repeatable=True)


async def test_cancelled(make: Make) -> None:
    """Nothing of a request that was given up is read as the answer to the next."""
    device, link = await make()
    await link.exchange(SYSINFO, repeatable=True)
    device.faults.add(Delay(60), times=1)
    task = asyncio.create_task(link.exchange(ON, repeatable=True))
    await device.clock.wait_for_sleepers()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert b"HS103" in await link.exchange(SYSINFO, repeatable=True)


async def test_nobody_there(make: Make) -> None:
    device, link = await make()
    await device.stop()
    with pytest.raises(RequestRefusedError) as caught:
        await link.exchange(ON, repeatable=False)
    assert not caught.value.outcome_unknown
    await device.start()
