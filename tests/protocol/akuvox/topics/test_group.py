"""Operations of group by their ids; what they do is in test_store."""

from custom_components.accord.protocol.akuvox.client import AkuvoxClient
from custom_components.accord.protocol.operation import Effect, OperationRegistry

OPERATIONS = {one.id: one.effect for one in OperationRegistry(AkuvoxClient) if one.topic == "group"}


def test_operations() -> None:
    assert set(OPERATIONS) == {"group/get", "group/add", "group/set", "group/clear"}


def test_what_loses_data_and_what_tells_secrets() -> None:
    assert OPERATIONS["group/clear"] is Effect.DESTRUCTIVE
    assert OPERATIONS["group/get"] is Effect["READ"]
