"""Every operation by its id, over real sockets, with parameters as a user would write them."""

import pytest

from custom_components.accord.protocol.kasa import KasaClient
from custom_components.accord.protocol.operation import OperationRegistry
from tests.protocol.kasa.homes import Connect, Home, Served
from tests.protocol.kasa.steps import STEPS, with_id


def test_every_operation_has_a_step() -> None:
    steps = [operation for _, operation, _ in STEPS]
    assert sorted(steps) == sorted(one.id for one in OperationRegistry(KasaClient))


@pytest.mark.parametrize("transport", ["xor", "klap1", "klap2"])
async def test_every_operation(
    home: Home, connect: Connect, served: Served, transport: str
) -> None:
    """Over each transport, without an error."""
    registry = OperationRegistry(KasaClient)
    done, identifier = set[str](), ""
    for device in home.values():
        if transport != "xor":
            device.update_firmware(transport)
    for name, operation, parameters in STEPS:
        client = await connect(name, response_timeout=5.0)
        result = await registry[operation].call(client, with_id(parameters, identifier))
        if ".add_" in operation:
            identifier = result.id
            assert identifier
        done.add(operation)
        assert client.transport_name == transport
        await client.close()
    assert done == {one.id for one in registry}
    assert done <= {operation for operation, _ in served}
    assert [row for row in served if row[1] not in (0, 200)] == []


@pytest.mark.parametrize("name", ["Desk strip", "Kitchen strip", "Garden"])
async def test_what_strips_have_per_outlet(name: str, connect: Connect) -> None:
    """One outlet is asked, the others know nothing of it."""
    client = await connect(name)
    info = await client.system.get_sysinfo()
    first, last = info.outlets[0].id, info.outlets[-1].id
    rule = await client.count_down.start(60, True, first)
    assert [one.id for one in await client.count_down.get_rules(first)] == [rule.id]
    assert await client.count_down.get_rules(last) == ()
    slots = await client.strip.get_relationship()
    assert [slot.outlet for slot in slots] == [outlet.id for outlet in info.outlets]
