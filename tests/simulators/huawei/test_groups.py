"""Groups and their members."""

from simulators.huawei import HuaweiPlatform
from tests.simulators.raw_huawei import ADD_MEMBERS, DEVICES, GROUPS, MEMBERS, REMOVE_MEMBERS, Api

METERS = ["dev-meter", "dev-smoke"]


async def test_life_of_a_group(api: Api) -> None:
    made = await api.post(GROUPS, {"name": "meters", "deviceIds": METERS, "description": "NB"})
    path = f"{GROUPS}/{made['id']}"
    assert (made["curDevNum"], made["maxDevNum"], made["deviceIds"]) == (2, 0, METERS)
    found = await api.get(path)
    assert found["creator"] == api.app_id
    changed = await api.put(path, {"name": "Meters2", "maxDevNum": 3})
    assert (changed["name"], changed["maxDevNum"], changed["description"]) == ("Meters2", 3, "NB")
    page = await api.get(GROUPS, pageNo=0)
    assert (page["totalCount"], page["pageSize"], len(page["list"])) == (1, 1, 1)
    assert (await api.get(GROUPS, name="other"))["list"] == []
    await api.delete(path, 200)
    assert (await api.ask("GET", path)).refusal == (200, 100603)
    assert (await api.ask("DELETE", path)).refusal == (200, 100603)


async def test_members(api: Api) -> None:
    group = (await api.post(GROUPS, {"name": "g", "maxDevNum": 2}))["id"]
    body = {"devGroupId": group, "deviceIds": METERS}
    assert await api.post(ADD_MEMBERS, body) == body
    page = await api.get(MEMBERS, devGroupId=group, accessAppId=api.app_id)
    assert (page["deviceIds"], page["totalCount"], page["pageSize"]) == (METERS, 2, 10)
    one_more = {"devGroupId": group, "deviceIds": ["dev-lamp"]}
    assert (await api.ask("POST", ADD_MEMBERS, one_more)).refusal == (200, 100601)
    await api.post(REMOVE_MEMBERS, {"devGroupId": group, "deviceIds": ["dev-meter"]})
    assert (await api.get(MEMBERS, devGroupId=group))["deviceIds"] == ["dev-smoke"]
    await api.delete(f"{DEVICES}/dev-smoke")
    assert (await api.get(MEMBERS, devGroupId=group))["deviceIds"] == []
    assert (await api.get(MEMBERS, devGroupId="x"))["totalCount"] == 0
    assert (await api.ask("GET", MEMBERS)).refusal == (400, 107002)


async def test_refusals(api: Api, platform: HuaweiPlatform) -> None:
    async def refusal(**body: object) -> tuple[int, int]:
        return (await api.ask("POST", GROUPS, body)).refusal

    assert await refusal(name="no blanks") == (400, 50400)
    assert await refusal(name="a" * 51) == (400, 50400)
    assert await refusal() == (400, 50400)
    assert await refusal(name="a", deviceIds=["nobody"]) == (400, 50400)
    assert await refusal(name="a", deviceIds=METERS, maxDevNum=1) == (400, 100609)
    platform.control("account", {"group_quota": 2})
    first = await api.post(GROUPS, {"name": "a", "deviceIds": METERS})
    await api.post(GROUPS, {"name": "b"})
    assert await refusal(name="a") == (200, 100602)
    assert await refusal(name="c") == (200, 100607)
    path = f"{GROUPS}/{first['id']}"
    assert (await api.ask("PUT", path, {"name": "b"})).refusal == (200, 100602)
    assert (await api.ask("PUT", path, {"name": "a", "maxDevNum": 1})).refusal == (200, 100601)
    assert (await api.ask("PUT", f"{GROUPS}/x", {"name": "z"})).refusal == (200, 100603)
    for where in (ADD_MEMBERS, REMOVE_MEMBERS):
        body: dict[str, object] = {"devGroupId": "x", "deviceIds": METERS}
        assert (await api.ask("POST", where, body)).refusal == (200, 100603)
        body["deviceIds"] = [str(number) for number in range(1001)]
        assert (await api.ask("POST", where, body)).refusal == (400, 100604)
    body = {"devGroupId": first["id"], "deviceIds": ["nobody"]}
    assert (await api.ask("POST", ADD_MEMBERS, body)).refusal == (400, 100604)
