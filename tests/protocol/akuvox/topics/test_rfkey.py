"""Operations of rfkey by their ids; what they do is in test_store."""

from custom_components.accord.protocol.akuvox.client import AkuvoxClient
from custom_components.accord.protocol.operation import Effect, OperationRegistry

OPERATIONS = {one.id: one.effect for one in OperationRegistry(AkuvoxClient) if one.topic == "rfkey"}


def test_operations() -> None:
    assert set(OPERATIONS) == {
        "rfkey/get",
        "rfkey/add",
        "rfkey/set",
        "rfkey/clear",
        "rfkey/del",
        "rfkey/export",
        "rfkey/import",
    }


def test_what_loses_data_and_what_tells_secrets() -> None:
    assert OPERATIONS["rfkey/clear"] is Effect.DESTRUCTIVE
    assert OPERATIONS["rfkey/get"] is Effect["SECRET"]
