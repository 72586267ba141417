"""What the fixtures of a home full of simulated devices give."""

from collections.abc import Awaitable, Callable

import pytest

from custom_components.accord.protocol.kasa import KasaClient
from simulators.kasa import KasaDevice

type Home = dict[str, KasaDevice]
type Connect = Callable[..., Awaitable[KasaClient]]
type Served = list[tuple[str, int | str]]


def needs(*operations: str) -> pytest.MarkDecorator:
    """Skip a test while the simulated devices lack an operation."""
    missing = sorted(set(operations) - KasaDevice.operations())
    return pytest.mark.skipif(bool(missing), reason=f"not simulated yet: {', '.join(missing)}")
