"""The client only composes."""

import aiohttp
import pytest

from custom_components.accord.protocol.errors import ConnectionFailedError, InvalidError
from custom_components.accord.protocol.huawei.northbound import HuaweiClient, endpoint_of


@pytest.mark.parametrize(
    ("host", "port", "wanted"),
    [
        ("192.0.2.9", 8743, "https://192.0.2.9:8743"),
        ("iot.example.org", 443, "https://iot.example.org:443"),
        ("2001:db8::9", 8743, "https://[2001:db8::9]:8743"),
        ("[2001:db8::9]", 8743, "https://[2001:db8::9]:8743"),
    ],
)
def test_addresses(host: str, port: int, wanted: str) -> None:
    assert endpoint_of(host, port) == wanted


async def test_nothing_is_sent_at_first(http: aiohttp.ClientSession, free_port: int) -> None:
    client = HuaweiClient(http, f"https://127.0.0.1:{free_port}", "app", "secret")
    assert client.budget.calls_last_minute == 0
    with pytest.raises(ConnectionFailedError):
        await client.data.devices()


async def test_no_address(http: aiohttp.ClientSession) -> None:
    with pytest.raises(InvalidError):
        HuaweiClient(http, "platform", "app", "secret")
