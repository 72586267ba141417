"""Operations of dialreplace by their ids; what they do is in test_store."""

from custom_components.accord.protocol.akuvox.client import AkuvoxClient
from custom_components.accord.protocol.operation import Effect, OperationRegistry

OPERATIONS = {
    one.id: one.effect for one in OperationRegistry(AkuvoxClient) if one.topic == "dialreplace"
}


def test_operations() -> None:
    assert set(OPERATIONS) == {
        "dialreplace/get",
        "dialreplace/add",
        "dialreplace/set",
        "dialreplace/clear",
        "dialreplace/del",
        "dialreplace/export",
        "dialreplace/import",
    }


def test_what_loses_data_and_what_tells_secrets() -> None:
    assert OPERATIONS["dialreplace/clear"] is Effect.DESTRUCTIVE
    assert OPERATIONS["dialreplace/get"] is Effect["READ"]
