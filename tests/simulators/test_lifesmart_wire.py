"""Frames, signatures, clocks and where answers go."""

import json
from pathlib import Path
import socket
from typing import Any

import pytest

from simulators.clock import Clock
from simulators.faults import ClockShift, Cut, Drop, Duplicate
from simulators.lifesmart import Access, Booleans, Nested, Quirks
from simulators.lifesmart.frame import Frame, FrameError
from simulators.lifesmart.signature import signature, signed_text
from tests.simulators.conftest import Served, StartStation
from tests.simulators.raw_lifesmart import (
    GET,
    SET,
    RawStation,
    answer,
    call,
    code,
    pack,
    request,
    sign,
)

type Json = dict[str, Any]

VECTORS = json.loads((Path(__file__).parent / "samples/lifesmart_vectors.json").read_text())
MODEL, TOKEN, TS = "OD_XXX_XXX", "token123456token123456", 1571976095
GETVER = {"cfg": "getver"}
LEARN = {"me": "2711", "cmd": "learncode"}


def body_of(vector: Json) -> Json:
    """Return the request that a vector is about."""
    if "body" in vector:
        found: Json = vector["body"]
        return found
    obj = vector["text"].partition(",")[0].removeprefix("obj:")
    return {"obj": obj, "args": vector["args"], "sys": {"ts": TS}}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["name"])
def test_signature_vectors(vector: Json) -> None:
    """The simulator agrees with the vectors, and the tests' own signature does too."""
    body = body_of(vector)
    assert signed_text(body, MODEL, TOKEN, Quirks()) == vector["text"]
    assert signature(body, MODEL, TOKEN, Quirks()) == vector["sign"]
    assert sign(body["obj"], body["args"], TS, MODEL, TOKEN) == vector["sign"]


@pytest.mark.parametrize(
    "vector", [one for one in VECTORS if "datagram" in one], ids=lambda one: one["name"]
)
def test_frame_vectors(vector: Json) -> None:
    data = bytes.fromhex(vector["datagram"])
    frame = Frame.decode(data)
    assert (frame.packet, frame.body) == (vector["packet"], vector["body"])
    assert frame.encode() == data
    assert Frame.decode(data + b"rest") == frame


@pytest.mark.parametrize(
    "data",
    [
        b"",
        pack(1, b"{}")[:9],
        b"XL" + pack(1, b"{}")[2:],
        b"JL\0\1" + pack(1, b"{}")[4:],
        pack(1, b"{}", length=3),
        pack(1, b"{"),
        pack(1, b"[]"),
        pack(1, b"\xff\xfe"),
    ],
)
async def test_what_is_no_frame(start_station: StartStation, data: bytes) -> None:
    """Not a word, and then an answer to a proper one."""
    with pytest.raises(FrameError):
        Frame.decode(data)
    station = await start_station()
    with RawStation() as client:
        client.send(station, data)
        id_ = client.ask(station, "config", GETVER)
        assert (await client.receive())[1]["id"] == id_


async def test_requests_only(start_station: StartStation) -> None:
    """Replies, events and requests without an id are not answered; adding is not known."""
    station = await start_station()
    with RawStation() as client:
        for packet in (0, 2, 4, 9, 10, 77):
            client.send(station, pack(packet, request(station, "config", GETVER)))
        client.send(station, pack(SET, {**request(station, "config", GETVER), "id": "1"}))
        assert (await client.answer(client.ask(station, "config", {}, 5)))["code"] == 1
    assert [one.packet for one in station.server.requests] == [5]


async def test_answers(start_station: StartStation, served: Served) -> None:
    station = await start_station()
    with RawStation() as client:
        id_ = client.ask(station, "config", GETVER)
        packet, body = await client.receive()
    assert packet == 4
    assert body == {
        "code": 0,
        "id": id_,
        "agtid": station.lsid,
        "msg": {"ver": "1.0.93p2", "mgatype": "LSJZX1K", "osver": "4.4.60"},
    }
    assert served == [("lifesmart", "config.getver", 0)]


