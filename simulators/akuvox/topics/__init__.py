"""The operations of a unit, one module per topic; importing them fills the registry."""

from simulators.akuvox.topics import (
    calllog,
    config,
    contacts,
    dialreplace,
    doorlog,
    filetool,
    firmware,
    keys,
    log,
    pcap,
    phone,
    relay,
    schedule,
    settings,
    system,
    users,
)

__all__ = [
    "calllog",
    "config",
    "contacts",
    "dialreplace",
    "doorlog",
    "filetool",
    "firmware",
    "keys",
    "log",
    "pcap",
    "phone",
    "relay",
    "schedule",
    "settings",
    "system",
    "users",
]
