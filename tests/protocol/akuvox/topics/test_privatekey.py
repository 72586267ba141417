"""Operations of privatekey by their ids; what they do is in test_store."""

from custom_components.accord.protocol.akuvox.client import AkuvoxClient
from custom_components.accord.protocol.operation import Effect, OperationRegistry

OPERATIONS = {
    one.id: one.effect for one in OperationRegistry(AkuvoxClient) if one.topic == "privatekey"
}


def test_operations() -> None:
    assert set(OPERATIONS) == {
        "privatekey/get",
        "privatekey/add",
        "privatekey/set",
        "privatekey/clear",
        "privatekey/del",
        "privatekey/export",
        "privatekey/import",
    }


def test_what_loses_data_and_what_tells_secrets() -> None:
    assert OPERATIONS["privatekey/clear"] is Effect.DESTRUCTIVE
    assert OPERATIONS["privatekey/get"] is Effect["SECRET"]