@pytest.mark.parametrize(
    "changes",
    [
        {"ver": 2},
        {"model": "OD_OTHER"},
        {"ts": 1571976095},
        {"ts": "1571976095"},
        {"sign": "0" * 32},
        {"sign": None},
    ],
)
async def test_who_cannot_sign(start_station: StartStation, changes: Json) -> None:
    """Code 101 and no more."""
    station = await start_station()
    with RawStation() as client:
        body = request(station, "config", GETVER, **changes)
        client.send(station, pack(SET, body))
        assert (await client.answer(body["id"])) == {
            "code": 101,
            "id": body["id"],
            "agtid": station.lsid,
            "msg": "",
        }


async def test_upper_case_is_no_signature(start_station: StartStation) -> None:
    station = await start_station()
    with RawStation() as client:
        body = request(station, "config", GETVER)
        body["sys"]["sign"] = body["sys"]["sign"].upper()
        client.send(station, pack(SET, body))
        assert (await client.answer(body["id"]))["code"] == 101
        for broken in ({"sys": 1}, {"obj": 1}):
            client.send(station, pack(SET, {**body, **broken}))
            assert (await client.answer(body["id"]))["code"] == 101


@pytest.mark.parametrize(
    ("obj", "args", "off", "expected"),
    [
        ("config", GETVER, 300, 0),
        ("config", GETVER, -300, 0),
        ("config", GETVER, 301, 101),
        ("config", GETVER, -301, 101),
        ("doorlock", {"me": "2711", "cmd": "getuser"}, 4, 0),
        ("doorlock", {"me": "2711", "cmd": "getuser"}, -4, 0),
        ("doorlock", {"me": "2711", "cmd": "getuser"}, 5, 101),
        ("doorlock", {"me": "2711", "cmd": "getuser"}, -5, 101),
    ],
)
async def test_clock_window(
    start_station: StartStation, obj: str, args: Json, off: int, expected: int
) -> None:
    """Five minutes for all, and less than five seconds for door locks."""
    station = await start_station("SL_LK_LS")
    with RawStation() as client:
        body = request(station, obj, args, ts=station.time() + off)
        client.send(station, pack(SET, body))
        assert (await client.answer(body["id"]))["code"] == expected


async def test_a_station_whose_clock_is_wrong(start_station: StartStation) -> None:
    """It tells its own time, which is what counts."""
    station = await start_station()
    right = station.time()
    with station.faulty(ClockShift(-600)), RawStation() as client:
        assert (await client.subscribe(station))["msg"] == {"time": right - 600}
        body = request(station, "config", GETVER, ts=right)
        client.send(station, pack(SET, body))
        assert (await client.answer(body["id"]))["code"] == 101
    station.control("clock", {"seconds": 20, "drift": 0})
    assert station.time() == right + 20


async def test_arguments_may_be_missing(start_station: StartStation) -> None:
    """No args, an empty object and an empty list are the same for `eps`."""
    station = await start_station("SL_OL")
    with RawStation() as client:
        forms: list[object] = [{}, []]
        for args in forms:
            assert len((await client.answer(client.ask(station, "eps", args, GET)))["msg"]) == 1
        body = request(station, "eps", {})
        del body["args"]
        client.send(station, pack(GET, body))
        assert (await client.answer(body["id"]))["code"] == 0


@pytest.mark.parametrize(
    ("quirks", "word"),
    [
        (Quirks(booleans=Booleans.LOWER), "true"),
        (Quirks(booleans=Booleans.OMITTED), None),
        (Quirks(booleans=Booleans.DIGIT), "1"),
        (Quirks(booleans=Booleans.PYTHON), "True"),
    ],
)
async def test_booleans(start_station: StartStation, quirks: Quirks, word: str | None) -> None:
    """Only one way of signing them is right at a time."""
    station = await start_station(quirks=quirks)
    args: Json = {"cfg": "timezone", "summer": True}
    with RawStation() as client:
        for tried in ("true", None, "1", "True"):
            signed = {"cfg": "timezone"} if tried is None else {**args, "summer": tried}
            body = request(station, "config", args)
            moment = body["sys"]["ts"]
            body["sys"]["sign"] = own_sign(signed, moment, station.model, station.token)
            client.send(station, pack(SET, body))
            expected = 0 if tried == word else 101
            assert (await client.answer(body["id"]))["code"] == expected


