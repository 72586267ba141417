"""The operations of each topic; importing enters them."""

from simulators.huawei.topics import (
    access,
    batches,
    commands,
    data,
    devices,
    groups,
    registration,
    subscriptions,
    upgrades,
)

__all__ = [
    "access",
    "batches",
    "commands",
    "data",
    "devices",
    "groups",
    "registration",
    "subscriptions",
    "upgrades",
]
