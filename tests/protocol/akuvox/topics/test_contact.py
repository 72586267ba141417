"""Operations of contact by their ids; what they do is in test_store."""

from custom_components.accord.protocol.akuvox.client import AkuvoxClient
from custom_components.accord.protocol.operation import Effect, OperationRegistry

OPERATIONS = {
    one.id: one.effect for one in OperationRegistry(AkuvoxClient) if one.topic == "contact"
}


def test_operations() -> None:
    assert set(OPERATIONS) == {
        "contact/get",
        "contact/add",
        "contact/set",
        "contact/clear",
        "contact/del",
        "contact/export",
        "contact/import",
    }


def test_what_loses_data_and_what_tells_secrets() -> None:
    assert OPERATIONS["contact/clear"] is Effect.DESTRUCTIVE
    assert OPERATIONS["contact/get"] is Effect["READ"]
