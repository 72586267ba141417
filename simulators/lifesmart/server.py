"""The port of OpenDEV: checks requests, has them carried out and answers."""

from dataclasses import dataclass
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from simulators.base import Outcome
from simulators.delivery import Delivery, Run, Send, Step
from simulators.lifesmart.frame import HEAD, LARGEST, Frame, FrameError, Packet
from simulators.lifesmart.registry import OPERATIONS, route
from simulators.lifesmart.request import DONE, NOT_AUTHENTIC, Args, Refusal, Reply
from simulators.lifesmart.signature import signature
from simulators.sockets import Datagram, Peer

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

type Json = dict[str, Any]

CLOCK_LIMIT = 300
"""Seconds by which a request may be off."""

LOCK_LIMIT = 5
"""And for door locks it has to be less than that."""

_REQUESTS = frozenset({Packet.GET, Packet.SET, Packet.ADD, Packet.DELETE})


@dataclass(frozen=True)
class Recorded:
    """One request that was carried out or refused, for tests."""

    id: int
    packet: int
    obj: str
    args: Any
    operation: str
    code: int


class StationServer:
    """Answers what comes in on the station's port."""

    def __init__(self, station: LifeSmartStation) -> None:
        """Serve a station."""
        self._station = station
        self._arrived = self._answered = 0
        self.latest_id = 0
        self.requests: list[Recorded] = []

    def receive(self, data: bytes, peer: Peer) -> None:
        """Take a datagram, as often as the network delivers it."""
        quirks = self._station.quirks
        self._arrived += 1
        if self._station.closed or _is_nth(self._arrived, quirks.loses_each_request):
            return
        for _ in range(quirks.request_copies):
            self._station.spawn(self._respond(data, peer))

    async def _respond(self, data: bytes, peer: Peer) -> None:
        try:
            frame = Frame.decode(data)
        except FrameError:
            return
        body = frame.body
        id_ = body.get("id")
        if type(id_) is not int or frame.packet not in _REQUESTS:
            return
        self.latest_id = id_
        operation, code, reply = await self._serve(frame)
        self.requests.append(
            Recorded(id_, frame.packet, body.get("obj", ""), body.get("args"), operation, code)
        )
        if operation:
            self._station.report(operation, Outcome(code, ok=code == DONE))
        if not reply.silent:
            await self._answer(Frame(frame.packet + 1, self._body(id_, code, reply)), operation,
                               reply, peer)  # fmt: skip

    async def _serve(self, frame: Frame) -> tuple[str, int, Reply]:
        operation = ""
        try:
            self._authenticate(frame.body)
            args: Any = frame.body.get("args", {})
            args = {} if args == [] else args
            obj = frame.body["obj"]
            operation = route(frame.packet, obj, args, self._station.quirks.ota_object)
            members = {"": args} if operation == "eps.set" else args
            reply = OPERATIONS[operation](self._station, Args(members))
            return operation, DONE, await reply if isawaitable(reply) else reply
        except Refusal as refusal:
            return operation, refusal.code, Reply(refusal.message)

    def _authenticate(self, body: Json) -> None:
        """Refuse who cannot sign, or whose clock is off."""
        station, system, obj = self._station, body.get("sys"), body.get("obj")
        refusal = Refusal("", NOT_AUTHENTIC)
        if not isinstance(obj, str) or not isinstance(system, dict):
            raise refusal
        moment = system.get("ts")
        if type(moment) is not int or system.get("ver") != 1:
            raise refusal
        if system.get("model") != station.model:
            raise refusal
        if system.get("sign") != signature(body, station.model, station.token, station.quirks):
            raise refusal
        off = abs(moment - station.time())
        if off > CLOCK_LIMIT or (obj == "doorlock" and off >= LOCK_LIMIT):
            raise refusal

    def _body(self, id_: int, code: int, reply: Reply) -> Json:
        return {"code": code, "id": id_, "agtid": self._station.agtid, "msg": reply.msg}

    async def _answer(self, frame: Frame, operation: str, reply: Reply, peer: Peer) -> None:
        station = self._station
        data = frame.encode(station.quirks.trailing)
        self._answered += 1
        steps: list[Step] = []
        lost = _is_nth(self._answered, station.quirks.loses_each_reply)
        if len(data) <= LARGEST and not lost:
            steps.append(Send(data, HEAD))
        if reply.after is not None:
            steps.append(Run(reply.after))
        delivery = Delivery(tuple(steps), frozenset({operation}), stream=False)
        line = Datagram(station.socket, station.answer_to(peer))
        await station.transmit(delivery, line)


def _is_nth(count: int, each: int | None) -> bool:
    return each is not None and count % each == 0
