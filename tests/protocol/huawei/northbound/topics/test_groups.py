"""Groups of devices."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    AlreadyExistsError,
    InvalidError,
    LimitError,
    NotFoundError,
)
from tests.protocol.huawei.northbound.calls import call, sent
from tests.protocol.huawei.northbound.conftest import Connect, StartPlatform
from tests.protocol.huawei.northbound.fakes import error

GROUPS = "/iocm/app/devgroup/v1.3.0/devGroups"
DEVICES = "/iocm/app/dm"

SENT: list[tuple[str, dict[str, Any], tuple[str, str, dict[str, str], Any]]] = [
    (
        "1.9.1",
        {"name": "Cellar", "delegate": "other"},
        ("POST", GROUPS, {}, {"name": "Cellar", "maxDevNum": 0, "appId": "other"}),
    ),
    (
        "1.9.2",
        {"group_id": "g", "delegate": "other"},
        ("DELETE", f"{GROUPS}/g", {"accessAppId": "other"}, None),
    ),
    (
        "1.9.3",
        {"group_id": "g", "name": "Attic", "most": 4},
        ("PUT", f"{GROUPS}/g", {}, {"name": "Attic", "maxDevNum": 4}),
    ),
    (
        "1.9.4",
        {"name": "Attic"},
        ("GET", GROUPS, {"pageNo": "0", "pageSize": "100", "name": "Attic"}, None),
    ),
    ("1.9.5", {"group_id": "g"}, ("GET", f"{GROUPS}/g", {}, None)),
    (
        "1.9.6",
        {"group_id": "g", "page": 2},
        (
            "GET",
            f"{DEVICES}/v1.2.0/devices/ids",
            {"pageNo": "2", "pageSize": "1000", "devGroupId": "g"},
            None,
        ),
    ),
    (
        "1.9.7",
        {"group_id": "g", "device_ids": ["a", "b"]},
        (
            "POST",
            f"{DEVICES}/v1.1.0/devices/addDevGroupTagToDevices",
            {},
            {"devGroupId": "g", "deviceIds": ["a", "b"]},
        ),
    ),
    (
        "1.9.8",
        {"group_id": "g", "device_ids": ["a"], "delegate": "other"},
        (
            "POST",
            f"{DEVICES}/v1.1.0/devices/deleteDevGroupTagFromDevices",
            {"accessAppId": "other"},
            {"devGroupId": "g", "deviceIds": ["a"]},
        ),
    ),
]


@pytest.mark.parametrize(("operation", "parameters", "wanted"), SENT)
async def test_what_is_sent(
    operation: str,
    parameters: dict[str, Any],
    wanted: tuple[str, str, dict[str, str], Any],
    start_platform: StartPlatform,
    connect: Connect,
) -> None:
    platform = await start_platform({})
    assert await sent(platform, connect(platform), operation, parameters) == wanted


async def test_limit_survives_a_new_name(start_platform: StartPlatform, connect: Connect) -> None:
    """The platform would forget it."""
    platform = await start_platform({"1.9.5": {"id": "g", "name": "A", "maxDevNum": 7}})
    await connect(platform).groups.modify("g", "B")
    assert platform.sent("1.9.3")[0].body == {"name": "B", "maxDevNum": 7}


async def test_members(start_platform: StartPlatform, connect: Connect) -> None:
    answer = {"totalCount": 2, "pageNo": 0, "pageSize": 1000, "deviceIds": ["a", None, "b"]}
    platform = await start_platform({"1.9.6": answer})
    assert (await connect(platform).groups.members("g")).items == ("a", "b")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (100601, LimitError),
        (100602, AlreadyExistsError),
        (100603, NotFoundError),
        (100607, LimitError),
    ],
)
async def test_refusals(
    start_platform: StartPlatform, connect: Connect, code: int, kind: type[Exception]
) -> None:
    platform = await start_platform({"1.9.1": lambda _: error(code)})
    with pytest.raises(kind):
        await connect(platform).groups.create("Cellar")


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("1.9.1", {"name": "no blanks"}),
        ("1.9.1", {"name": "x" * 51}),
        ("1.9.1", {"name": "Größe"}),
        ("1.9.7", {"group_id": "g", "device_ids": []}),
        ("1.9.7", {"group_id": "g", "device_ids": ["d"] * 1001}),
    ],
)
async def test_nothing_wrong_is_sent(
    operation: str, parameters: dict[str, Any], start_platform: StartPlatform, connect: Connect
) -> None:
    platform = await start_platform({})
    with pytest.raises(InvalidError):
        await call(connect(platform), operation, parameters)
    assert platform.requests == []
