"""`context`: which outlets of a strip a request is about."""

from typing import Any

import pytest

from simulators.kasa import KasaDevice
from simulators.kasa.quirks import Quirks
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import RawTcp, RawUdp, ask

type Json = dict[str, Any]

OK = {"err_code": 0}
NOT_THERE = {"err_code": -14, "err_msg": "entry not exist"}


def switch(state: int, context: Any) -> Json:
    """Return a request that switches what the context names."""
    return {"context": context, "system": {"set_relay_state": {"state": state}}}


def ids(device: KasaDevice, *slots: int) -> Json:
    """Return a context naming some outlets."""
    return {"child_ids": [f"{device.device_id}{slot:02}" for slot in slots]}


def relays(device: KasaDevice) -> list[bool]:
    """Return which outlets are on."""
    return [outlet.on for outlet in device.outlets]


async def test_one_and_several_outlets(start: Start) -> None:
    """A switch acts on all that are named; the context is not echoed."""
    device = await start("KP303")
    assert await ask(device, switch(1, ids(device, 1))) == {"system": {"set_relay_state": OK}}
    assert relays(device) == [False, True, False]
    await ask(device, switch(1, ids(device, 2, 0)))
    assert relays(device) == [True, True, True]
    await ask(device, switch(0, ids(device, 0, 2)))
    assert relays(device) == [False, True, False]


async def test_the_context_counts_wherever_it_stands(start: Start) -> None:
    """Also behind the module."""
    device = await start("KP303")
    request = {"system": {"set_relay_state": {"state": 1}}, "context": ids(device, 2)}
    assert await ask(device, request) == {"system": {"set_relay_state": OK}}
    assert relays(device) == [False, False, True]


@pytest.mark.parametrize(
    "context", [{}, {"child_ids": None}, {"child_ids": "00"}, {"source": "app"}, [], None, 3]
)
async def test_an_odd_context_is_none_at_all(start: Start, context: Any) -> None:
    """The request is then for the whole strip."""
    device = await start("KP303")
    assert await ask(device, switch(1, context)) == {"system": {"set_relay_state": OK}}
    assert relays(device) == [True, True, True]


async def test_without_context_all_outlets_switch(start: Start) -> None:
    """The most dangerous request of all."""
    device = await start("HS300")
    await ask(device, {"system": {"set_relay_state": {"state": 1}}})
    assert relays(device) == [True] * 6


async def test_an_empty_list_names_nothing(start: Start) -> None:
    """Success, and nothing happens."""
    device = await start("HS300")
    request = {
        "context": {"child_ids": []},
        "system": {"set_relay_state": {"state": 1}, "set_dev_alias": {"alias": "x"}},
        "emeter": {"get_realtime": {}},
    }
    assert await ask(device, request) == {
        "system": {"set_relay_state": OK, "set_dev_alias": OK},
        "emeter": {"get_realtime": OK},
    }
    assert not any(relays(device))
    assert device.alias == "HS300"


@pytest.mark.parametrize("wrong", ["00", "0", "", 0, None, "f" * 42])
async def test_an_unknown_outlet_spoils_the_request(start: Start, wrong: Any) -> None:
    """Nothing is executed, not even for known outlets; what heeds no context still is."""
    device = await start("HS300")
    context = ids(device, 0)
    context["child_ids"].append(wrong)
    request = {
        "context": context,
        "system": {
            "set_relay_state": {"state": 1},
            "set_dev_alias": {"alias": "x"},
            "set_led_off": {"off": 1},
        },
        "emeter": {"get_realtime": {}},
    }
    assert await ask(device, request) == {
        "system": {"set_relay_state": NOT_THERE, "set_dev_alias": NOT_THERE, "set_led_off": OK},
        "emeter": {"get_realtime": NOT_THERE},
    }
    assert not any(relays(device))
    assert device.led_off == 1


async def test_names_and_reads_take_the_first_outlet(start: Start) -> None:
    """The rest of the list is ignored."""
    device = await start("HS300")
    device.set_load(40, 4)
    device.outlets[4].switch(True)
    answer = await ask(
        device,
        {
            "context": ids(device, 4, 1),
            "system": {"set_dev_alias": {"alias": "Heater"}},
            "emeter": {"get_realtime": {}},
        },
    )
    assert answer["emeter"]["get_realtime"]["power_mw"] == 40000
    assert answer["emeter"]["get_realtime"]["slot_id"] == 4
    assert device.outlets[4].alias == "Heater"
    assert device.outlets[1].alias == "Plug 2"
    assert device.alias == "HS300"


async def test_without_context_the_strip_gets_the_name(start: Start) -> None:
    """Not its outlets."""
    device = await start("KP400")
    await ask(device, {"system": {"set_dev_alias": {"alias": "Terrace"}}})
    assert (device.alias, device.outlets[0].alias) == ("Terrace", "Plug 1")


async def test_sysinfo_ignores_the_context(start: Start) -> None:
    """Known outlet or not."""
    device = await start("KP400")
    for context in (ids(device, 1), {"child_ids": ["nobody"]}):
        answer = await ask(device, {"context": context, "system": {"get_sysinfo": {}}})
        assert answer["system"]["get_sysinfo"]["child_num"] == 2


async def test_a_second_context_is_no_module(start: Start) -> None:
    """The first one counts."""
    device = await start("KP400")
    first, second = (f'{{"child_ids":["{device.device_id}0{slot}"]}}' for slot in (0, 1))
    text = f'{{"context":{first},"system":{{"set_relay_state":{{"state":1}}}},"context":{second}}}'
    assert await ask(device, text) == {
        "system": {"set_relay_state": OK},
        "context": {"err_code": -1, "err_msg": "module not support"},
    }
    assert relays(device) == [True, False]


async def test_devices_without_children_ignore_it(start: Start) -> None:
    """Whatever it says."""
    device = await start("KP115")
    for context in ({"child_ids": ["nobody"]}, ""):
        assert await ask(device, switch(1, context)) == {"system": {"set_relay_state": OK}}
    assert relays(device) == [True]


async def test_text_as_context_crashes_a_strip(start: Start) -> None:
    """Unless its firmware is better than that."""
    device = await start("KP400")
    async with RawTcp(device) as client:
        client.send(switch(1, ""))
        await device.clock.wait_for_sleepers()
        assert device.crashed
        device.clock.advance(5)
        assert await client.rest() == b""
    assert not any(relays(device))
    sturdy = await start("KP400", quirks=Quirks(crashes_on_text_context=False))
    assert await ask(sturdy, switch(1, "")) == {"system": {"set_relay_state": OK}}


async def test_ids_of_outlets_are_short_over_udp(start: Start) -> None:
    """And over TCP on early firmware; requests need them in full everywhere."""
    device = await start("HS300")
    early = await start("HS300", quirks=Quirks(short_child_ids=True))
    short = [f"{slot:02}" for slot in range(6)]

    def child_ids(answer: Json) -> list[str]:
        return [child["id"] for child in answer["system"]["get_sysinfo"]["children"]]

    request: Json = {"system": {"get_sysinfo": {}}}
    with RawUdp() as client:
        assert child_ids(await client.ask(request, device)) == short
        answer = await client.ask(switch(1, {"child_ids": ["03"]}), device)
        assert answer == {"system": {"set_relay_state": NOT_THERE}}
        answer = await client.ask(switch(1, ids(device, 3)), device)
        assert answer == {"system": {"set_relay_state": OK}}
    assert child_ids(await ask(early, request)) == short
    assert child_ids(await ask(device, request)) == [device.device_id + one for one in short]
