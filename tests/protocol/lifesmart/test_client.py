"""The whole client against a small station: composition, and each operation by its id."""

from typing import get_type_hints

import pytest

from custom_components.accord.protocol.lifesmart import Dialect, LifeSmartClient, StationPort
from custom_components.accord.protocol.operation import OperationRegistry
from tests.protocol.lifesmart.fakes import FakeStation, client_of

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
