"""Order, signatures, deadlines and repetition, over a socket."""

import asyncio
import time
from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    AccordError,
    ConnectionFailedError,
    DeadlineError,
    DeviceError,
    ProtocolError,
)
from custom_components.accord.protocol.lifesmart import (
    Booleans,
    LifeSmartClient,
    Nested,
    NoAnswerError,
    SignatureRefusedError,
    StationPort,
)
from custom_components.accord.protocol.lifesmart.session import StationSession
from tests.protocol.lifesmart.fakes import (
    GET,
    NOTIFY,
    OWNER,
    SET,
    SILENCE,
    Asked,
    Code,
    FakeStation,
    client_of,
    framed,
)

DEVICE = {"me": "2711", "devtype": "SL_SW_ND1", "data": {}}
ON = {"cfg": "led", "on": True}
CMD = {"cmd": "x", "optarg": {"cls": "Y"}}


@pytest.fixture
def session(client: LifeSmartClient) -> StationSession:
    return client.session


@pytest.fixture
def quick(hasty: LifeSmartClient) -> StationSession:
    return hasty.session


async def test_types_and_messages(session: StationSession, station: FakeStation) -> None:
    station.on("ep", DEVICE, {})
    assert await session.get("ep", {"me": "2711"}) == DEVICE
    assert await session.set("ep", {"me": "2711", "val": 1}) == {}
    assert [one.type for one in station.asked] == [GET, SET]
    assert station.asked[0].args == {"me": "2711"}


async def test_no_arguments_travel_as_an_object(
    session: StationSession, station: FakeStation
) -> None:
    station.on("eps", [])
    await session.get("eps")
    assert station.last.args == {}


async def test_ids_count_up_and_wrap(port: StationPort, station: FakeStation) -> None:
    station.on("eps", [])
    session = StationSession(
        port, station.host, OWNER, station_port=station.number, gap=0, first_id=lambda: 65535
    )
    taken = port.expect(station.host, 1, GET)
    for _ in range(3):
        await session.get("eps")
    assert [one.id for one in station.asked] == [65535, 2, 3]
    taken.cancel()


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"code": 7, "msg": "odd"}, DeviceError),
        ({"code": "7"}, DeviceError),
        ({"code": "none"}, ProtocolError),
        ({}, ProtocolError),
    ],
)
async def test_replies_that_are_errors(
    body: dict[str, Any], error: type[AccordError], session: StationSession, station: FakeStation
) -> None:
    def answer(asked: Asked) -> Any:
        assert station.client_address is not None
        station.endpoint.send(framed(2, {"id": asked.id, **body}), station.client_address)
        return SILENCE

    station.on("scene", answer)
    with pytest.raises(error) as caught:
        await session.get("scene")
    assert "scene" in str(caught.value)
    assert not caught.value.outcome_unknown


async def test_a_reply_without_code_but_with_message(
    session: StationSession, station: FakeStation
) -> None:
    def answer(asked: Asked) -> Any:
        assert station.client_address is not None
        station.endpoint.send(framed(2, {"id": asked.id, "msg": [1]}), station.client_address)
        return SILENCE

    station.on("scene", answer)
    assert await session.get("scene") == [1]


async def test_long_texts_of_stations_are_cut(
    session: StationSession, station: FakeStation
) -> None:
    station.on("scene", Code(9, "x" * 5000))
    with pytest.raises(DeviceError) as caught:
        await session.get("scene")
    assert caught.value.text == "x" * 100


# --- Repetition ------------------------------------------------------------------------------


async def test_a_lost_request_is_asked_again(station: FakeStation, port: StationPort) -> None:
    station.drop = 2
    station.on("eps", [DEVICE])
    assert await client_of(station, port, timeout=0.5).session.get("eps") == [DEVICE]
    assert len(station.asked) == 1


