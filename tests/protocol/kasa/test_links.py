"""A device that changes its transport while it is used."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    AuthenticationError,
    ConnectionFailedError,
    RequestRefusedError,
)
from custom_components.accord.protocol.kasa import (
    Credentials,
    KasaClient,
    Transport,
    discover,
    discover_host,
    owner_of,
)
from custom_components.accord.protocol.kasa.links import SwitchingLink
from simulators.clock import Clock
from simulators.kasa import DiscoveryNet, KasaDevice, make_device

USER = ("user@example.com", "secret")
ACCOUNT = Credentials.of_account(*USER)

type Make = Callable[..., Awaitable[tuple[KasaDevice, KasaClient]]]


@pytest.fixture
async def make(free_port: int, worker_id: str) -> AsyncIterator[Make]:
    """Start a device that speaks XOR, and a client that knows the account."""
    address = 1 if worker_id == "master" else 2 + int(worker_id.removeprefix("gw"))
    async with AsyncExitStack() as stack:

        async def start(
            credentials: tuple[Credentials, ...] = (ACCOUNT,), **options: Any
        ) -> tuple[KasaDevice, KasaClient]:
            device = make_device(
                "HS103",
                f"127.78.10.{address}",
                "Lamp",
                clock=Clock(frozen=True),
                account=USER,
                port=free_port,
                klap_port=20080,
                **options,
            )
            await stack.enter_async_context(device)
            client = KasaClient(
                device.address,
                free_port,
                klap_port=20080,
                credentials=credentials,
                expected_mac=device.mac,
                response_timeout=2.0,
            )
            stack.push_async_callback(client.close)
            return device, client

        yield start


async def test_new_firmware_and_back(make: Make) -> None:
    """First XOR, then KLAP, then XOR again, and each command arrives once."""
    device, client = await make()
    await client.system.set_relay_state(True)
    assert (client.transport, client.transport_name, client.encrypted) == ("xor", "xor", False)
    device.update_firmware("klap2")
    await client.system.set_relay_state(False)
    assert not device.outlets[0].on
    assert (client.transport, client.transport_name, client.encrypted) == ("klap", "klap2", True)
    device.allow_third_party()
    await client.system.set_relay_state(True)
    assert device.outlets[0].on
    assert client.transport is Transport.XOR


async def test_the_first_version(make: Make) -> None:
    device, client = await make()
    device.update_firmware("klap1")
    await client.system.get_sysinfo()
    assert client.transport_name == "klap1"


async def test_credentials_are_asked_for_when_they_are_needed(make: Make) -> None:
    device, client = await make(credentials=())
    await client.system.get_sysinfo()
    device.update_firmware("klap2")
    with pytest.raises(AuthenticationError):
        await client.system.get_sysinfo()
    with pytest.raises(AuthenticationError):
        await client.system.set_relay_state(True)
    assert not device.outlets[0].on


async def test_who_is_open_to_all_needs_no_account(make: Make, free_port: int) -> None:
    """The account's compatibility switch opens the first way, also to those it refuses."""
    device, _ = await make(transport="klap2")
    client = KasaClient(
        device.address,
        free_port,
        klap_port=device.klap.port,
        transport=Transport.KLAP,
        expected_mac=device.mac,
    )
    with pytest.raises(AuthenticationError):
        await client.system.get_sysinfo()
    assert client.transport is Transport.KLAP
    device.xor.open()
    await client.system.set_relay_state(True)
    assert device.outlets[0].on
    assert client.transport is Transport.XOR
    device.xor.close()
    with pytest.raises(AuthenticationError):
        await client.system.get_sysinfo()
    await client.close()


async def test_gone(make: Make) -> None:
    """A device that is off is looked for both ways, and the first failure is told."""
    device, client = await make()
    await client.system.get_sysinfo()
    await device.stop()
    for _ in range(3):
        with pytest.raises(RequestRefusedError):
            await client.system.get_sysinfo()
    await device.start()
    assert (await client.system.get_sysinfo()).alias == "Lamp"


async def test_out_of_reach() -> None:
    """A host that does not even refuse is not asked for KLAP unless it announces it."""
    asked: list[str] = []

    async def find(host: str) -> int | None:
        asked.append(host)
        return 8080 if len(asked) == 2 else None

    link = SwitchingLink("127.78.10.9", find_port=find)
    assert not await link.switch(ConnectionFailedError("no route"))
    assert link.transport is Transport.XOR
    assert await link.switch(ConnectionFailedError("no route"))
    assert (link.transport, link.klap_port) == (Transport.KLAP, 8080)
    assert await link.switch(ConnectionFailedError("no route"))
    assert link.transport is Transport.XOR
    await link.close()
    assert not await link.switch(RequestRefusedError("closed"))
    assert asked == ["127.78.10.9"] * 2


async def test_both_ways_to_speak_are_found_at_once(make: Make, free_port: int) -> None:
    """A device that speaks KLAP answers two probes and is found once, without its name."""
    device, _ = await make()
    broadcast = "127.255.255.255"
    async with DiscoveryNet([device], broadcast, free_port) as net:
        options = {"klap_ports": net.probe_ports, "window": 0.3, "at": (0.0,)}
        (plain,) = await discover([broadcast], port=free_port, **options)
        device.update_firmware("klap2")
        (locked,) = await discover([broadcast], port=free_port, **options)
    assert plain.sysinfo is not None
    assert (plain.mac, plain.klap_port) == (device.mac.lower(), None)
    assert (locked.mac, locked.klap_port, locked.sysinfo) == (plain.mac, 20080, None)
    assert (locked.host, locked.owner) == (device.address, owner_of(USER[0]))


async def test_a_host_whose_network_lets_no_probe_through(
    make: Make, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = "custom_components.accord.protocol.kasa.discovery"
    monkeypatch.setattr(f"{module}.KLAP_PORT", 20080)
    device, _ = await make(probe_ports=(), transport="klap2")
    found = await discover_host(device.address, port=free_port)
    assert (found.klap_port, found.mac, found.sysinfo) == (20080, "", None)
    assert found.supported
    device.klap.needs_adding = True
    with pytest.raises(RequestRefusedError):
        await discover_host(device.address, port=free_port)


async def test_one_host_is_asked_both_ways(make: Make, free_port: int) -> None:
    device, _ = await make()
    assert (await discover_host(device.address, port=free_port)).klap_port is None
    device.update_firmware("klap2")
    assert (await discover_host(device.address, port=free_port)).klap_port == 20080
    await device.stop()
    with pytest.raises(RequestRefusedError):
        await discover_host(device.address, port=free_port)
    await device.start()
