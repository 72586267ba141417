"""The vendor's response codes."""

from enum import IntEnum


class Code(IntEnum):
    """How an operation ended."""

    OK = 0
    SYSTEM_BUSY = 1001
    NO_TOKEN = 1003
    INVALID_TOKEN = 1004
    EMPTY_PARAM = 1006
    PARAM_ERROR = 1007
    QUERY_ERROR = 1008
    NETWORK_BUSY = 1009
    PERMISSION_DENIED = 1010
    SUBNET_NOT_EXIST = 1011
    SUBNET_EXISTS = 1012
    PROTO_NOT_EXIST = 1013
    PROTO_EXISTS = 1014
    CONF_NOT_EXIST = 1015
    PROTO_ASSOCIATED = 1016
    SUBNET_NOT_SUPPORTED = 1017
    SUBNET_SYNCED = 1018
    INVALID_ACCOUNT = 2001
    ACCOUNT_NOT_EXIST = 2002
    ACCOUNT_EXISTS = 2003
    PASSWORD_ERROR = 2004
    APP_NOT_EXIST = 3001
    APP_EXISTS = 3002
    APP_BATCH_DELETE = 3003
    DEVICE_NOT_EXIST = 4001
    DEVICE_EXISTS = 4002
    DEVICE_UPDATE = 4003
    DEVICE_DUPLICATE = 4004
    DEVICE_LIMIT = 4005
    DEVICE_BATCH_DELETE = 4006
    GATEWAY_NOT_EXIST = 5001
    GATEWAY_EXISTS = 5002
    GATEWAY_ID_EXISTS = 5003
    GATEWAY_NAME_EXISTS = 5004
    GATEWAY_LIMIT = 5005
    GATEWAY_BATCH_DELETE = 5006
    GROUP_NOT_EXIST = 14001
    GROUP_EXISTS = 14002
    GROUP_DUPLICATE = 14003
    GROUP_LIMIT = 14004
    GROUP_NAME_EXISTS = 14005
    GROUP_KEY = 14006
    GROUP_BATCH_DELETE = 14007
    MEMBER_BATCH_BIND = 14008
    MEMBER_BATCH_UNBIND = 14009
    MEMBER_BOUND = 14010
    MEMBER_BOUND_ELSEWHERE = 14011
    MEMBER_INCOMPATIBLE = 14012
    MEMBER_NOT_EXIST = 14013
    GROUP_NOT_REMOTE = 14014
    GROUP_GATEWAY_BIND = 14015
    GROUP_GATEWAY_UNBIND = 14016
    GROUP_GATEWAY_BOUND = 14017
    GROUP_GATEWAY_INCOMPATIBLE = 14018
    GROUP_GATEWAY_NOT_EXIST = 14019
    GROUP_DOWNLINK_EXISTS = 14020
    GROUP_DOWNLINK_NOT_EXIST = 14021
    GROUP_CREATE = 14022
    GROUP_INVALID = 14023
    TRANSFER_EXISTS = 16001


TEXTS: dict[int, str] = {
    0: "ok",
    1001: "System Busy",
    1003: "No Token, Please log in again",
    1004: "Invalid Token, Please log in again",
    1006: "Empty Param",
    1007: "Param Error",
    1008: "Query Error",
    1009: "Network Busy",
    1010: "Permission Denied",
    1011: "Region Subnet Not Exist",
    1012: "Region Subnet Already Exist",
    1013: "Extend Proto Not Exist",
    1014: "Extend Proto Already Exist",
    1015: "Platform Conf Not Exist",
    1016: "Extend Proto Already Associate App",
    1017: "Region Subnet Not Support",
    1018: "Region Subnet Already Sync",
    2001: "Invalid Account",
    2002: "Account Not Exist",
    2003: "Account Already Exist",
    2004: "Account or Passwd Error",
    3001: "Application Not Exist",
    3002: "Application Already Exist",
    3003: "Application Batch Delete Error",
    4001: "Device Not Exist",
    4002: "Device Already Exist",
    4003: "Device Update Error",
    4004: "Device Duplicate DevAddr And NwkSKey",
    4005: "Device Count Exceeds Limit",
    4006: "Device Batch Delete Error",
    5001: "Gateway Not Exist",
    5002: "Gateway Already Exist",
    5003: "GatewayID Already Exist",
    5004: "GatewayName Already Exist",
    5005: "Gateway Count Exceeds Limit",
    5006: "Gateway Batch Delete Error",
    14001: "MCGroup Not Exist",
    14002: "MCGroup Already Exist",
    14003: "MCGroup Duplicate DevAddr And NwkSKey",
    14004: "MCGroup Device Count Exceeds Limit",
    14005: "MCGroup Name Already Exist",
    14006: "MCGroup GenAppKey Error",
    14007: "MCGroup Batch Delete Error",
    14008: "MCDevice Batch Bind Error",
    14009: "MCDevice Batch Unbind Error",
    14010: "MCDevice Already Bind Current Group",
    14011: "MCDevice Already Bind Other Group",
    14012: "MCDevice Incompatible With Group",
    14013: "MCDevice Not Exist",
    14014: "MCGroup Not Enable MCRemote",
    14015: "MCGateway Batch Bind Error",
    14016: "MCGateway Batch Unbind Error",
    14017: "MCGateway Already Bind Current Group",
    14018: "MCGateway Incompatible With Group",
    14019: "MCGateway Not Exist",
    14020: "MCDownlink Already Exist",
    14021: "MCDownlink Not Exist",
    14022: "MCGroup Create Error",
    14023: "MCGroup invalid create",
    16001: "Fuota Deployment Already Exist",
}
"""Messages, by code; newer servers have a Chinese one besides."""

_STATUSES = {
    401: (1003, 1004, 2001, 2002, 2004),
    403: (1010,),
    404: (1011, 1013, 1015, 3001, 4001, 5001, 14001, 14013, 14019, 14021),
    409: (1012, 1014, 1016, 1018, 2003, 3002, 4002, 4004, 5002, 5003, 5004,
          14002, 14003, 14005, 14010, 14011, 14017, 14020, 16001),
    500: (1008, 4003, 14022),
    503: (1001, 1009),
}  # fmt: skip

STATUS_OF: dict[int, int] = {
    0: 200,
    **{code: status for status, codes in _STATUSES.items() for code in codes},
}
"""What a server answers by that gives errors an HTTP status of their own; else 400."""
