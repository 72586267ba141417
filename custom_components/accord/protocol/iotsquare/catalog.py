"""What the vendor's documents list: regions, subnets, kinds of gateways and devices.

Source: OpenAPI document, 3.1 and 3.2.2; platform change log. Servers may know more, so none of
these lists refuses anything.
"""

from enum import StrEnum
import re

from ..errors import InvalidError

CLOUD = "https://cloud.iotsquare.xyz"
"""The public server."""
TOKEN_HEADER = "X-Access-Token"  # noqa: S105 - the name of a header

SEED_REGIONS = ("cn470", "cn470prequel", "eu868", "as923", "us915", "eu433", "au915", "in865")
REGIONS = (
    *SEED_REGIONS,
    *("kz865", "cn470alid", "cn470alis", "id920", "kr920", "ru864", "wp923"),
    *("as923_1", "as923_2", "as923_3", "as923_4", "as923_5", "as923ind", "as923ind2"),
)
AUTO_SUBNET = "auto"
SUBNETS = ("ch_00-07", "ch_08-15", "ch_00-07_64", "ch_56-63")
_WITH_64 = frozenset({"us915", "au915"})

GATEWAY_TYPES = (
    *("rhf2s208", "rhf2s208f", "rhf2s024", "rhf2s025"),
    *("rhf2s208b", "rhf2s208c", "rhf2s208d", "rhf2s209", "rhf2s025b", "rhf2s027m"),
    *("rhf2s225", "rhf2s798", "rhf2sp01"),
)

MANUAL_GROUP = 256
"""Number of a group whose keys people put into the devices themselves."""
LONGEST_NAME = 20
MOST_HEADERS = 5
MOST_GATEWAY_HEADERS = 4
MULTICAST_PORT = 200
"""Port of the server's own messages to members of groups."""
RESERVED_PORTS = {
    201: "fragmentation",
    202: "clock synchronisation",
    203: "firmware management",
}
"""Ports that devices may use for services of LoRaWAN. Source: TS003 to TS006."""
LARGEST_FILE = 64 * 1024

_NAME = re.compile(r"[A-Za-z0-9_-]{1,20}", re.ASCII)


class ProductType(StrEnum):
    """What a device is."""

    LORAWAN = "lorawan"
    RELAY = "rhf3mr01"
    RS485 = "rhf3m485"


class AuthType(StrEnum):
    """How a device comes into the network."""

    OTAA = "otaa"
    ABP = "abp"


class MacVersion(StrEnum):
    """Versions of LoRaWAN."""

    V1_0_2 = "1.0.2"
    V1_0_3 = "1.0.3"
    V1_0_4 = "1.0.4"
    """Of newer servers."""


class DeviceClass(StrEnum):
    """When a device listens."""

    A = "A"
    B = "B"
    C = "C"


class TransferState(StrEnum):
    """How far a file transfer is."""

    CREATED = "Created"
    SETUP = "SendFragSessSetup"
    SENDING = "EnqueueFragment"
    ASKING = "SendFragSessStatus"
    ENDING = "SendFragSessDel"
    CLEANUP = "Cleanup"
    DONE = "Done"
    UNKNOWN = "Unknown"


class TransferDeviceState(StrEnum):
    """How far one device of a file transfer is."""

    NOT_JOINED = "MC Not Joined"
    JOINED = "MC Joined"
    SETUP = "FragSessionSetupAns"
    RECEIVED = "FragSessStatusAns"
    ENDED = "FragSessDelAns"
    DONE = "Done"
    UNKNOWN = "Unknown"


def default_subnet(region: str) -> str:
    """Return the subnet that the public server has in a region."""
    return "ch_00-07_64" if region.lower() in _WITH_64 else "ch_00-07"


def check_name(name: str, value: str) -> str:
    """Return a name to be given. Raises InvalidError."""
    if not _NAME.fullmatch(value):
        raise InvalidError(
            f"parameter {name} must be 1 to {LONGEST_NAME} letters, digits, _ or - without accents"
        )
    return value


def check_port(value: int) -> int:
    """Return a port that applications may send to. Raises InvalidError."""
    if not 1 <= value <= 223 or value == MULTICAST_PORT:
        raise InvalidError("parameter f_port must be 1 to 199 or 201 to 223")
    return value
