"""An entry's data make a client of its station."""

from custom_components.accord.protocol.lifesmart import Dialect, StationPort
from custom_components.accord_lifesmart.connection import make_client

DATA = {"host": "127.0.0.1", "model": "OD_HOME", "token": "s3cret-token"}


async def test_what_is_stored_is_used() -> None:
    """What was found out before is used; secrets do not show."""
    port = await StationPort.open("127.0.0.1", 0)
    try:
        dialect = Dialect().with_word("otamanage", "otamanager")
        client = make_client(port, {**DATA, "dialect": dialect.as_dict()}, {"own_host": ""})
        assert client.dialect.word("otamanage") == "otamanager"
        assert "s3cret" not in repr(client.session.__dict__)
    finally:
        port.close()
