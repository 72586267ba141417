"""Settings that a small unit keeps: what is written is what is read afterwards."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.protocol.akuvox.fakes import Asked, reply


class Settings:
    """Answers ``get`` and ``set``; keys in ``frozen`` keep their values all the same."""

    def __init__(self, values: Mapping[str, str], *, frozen: tuple[str, ...] = ()) -> None:
        self.values = dict(values)
        self.frozen = frozen
        self.written: list[dict[str, str]] = []
        self.refuse = ""

    def get(self, asked: Asked) -> dict[str, str]:
        """Return all, those below prefixes, or some."""
        wanted = asked.data or {}
        if "item" in wanted:
            return {key: self.values[key] for key in wanted["item"] if key in self.values}
        prefixes = tuple(wanted.get("filter", [""]))
        return {key: value for key, value in self.values.items() if key.startswith(prefixes)}

    def set(self, asked: Asked) -> Any:
        """Take values over; refuse all where one holds what is refused."""
        sent = asked.data if asked.method == "POST" else asked.query
        self.written.append(sent)
        if self.refuse and any(self.refuse in value for value in sent.values()):
            return reply(retcode=-1, message="Failed")
        self.values |= {key: value for key, value in sent.items() if key not in self.frozen}
        return None

    def answers(self, target: str) -> dict[str, Any]:
        """Return what a fake unit needs."""
        return {f"{target}/get": self.get, f"{target}/set": self.set}

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)
