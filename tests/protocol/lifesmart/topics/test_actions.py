"""What V3 and SWIFTE locks have in common."""

import pytest

from custom_components.accord.protocol.errors import DeviceError
from custom_components.accord.protocol.lifesmart import LifeSmartClient, Nested, V3Info
from tests.protocol.lifesmart.fakes import FakeStation


async def test_arguments_are_text(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("doorlock ctldoorlockv3 DelUser", "success")
    await client.v3.delete_user("2711", 4126)
    assert station.last.args == {
        "me": "2711",
        "cmd": "ctldoorlockv3",
        "act": "DelUser",
        "actargs": '{"userid":4126}',
    }


async def test_a_station_that_wants_an_object(
    client: LifeSmartClient, station: FakeStation
) -> None:
    station.nested["actargs"] = dict
    station.on("doorlock ctldoorlockv3 DelUser", "success")
    await client.v3.delete_user("2711", 4126)
    assert station.last.args["actargs"] == {"userid": 4126}
    assert client.dialect.nesting("actargs", Nested.TEXT) is Nested.OBJECT


async def test_the_other_name_of_the_object_is_found_by_reading(
    client: LifeSmartClient, station: FakeStation
) -> None:
    station.on("ctldoorlockv3 ctldoorlockv3 Info", {"passwordN": 2})
    station.on("ctldoorlockv3 ctldoorlockv3 DelUser", "success")
    with pytest.raises(DeviceError):
        await client.v3.delete_user("2711", 4126)
    assert station.last.obj == "doorlock"
    assert await client.v3.info("2711") == V3Info(passwords=2)
    await client.v3.delete_user("2711", 4126)
    assert station.last.obj == "ctldoorlockv3"
