"""Sub-devices: how they are told, what can be set, what follows, and events."""

import json
import struct
from typing import Any

import pytest

from simulators.clock import Clock
from simulators.lifesmart import CLASSES, IoShape, LifeSmartStation, Quirks, Shape, SubDevice
from simulators.lifesmart.classes import PANEL
from tests.simulators.conftest import StartStation
from tests.simulators.raw_lifesmart import GET, RawStation, answer, call, code

type Json = dict[str, Any]


def setting(me: str, idx: str, type_: int, val: int, **more: object) -> Json:
    """Return the arguments that set an IO."""
    return {"tag": "m", "me": me, "idx": idx, "type": type_, "val": val, **more}


async def io(station: LifeSmartStation, idx: str, me: str = "2711") -> Json:
    """Read one IO."""
    found: Json = (await call(station, "ep", {"me": me}, GET))["data"][idx]
    return found


async def test_how_a_device_is_told(start_station: StartStation, clock: Clock) -> None:
    station = await start_station("SL_SW_ND2")
    milliseconds = int(clock.wall().timestamp() * 1000)
    told = await call(station, "ep", {"me": "2711", "idx": "L1"}, GET)
    assert told == {
        "me": "2711",
        "agt": station.lsid,
        "devtype": "SL_SW_ND2",
        "fulltype": "SL_SW_ND2",
        "name": "SL_SW_ND2",
        "stat": 1,
        "lDbm": -62,
        "epver": "0.1.6.4",
        "data": {
            "L1": {"type": 128, "val": 0, "v": 0, "valts": milliseconds},
            "L2": {"type": 128, "val": 0, "v": 0, "valts": milliseconds},
            "V": {"type": 0, "val": 3116, "v": 88, "valts": milliseconds},
        },
    }
    assert await call(station, "eps", {}, GET) == [told]
    assert await code(station, "ep", {"me": "2712"}, GET) == 1
    assert await code(station, "ep", {"me": "2711", "idx": "L9"}, GET) == 1


async def test_forms_of_the_list(start_station: StartStation) -> None:
    """With values or without, as a list or by id, and with nothing but `v`."""
    station = await start_station("SL_OL", "SL_SC_THL")
    for degree in (0, 1):
        assert "data" not in (await call(station, "eps", {"degree": degree}, GET))[0]
    assert await code(station, "eps", {"degree": 3}, GET) == 1
    station.control("quirk", {"eps_as_map": True, "bare_values": True})
    found = await call(station, "eps", {}, GET)
    assert found.keys() == {"2711", "2712"}
    assert found["2712"]["data"]["T"].keys() == {"v", "valts"}
    assert found["2712"]["data"]["T"]["v"] == 21.5


@pytest.mark.parametrize("devtype", CLASSES)
async def test_every_class(start_station: StartStation, devtype: str) -> None:
    """Each IO is told; those that can be written take the first type they know."""
    station = await start_station(devtype)
    data = (await call(station, "ep", {"me": "2711"}, GET))["data"]
    assert data.keys() == station.devices["2711"].ios.keys()
    for idx, one in station.devices["2711"].ios.items():
        if one.kind.name not in {"dyn", "mode"} and one.kind.writes:
            type_ = min(one.kind.writes)
            val = 0x80 if one.kind.name == "pos" and devtype in {"SL_DOOYA", "SL_ETDOOR"} else 0
            assert await call(station, "ep", setting("2711", idx, type_, val)) == {}
        elif not one.kind.writes:
            assert await code(station, "ep", setting("2711", idx, 0x81, 1)) == 1


