"""Who may use the API of a simulated unit."""

import base64
import json

import pytest

from simulators.akuvox import AkuvoxDevice, Auth, DigestStyle, Quirks
from simulators.akuvox.auth import digest_response, parse_digest
from simulators.clock import Clock
from tests.simulators.conftest import StartUnit
from tests.simulators.raw_akuvox import (
    ACCOUNT,
    HttpAnswer,
    RawHttp,
    ask,
    challenge,
    digest,
    get,
    insecure,
)

TARGET = "/api/relay/status"
API = "Config.DoorSetting.APIFCGI."
TRIG = {"target": "relay", "action": "trig", "data": {"mode": 0, "num": 1, "level": 0, "delay": 5}}
BODY = json.dumps(TRIG, separators=(",", ":")).encode()
LOG = "/api/doorlog/get?page=1"

VECTORS = [
    ("GET", TARGET, b"", "", "d1c2ef53ac00b39fc1b47b341512bed7"),
    ("GET", TARGET, b"", "auth", "2d802a2e7792e25697cadd60d66ff55c"),
    ("GET", TARGET, b"", "auth-int", "7b205dc9963a792b8bacef2227727fee"),
    ("GET", LOG, b"", "", "5382e78590e25429fb3632d3880a0d31"),
    ("GET", LOG, b"", "auth", "c9711d636b512bbc578952c0a68af52a"),
    ("GET", LOG, b"", "auth-int", "c47bb014fd6f380d7eec45ef582c6cb0"),
    ("POST", "/api/relay/trig", BODY, "", "1e04496533637f03e49a7e7032152123"),
    ("POST", "/api/relay/trig", BODY, "auth", "ba4dfeaf7278852fecf9196004dc24d2"),
    ("POST", "/api/relay/trig", BODY, "auth-int", "78aa59b2be2dbcabeeddbf597df7de66"),
]


async def log_in(
    unit: AkuvoxDevice,
    *,
    target: str = TARGET,
    qop: str = "auth",
    account: tuple[str, str] = ACCOUNT,
    count: int = 1,
    asked: dict[str, str] | None = None,
) -> HttpAnswer:
    """Ask with the answer to a challenge, by default to a fresh one."""
    if asked is None:
        asked = challenge(await ask(unit, "GET", target))
    answer = digest(asked, "GET", target, qop=qop, account=account, count=count)
    return await ask(unit, "GET", target, Authorization=answer)


@pytest.mark.parametrize(("method", "uri", "body", "qop", "response"), VECTORS)
def test_vectors(method: str, uri: str, body: bytes, qop: str, response: str) -> None:
    given = {
        "username": "admin",
        "realm": "HTTPAPI",
        "nonce": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "uri": uri,
    }
    if qop:
        given |= {"qop": qop, "nc": "00000001", "cnonce": "f00dfeed"}
    assert digest_response(given, method, body, "s3cret-Pass") == response


async def test_challenge(start_unit: StartUnit) -> None:
    unit = await start_unit(auth=Auth.DIGEST)
    answer = await ask(unit, "GET", TARGET)
    assert answer.status == 401
    assert answer.json["retcode"] == -1
    text = answer.headers["www-authenticate"]
    assert text.startswith('Digest realm="HTTPAPI",qop="auth,auth-int",nonce="')
    assert "algorithm" not in text
    assert "stale" not in text


@pytest.mark.parametrize("qop", ["auth", "auth-int"])
async def test_digest(start_unit: StartUnit, qop: str) -> None:
    unit = await start_unit(auth=Auth.DIGEST)
    assert (await log_in(unit, qop=qop)).status == 200


async def test_query_is_part_of_the_uri(start_unit: StartUnit) -> None:
    unit = await start_unit(auth=Auth.DIGEST)
    assert (await log_in(unit, target=LOG)).status == 200
    asked = challenge(await ask(unit, "GET", LOG))
    other = digest(asked, "GET", "/api/doorlog/get")
    assert (await ask(unit, "GET", LOG, Authorization=other)).status == 401


async def test_body_is_part_of_auth_int(start_unit: StartUnit) -> None:
    unit = await start_unit(auth=Auth.DIGEST)
    path = "/api/relay/trig"
    asked = challenge(await ask(unit, "POST", path, BODY, Content_Type="application/json"))
    for body, status in ((BODY, 200), (BODY + b" ", 401)):
        answer = digest(asked, "POST", path, BODY, qop="auth-int", count=1 + (status == 401))
        kind = {"Content_Type": "application/json"}
        assert (await ask(unit, "POST", path, body, Authorization=answer, **kind)).status == status


@pytest.mark.parametrize(
    ("offered", "used", "status"),
    [
        (("auth",), "auth", 200),
        (("auth",), "auth-int", 401),
        (("auth",), "", 401),
        (("auth-int",), "auth-int", 200),
        ((), "", 200),
        ((), "auth", 401),
    ],
)
async def test_only_what_is_offered(
    start_unit: StartUnit, offered: tuple[str, ...], used: str, status: int
) -> None:
    unit = await start_unit(auth=Auth.DIGEST, digest=DigestStyle(qop=offered))
    assert (await log_in(unit, qop=used)).status == status


async def test_algorithm_and_realm(start_unit: StartUnit) -> None:
    unit = await start_unit("E18C", auth=Auth.DIGEST, digest=DigestStyle(algorithm="MD5"))
    asked = challenge(await ask(unit, "GET", TARGET))
    assert asked["algorithm"] == "MD5"
    assert asked["realm"] == "HTTP API"
    assert (await log_in(unit)).status == 200


