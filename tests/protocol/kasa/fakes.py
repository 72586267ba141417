"""Stand-ins below the session: a link that answers from samples, and samples themselves."""

from collections.abc import Mapping
import copy
import json
from pathlib import Path
from typing import Any

from custom_components.accord.protocol.errors import AccordError
from custom_components.accord.protocol.kasa.session import KasaSession

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.json"))

type Json = dict[str, Any]


def sample(name: str) -> Json:
    """Return a whole answer to ``get_sysinfo``, or with ``vendor/`` a request and its answer."""
    found: Json = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def sysinfo(name: str, **changes: Any) -> Json:
    """Return what ``get_sysinfo`` says, with changes; ``...`` takes a member out."""
    info: Json = sample(name)["system"]["get_sysinfo"] | changes
    return {key: value for key, value in info.items() if value is not ...}


class FakeLink:
    """Answers each request with the next of ``answers``: bytes, an object, or an error."""

    encrypted = False

    def __init__(self, *answers: bytes | Mapping[str, Any] | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[bytes] = []
        self.repeatable: list[bool] = []
        self.timeouts: list[float | None] = []
        self.closed = False
        self.other_ways = 0
        self.switched: list[AccordError] = []

    async def exchange(
        self, request: bytes, *, repeatable: bool, timeout: float | None = None
    ) -> bytes:
        self.requests.append(request)
        self.repeatable.append(repeatable)
        self.timeouts.append(timeout)
        answer = self.answer(request)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    def answer(self, request: bytes) -> bytes | Mapping[str, Any] | Exception:
        return self.answers.pop(0)

    async def switch(self, error: AccordError) -> bool:
        self.switched.append(error)
        return len(self.switched) <= self.other_ways

    async def close(self) -> None:
        self.closed = True


class FakeDevice(FakeLink):
    """Answers ``get_sysinfo`` from a sample and the given methods; lacks all other modules."""

    def __init__(self, info: Json, methods: Mapping[str, Json] | None = None) -> None:
        super().__init__()
        self.info = info
        self.methods = {"system.get_sysinfo": info, **(methods or {})}
        self.light = "light_state" in info

    def answer(self, request: bytes) -> Json:
        answer: Json = {}
        for module, methods in json.loads(request).items():
            if module == "context":
                continue
            for method in methods:
                answer.setdefault(module, {})[method] = self._one(f"{module}.{method}")
        return copy.deepcopy(answer)

    def _one(self, operation: str) -> Json:
        missing = {"err_code": -2001 if self.light else -1, "err_msg": "module not support"}
        return self.methods.get(operation, missing)

    @property
    def sent(self) -> list[Json]:
        """All requests but those for ``get_sysinfo`` alone."""
        found = [json.loads(request) for request in self.requests]
        return [request for request in found if request != {"system": {"get_sysinfo": {}}}]


def device(name: str, methods: Mapping[str, Json] | None = None, **changes: Any) -> FakeDevice:
    """Return a device as in a sample, with changes."""
    return FakeDevice(sysinfo(name, **changes), methods)


def session(link: FakeLink, expected_mac: str | None = None) -> KasaSession:
    """Return a session over a fake link."""
    return KasaSession(link, expected_mac=expected_mac)


OK: Json = {"err_code": 0}
