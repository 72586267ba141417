"""The whole client against a small station: composition, and each operation by its id."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
import json
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from custom_components.accord.protocol.errors import NotFoundError, ProtocolError
from custom_components.accord.protocol.lifesmart import (
    Credentials,
    Dialect,
    EpSet,
    InterfaceName,
    IrCode,
    LedEffect,
    LifeSmartClient,
    Limits,
    Nested,
    PairOption,
    StationClock,
    StationPort,
    Window,
    effect_value,
)
from custom_components.accord.protocol.operation import OperationRegistry
from custom_components.accord.protocol.transport.datagram import DatagramEndpoint
from tests.protocol.lifesmart.fakes import FakeStation, client_of, framed

REGISTRY = OperationRegistry(LifeSmartClient)


def test_43_operations() -> None:
    assert len(REGISTRY) == 43


def test_every_topic_is_there(client: LifeSmartClient) -> None:
    for topic, kind in get_type_hints(LifeSmartClient).items():
        assert isinstance(getattr(client, topic), kind)


@pytest.mark.parametrize(
    ("operation", "parameters", "name"),
    [
        ("doorlock.openlock", {"me": "2711"}, "doorlock openlock"),
        (
            "doorlock.ctldoorlockv3.DelUser",
            {"me": "2711", "number": 4100},
            "doorlock ctldoorlockv3 DelUser",
        ),
        ("config.led", {"on": True, "value": 0xFF0000}, "config led"),
        (
            "config.net.setifn.wlan0",
            {"settings": {"enable": False}},
            "config net setifn",
        ),
        (
            "doorlock.addtempuser",
            {
                "me": "2711",
                "number": 3,
                "name": "x",
                "password": "678901",
                "limits": {"window": {"start": "08:30", "end": "18:30", "days": [1, 3, 5]}},
            },
            "doorlock addtempuser",
        ),
        (
            "dopair.optarg",
            {"option": {"cls": "SL_SC_BE", "exarg": {"humidity_display": 3}}},
            "dopair",
        ),
    ],
)
async def test_operations_by_their_id(
    operation: str,
    parameters: dict[str, object],
    name: str,
    client: LifeSmartClient,
    station: FakeStation,
) -> None:
    station.on(name, "success")
    await REGISTRY[operation].call(client, parameters)
    assert station.last.name == name


def test_what_a_station_wants_is_remembered(station: FakeStation, port: StationPort) -> None:
    dialect = Dialect().with_word("otamanage", "otamanager")
    known = client_of(station, port, dialect=dialect)
    assert known.dialect == dialect
    assert known.clock.offset is None


# --- The vendor's sample and the computed vectors, through the client ------------------------

VECTORS: dict[str, Any] = json.loads(
    Path(__file__).with_name("samples").joinpath("vectors.json").read_text(encoding="utf-8")
)
CARD = [4, 16, 4, 239, 204, 226, 2, 18, 144, 0, 0, 0, 0, 0, 0, 0, 0, 0]
CUBE = PairOption(cls="SL_SC_BE", exarg={"humidity_display": 3, "temperature_display": 2})
MORNING = Limits(window=Window(start="08:30", end="18:30", days=(1, 3, 5)))
HOUR = Limits(uses=1, starts=1571976095, ends=1571979695)
REMOTE = "AI_IR_5bd1_1590665106"

CALLS: dict[str, Callable[[LifeSmartClient], Awaitable[object]]] = {
    "V1": lambda c: c.ep.set(EpSet("80fa", "L1", 0x80, 0)),
    "V2": lambda c: c.ep.list(),
    "V3": lambda c: c.ep.get("2711"),
    "V4": lambda c: c.ep.set_many([EpSet("2713", "O", 0x81, 1), EpSet("2711", "L1", 0x80, 0)]),
    "V5": lambda c: c.config.notify("192.168.1.50", 12346),
    "V6": lambda c: c.doorlock.get_users("2711"),
    "V7": lambda c: c.doorlock.add_temp_user("2711", 3, "test002", "678901", HOUR),
    "V7b": lambda c: c.doorlock.add_temp_user("2711", 3, "test002", "678901", MORNING),
    "V8": lambda c: c.swifte.add_user("2711", 255, raw=CARD),
    "V8b": lambda c: c.swifte.get_mode("2711"),
    "V9": lambda c: c.v3.delete_user("2711", 4126),
    "V10": lambda c: c.config.led(True, effect_value(LedEffect.RASPBERRY)),
    "V11": lambda c: c.config.timezone(8, False),
    "V12": lambda c: c.net.get_interface(InterfaceName.WLAN),
    "V13": lambda c: c.pairing.yale(True),
    "V14": lambda c: c.pairing.optarg(CUBE, 60),
    "V15": lambda c: c.otamanage.remove_files(["FL01_03061000_0000ffff.ota"]),
    "V15b": lambda c: c.otamanage.remove_files(),
    "V15c": lambda c: c.otamanage.remove_files(["a.ota", "b.ota"]),
    "V16": lambda c: c.spotremote.get_list(),
    "V16b": lambda c: c.spotremote.send_key(REMOTE, "9"),
    "V17": lambda c: c.spotremote.send_codes("2711", [IrCode(data="018C5003", delay=1)]),
    "V18": lambda c: c.doorlock.set_user("2711", "P_P_2", name="王小明"),
    "V19": lambda c: c.scene.switch("AI1571987214", True),
}
OTHERS = {
    "V9b": (Nested.OBJECT, "actargs", CALLS["V9"]),
    "V12b": (Nested.TEXT, "cmdargs", CALLS["V12"]),
    "V14b": (Nested.TEXT, "optarg", CALLS["V14"]),
}


def vector(name: str) -> tuple[Any, str]:
    """Return arguments and signature."""
    for one in VECTORS["datagrams"]:
        if one["name"] == name:
            return json.loads(one["body"])["args"], one["sign"]
    (found,) = (one for one in VECTORS["signatures"] if one["name"] == name)
    return found["args"], found["sign"]


async def sent_by(
    call: Callable[[LifeSmartClient], Awaitable[object]], dialect: Dialect, port: StationPort
) -> dict[str, Any]:
    """Return the last body that a call sends at the time of the vectors."""
    bodies: list[dict[str, Any]] = []
    endpoint = await DatagramEndpoint.open(("127.0.0.1", 0))

    def answer(data: bytes, sender: tuple[str, int]) -> None:
        body = json.loads(data[10:])
        bodies.append(body)
        endpoint.send(framed(data[5] + 1, {"code": 0, "id": body["id"], "msg": {}}), sender)

    endpoint.listen(answer)
    clock = StationClock(now=lambda: VECTORS["ts"] + 0.5, monotonic=lambda: 0.0)
    clock.learn(VECTORS["ts"], VECTORS["ts"] + 0.5, VECTORS["ts"] + 0.5)
    client = LifeSmartClient(
        port,
        "127.0.0.1",
        Credentials(VECTORS["model"], VECTORS["token"]),
        station_port=endpoint.local[1],
        clock=clock,
        dialect=dialect,
        gap=0.0,
    )
    with suppress(NotFoundError, ProtocolError):
        await call(client)
    endpoint.close()
    return bodies[-1]


def test_every_vector_has_its_call() -> None:
    names = {one["name"] for one in (*VECTORS["datagrams"], *VECTORS["signatures"])}
    assert {*CALLS, *OTHERS} == names


@pytest.mark.parametrize("name", CALLS)
async def test_vectors(name: str, port: StationPort) -> None:
    args, sign = vector(name)
    body = await sent_by(CALLS[name], Dialect().with_word("otamanage", "otamanage"), port)
    assert body["args"] == args
    assert body["sys"] == {"ver": 1, "ts": VECTORS["ts"], "sign": sign, "model": VECTORS["model"]}


@pytest.mark.parametrize("name", OTHERS)
async def test_other_ways_of_the_vectors(name: str, port: StationPort) -> None:
    nested, argument, call = OTHERS[name]
    args, sign = vector(name)
    body = await sent_by(call, Dialect().with_nesting(argument, nested), port)
    assert body["args"] == args
    assert body["sys"]["sign"] == sign