async def test_each_attempt_is_signed_anew(port: StationPort, station: FakeStation) -> None:
    moments = iter((1000, 1100, 1200))
    sent: list[dict[str, Any]] = []
    session = StationSession(
        port, station.host, OWNER, station_port=station.number, gap=0, timeout=0.05
    )

    class Jumping:
        age = 0.0

        def timestamp(self) -> int:
            return next(moments)

        def now(self) -> float:
            return time.time()

    session.clock = Jumping()
    send = port.send

    def keep(kind: Any, body: Any, address: Any) -> None:
        sent.append(body)
        send(kind, body, address)

    port.send = keep
    station.drop = 3
    with pytest.raises(NoAnswerError):
        await session.get("eps")
    assert [body["sys"]["ts"] for body in sent] == [1000, 1100, 1200]
    assert len({body["sys"]["sign"] for body in sent}) == 3
    first = sent[0]["id"]
    assert [body["id"] for body in sent] == [first, first % 65535 + 1, (first + 1) % 65535 + 1]


async def test_the_late_reply_to_an_earlier_attempt_counts(
    station: FakeStation, port: StationPort
) -> None:
    asked: list[Asked] = []

    def answer(one: Asked) -> Any:
        asked.append(one)
        if len(asked) == 2:
            assert station.client_address is not None
            reply = framed(2, {"id": asked[0].id, "code": 0, "msg": "late"})
            station.endpoint.send(reply, station.client_address)
        return SILENCE

    station.on("eps", answer)
    assert await client_of(station, port, timeout=0.5).session.get("eps") == "late"


async def test_silence(quick: StationSession, station: FakeStation) -> None:
    station.on("eps", SILENCE)
    with pytest.raises(NoAnswerError) as caught:
        await quick.get("eps")
    assert not caught.value.outcome_unknown
    assert len(station.asked) == 3


async def test_silence_after_a_set_leaves_the_outcome_open(
    quick: StationSession, station: FakeStation
) -> None:
    station.on("ep", SILENCE)
    with pytest.raises(NoAnswerError) as caught:
        await quick.set("ep", {"me": "2711"}, repeatable=True)
    assert caught.value.outcome_unknown
    assert len(station.asked) == 3


async def test_a_command_is_never_sent_twice(quick: StationSession, station: FakeStation) -> None:
    station.on("doscene", SILENCE)
    with pytest.raises(DeadlineError) as caught:
        await quick.set("doscene", {"id": "AI1"})
    assert caught.value.outcome_unknown
    assert len(station.asked) == 1


async def test_a_closed_socket(session: StationSession, port: StationPort) -> None:
    port.close()
    with pytest.raises(ConnectionFailedError):
        await session.get("eps")


async def test_nothing_is_left_behind(
    quick: StationSession, station: FakeStation, port: StationPort
) -> None:
    station.on("eps", SILENCE)
    with pytest.raises(NoAnswerError):
        await quick.get("eps")
    task = asyncio.ensure_future(quick.get("eps"))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not port._waiting
    station.on("eps", [])
    assert await quick.get("eps") == []


# --- Order -----------------------------------------------------------------------------------


async def test_one_request_at_a_time(session: StationSession, station: FakeStation) -> None:
    open_requests: list[Asked] = []

    def later(asked: Asked) -> Any:
        open_requests.append(asked)
        asyncio.get_running_loop().call_later(0.02, reply, asked)
        return SILENCE

    def reply(asked: Asked) -> None:
        assert open_requests == [asked]
        open_requests.clear()
        assert station.client_address is not None
        body = {"id": asked.id, "code": 0, "msg": asked.args["me"]}
        station.endpoint.send(framed(2, body), station.client_address)

    station.on("ep", later)
    names = [str(number) for number in range(5)]
    answers = await asyncio.gather(*(session.get("ep", {"me": name}) for name in names))
    assert answers == names


async def test_one_request_at_a_time_whoever_speaks(
    port: StationPort, station: FakeStation
) -> None:
    """A dialog that looks at a station that is set up already."""
    others = [client_of(station, port).session for _ in range(2)]
    open_requests: list[int] = []

    def later(asked: Asked) -> Any:
        open_requests.append(asked.id)
        asyncio.get_running_loop().call_later(0.02, reply, asked)
        return SILENCE

    def reply(asked: Asked) -> None:
        assert open_requests == [asked.id]
        open_requests.clear()
        assert station.client_address is not None
        body = {"id": asked.id, "code": 0, "msg": []}
        station.endpoint.send(framed(2, body), station.client_address)

    station.on("eps", later)
    assert await asyncio.gather(*(one.get("eps") for one in others)) == [[], []]


async def test_requests_keep_a_distance(port: StationPort, station: FakeStation) -> None:
    station.on("eps", [])
    session = client_of(station, port, gap=0.1).session
    started = time.monotonic()
    for _ in range(3):
        await session.get("eps")
    assert time.monotonic() - started >= 0.2


