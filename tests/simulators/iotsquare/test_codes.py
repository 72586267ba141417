"""Every response code of the vendor's table: reached by requests, or listed with a reason."""

from typing import Any

from simulators.iotsquare import TEXTS, Gateway, IoTSquareServer, Standing
from tests.simulators.raw_iotsquare import KEY, Api, automatic, b64, by_hand, gateway, otaa

NO_OPERATION = "no operation of the OpenAPI deals with it; a scripted answer brings it"
UNREACHED = dict.fromkeys(
    (1012, 1013, 1014, 1015, 1016, 1018, 2003, 14015, 14016, 14017, 14018, 14019), NO_OPERATION
) | {
    14020: "the queue of a group takes frames in any number; a scripted answer brings it",
    14021: "nothing asks for a frame of a group; a scripted answer brings it",
}

LINK = "http://127.0.0.1:9/hook"
A, B, C, D = (digit * 16 for digit in "abcd")

type Rows = list[tuple[str, dict[str, Any]]]


async def codes_of(api: Api, rows: Rows) -> set[int]:
    """Return all codes that come up, in envelopes and in items of batches."""
    seen: set[int] = set()
    for operation, members in rows:
        if operation.endswith(("list", "status", "online")):
            found = await api.get(operation, **members)
        else:
            found = await api.post(operation, **members)
        data = found.get("data")
        items: list[Any] = data if isinstance(data, list) else []
        for one in [found, *items]:
            if "code" in one:
                assert one["msg"] == TEXTS[one["code"]]
                seen.add(one["code"])
    return seen


def about_devices(app: int) -> Rows:
    """What brings codes of applications and devices."""
    abp = {"authType": "abp", "devAddr": "5d71f5cd", "appSKey": KEY, "nwkSKey": KEY}
    return [
        ("app/create", {"appName": "app"}),
        ("app/status", {}),
        ("app/status", {"appID": "x"}),
        ("app/delete", {"appIDs": [5]}),
        ("device/create", otaa(5, A)),
        ("device/create", otaa(app, A)),
        ("device/create", otaa(app, A)),
        ("device/create", {**otaa(app, B), "supportClassC": True}),
        ("device/create", {**otaa(app, C), **abp}),
        ("device/create", {**otaa(app, D), **abp}),
        ("device/create", {**otaa(app, D), "region": "mars"}),
        ("device/create", {**otaa(app, D), "subnet": "ch_64-71"}),
        ("device/create", {**otaa(app, D), "supportClassC": True}),
        ("device/create", otaa(app, "1" * 16)),
        ("device/status", {"devEUI": "2" * 16}),
        ("device/delete", {"devEUIs": ["2" * 16]}),
    ]


def about_gateways() -> Rows:
    """What brings codes of gateways."""
    return [
        ("gateway/create", gateway(A)),
        ("gateway/create", gateway(A)),
        ("gateway/create", gateway(B)),
        ("gateway/create", gateway(C, gwName=A)),
        ("gateway/create", gateway(C)),
        ("gateway/create", gateway(D)),
        ("gateway/status", {"gwID": "1" * 16}),
        ("gateway/delete", {"gwIDs": ["1" * 16]}),
    ]


def about_groups() -> Rows:
    """What brings codes of groups and files."""
    ext = {**automatic(C, LINK), "enableMCExt": True, "timeSlotLength": 3}
    return [
        ("mcgroup/create", by_hand(A)),
        ("mcgroup/create", by_hand(A) | {"mcName": "x", "mcAddr": "1" * 8}),
        ("mcgroup/create", {**by_hand(B), "mcAddr": A[:8]}),
        ("mcgroup/create", {**by_hand(B), "mcName": f"g-{A}"}),
        ("mcgroup/create", by_hand(B)),
        ("mcgroup/create", {**by_hand(C), **automatic(C, LINK), "genAppKey": "short"}),
        ("mcgroup/create", {**by_hand(C), **automatic(C, LINK), "groupID": 9}),
        ("mcgroup/create", {**by_hand(C), **ext}),
        ("mcgroup/status", {"mcEUI": D}),
        ("mcgroup/delete", {"mcEUIs": [D]}),
        ("mcdevice/create", {"mcEUI": C, "devEUIs": [f"{one:016x}" for one in range(254)]}),
        ("mcdevice/create", {"mcEUI": A, "devEUIs": [B]}),
        ("mcdevice/create", {"mcEUI": A, "devEUIs": [B, A]}),
        ("mcdevice/create", {"mcEUI": B, "devEUIs": [B]}),
        ("mcdevice/delete", {"mcEUI": A, "devEUIs": [C]}),
        ("fuota/create", {"mcEUI": A, **file()}),
        ("fuota/create", {"mcEUI": C, **file()}),
        ("fuota/create", {"mcEUI": C, **file()}),
    ]


def file() -> dict[str, Any]:
    """Return a file to send."""
    return {"firmwareName": "f", "redundancyPercent": 0.3, "payload": b64(b"x")}


async def test_every_code(api: Api, server: IoTSquareServer) -> None:
    """By what a user may do wrong, and by what goes wrong with account and server."""
    server.device_limit, server.gateway_limit = 4, 2
    server.foreign_gateways = {B}
    app = await api.new_app()
    seen = await codes_of(api, [*about_devices(app), *about_gateways(), *about_groups()])
    for standing in Standing:
        server.accounts.tokens[server.token] = standing
        seen |= await codes_of(api, [("app/create", {"appName": f"x{len(seen)}"})])
    server.storage_fails = True
    server.accounts.tokens[server.token] = Standing.GOOD
    seen |= await codes_of(api, [("app/list", {}), ("device/update", {}), ("mcgroup/create", {})])
    for token in ("", "x"):
        api.headers = {"X-Access-Token": token}
        seen |= await codes_of(api, [("app/list", {})])
    busy = {1001, 1009}
    assert set(TEXTS) - seen == set(UNREACHED) | busy


async def test_the_others_by_a_script(api: Api, server: IoTSquareServer) -> None:
    """Busy ones come with load or as scripted."""
    for code in (1001, 1009, *UNREACHED):
        server.control("answer", {"code": code})
        found = await api.get("gateway/list")
        assert (found["code"], found["msg"]) == (code, TEXTS[code])


async def test_gateway_limits_do_not_hide_names(api: Api, server: IoTSquareServer) -> None:
    """Which of two errors is told follows the order of checks."""
    server.add_gateway(Gateway(A, "roof", "rhf2s208", "eu868", "ch_00-07"))
    server.gateway_limit = 1
    assert await api.code("gateway/create", **gateway(B, gwName="roof")) == 5004
    assert await api.code("gateway/create", **gateway(B)) == 5005