def own_sign(args: Json, moment: int, model: str, token: str) -> str:
    """Sign arguments that are text already."""
    return sign("config", args, moment, model, token)


async def test_nested_objects(start_station: StartStation) -> None:
    """Unsigned objects, or signed text, as the firmware has it."""
    inner = {"ifname": "eth0", "value": False}
    plain = {"cfg": "net", "cmd": "getifn", "cmdargs": inner}
    as_text = {**plain, "cmdargs": json.dumps(inner)}
    station = await start_station(defed=True)
    assert await code(station, "config", plain) == 0
    assert await code(station, "config", as_text) == 1
    station.control("quirk", {"nested": "text"})
    assert station.quirks.nested is Nested.TEXT
    assert await code(station, "config", plain) == 101
    assert await code(station, "config", as_text) == 0


async def test_actargs(start_station: StartStation) -> None:
    station = await start_station("SL_LK_LS_V3")
    plain: Json = {"me": "2711", "cmd": "ctldoorlockv3", "act": "GetUsers"}
    as_object = {**plain, "actargs": {"fromAID": 0}}
    as_text = {**plain, "actargs": '{"fromAID": 0}'}
    assert await code(station, "doorlock", as_text) == 0
    assert await code(station, "doorlock", as_object) == 1
    station.control("quirk", {"actargs": "object"})
    assert await code(station, "doorlock", as_text) == 101
    assert await code(station, "doorlock", as_object) == 0


# --- where answers go -------------------------------------------------------------


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


async def test_an_app_enabled_station_answers_to_one_port(start_station: StartStation) -> None:
    """Whoever asked from another one hears nothing."""
    port = free_port()
    station = await start_station(access=Access.APP, reply_port=port)
    with RawStation(port) as right, RawStation() as wrong:
        id_ = wrong.ask(station, "config", GETVER)
        assert (await right.answer(id_))["code"] == 0
        assert (await call_on(right, station))["ver"]
        with pytest.raises(BlockingIOError):
            wrong.socket.recv(1)


async def call_on(client: RawStation, station: Any) -> Json:
    """Ask for the version on an open socket."""
    found: Json = (await client.answer(client.ask(station, "config", GETVER)))["msg"]
    return found


async def test_a_closed_station_is_silent(start_station: StartStation) -> None:
    """OpenDEV is off; the station is found all the same."""
    station = await start_station()
    station.control("opendev", {"on": False})
    with RawStation() as client:
        client.ask(station, "config", GETVER)
        client.socket.sendto(b"Z-SEARCH * \r\n", (station.address, station.discovery_port))
        assert (await client.receive_raw())[0].startswith(b"LSID=")
        station.control("opendev", {})
        assert (await call_on(client, station))["ver"]
    assert len(station.server.requests) == 1


# --- what networks do ----------------------------------------------------------------


async def test_copies_are_carried_out_twice(start_station: StartStation) -> None:
    station = await start_station("SL_OL", quirks=Quirks(request_copies=2))
    with RawStation() as client:
        id_ = client.ask(station, "eps", {}, GET)
        assert [(await client.receive())[1]["id"] for _ in range(2)] == [id_, id_]
    assert len(station.server.requests) == 2


async def test_each_third_reply_is_lost(start_station: StartStation) -> None:
    """But what was asked for is done."""
    station = await start_station(quirks=Quirks(loses_each_reply=3))
    with RawStation() as client:
        ids = [client.ask(station, "config", GETVER) for _ in range(6)]
        heard = [(await client.receive())[1]["id"] for _ in range(4)]
    assert heard == [ids[0], ids[1], ids[3], ids[4]]
    assert len(station.server.requests) == 6


async def test_each_second_request_is_lost(start_station: StartStation) -> None:
    station = await start_station(quirks=Quirks(loses_each_request=2))
    with RawStation() as client:
        ids = [client.ask(station, "config", GETVER) for _ in range(4)]
        heard = [(await client.receive())[1]["id"] for _ in range(2)]
    assert heard == [ids[0], ids[2]]
    assert len(station.server.requests) == 2