@pytest.mark.parametrize(
    ("devtype", "idx", "written", "told"),
    [
        ("SL_OL", "O", (0x81, 1), (0x81, 1, 1)),
        ("SL_OL", "O", (0x80, 0), (0x80, 0, 0)),
        ("SL_SPWM", "L", (0xCF, 200), (0xCF, 200, 200)),
        ("SL_SPWM", "L", (0xCE, 30), (0xCE, 30, 30)),
        ("SL_SPWM", "L", (0x81, 1), (0xCF, 100, 100)),
        ("SL_SC_RGB", "RGB", (0xFF, 0x00FF8000), (0xFF, 0xFF8000, 0xFF8000)),
        ("SL_SC_RGB", "RGB", (0xFE, 0xFF), (0xFE, 0xFF, 0xFF)),
        ("V_AIR_P", "tT", (0x88, 235), (0x88, 235, 23.5)),
        ("V_AIR_P", "MODE", (0xCE, 4), (0xCE, 4, 4)),
        ("SL_SW_DM1", "I", (0xDF, 0x10FF), (0xDF, 0x10FF, 0x10FF)),
        ("SL_P_SW", "P3", (0x89, 50), (0x81, 50, 1)),
        ("SL_SW_NS1", "dark1", (0xFF, 0x102030), (0xFF, 0x102030, 0x102030)),
    ],
)
async def test_what_is_written(
    start_station: StartStation,
    devtype: str,
    idx: str,
    written: tuple[int, int],
    told: tuple[int, int, float],
) -> None:
    station = await start_station(devtype)
    assert await call(station, "ep", setting("2711", idx, *written)) == {}
    found = await io(station, idx)
    assert (found["type"], found["val"], found["v"]) == told


@pytest.mark.parametrize(
    "args",
    [
        setting("2799", "O", 0x81, 1),
        setting("2711", "L1", 0x81, 1),
        setting("2711", "O", 0xCF, 1),
        setting("2711", "O", 0x81, 2),
        setting("2711", "O", 0x181, 1),
        setting("2711", "O", 0x81, 1, more=1),
        {"me": "2711", "idx": "O", "type": 0x81, "val": 1},
        {"tag": "m", "me": "2711", "idx": "O", "type": 0x81},
        {"tag": "m", "me": "2711", "idx": "O", "type": "129", "val": 1},
        {"tag": "m", "me": 2711, "idx": "O", "type": 0x81, "val": 1},
    ],
)
async def test_what_cannot_be_written(start_station: StartStation, args: Json) -> None:
    station = await start_station("SL_OL")
    assert await code(station, "ep", args) == 1
    assert not station.devices["2711"].ios["O"].type & 1


async def test_several_at_once(start_station: StartStation) -> None:
    """All or none; a dynamic effect needs its colour beside it."""
    station = await start_station("SL_LI_RGBW", "SL_OL")
    dynamic = setting("2711", "DYN", 0xFF, 0x8218CC80)
    colour = setting("2711", "RGBW", 0xFF, 0x00FF0000)
    outlet = setting("2712", "O", 0x81, 1)
    assert await code(station, "ep", dynamic) == 1
    assert await code(station, "eps", [dynamic, outlet]) == 1
    assert await code(station, "eps", [outlet, setting("2712", "X", 0x81, 1)]) == 1
    assert await code(station, "eps", []) == 1
    assert await code(station, "eps", {"me": "2711"}) == 1
    assert (await io(station, "O", "2712"))["v"] == 0
    assert await call(station, "eps", [dynamic, colour, outlet]) == {}
    assert (await io(station, "DYN"))["type"] == 0xFF
    assert await call(station, "ep", setting("2711", "DYN", 0xFE, 0)) == {}


async def test_who_is_out_of_reach(start_station: StartStation) -> None:
    station = await start_station("SL_OL")
    with RawStation() as client:
        await client.subscribe(station)
        station.control("reach", {"me": "2711", "online": False})
        assert (await client.event())["chg"] == [{"me": "2711", "devtype": "SL_OL", "stat": 0}]
    assert await code(station, "ep", setting("2711", "O", 0x81, 1)) == 1
    assert (await call(station, "ep", {"me": "2711"}, GET))["stat"] == 0


