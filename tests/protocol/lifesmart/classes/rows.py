"""A device made for one row."""

from typing import Any

from custom_components.accord.protocol.lifesmart.classes.feature import Feature
from custom_components.accord.protocol.lifesmart.models.command import Command
from custom_components.accord.protocol.lifesmart.models.device import Device


def made(row: Feature, **data: Any) -> tuple[Device, Feature]:
    """Return a device with such IOs, and the row for it."""
    device = Device.from_wire({"me": "1", "data": data})
    bound = row.bind(device)
    assert bound is not None
    return device, bound


def read(row: Feature, **data: Any) -> Any:
    """Return what the row reads."""
    device, bound = made(row, **data)
    return bound.read(device)


def written(row: Feature, command: Command, **data: Any) -> list[tuple[str, int, int]]:
    """Return what the row sets."""
    device, bound = made(row, **data)
    return [(one.idx, one.type, one.val) for one in bound.write(device, command)]