@pytest.mark.parametrize("account", [("admin", "wrong"), ("root", "httpapi")])
async def test_wrong_account(start_unit: StartUnit, account: tuple[str, str]) -> None:
    unit = await start_unit(auth=Auth.DIGEST)
    answer = await log_in(unit, account=account)
    assert answer.status == 401
    assert "stale" not in answer.headers["www-authenticate"]


async def test_nonce_is_kept_and_counts(start_unit: StartUnit) -> None:
    unit = await start_unit(auth=Auth.DIGEST)
    asked = challenge(await ask(unit, "GET", TARGET))
    for count, status in ((1, 200), (2, 200), (2, 401), (7, 200)):
        assert (await log_in(unit, asked=asked, count=count)).status == status


async def test_one_time_nonce(start_unit: StartUnit) -> None:
    unit = await start_unit(auth=Auth.DIGEST, digest=DigestStyle(one_time=True))
    asked = challenge(await ask(unit, "GET", TARGET))
    assert (await log_in(unit, asked=asked)).status == 200
    again = await log_in(unit, asked=asked, count=2)
    assert challenge(again)["stale"] == "true"
    assert (await log_in(unit, asked=challenge(again))).status == 200


async def test_old_nonce_is_stale(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit(auth=Auth.DIGEST, digest=DigestStyle(lifetime=30))
    asked = challenge(await ask(unit, "GET", TARGET))
    clock.advance(31)
    assert challenge(await log_in(unit, asked=asked))["stale"] == "true"


async def test_only_so_many_nonces(start_unit: StartUnit) -> None:
    unit = await start_unit(auth=Auth.DIGEST)
    asked = challenge(await ask(unit, "GET", TARGET))
    async with RawHttp(unit) as http:
        for _ in range(100):
            assert (await http.ask("GET", TARGET)).status == 401
    assert challenge(await log_in(unit, asked=asked))["stale"] == "true"


async def test_restart_forgets_nonces(start_unit: StartUnit) -> None:
    unit = await start_unit(auth=Auth.DIGEST)
    asked = challenge(await ask(unit, "GET", TARGET))
    unit.restart()
    assert challenge(await log_in(unit, asked=asked))["stale"] == "true"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Digest",
        'Basic realm="x"',
        "Digest username=admin",
        'Digest username="admin" realm="x"',
        'Digest nc="00000001"',
        'Digest uri="/", uri="/"',
    ],
)
def test_malformed_digest(header: str) -> None:
    assert parse_digest(header) is None


def test_quoted_pairs() -> None:
    assert parse_digest(r'Digest username="a\"b", qop=auth') == {"username": 'a"b', "qop": "auth"}


async def test_basic(start_unit: StartUnit) -> None:
    unit = await start_unit(auth=Auth.BASIC)
    answer = await ask(unit, "GET", TARGET)
    assert answer.headers["www-authenticate"] == 'Basic realm="HTTPAPI"'
    right = {"Authorization": "Basic YWRtaW46aHR0cGFwaQ=="}
    assert (await ask(unit, "GET", TARGET, **right)).status == 200
    for wrong in (b"admin:nothing", b"admin"):
        token = base64.b64encode(wrong).decode()
        assert (await ask(unit, "GET", TARGET, Authorization=f"Basic {token}")).status == 401
    assert (await ask(unit, "GET", TARGET, Authorization="Basic !")).status == 401


async def test_basic_is_not_safe(start_unit: StartUnit) -> None:
    """An E18C refuses Basic over HTTPS."""
    unit = await start_unit(auth=Auth.BASIC, https_port=0, quirks=Quirks(basic_not_safe=True))
    token = base64.b64encode(b"admin:httpapi").decode()
    async with RawHttp(unit, insecure()) as http:
        answer = await http.ask("GET", TARGET, Authorization=f"Basic {token}")
    assert (answer.status, answer.json["retcode"]) == (200, -4)
    assert (await ask(unit, "GET", TARGET, Authorization=f"Basic {token}")).json["retcode"] == 0


async def test_white_list(start_unit: StartUnit) -> None:
    listed = await start_unit(auth=Auth.WHITE_LIST, white_list=["127.0.0.9", "127.0.0.1"])
    unlisted = await start_unit(auth=Auth.WHITE_LIST)
    unlisted.config.force({f"{API}IP01": "127.0.0.9"})
    assert (await get(listed, "relay/status"))["retcode"] == 0
    answer = await ask(unlisted, "GET", TARGET)
    assert answer.status == 403
    assert "www-authenticate" not in answer.headers


@pytest.mark.parametrize("mode", [Auth.NORMAL, Auth.TOKEN])
async def test_reserved_modes(start_unit: StartUnit, mode: Auth) -> None:
    assert (await ask(await start_unit(auth=mode), "GET", TARGET)).status == 403


async def test_switched_off(start_unit: StartUnit) -> None:
    """Always 403 then, whatever is sent."""
    unit = await start_unit(auth=Auth.BASIC, config={f"{API}Enable": "0"})
    right = {"Authorization": "Basic YWRtaW46aHR0cGFwaQ=="}
    assert (await ask(unit, "GET", TARGET, **right)).status == 403


async def test_downloads_want_the_same_account(start_unit: StartUnit) -> None:
    unit = await start_unit(auth=Auth.DIGEST)
    await log_in(unit, target="/api/user/export")
    path = "/download/UserData.tgz"
    assert (await ask(unit, "GET", path)).status == 401
    assert (await log_in(unit, target=path)).status == 200


async def test_new_password_is_wanted_at_once(start_unit: StartUnit) -> None:
    unit = await start_unit(auth=Auth.DIGEST)
    unit.control("config", {f"{API}Password": "other"})
    assert (await log_in(unit)).status == 401
    assert (await log_in(unit, account=("admin", "other"))).status == 200