async def test_modes_of_thermostats(start_station: StartStation) -> None:
    """Which there are depends on the system that it is set up for."""
    station = await start_station("SL_NATURE", "V_AIR_P")
    for val, expected in ((3, 0), (4, 0), (1, 1), (7, 1)):
        assert await code(station, "ep", setting("2711", "P7", 0xCE, val)) == expected
    assert await code(station, "ep", setting("2711", "P6", 0xFF, 5 << 6)) == 0
    assert await code(station, "ep", setting("2711", "P7", 0xCE, 7)) == 0
    assert await code(station, "ep", setting("2711", "P7", 0xCE, 3)) == 1
    assert await code(station, "ep", setting("2712", "MODE", 0xCE, 6)) == 1
    await call(station, "ep", setting("2711", "P9", 0xCE, 75))
    assert (await io(station, "P10"))["v"] == 75


async def test_a_curtain_takes_its_time(start_station: StartStation, clock: Clock) -> None:
    station = await start_station("SL_DOOYA")
    await call(station, "ep", setting("2711", "P2", 0xCF, 100))
    told = await io(station, "P1")
    assert (told["type"] & 1, told["val"]) == (1, 0x80)
    clock.advance(8)
    await call(station, "ep", setting("2711", "P2", 0xCE, 0x80))
    told = await io(station, "P1")
    assert (told["type"] & 1, told["val"]) == (0, 40)
    await call(station, "ep", setting("2711", "P2", 0xCF, 10))
    assert (await io(station, "P1"))["val"] == 40
    clock.advance(6)
    told = await io(station, "P1")
    assert (told["type"] & 1, told["val"]) == (0, 10)
    await call(station, "ep", setting("2711", "P2", 0xCF, 10))
    assert (await io(station, "P1"))["type"] & 1 == 0
    for type_, val in ((0xCE, 0), (0xCF, 101)):
        assert await code(station, "ep", setting("2711", "P2", type_, val)) == 1


async def test_open_and_close_exclude_each_other(start_station: StartStation) -> None:
    station = await start_station("SL_SW_WIN")
    await call(station, "ep", setting("2711", "OP", 0x81, 1))
    await call(station, "ep", setting("2711", "CL", 0x81, 1))
    assert [(await io(station, idx))["v"] for idx in ("OP", "ST", "CL")] == [0, 0, 1]


async def test_a_siren_ends(start_station: StartStation, clock: Clock) -> None:
    station = await start_station("SL_DF_SR")
    await call(station, "ep", setting("2711", "P1", 0xFF, 50 << 16 | 200 << 8 | 2))
    assert (await io(station, "SR"))["v"] == 1
    await clock.wait_for_sleepers()
    clock.advance(5)
    assert (await io(station, "SR"))["v"] == 0
    await call(station, "ep", setting("2711", "P1", 0x81, 50 << 16 | 200 << 8 | 1))
    await call(station, "ep", setting("2711", "P1", 0x80, 0))
    assert (await io(station, "SR"))["v"] == 0


async def test_the_siren_of_a_small_station(start_station: StartStation) -> None:
    """Which tells things upside down: 1 is silence."""
    station = await start_station("LSSSMINIV1")
    assert (await io(station, "P1"))["v"] == 1
    args = setting("2711", "P1", 0x81, 2, loop=3, vol=80, clear=True)
    assert await call(station, "ep", args) == {}
    told = await io(station, "P1")
    assert (told["type"], told["val"], told["v"], told["loop"]) == (0x81, 2, 0, 3)
    await call(station, "ep", setting("2711", "P1", 0x80, 0))
    assert (await io(station, "P1"))["v"] == 1
    for wrong in ({"loop": 20}, {"vol": 59}, {"clear": 1}, {"loud": 1}):
        assert await code(station, "ep", setting("2711", "P1", 0x81, 2, **wrong)) == 1


