"""One operation by its id, and what of it went over the wire."""

from collections.abc import Mapping
from typing import Any

from custom_components.accord.protocol.huawei.northbound import HuaweiClient
from custom_components.accord.protocol.operation import OperationRegistry
from tests.protocol.huawei.northbound.fakes import FakePlatform

REGISTRY = OperationRegistry(HuaweiClient)
DEVICE = "dev-1"
COMMAND = {"service_id": "Light", "method": "SET", "parameters": {"level": 40}}
WIRED = {"serviceId": "Light", "method": "SET", "paras": {"level": 40}}
PRODUCT = {
    "manufacturer_id": "m1",
    "manufacturer_name": "Maker",
    "device_type": "WaterMeter",
    "model": "W1",
    "protocol_type": "CoAP",
}
WIRED_PRODUCT = {
    "manufacturerId": "m1",
    "manufacturerName": "Maker",
    "deviceType": "WaterMeter",
    "model": "W1",
    "protocolType": "CoAP",
}

type Sent = tuple[str, str, dict[str, str], Any]
"""Method, path, query, body."""


async def call(client: HuaweiClient, operation: str, parameters: Mapping[str, Any]) -> Any:
    """Carry an operation out."""
    return await REGISTRY[operation].call(client, parameters)


async def sent(
    platform: FakePlatform, client: HuaweiClient, operation: str, parameters: Mapping[str, Any]
) -> Sent:
    """Carry an operation out and return its last request."""
    await call(client, operation, parameters)
    last = platform.requests[-1]
    return last.method, last.path, dict(last.query), last.body
