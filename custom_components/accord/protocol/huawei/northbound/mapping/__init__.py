"""From any product's model to features of a home: rules, tables, values. Nothing is sent here."""

from .booleans import Switching, switching_of
from .commands import children_remover
from .delivery import Delivery, check_delivery, delivery_of
from .feature import Category, DeviceContext, Feature, Kind, Override, Way, WritePath
from .plan import MOST_ENABLED, plan_features
from .units import Unit, unit_of
from .values import Reading, read_time, read_value, write_value
from .words import opens_something
from .writing import message_for

__all__ = [
    "MOST_ENABLED",
    "Category",
    "Delivery",
    "DeviceContext",
    "Feature",
    "Kind",
    "Override",
    "Reading",
    "Switching",
    "Unit",
    "Way",
    "WritePath",
    "check_delivery",
    "children_remover",
    "delivery_of",
    "message_for",
    "opens_something",
    "plan_features",
    "read_time",
    "read_value",
    "switching_of",
    "unit_of",
    "write_value",
]
