"""Who may ask: certificates, tokens, calls per minute, other applications."""

import csv
import json
from pathlib import Path
import ssl

import aiohttp
import pytest

from simulators.certificates import Authority
from simulators.clock import Clock
from simulators.faults import Cut
from simulators.huawei import HuaweiPlatform, Quirks
from simulators.huawei.codes import REFUSALS, TEXTS
from tests.simulators.conftest import Served
from tests.simulators.raw_huawei import (
    CAPABILITIES,
    CODES,
    COMMANDS,
    DEVICES,
    LOGIN,
    MANAGEMENT,
    PACKAGES,
    REFRESH,
    SHADOWS,
    SUBSCRIPTIONS,
    Api,
    trusting,
)

ROOT = Path(__file__).parents[3]


def test_all_operations_are_known() -> None:
    with (ROOT / "scripts/data/operations.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["operation"] for row in csv.DictReader(file) if row["system"] == "huawei"}
    assert len(listed) == 66
    assert HuaweiPlatform.operations() == listed


def test_all_codes_are_known() -> None:
    used = {code for codes in REFUSALS.values() for code in codes}
    assert used == set(TEXTS)
    assert len(used) == 91


# --- certificates -----------------------------------------------------------------------------


async def test_client_certificate_is_wanted(
    http: aiohttp.ClientSession, platform: HuaweiPlatform
) -> None:
    foreign = Authority("Other").issue("application", client=True)
    ended = platform.authority.issue("application", client=True, days=1)
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        for shown, why in (
            (None, r"(?i)certificate.required|handshake.failure"),
            (foreign, r"(?i)unknown.ca|decrypt.error"),
            (ended, r"(?i)certificate.expired"),
        ):
            context = trusting(platform, shown)
            context.maximum_version = version
            with pytest.raises((aiohttp.ClientError, ssl.SSLError), match=why):
                await http.post(platform.base_url + LOGIN, ssl=context)
    assert not platform.api.requests


async def test_server_certificate_is_of_the_authority(
    http: aiohttp.ClientSession, clock: Clock
) -> None:
    nameless = HuaweiPlatform("P", "127.79.6.2", port=0, clock=clock, host_names=())
    async with nameless:
        context = trusting(nameless, nameless.client_certificate)
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await http.post(nameless.base_url + LOGIN, ssl=context)
        context.check_hostname = False
        async with http.post(nameless.base_url + LOGIN, ssl=context) as answer:
            assert answer.status == 400


async def test_plain(http: aiohttp.ClientSession, clock: Clock) -> None:
    plain = HuaweiPlatform("P", "127.79.6.3", port=0, clock=clock, tls=False)
    async with plain:
        api = Api(http, plain, plain.app_id, plain.secret)
        await api.login()
        headers = {"x-app-key": plain.app_id, "Authorization": f"bearer {api.token}"}
        assert (await api.raw("GET", f"{DEVICES}?&pageNo=0", headers=headers)).status == 200


# --- tokens -----------------------------------------------------------------------------------


async def test_login(api: Api, platform: HuaweiPlatform) -> None:
    body = {"appId": api.app_id, "secret": api.secret}
    for options in ({"data": body}, {"json": body}):
        answer = await api.raw("POST", LOGIN, **options)
        assert answer.status == 200
        assert answer.body["expiresIn"] == 3600
        assert answer.body["tokenType"] == "bearer"
        assert answer.body["scope"] == "default"
    wrong = {"appId": api.app_id, "secret": "wrong"}
    assert (await api.raw("POST", LOGIN, data=wrong)).refusal == (401, 100208)
    assert (await api.raw("POST", LOGIN, data={"appId": "x", "secret": "y"})).code == 100208
    assert (await api.raw("POST", LOGIN, data={"appId": api.app_id})).refusal == (400, 102202)
    platform.control("account", {"frozen": True})
    assert (await api.raw("POST", LOGIN, data=body)).refusal == (400, 100449)


async def test_only_the_newest_token_counts(api: Api, platform: HuaweiPlatform) -> None:
    assert (await api.ask("GET", DEVICES, pageNo=0)).status == 200
    platform.control("login", {})
    assert (await api.ask("GET", DEVICES, pageNo=0)).refusal == (403, 1010005)
    await api.login()
    platform.clock.advance(3599)
    assert (await api.ask("GET", DEVICES, pageNo=0)).status == 200
    platform.clock.advance(1)
    assert (await api.ask("GET", DEVICES, pageNo=0)).refusal == (403, 1010005)


async def test_refresh(api: Api, platform: HuaweiPlatform) -> None:
    old = await api.login()
    body = {"appId": api.app_id, "secret": api.secret, "refreshToken": old["refreshToken"]}
    answer = await api.raw("POST", REFRESH, json=body)
    assert answer.status == 200
    assert answer.body["refreshToken"] != old["refreshToken"]
    assert (await api.ask("GET", DEVICES, pageNo=0)).code == 1010005
    assert (await api.raw("POST", REFRESH, json=body)).refusal == (400, 50400)
    body["refreshToken"] = answer.body["refreshToken"]
    platform.clock.advance(30 * 86400)
    assert (await api.raw("POST", REFRESH, json=body)).refusal == (400, 50400)
    assert (await api.raw("POST", REFRESH, json={"appId": "x"})).refusal == (400, 102202)


async def test_headers(api: Api) -> None:
    bearer = {"Authorization": f"BEARER {api.token}"}

    async def refusal(method: str, path: str) -> tuple[int, int]:
        return (await api.raw(method, path, headers=bearer, json={})).refusal

    assert await refusal("POST", CODES) == (401, 100025)
    assert await refusal("POST", COMMANDS) == (500, 100220)
    assert await refusal("POST", MANAGEMENT) == (500, 100229)
    assert await refusal("GET", PACKAGES) == (403, 1010005)
    known = {"app_key": api.app_id}
    query = {"pageNo": "0"}
    answer = await api.raw("GET", DEVICES, headers=known | bearer, params=query)
    assert answer.status == 200
    basic = {"Authorization": f"Basic {api.token}"}
    assert (await api.raw("GET", DEVICES, headers=known | basic)).code == 1010005
    assert (await api.raw("GET", DEVICES, headers={"app_key": "x"} | bearer)).code == 1010005


# --- limits -----------------------------------------------------------------------------------


async def test_calls_per_minute(api: Api, platform: HuaweiPlatform) -> None:
    platform.control("account", {"calls_per_minute": 5})
    for _ in range(5):
        await api.get(CAPABILITIES, deviceId="dev-lamp")
    assert (await api.ask("GET", CAPABILITIES)).refusal == (403, 1010009)
    assert (await api.ask("POST", COMMANDS, {})).refusal == (403, 1010009)
    await api.login()
    assert platform.account.throttled == 2
    platform.clock.advance(60)
    await api.get(CAPABILITIES, deviceId="dev-lamp")


async def test_misprints(api: Api, platform: HuaweiPlatform) -> None:
    platform.control("quirk", {"misprinted_codes": True})
    api.token = "old"
    path = f"{SHADOWS}/dev-smoke"
    assert (await api.ask("PUT", path, {})).refusal == (403, 101005)
    assert (await api.ask("GET", path)).refusal == (403, 1010005)
    await api.login()
    platform.control("account", {"calls_per_minute": 0})
    assert (await api.ask("PUT", path, {})).refusal == (403, 101009)


async def test_congestion(api: Api, platform: HuaweiPlatform) -> None:
    platform.control("congest", {"on": True})
    assert (await api.ask("GET", COMMANDS)).refusal == (503, 100501)
    assert (await api.ask("GET", DEVICES, pageNo=0)).refusal == (500, 50252)


# --- other applications -----------------------------------------------------------------------


async def test_delegation(http: aiohttp.ClientSession, api: Api, platform: HuaweiPlatform) -> None:
    platform.control("account", {"appId": "friend", "secret": "s"})
    friend = Api(http, platform, "friend", "s")
    await friend.login()
    own = f"{DEVICES}/dev-lamp"
    assert (await friend.ask("GET", own)).refusal == (404, 100403)
    assert (await friend.ask("GET", own, appId="nobody")).refusal == (403, 100203)
    assert (await friend.ask("GET", own, appId=api.app_id)).refusal == (403, 100217)
    body = {"deviceId": "dev-meter", "command": {"serviceId": "WaterMeter", "method": "READ_NOW"}}
    answer = await friend.ask("POST", COMMANDS, body, appId=api.app_id)
    assert answer.refusal == (200, 100217)
    platform.control("account", {"grants": ["friend"]})
    assert (await friend.get(own, appId=api.app_id))["deviceId"] == "dev-lamp"
    assert (await friend.get(DEVICES, pageNo=0))["totalCount"] == 0
    assert (await api.get(own, appId=api.app_id))["deviceId"] == "dev-lamp"


async def test_delegated_subscription(
    http: aiohttp.ClientSession, api: Api, platform: HuaweiPlatform
) -> None:
    platform.add_account("friend", "s")
    platform.account.grants.add("friend")
    friend = Api(http, platform, "friend", "s")
    await friend.login()
    body = {"notifyType": "deviceAdded", "callbackUrl": "http://127.0.0.1:1/", "appId": api.app_id}
    for flag in ("true", "false"):
        await friend.post(SUBSCRIPTIONS, body, 201, ownerFlag=flag)
    assert (await friend.ask("POST", SUBSCRIPTIONS, body)).refusal == (409, 100227)
    found = platform.subscriptions.of(api.app_id)
    assert {one.holder for one in found} == {api.app_id, "friend"}


# --- the wire ---------------------------------------------------------------------------------


async def test_paths_and_bodies(api: Api, platform: HuaweiPlatform, served: Served) -> None:
    assert (await api.ask("GET", "/iocm/nothing")).status == 404
    assert (await api.ask("PATCH", DEVICES)).status == 405
    headers = {"app_key": api.app_id, "Authorization": f"Bearer {api.token}"}
    answer = await api.raw("POST", CODES, headers=headers, data=b"{")
    assert answer.refusal == (400, 100007)
    assert set(answer.body) == {"error_code", "error_desc"}
    assert isinstance(answer.body["error_code"], str)
    answer = await api.raw("POST", CODES, headers=headers, data=b"[]")
    assert answer.refusal == (400, 100007)
    query = "?&pageNo=7&pageNo=0&other=1&sort="
    answer = await api.raw("GET", DEVICES + query, headers=headers)
    assert answer.body["pageNo"] == 0
    assert served[-1] == ("huawei", "1.5.2", 0)
    assert platform.api.requests[-1].query["other"] == "1"


async def test_scripted_answers(api: Api, platform: HuaweiPlatform) -> None:
    platform.control("answer", {"code": 50252, "operations": ["1.5.1"], "times": 2})
    platform.control("answer", {"status": 502, "body": json.dumps({"a": 1})})
    assert (await api.ask("GET", DEVICES, pageNo=0)).status == 502
    for _ in range(2):
        assert (await api.ask("GET", f"{DEVICES}/dev-lamp")).refusal == (500, 50252)
    assert (await api.ask("GET", f"{DEVICES}/dev-lamp")).status == 200
    platform.control("answer", {"code": 50252})
    platform.control("answer", {"clear": True})
    assert (await api.ask("GET", f"{DEVICES}/dev-lamp")).status == 200


async def test_faults(api: Api, platform: HuaweiPlatform) -> None:
    with platform.faulty(Cut(), operations={"1.5.1"}):
        with pytest.raises(aiohttp.ClientError):
            await api.ask("GET", f"{DEVICES}/dev-lamp")
        assert (await api.ask("GET", DEVICES, pageNo=0)).status == 200


async def test_old_server_certificate(http: aiohttp.ClientSession, clock: Clock) -> None:
    authority = Authority("A")
    ended = authority.issue("P", "127.79.6.4", days=1)
    old = HuaweiPlatform(
        "P", "127.79.6.4", port=0, clock=clock, authority=authority, server_certificate=ended
    )
    async with old:
        context = trusting(old, old.client_certificate)
        with pytest.raises(aiohttp.ClientConnectorCertificateError, match="expired"):
            await http.post(old.base_url + LOGIN, ssl=context)


async def test_spellings(api: Api, platform: HuaweiPlatform) -> None:
    platform.quirks = Quirks(text_numbers=True, text_flags=True, null_refresh_token=True)
    found = await api.login()
    assert found["expiresIn"] == "3600"
    assert found["refreshToken"] is None
    page = await api.get(DEVICES, pageNo=0)
    assert page["totalCount"] == "7"
    assert (await api.get(f"{CODES}/dev-lamp"))["activated"] == "TRUE"
    platform.control("legacy", {})
    url, headers = platform.base_url, {"app_key": api.app_id}
    headers["Authorization"] = f"Bearer {api.token}"
    path = f"{url}{DEVICES}/dev-lamp"
    async with api.http.get(path, ssl=api.ssl, headers=headers) as answer:
        assert answer.headers["Connection"] == "close"
    async with api.http.put(path, ssl=api.ssl, headers=headers, json={}) as answer:
        assert (answer.status, answer.content_type) == (204, "text/html")
