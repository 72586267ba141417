"""The registry: operations found by walking a client's topics."""

from collections.abc import Sequence

import pytest

from custom_components.accord.protocol.errors import InvalidError, NotFoundError
from custom_components.accord.protocol.operation import (
    Effect,
    Operation,
    OperationRegistry,
    marked,
    notification,
    notification_id,
    operation,
)


class RelayTopic:
    def __init__(self) -> None:
        self.calls: list[tuple[bool, Sequence[int]]] = []

    @operation("relay/set", effect=Effect.PHYSICAL)
    async def set(self, on: bool, numbers: Sequence[int] = ()) -> str:
        self.calls.append((on, numbers))
        return "done"

    async def helper(self) -> None:
        """Be no operation."""


class InfoTopic:
    @operation("info/get", effect=Effect.READ)
    async def get(self) -> int:
        return 1


class Client:
    relay: RelayTopic
    info: InfoTopic
    host: str
    limit: int | None

    def __init__(self) -> None:
        self.relay = RelayTopic()
        self.info = InfoTopic()


REGISTRY = OperationRegistry(Client)


def test_finds_all_operations_in_the_order_of_topics() -> None:
    assert [found.id for found in REGISTRY] == ["relay/set", "info/get"]
    assert [found.path for found in REGISTRY] == ["relay.set", "info.get"]
    assert [found.effect for found in REGISTRY] == [Effect.PHYSICAL, Effect.READ]
    assert len(REGISTRY) == 2
    assert "relay/set" in REGISTRY
    assert "relay/unset" not in REGISTRY


def test_unknown_operation() -> None:
    with pytest.raises(NotFoundError, match="relay/unset"):
        _ = REGISTRY["relay/unset"]


async def test_calls_with_json_parameters() -> None:
    client = Client()
    answer = await REGISTRY["relay/set"].call(client, {"on": True, "numbers": [1, 2]})
    assert answer == "done"
    assert client.relay.calls == [(True, (1, 2))]


async def test_refuses_ill_typed_parameters_before_anything_is_sent() -> None:
    client = Client()
    with pytest.raises(InvalidError, match="on"):
        await REGISTRY["relay/set"].call(client, {"on": 1})
    assert client.relay.calls == []


def test_two_methods_cannot_be_the_same_operation() -> None:
    class Twice:
        relay: RelayTopic
        other: RelayTopic

    with pytest.raises(ValueError, match=r"relay/set stands at relay\.set and other\.set"):
        OperationRegistry(Twice)


def test_only_coroutine_methods_can_be_marked() -> None:
    def plain() -> None:
        """Block."""

    with pytest.raises(TypeError, match="must be a coroutine"):
        operation("x/y", effect=Effect.READ)(plain)  # type: ignore[arg-type]


def test_marks_can_be_seen() -> None:
    assert marked(RelayTopic.set)
    assert not marked(RelayTopic.helper)
    found = REGISTRY["info/get"]
    assert isinstance(found, Operation)
    assert found.function is InfoTopic.get


def test_notifications_are_marked_themselves() -> None:
    """A class below does not count as the same."""

    @notification("told/1")
    class Told:
        pass

    class Other(Told):
        pass

    assert notification_id(Told) == "told/1"
    assert notification_id(Other) is None