async def test_measured_values(start_station: StartStation) -> None:
    """Floats as bits, temperatures in tenths, batteries with a value of their own."""
    station = await start_station("SL_OE_3C", "SL_SC_THL", "SL_SC_G")
    station.control("change", {"me": "2711", "idx": "EP", "value": 0.03685085})
    told = await io(station, "EP")
    assert (told["type"], told["v"]) == (2, 0.036851)
    assert struct.unpack(">f", told["val"].to_bytes(4)) == pytest.approx((0.03685085,))
    station.control("change", {"me": "2712", "idx": "T", "value": -4.5})
    told = await io(station, "T", "2712")
    assert (told["type"], told["val"], told["v"]) == (8, -45, -4.5)
    station.control("change", {"me": "2712", "idx": "V", "value": 17})
    assert (await io(station, "V", "2712"))["v"] == 17
    station.control("change", {"me": "2713", "idx": "G", "value": 0})
    assert (await io(station, "G", "2713"))["v"] == 0
    station.control("change", {"me": "2713", "idx": "G", "type": 1, "val": 1})
    assert (await io(station, "G", "2713"))["v"] == 1
    for params in ({"me": "2713", "idx": "T", "value": 1}, {"me": "9", "idx": "T", "value": 1}):
        with pytest.raises(ValueError, match="change"):
            station.control("change", params)


def test_a_panel_of_switches_and_unknown_classes() -> None:
    """IOs can be given; a class that nobody knows needs them."""
    assert SubDevice("1", "SL_NATURE", ios=PANEL).ios.keys() == {"L1", "L2", "L3", "T", "H"}
    assert SubDevice("1", "XX_NEW", ios="T:tenth=20 O:sw").ios["T"].value() == 20
    with pytest.raises(ValueError, match="XX_NEW"):
        SubDevice("1", "XX_NEW")


async def test_rename_and_remove(start_station: StartStation) -> None:
    station = await start_station("SL_OL", "SL_DOOYA")
    with RawStation() as client:
        await client.subscribe(station)
        args = {"cfg": "devname", "me": "2711", "name": "Kettle 王"}
        assert await call(station, "config", args) == "success"
        assert (await client.event())["chg"][0]["name"] == "Kettle 王"
        assert await call(station, "remove", {"me": "2712"}) == {}
        assert (await client.event())["del"] == [{"me": "2712", "devtype": "SL_DOOYA"}]
        station.control("attach", {"me": "2720", "devtype": "SL_SC_G", "name": "Window"})
        added = {"me": "2720", "devtype": "SL_SC_G", "name": "Window", "stat": 1}
        assert (await client.event())["add"] == [added]
        station.control("detach", {"me": "2720"})
        assert "del" in await client.event()
    assert await call(station, "config", {"cfg": "devname", "name": "Villa"}) == "success"
    assert station.state()["name"] == "Villa"
    assert await code(station, "config", {"cfg": "devname", "name": ""}) == 1
    assert await code(station, "remove", {"me": "2712"}) == 1


async def test_rssi(start_station: StartStation) -> None:
    """Batteries are not asked."""
    station = await start_station("SL_OL", "SL_SC_G")
    told = await call(station, "rssi", {"me": "2711"}, GET)
    assert told["fromrssi"] / 2 - 64 - 70 == -62
    assert await code(station, "rssi", {"me": "2712"}, GET) == 102
    assert (await call(station, "rssi", {}, GET)).keys() == {"noise", "fromrssi", "torssi"}


# --- events -------------------------------------------------------------------------


async def test_events(start_station: StartStation, clock: Clock) -> None:
    """Several receivers, each for five minutes unless it comes back."""
    station = await start_station("SL_OL")
    with RawStation() as client, RawStation() as other:
        assert (await client.subscribe(station))["msg"] == {"time": station.time()}
        await other.subscribe(station)
        await call(station, "ep", setting("2711", "O", 0x81, 1))
        expected = {
            "id": 1,
            "agtid": station.lsid,
            "chg": [
                {
                    "me": "2711",
                    "devtype": "SL_OL",
                    "O": {
                        "type": 0x81,
                        "val": 1,
                        "v": 1,
                        "valts": int(clock.wall().timestamp() * 1000),
                    },
                }
            ],
        }
        assert await client.event() == expected
        assert await other.event() == expected
        clock.advance(200)
        await client.subscribe(station)
        clock.advance(100)
        await call(station, "ep", setting("2711", "O", 0x80, 0))
        assert (await client.event())["id"] == 2
        with pytest.raises(BlockingIOError):
            other.socket.recv(1)
    clock.advance(300)
    assert station.notices.receivers == []