async def test_faults(start_station: StartStation) -> None:
    """Those of all vendors work here too, for some operations."""
    station = await start_station("SL_OL")
    station.faults.add(Drop(), times=1, operations={"config.getver"})
    station.faults.add(Duplicate(), times=1, operations={"eps.get"})
    station.faults.add(Cut(12), times=1, operations={"scene.get"})
    with RawStation() as client:
        client.ask(station, "config", GETVER)
        id_ = client.ask(station, "eps", {}, GET)
        assert (await client.answer(id_)) == (await client.answer(id_))
        client.ask(station, "scene", {}, GET)
        assert len((await client.receive_raw())[0]) == 12
        assert (await call_on(client, station))["ver"]


async def test_trailing_and_agtid(start_station: StartStation) -> None:
    """NUL after the JSON counts as its length; samples have the same word for all stations."""
    station = await start_station(quirks=Quirks(trailing=b"\0", agtid="mga"))
    with RawStation() as client:
        client.ask(station, "config", GETVER)
        data, _ = await client.receive_raw()
    assert data.endswith(b"}\0")
    assert json.loads(data[10:-1])["agtid"] == "mga"
    assert int.from_bytes(data[6:10]) == len(data) - 10


async def test_what_is_too_large_for_a_datagram(start_station: StartStation) -> None:
    """`eps` never arrives; without values it does."""
    station = await start_station(*["V_IND_S"] * 60)
    with RawStation() as client:
        client.ask(station, "eps", {}, GET)
        id_ = client.ask(station, "eps", {"degree": 1}, GET)
        rows = (await client.receive())[1]
    assert rows["id"] == id_
    assert len(rows["msg"]) == 60
    assert "data" not in rows["msg"][0]
    assert len((await call(station, "ep", {"me": "2711"}, GET))["data"]) == 20


@pytest.mark.parametrize(
    ("obj", "args", "packet"),
    [
        ("nothing", {}, SET),
        ("ep", {"me": "2711"}, 5),
        ("config", {}, SET),
        ("config", {"cfg": "nothing"}, SET),
        ("config", {"cfg": "getver"}, GET),
        ("config", {"cfg": "getver", "more": 1}, SET),
        ("config", [1], SET),
        ("config", {"cfg": "net", "cmd": "setifn"}, SET),
        ("doorlock", {"me": "2711", "cmd": "nothing"}, SET),
        ("doorlock", {"me": "2711", "cmd": "ctldoorlockv3", "act": "Nothing"}, SET),
        ("spotremote", {}, SET),
        ("otamanager", {"cmd": "queryfile"}, SET),
        ("dopair", [1], SET),
    ],
)
async def test_what_is_not_known(
    start_station: StartStation, obj: str, args: Any, packet: int
) -> None:
    """Refused with a code of its own, which no document tells."""
    station = await start_station("SL_LK_LS_V3", "SL_OL")
    body = await answer(station, obj, args, packet)
    assert body["code"] == 1
    assert body["msg"]


async def test_the_name_of_the_store_of_files(start_station: StartStation) -> None:
    station = await start_station(quirks=Quirks(ota_object="otamanager"))
    assert await code(station, "otamanage", {"cmd": "queryfile"}) == 1
    assert await code(station, "otamanager", {"cmd": "queryfile"}) == 0


async def test_reboot(start_station: StartStation, clock: Clock) -> None:
    """The answer, a while of nothing, and nobody is told of events any more."""
    station = await start_station("SL_SPOT")
    with RawStation() as client:
        await client.subscribe(station)
        client.ask(station, "spotremote", LEARN)
        assert await client.answer(client.ask(station, "config", {"cfg": "reboot"}))
    assert not station.online
    await clock.wait_for_sleepers()
    clock.advance(20)
    await station.wait_until_online()
    assert not station.notices.receivers
    assert await code(station, "config", GETVER) == 0
    assert not station.remotes.learning