async def test_a_silent_station_does_not_hold_up_others(
    quick: StationSession, station: FakeStation, port: StationPort
) -> None:
    other = await FakeStation.start("127.0.0.2")
    station.on("eps", SILENCE)
    other.on("eps", ["other"])
    waiting = asyncio.ensure_future(quick.get("eps"))
    assert await client_of(other, port).session.get("eps") == ["other"]
    assert not waiting.done()
    with pytest.raises(NoAnswerError):
        await waiting
    other.close()


async def test_an_event_with_the_id_of_a_request(
    session: StationSession, station: FakeStation, port: StationPort
) -> None:
    heard: list[Any] = []
    port.listen(station.host, heard.append)

    def answer(asked: Asked) -> Any:
        assert station.client_address is not None
        body = {"id": asked.id, "code": 0, "msg": "event", "chg": []}
        station.endpoint.send(framed(NOTIFY, body), station.client_address)
        return "reply"

    station.on("eps", answer)
    assert await session.get("eps") == "reply"
    assert [one["msg"] for one in heard] == ["event"]


async def test_a_station_that_answers_to_the_fixed_port(station: FakeStation) -> None:
    port = await StationPort.open("127.0.0.1")
    station.reply_port = port.number
    station.on("eps", [])
    assert await client_of(station, port).session.get("eps") == []
    port.close()


async def test_the_stations_id(session: StationSession, station: FakeStation) -> None:
    station.on("eps", [])
    await session.get("eps")
    assert session.agtid is None
    station.agtid = "A3EAAABtAEwQ"
    await session.get("eps")
    assert session.agtid == "A3EAAABtAEwQ"


# --- Refused signatures ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "booleans"),
    [
        (lambda _: None, Booleans.OMITTED),
        (lambda value: str(int(value)), Booleans.NUMBER),
        (str, Booleans.PYTHON),
    ],
)
async def test_how_truth_values_are_signed_is_found_out_and_remembered(
    style: Any, booleans: Booleans, session: StationSession, station: FakeStation
) -> None:
    station.booleans = style
    station.on("config led", "success")
    await session.set("config", ON)
    assert session.dialect.booleans is booleans
    assert len(station.named("config led")) == 1
    station.refused.clear()
    await session.set("config", ON)
    assert station.refused == []


async def test_how_nested_arguments_travel_is_found_out_and_remembered(
    session: StationSession, station: FakeStation
) -> None:
    station.nested["optarg"] = str
    station.on("dopair x", {})
    await session.set("dopair", CMD, nested="optarg")
    assert station.last.args["optarg"] == '{"cls":"Y"}'
    assert session.dialect.nesting("optarg", Nested.OBJECT) is Nested.TEXT
    await session.set("dopair", CMD, nested="optarg")
    assert len(station.refused) == 1


async def test_a_refusal_for_another_reason_still_tells_how_to_sign(
    session: StationSession, station: FakeStation
) -> None:
    station.nested["optarg"] = str
    station.on("dopair x", Code(5))
    with pytest.raises(DeviceError):
        await session.set("dopair", CMD, nested="optarg")
    assert session.dialect.nesting("optarg", Nested.OBJECT) is Nested.TEXT


async def test_a_command_in_doubt_is_not_sent_again_without_an_answer(
    quick: StationSession, station: FakeStation
) -> None:
    station.nested["optarg"] = str
    station.on("dopair x", SILENCE)
    with pytest.raises(DeadlineError) as caught:
        await quick.set("dopair", CMD, nested="optarg")
    assert caught.value.outcome_unknown
    assert len(station.named("dopair x")) == 1


async def test_wrong_credentials_are_not_tried_in_all_ways(
    session: StationSession, station: FakeStation
) -> None:
    station.ahead = 1000
    with pytest.raises(SignatureRefusedError):
        await session.set("config", ON)
    assert [body["args"]["cfg"] for body in station.refused] == ["led", "notify"]


async def test_nothing_in_doubt(session: StationSession, station: FakeStation) -> None:
    station.ahead = 1000
    with pytest.raises(SignatureRefusedError):
        await session.get("eps")
    assert len(station.refused) == 1


