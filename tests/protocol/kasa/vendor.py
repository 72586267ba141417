"""Calls by the vendor's document: what it says is sent, and what it says comes back."""

from types import SimpleNamespace
from typing import Any, get_type_hints

from custom_components.accord.protocol.kasa import KasaClient
from custom_components.accord.protocol.operation import OperationRegistry
from tests.protocol.kasa.fakes import Json, device, sample, session

REGISTRY = OperationRegistry(KasaClient)
_TOPICS = get_type_hints(KasaClient)


async def ask(
    name: str, operation: str, parameters: Json | None = None, **changes: Any
) -> tuple[Any, Json]:
    """Carry an operation out on a device that answers as the document says.

    Returns the result and the parameters that were sent.
    """
    module, method = operation.rsplit(".", 1)
    answer = sample(f"vendor/{operation}")["response"][module][method]
    fake = device(name, {operation: answer}, **changes)
    found = REGISTRY[operation]
    client = SimpleNamespace(**{found.topic: _TOPICS[found.topic](session(fake))})
    result = await found.call(client, parameters or {})
    return result, fake.sent[0][module][method]


def wanted(operation: str) -> Json:
    """Return the parameters that the document sends."""
    module, method = operation.rsplit(".", 1)
    found: Json = sample(f"vendor/{operation}")["request"][module][method]
    return found


def answered(operation: str) -> Json:
    """Return the answer that the document shows."""
    module, method = operation.rsplit(".", 1)
    found: Json = sample(f"vendor/{operation}")["response"][module][method]
    return found
