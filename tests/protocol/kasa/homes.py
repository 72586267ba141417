"""What the fixtures of a home full of simulated devices give."""

from collections.abc import Awaitable, Callable

from custom_components.accord.protocol.kasa import KasaClient
from simulators.kasa import KasaDevice

type Home = dict[str, KasaDevice]
type Connect = Callable[..., Awaitable[KasaClient]]
type Served = list[tuple[str, int | str]]