@pytest.mark.parametrize("host", ["nowhere", "::1", 1, ""])
async def test_addresses_for_events(start_station: StartStation, host: object) -> None:
    station = await start_station()
    assert await code(station, "config", {"cfg": "notify", "host": host, "port": 1}) == 1
    assert await code(station, "config", {"cfg": "notify", "host": "192.0.2.1", "port": 9}) == 0
    assert station.notices.receivers == []


@pytest.mark.parametrize("in_msg", [False, True])
@pytest.mark.parametrize("shape", Shape)
async def test_shapes_of_events(start_station: StartStation, shape: Shape, *, in_msg: bool) -> None:
    station = await start_station("SL_OL")
    station.quirks = Quirks(notify_shape=shape, notify_in_msg=in_msg)
    with RawStation() as client:
        await client.subscribe(station)
        station.control("change", {"me": "2711", "idx": "O", "value": 1})
        event = await client.event()
    found = (event["msg"] if in_msg else event)["chg"]
    match shape:
        case Shape.LIST:
            (found,) = found
        case Shape.KEYED:
            found = found["2711"]
        case Shape.SINGLE:
            pass
    assert found["O"]["v"] == 1


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (IoShape.FULL, {"type", "val", "v", "valts"}),
        (IoShape.VALUE, {"v", "valts"}),
        (IoShape.RAW, {"type", "val"}),
    ],
)
async def test_shapes_of_values(
    start_station: StartStation, shape: IoShape, expected: set[str]
) -> None:
    station = await start_station("SL_OL", quirks=Quirks(notify_ios=shape))
    with RawStation() as client:
        await client.subscribe(station)
        station.control("change", {"me": "2711", "idx": "O", "value": 1})
        assert (await client.event())["chg"][0]["O"].keys() == expected
        station.control("quirk", {"notify_ios": "bare"})
        station.control("change", {"me": "2711", "idx": "O", "value": 1})
        assert (await client.event())["chg"][0]["O"] == 1


async def test_an_event_with_the_id_of_a_request(start_station: StartStation) -> None:
    """It even comes first; only the kind of packet tells which is the answer."""
    station = await start_station("SL_OL", quirks=Quirks(notify_id_collides=True))
    with RawStation() as client:
        await client.subscribe(station)
        id_ = client.ask(station, "ep", setting("2711", "O", 0x81, 1))
        assert sorted([(await client.receive())[0] for _ in range(2)]) == [4, 9]
        station.control("change", {"me": "2711", "idx": "O", "value": 0})
        assert (await client.event())["id"] == id_


async def test_buttons(start_station: StartStation) -> None:
    station = await start_station("SL_SC_BB_V2")
    with RawStation() as client:
        await client.subscribe(station)
        station.control("press", {"me": "2711", "idx": "BN", "val": 255})
        pressed, released = [(await client.event())["chg"][0]["BN"] for _ in range(2)]
    assert (pressed["type"] & 1, pressed["val"]) == (1, 255)
    assert (released["type"] & 1, released["val"]) == (0, 0)
    with pytest.raises(ValueError, match="press"):
        station.control("press", {"me": "2711", "idx": "B"})


async def test_a_storm(start_station: StartStation, clock: Clock) -> None:
    """All of it, in order."""
    station = await start_station("SL_SC_THL")
    with RawStation() as client:
        await client.subscribe(station)
        station.control("storm", {"me": "2711", "idx": "Z", "count": 120, "rate": 1000})
        await clock.wait_for_sleepers()
        clock.advance(1)
        seen = [(await client.event())["chg"][0]["Z"]["v"] for _ in range(120)]
    assert seen == list(range(1, 121))


async def test_the_state_is_json(start_station: StartStation) -> None:
    station = await start_station(*CLASSES)
    assert json.loads(json.dumps(station.state()))["devices"].keys() == station.devices.keys()
    assert (await answer(station, "eps", {}, GET))["code"] == 0
