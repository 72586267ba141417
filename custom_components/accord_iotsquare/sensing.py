"""Rows of sensors, as the tables of each kind of part write them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from homeassistant.components.sensor import SensorEntityDescription

from .entity import IoTSquareEntityDescription


@dataclass(frozen=True, kw_only=True)
class IoTSquareSensorDescription(IoTSquareEntityDescription, SensorEntityDescription):
    """Row of a table of sensors."""

    value_fn: Callable[[Any], str | float | datetime | None]
    """Takes the part's view."""
