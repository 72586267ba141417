"""IoTSquare, a LoRaWAN server. Source: OpenAPI document; newer pages of the vendor."""

from .catalog import (
    AUTO_SUBNET,
    CLOUD,
    GATEWAY_TYPES,
    REGIONS,
    SUBNETS,
    TOKEN_HEADER,
    AuthType,
    DeviceClass,
    MacVersion,
    ProductType,
    TransferDeviceState,
    TransferState,
    default_subnet,
)
from .client import IoTSquareClient, normalize_url
from .codec import normalize_eui
from .errors import ItemsRefusedError
from .models.application import Application
from .models.device import Device, DeviceStatus, Queued
from .models.gateway import Gateway, GatewayOnline, GatewayStatus
from .models.gateway_health import (
    Battery,
    DialStatus,
    GatewayNetwork,
    GatewaySystem,
    GatewayVersion,
)
from .models.multicast import GroupMember, MulticastGroup
from .models.relay import RelayStatus, RelayUplink, WorkMode
from .models.transfer import FileTransfer, TransferDevice
from .models.uplink import GatewayReception, Uplink, Way
from .privacy import PRIVATE_KEYS, redact
from .push import (
    AckPush,
    GatewayPush,
    JoinPush,
    MulticastPush,
    PushEvent,
    PushKind,
    StatusPush,
    UplinkPush,
    parse_push,
)
from .push_link import (
    SECRET_HEADER,
    AppLinks,
    GatewayLinks,
    GroupLinks,
    LinkHolder,
    LinkMode,
    LinkNotTakenError,
    LinkPlan,
    Links,
    apply_plan,
    is_linked,
    plan_link,
    remove_link,
)
from .session import Pace
from .stream import Received, StreamMark, UplinkStream

__all__ = [
    "AUTO_SUBNET",
    "CLOUD",
    "GATEWAY_TYPES",
    "PRIVATE_KEYS",
    "REGIONS",
    "SECRET_HEADER",
    "SUBNETS",
    "TOKEN_HEADER",
    "AckPush",
    "AppLinks",
    "Application",
    "AuthType",
    "Battery",
    "Device",
    "DeviceClass",
    "DeviceStatus",
    "DialStatus",
    "FileTransfer",
    "Gateway",
    "GatewayLinks",
    "GatewayNetwork",
    "GatewayOnline",
    "GatewayPush",
    "GatewayReception",
    "GatewayStatus",
    "GatewaySystem",
    "GatewayVersion",
    "GroupLinks",
    "GroupMember",
    "IoTSquareClient",
    "ItemsRefusedError",
    "JoinPush",
    "LinkHolder",
    "LinkMode",
    "LinkNotTakenError",
    "LinkPlan",
    "Links",
    "MacVersion",
    "MulticastGroup",
    "MulticastPush",
    "Pace",
    "ProductType",
    "PushEvent",
    "PushKind",
    "Queued",
    "Received",
    "RelayStatus",
    "RelayUplink",
    "StatusPush",
    "StreamMark",
    "TransferDevice",
    "TransferDeviceState",
    "TransferState",
    "Uplink",
    "UplinkPush",
    "UplinkStream",
    "Way",
    "WorkMode",
    "apply_plan",
    "default_subnet",
    "is_linked",
    "normalize_eui",
    "normalize_url",
    "parse_push",
    "plan_link",
    "redact",
    "remove_link",
]
