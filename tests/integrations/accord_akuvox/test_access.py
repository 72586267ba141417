"""The stream of accesses and calls: read with few requests, told once, kept over restarts."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord.protocol.akuvox import (
    AccessMethod,
    AkuvoxClient,
    CallRecord,
    Capabilities,
    DoorRecord,
)
from custom_components.accord.protocol.errors import AuthenticationError, DeadlineError, DeviceError
from custom_components.accord_akuvox import access
from custom_components.accord_akuvox.access import (
    CALL_ENDED,
    CALL_STARTED,
    Access,
    AccessFeed,
    Sign,
    Stream,
    access_of,
)
from custom_components.accord_akuvox.const import DOMAIN

from .doors import MIRA, WRONG_CODE, House, open_house

HAS = Capabilities(firmware="1", topics=frozenset({"doorlog/get", "calllog/get"}))


@pytest.fixture
async def house(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, subnet: str
) -> AsyncGenerator[House]:
    async with open_house(hass, hass_client_no_auth, subnet) as house:
        yield house


class Timer:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def timer(monkeypatch: pytest.MonkeyPatch) -> Timer:
    timer = Timer()
    monkeypatch.setattr(access, "monotonic", timer)
    return timer


class Logs:
    """The logs of a unit, answered without one: pages of rows, or what goes wrong."""

    def __init__(self) -> None:
        self.doors: list[DoorRecord] = []
        self.calls: list[CallRecord] = []
        self.asked: list[tuple[str, int]] = []
        self.failure: Exception | None = None
        self.knows_pages = True
        self.client: Any = AkuvoxClient.__new__(AkuvoxClient)
        self.client.doorlog = self.client.calllog = self

    async def get(self, *args: Any, page: int | None = None) -> list[Any]:
        """Return a page, of the calls if it is asked for by name."""
        calls = page is not None
        number = page if page is not None else args[0]
        self.asked.append(("calls" if calls else "doors", number))
        if self.failure is not None:
            raise self.failure
        rows: list[Any] = self.calls if calls else self.doors
        newest = rows[::-1]
        return newest[number * 10 - 10 : number * 10] if self.knows_pages else newest[:10]

    def come(self, count: int = 1) -> None:
        """Let people come."""
        for _ in range(count):
            number = len(self.doors) + 1
            moment = {"Date": "2026-11-25", "Time": f"{number // 60:02}:{number % 60:02}:00"}
            row = {"ID": str(number), "Type": "Card", "Status": "Success", **moment}
            self.doors.append(DoorRecord.from_wire({**row, "Name": f"P{number}"}))

    def dial(self) -> None:
        """Let a call come to its end."""
        number = str(len(self.calls) + 1)
        self.calls.append(CallRecord.from_wire({"ID": number, "Type": "Dialed", "Num": "100"}))


@pytest.fixture
def logs() -> Logs:
    return Logs()


class Heard:
    """All that a feed tells."""

    def __init__(self, feed: AccessFeed) -> None:
        self.accesses: list[Access] = []
        self.calls: list[CallRecord] = []
        self.rings: list[Sign] = []
        feed.listen(self.accesses.append)
        feed.listen_to_calls(self.calls.append)
        feed.rings.listen(self.rings.append)

    @property
    def names(self) -> list[str | None]:
        return [one.name for one in self.accesses]


async def test_requests(hass: HomeAssistant, logs: Logs, timer: Timer) -> None:
    """One for the doors each time, one for the calls every half minute or after a push."""
    feed = AccessFeed(hass, "one")
    for seconds in (0, 10, 10, 10):
        timer.now += seconds
        await feed.async_read(logs.client, HAS)
    assert logs.asked == [("doors", 1), ("calls", 1), *[("doors", 1)] * 3, ("calls", 1)]
    logs.asked.clear()
    feed.read_calls_soon()
    await feed.async_read(logs.client, HAS)
    assert logs.asked == [("doors", 1), ("calls", 1)]


async def test_what_the_unit_lacks_is_not_asked_for(hass: HomeAssistant, logs: Logs) -> None:
    await AccessFeed(hass, "one").async_read(logs.client, Capabilities(firmware="1"))
    assert logs.asked == []


async def test_pages_are_read_until_what_is_known(hass: HomeAssistant, logs: Logs) -> None:
    feed = AccessFeed(hass, "one")
    heard = Heard(feed)
    logs.come(3)
    await feed.async_read(logs.client, HAS)
    logs.come(25)
    logs.asked.clear()
    await feed.async_read(logs.client, HAS)
    assert [one for one in logs.asked if one[0] == "doors"] == [("doors", n) for n in (1, 2, 3)]
    assert heard.names == [f"P{number}" for number in range(4, 29)]
    assert feed.moved == 25
    assert feed.last_access == heard.accesses[-1]


async def test_a_unit_that_knows_no_pages(hass: HomeAssistant, logs: Logs) -> None:
    """It begins again, which is the end."""
    feed = AccessFeed(hass, "one")
    heard = Heard(feed)
    logs.knows_pages = False
    await feed.async_read(logs.client, HAS)
    logs.come(10)
    await feed.async_read(logs.client, HAS)
    assert len(logs.asked) == 4
    assert len(heard.accesses) == 10


@pytest.mark.parametrize("failure", [DeadlineError("late"), AuthenticationError("no")])
async def test_failures_of_the_unit_are_raised_and_lose_nothing(
    hass: HomeAssistant, logs: Logs, failure: Exception
) -> None:
    feed = AccessFeed(hass, "one")
    heard = Heard(feed)
    await feed.async_read(logs.client, HAS)
    logs.come(2)
    logs.failure = failure
    with pytest.raises(type(failure)):
        await feed.async_read(logs.client, HAS)
    logs.failure = None
    await feed.async_read(logs.client, HAS)
    assert heard.names == ["P1", "P2"]


async def test_failures_of_the_log_are_borne(hass: HomeAssistant, logs: Logs) -> None:
    feed = AccessFeed(hass, "one")
    heard = Heard(feed)
    await feed.async_read(logs.client, HAS)
    logs.come(2)
    logs.failure = DeviceError("Failed", code=-1)
    await feed.async_read(logs.client, HAS)
    assert heard.names == []
    logs.failure = None
    await feed.async_read(logs.client, HAS)
    assert heard.names == ["P1", "P2"]


async def test_where_it_stands_is_stored(
    hass: HomeAssistant, hass_storage: dict[str, Any], logs: Logs
) -> None:
    """Before anybody is told, only when it changed, and without names."""
    feed = AccessFeed(hass, "one")
    key = f"{DOMAIN}.one"
    stored: list[Any] = []
    await feed.async_read(logs.client, HAS)
    feed.listen(lambda _: stored.append(hass_storage[key]["data"]["doors"]["mark"]["id"]))
    logs.come(2)
    await feed.async_read(logs.client, HAS)
    assert stored == ["2", "2"]
    assert "P2" not in str(hass_storage[key])
    with patch("homeassistant.helpers.storage.Store.async_save") as save:
        await feed.async_read(logs.client, HAS)
        save.assert_not_called()


async def test_over_a_restart(
    hass: HomeAssistant, hass_storage: dict[str, Any], logs: Logs
) -> None:
    first = AccessFeed(hass, "one")
    logs.come(2)
    await first.async_read(logs.client, HAS)
    logs.come(2)
    second = AccessFeed(hass, "one")
    await second.async_load()
    heard = Heard(second)
    await second.async_read(logs.client, HAS)
    assert heard.names == ["P3", "P4"]
    await second.async_remove()
    assert f"{DOMAIN}.one" not in hass_storage


async def test_rings_from_the_log(hass: HomeAssistant, logs: Logs, timer: Timer) -> None:
    """Only what happened since the reading before, if that is not long ago."""
    feed = AccessFeed(hass, "one")
    heard = Heard(feed)
    await feed.async_read(logs.client, HAS)
    logs.dial()
    timer.now += 30
    await feed.async_read(logs.client, HAS)
    assert len(heard.rings) == 1
    logs.dial()
    timer.now += 3600
    await feed.async_read(logs.client, HAS)
    assert (len(heard.rings), len(heard.calls)) == (1, 2)
    assert feed.last_call == heard.calls[-1]


async def test_rings_by_push(hass: HomeAssistant, logs: Logs, timer: Timer) -> None:
    """Their rows ring no second time, however many a call has, and however long it lasted."""
    feed = AccessFeed(hass, "one")
    heard = Heard(feed)
    await feed.async_read(logs.client, HAS)
    feed.tell_sign(Sign(CALL_STARTED))
    assert len(heard.rings) == 1
    timer.now += 900
    await feed.async_read(logs.client, HAS)
    feed.tell_sign(Sign(CALL_ENDED))
    feed.read_calls_soon()
    logs.dial()
    logs.dial()
    await feed.async_read(logs.client, HAS)
    assert (len(heard.rings), len(heard.calls)) == (1, 2)
    for _ in range(25):
        timer.now += 30
        await feed.async_read(logs.client, HAS)
    logs.dial()
    timer.now += 30
    await feed.async_read(logs.client, HAS)
    assert len(heard.rings) == 2


async def test_calls_of_ours(hass: HomeAssistant, timer: Timer) -> None:
    """The unit reports them too: the first report after one is its own."""
    feed = AccessFeed(hass, "one")
    heard = Heard(feed)
    feed.note_own_call()
    timer.now += 1
    feed.tell_sign(Sign(CALL_STARTED))
    assert heard.rings == []
    feed.tell_sign(Sign(CALL_STARTED))
    assert len(heard.rings) == 1
    feed.note_own_call()
    timer.now += 60
    feed.tell_sign(Sign(CALL_STARTED))
    assert len(heard.rings) == 2


def test_early_news() -> None:
    """Who comes first hears them, and who comes with him; later nobody does."""
    stream: Stream[int] = Stream()
    stream.tell(1)
    stream.settle()
    heard: list[list[int]] = [[], [], []]
    end = stream.listen(heard[0].append)
    stream.listen(heard[1].append)
    stream.settle()
    stream.listen(heard[2].append)
    stream.tell(2)
    end()
    stream.tell(3)
    assert heard == [[1, 2], [1, 2, 3], [2, 3]]
    assert stream.last == 3


def test_access_of_a_row() -> None:
    row = {"ID": "1", "Type": "Card", "Status": "Success", "Name": "Mira", "Code": "C0FFEE"}
    more = {"Relay": "1", "UserID": "7", "Date": "2026-11-25", "Time": "08:00:00"}
    found = access_of(DoorRecord.from_wire({**row, **more}))
    moment = datetime(2026, 11, 25, 8)  # noqa: DTZ001  # the unit's own time
    assert found == Access(True, AccessMethod.CARD, "Mira", "1", "7", moment)


def test_a_name_that_is_the_code() -> None:
    """Units write it so for whom they do not know by name."""
    row = {"ID": "1", "Type": "Card", "Status": "Failed", "Name": "C0FFEE", "Code": "C0FFEE"}
    assert access_of(DoorRecord.from_wire(row)).name is None


async def test_all_of_it_over_the_wire(house: House) -> None:
    """With a poll for the unit: one request for each log."""
    await house.set_up()
    feed = house.coordinator.feed
    heard = Heard(feed)
    house.device.door.show_card(MIRA["CardCode"])
    house.device.door.enter_code(WRONG_CODE)
    house.device.requests.clear()
    await house.poll()
    assert [one.granted for one in heard.accesses] == [True, False]
    asked = [one.target for one in house.device.requests]
    assert (asked.count("doorlog"), asked.count("calllog")) == (1, 1)