async def test_no_way_is_accepted(session: StationSession, station: FakeStation) -> None:
    station.booleans = lambda _: "no"
    with pytest.raises(SignatureRefusedError):
        await session.set("config", ON)
    assert len([one for one in station.refused if one["args"]["cfg"] == "led"]) == 4
    assert session.dialect.booleans is Booleans.JSON


# --- The clock -------------------------------------------------------------------------------


async def test_registering_tells_where_we_are_and_learns_the_clock(
    session: StationSession, station: FakeStation, port: StationPort
) -> None:
    station.ahead = 60
    told = await session.register()
    assert station.last.args == {"cfg": "notify", "host": "127.0.0.1", "port": port.number}
    assert told == pytest.approx(time.time() + 60, abs=5)
    assert session.clock.offset == pytest.approx(60, abs=2)


async def test_registering_somebody_else(
    station: FakeStation, port: StationPort, session: StationSession
) -> None:
    await session.register("192.0.2.7", 4000)
    assert station.last.args == {"cfg": "notify", "host": "192.0.2.7", "port": 4000}
    behind = client_of(station, port, own_host="192.0.2.8").session
    await behind.register()
    assert station.last.args["host"] == "192.0.2.8"


async def test_a_station_that_does_not_tell_the_time(
    session: StationSession, station: FakeStation
) -> None:
    station.on("config notify", "success")
    assert await session.register() is None
    assert session.clock.offset is None


async def test_the_clock_is_read_before_a_request_that_must_be_exact(
    session: StationSession, station: FakeStation
) -> None:
    station.ahead = 60
    station.on("doorlock openlock", "success")
    args = {"me": "2711", "cmd": "openlock"}
    await session.set("doorlock", args, exact=True)
    await session.set("doorlock", args, exact=True)
    assert [one.name for one in station.asked] == [
        "config notify",
        "doorlock openlock",
        "doorlock openlock",
    ]


async def test_a_clock_that_was_set_meanwhile(
    session: StationSession, station: FakeStation
) -> None:
    """The refusal is about the time: it is read again, and the request repeated as it was."""
    station.on("doorlock openlock", "success")
    args = {"me": "2711", "cmd": "openlock"}
    await session.set("doorlock", args, exact=True)
    station.ahead = 120
    await session.set("doorlock", args, exact=True)
    assert len(station.named("doorlock openlock")) == 2
    assert len(station.refused) == 1


async def test_silence_before_an_exact_request_means_that_nothing_was_done(
    quick: StationSession, station: FakeStation
) -> None:
    station.on("config notify", SILENCE)
    with pytest.raises(NoAnswerError) as caught:
        await quick.set("doorlock", {"cmd": "openlock"}, exact=True)
    assert not caught.value.outcome_unknown


async def test_a_station_without_events_opens_all_the_same(
    session: StationSession, station: FakeStation
) -> None:
    station.on("config notify", Code(3))
    station.on("doorlock openlock", "success")
    assert await session.set("doorlock", {"cmd": "openlock"}, exact=True) == "success"


async def test_a_refusal_that_tells_the_time(session: StationSession, station: FakeStation) -> None:
    station.ahead = 1000
    station.refusal = lambda: {"ts": int(time.time() + station.ahead)}
    station.on("doscene", "success")
    assert await session.set("doscene", {"id": "AI1"}) == "success"
    assert (len(station.asked), len(station.refused)) == (1, 1)
    assert session.clock.offset == pytest.approx(1000, abs=2)


async def test_a_refusal_that_tells_the_time_we_know(
    session: StationSession, station: FakeStation
) -> None:
    station.refusal = lambda: {"ts": int(time.time())}
    station.booleans = lambda _: "no"
    with pytest.raises(SignatureRefusedError):
        await session.get("eps", {"x": True})
    assert len(station.refused) == 4


# --- Spellings -------------------------------------------------------------------------------


async def test_spellings(session: StationSession, station: FakeStation) -> None:
    station.on("b", "success")

    async def attempt(spelling: str) -> Any:
        return await session.set(spelling, {})

    assert await session.spelled("word", ("a", "b"), attempt) == "success"
    assert await session.spelled("word", ("a", "b"), attempt) == "success"
    assert [one.obj for one in station.asked] == ["a", "b", "b"]
    with pytest.raises(DeviceError):
        await session.spelled("other", ("c", "d"), attempt)


