"""One module per topic of the vendor's document; importing them enters their operations."""

from simulators.iotsquare.topics import (
    app,
    device,
    fuota,
    gateway,
    mcdevice,
    mcdownlink,
    mcgroup,
    relay,
)

__all__ = ["app", "device", "fuota", "gateway", "mcdevice", "mcdownlink", "mcgroup", "relay"]
