"""A simulated Huawei IoT platform as applications see it, with the devices behind it."""

from simulators.huawei.accounts import Account
from simulators.huawei.platform import APP_ID, PORT, SECRET, HuaweiPlatform
from simulators.huawei.products import PRODUCTS
from simulators.huawei.profile import Command, Profile, Service, Value
from simulators.huawei.push_faults import PushFaults
from simulators.huawei.quirks import Quirks
from simulators.huawei.thing import Thing

__all__ = [
    "APP_ID",
    "PORT",
    "PRODUCTS",
    "SECRET",
    "Account",
    "Command",
    "HuaweiPlatform",
    "Profile",
    "PushFaults",
    "Quirks",
    "Service",
    "Thing",
    "Value",
]
