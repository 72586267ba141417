"""A small station on loopback: checks signatures by itself and answers as it is told."""

from collections.abc import Callable
from dataclasses import dataclass
import hashlib
import json
import struct
import time
from typing import Any, Self

from custom_components.accord.protocol.lifesmart import Credentials, LifeSmartClient, StationPort
from custom_components.accord.protocol.transport.datagram import Address, DatagramEndpoint

OWNER = Credentials("OD_TEST", "token-of-tests")
GET, SET, NOTIFY = 1, 3, 9
REFUSED = 101

type Json = dict[str, Any]


@dataclass(frozen=True)
class Code:
    """An answer with a code."""

    code: int
    msg: Any = ""


class Silence:
    """No answer."""


SILENCE = Silence()


@dataclass(frozen=True)
class Asked:
    """A request that was signed well."""

    type: int
    obj: str
    args: Any
    id: int
    ts: int

    @property
    def name(self) -> str:
        args = self.args if isinstance(self.args, dict) else {}
        return " ".join([self.obj, *(args[key] for key in ("cfg", "cmd", "act") if key in args)])

    @property
    def actargs(self) -> Any:
        return json.loads(self.args["actargs"])


class FakeStation:
    """Answers ``on`` names such as "doorlock getuser"; codes 1 for what it does not know."""

    def __init__(self, endpoint: DatagramEndpoint) -> None:
        self.endpoint = endpoint
        self.asked: list[Asked] = []
        self.refused: list[Json] = []
        self.drop = 0
        self.ahead = 0.0
        self.booleans: Callable[[bool], str | None] = lambda value: str(value).lower()
        self.nested: dict[str, type] = {"actargs": str}
        self.reply_port: int | None = None
        self.agtid = "mga"
        self.refusal: Callable[[], Any] = str
        self._answers: dict[str, list[Any]] = {}
        self.client_address: Address | None = None
        endpoint.listen(self._receive)
        self.on("config notify", lambda _: {"time": int(time.time() + self.ahead)})

    @classmethod
    async def start(cls, host: str = "127.0.0.1", port: int = 0) -> Self:
        return cls(await DatagramEndpoint.open((host, port)))

    @property
    def host(self) -> str:
        return self.endpoint.local[0]

    @property
    def number(self) -> int:
        return self.endpoint.local[1]

    def on(self, name: str, *answers: Any) -> None:
        """Answer with each in turn, the last for ever; functions get the request."""
        self._answers[name] = list(answers)

    def named(self, name: str) -> list[Asked]:
        return [one for one in self.asked if one.name == name]

    @property
    def last(self) -> Asked:
        return self.asked[-1]

    def notify(self, body: Json, port: StationPort) -> None:
        self.endpoint.send(framed(NOTIFY, body), ("127.0.0.1", port.number))

    def close(self) -> None:
        self.endpoint.close()

    def _receive(self, data: bytes, sender: Address) -> None:
        magic, version, kind, length = struct.unpack(">2sHHI", data[:10])
        assert (magic, version, length) == (b"JL", 0, len(data) - 10)
        body = json.loads(data[10:])
        self.client_address = sender
        if self.drop:
            self.drop -= 1
            return
        code, msg = REFUSED, self.refusal()
        if self._accepts(body):
            asked = Asked(kind, body["obj"], body["args"], body["id"], body["sys"]["ts"])
            self.asked.append(asked)
            answer = self._answer(asked)
            if answer is SILENCE:
                return
            code, msg = (answer.code, answer.msg) if isinstance(answer, Code) else (0, answer)
        else:
            self.refused.append(body)
        reply = {"code": code, "id": body["id"], "agtid": self.agtid, "msg": msg}
        self.endpoint.send(framed(kind + 1, reply), (sender[0], self.reply_port or sender[1]))

    def _answer(self, asked: Asked) -> Any:
        answers = self._answers.get(asked.name, [Code(1)])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return answer(asked) if callable(answer) else answer

    def _accepts(self, body: Json) -> bool:
        args, meta = body["args"], body["sys"]
        allowed = 5 if "doorlock" in body["obj"] else 300
        if abs(meta["ts"] - time.time() - self.ahead) > allowed:
            return False
        parts = [f"obj:{body['obj']}"]
        for key, value in sorted(args.items()) if isinstance(args, dict) else ():
            if key in self.nested and not isinstance(value, self.nested[key]):
                return False
            signed = self.booleans(value) if isinstance(value, bool) else value
            if isinstance(signed, str | int):
                parts.append(f"{key}:{signed}")
        parts += [f"ts:{meta['ts']}", f"model:{OWNER.model}", f"token:{OWNER.token}"]
        right = hashlib.md5(",".join(parts).encode(), usedforsecurity=False).hexdigest()
        return bool(meta == {"ver": 1, "ts": meta["ts"], "sign": right, "model": OWNER.model})


def framed(kind: int, body: Json) -> bytes:
    payload = json.dumps(body).encode()
    return struct.pack(">2sHHI", b"JL", 0, kind, len(payload)) + payload


def client_of(station: FakeStation, port: StationPort, **options: Any) -> LifeSmartClient:
    """Return a client of a station that neither paces nor waits for locks."""

    async def at_once(_: float) -> None:
        return

    options = {"gap": 0.0, "sleep": at_once, "station_port": station.number} | options
    return LifeSmartClient(port, station.host, OWNER, **options)