async def test_silence_about_the_second_spelling(
    quick: StationSession, station: FakeStation
) -> None:
    station.on("b", SILENCE)

    async def read(spelling: str) -> Any:
        return await quick.ask(spelling, {})

    async def act(spelling: str) -> Any:
        return await quick.set(spelling, {})

    with pytest.raises(DeviceError):
        await quick.spelled("word", ("a", "b"), read)
    with pytest.raises(DeadlineError) as caught:
        await quick.spelled("word", ("a", "b"), act)
    assert caught.value.outcome_unknown


# --- While the station waits for somebody ----------------------------------------------------


class Patient:
    """Answers ``dopair`` when told to, as a station does that somebody stands in front of."""

    def __init__(self, station: FakeStation) -> None:
        self._station = station
        self.began = asyncio.Event()
        station.on("dopair", self._begin)

    def _begin(self, asked: Asked) -> Any:
        self._asked = asked
        self.began.set()
        return SILENCE

    def end(self) -> None:
        reply = {"code": 0, "id": self._asked.id, "agtid": "mga", "msg": {}}
        assert self._station.client_address is not None
        self._station.endpoint.send(framed(SET + 1, reply), self._station.client_address)


async def test_others_ask_while_the_station_listens(
    client: LifeSmartClient, station: FakeStation
) -> None:
    """Neither readings nor the lock of the front door wait for a device to be added."""
    station.on("ep", {})
    patient = Patient(station)
    async with asyncio.timeout(5):
        pairing = asyncio.create_task(client.pairing.pair(60))
        await patient.began.wait()
        assert await client.session.get("ep") == {}
        assert await client.session.register() is not None
        assert not pairing.done()
        patient.end()
        await pairing


async def test_the_station_listens_for_one_thing_at_a_time(
    client: LifeSmartClient, station: FakeStation
) -> None:
    """Whoever comes second waits until the first has ended."""
    patient = Patient(station)
    station.on("spotremote learncode", {"type": 1, "duty": 3, "data": "4F50"})
    async with asyncio.timeout(5):
        pairing = asyncio.create_task(client.pairing.pair(60))
        await patient.began.wait()
        learning = asyncio.ensure_future(client.spotremote.learn_code("5bd1"))
        await client.session.register()
        assert not station.named("spotremote learncode")
        patient.end()
        await pairing
        await learning


async def test_a_station_that_hears_nothing_while_it_listens(
    client: LifeSmartClient, hasty: LifeSmartClient, station: FakeStation
) -> None:
    """What can be asked again is asked when it has ended; what cannot is not."""
    patient = Patient(station)
    station.on("ep", SILENCE)
    async with asyncio.timeout(10):
        pairing = asyncio.create_task(client.pairing.pair(60))
        await patient.began.wait()
        with pytest.raises(DeadlineError):
            await hasty.session.set("ep", {"me": "1"})
        reading = asyncio.create_task(hasty.session.get("ep"))
        while len(station.named("ep")) < 4:  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(0.01)
        station.on("ep", {"me": "1"})
        patient.end()
        await pairing
        assert await reading == {"me": "1"}
    assert [one.type for one in station.named("ep")] == [SET, GET, GET, GET, GET]


async def test_silence_while_nobody_listens(quick: StationSession, station: FakeStation) -> None:
    station.on("ep", SILENCE)
    with pytest.raises(NoAnswerError):
        await quick.get("ep")
    assert len(station.named("ep")) == 3


@pytest.mark.parametrize("exact", [True, False])
async def test_a_clock_that_was_set_far_away(
    client: LifeSmartClient, station: FakeStation, exact: bool
) -> None:
    """From one side of our time to the other: further than a station bears."""
    station.ahead = 200.0
    await client.session.register()
    station.ahead = -200.0
    station.on("ep", {})
    assert await client.session.get("ep", exact=exact) == {}
    assert client.clock.offset is not None
    assert abs(client.clock.offset + 200) < 2


async def test_a_wrong_token_and_a_clock_far_away(
    client: LifeSmartClient, station: FakeStation
) -> None:
    """What is refused in every way stays refused."""
    station.ahead = 200.0
    await client.session.register()
    station.ahead = 4000.0
    with pytest.raises(SignatureRefusedError):
        await client.session.get("ep")
