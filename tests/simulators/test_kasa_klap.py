"""KLAP: hashes and bytes against known ones, sessions, and what is refused."""

import pytest

from simulators.clock import Clock
from simulators.kasa import KasaDevice
from simulators.kasa.credentials import BLANK, VENDOR_DEFAULT, Account
from simulators.kasa.klap import CipherError, Handshake
from tests.simulators.conftest import Served, Start
from tests.simulators.raw_kasa import SYSINFO
from tests.simulators.raw_klap import ACCOUNT, LOCAL_SEED, HttpAnswer, RawHttp, RawKlap

REMOTE_SEED = bytes(range(16, 32))
VERSIONS = (1, 2)
OWNER = Account(*ACCOUNT)

AUTH = {
    (OWNER, 1): "9d6ce791ce44316e9e52fc1bc9d36496",
    (OWNER, 2): "b039216532fc844e9ae0cc8fe3ea911c9ba09c641bb96a3e1f776d93f7b5ae9b",
    (BLANK, 1): "5873dd45edd01f09c1ef2e7819369e8e",
    (BLANK, 2): "b8628ab91c74f531603f6d5b45e730e54c123a7247b8978272c03f1e13560cea",
    (VENDOR_DEFAULT, 1): "74b751bdd208bc155ae2a6d4167cc44d",
    (VENDOR_DEFAULT, 2): "49fc4839a2733ffbf464337648f65dc411778d4c03ec82c5e4cccc682163fa64",
}
DEVICE_PROOF = {
    1: "c2d456076f946c707000874d2e226a1c09e89a21e459272b8ec0f01cdaf774cf",
    2: "8ed3b905e654fbee23900d0244156a33029c025b71b03bfcc601eff33aaebb70",
}
CLIENT_PROOF = {
    1: "50ef3325d42cd7c999aa9e47e8cb0f8a7f6f239f1d51b39d46d581a4bb75c8c5",
    2: "1e590e7a4dc128da48ed17e06fe23ddb6ec646bb6da2eb00708d590f194201d7",
}
CIPHER_KEY = {1: "c5d896030359050e711d402b829b53cd", 2: "35dcf29cd535ce140a239c67f641d395"}
VECTOR_PREFIX = {1: "3dcdd2bc7801fec3a7a7eb96", 2: "863e09a70667472d3fa152a4"}
FIRST_SEQUENCE = {1: -59551828, 2: -903964344}
SIGNATURE_KEY = {
    1: "4617dcf442a7c0101e3e8bdcfee6978938be30821c84b70c71571fab",
    2: "777443e2fdd5cb21052633a60e830f44c8654b3a701f449231ed11fa",
}
READ = '{"system":{"get_sysinfo":{}}}'
SEALED_READ = {
    1: "c96f0b774642c44a6c9b1ddc66d940fd1ef589b5839f50918b910bc99cce62a9"
    "d938d48d944c90ce1725e9a8ea0af3a37e8b6039e6189a3a497bf0b9b03700d8",
    2: "ee33583262ebfd6b6977db181b8ba22a26f04b66d42c628224c0a40961942c64"
    "b2ea7862e52efd2186b9d6c73afb86a8b9821180993deb7e55bf8d03b44290d9",
}
SWITCH = '{"system":{"set_relay_state":{"state":1}}}'
SEALED_SWITCH = {
    1: "953c0ba6e8c6c3329224c54cef0498a408d3f46b7731e768ea0447c793bc5fb0"
    "09d40d29b6aa8127959f99fbdac6d643bef2ec6fed2ef33c93e7a4895a659c21"
    "24b5d90fabe51631a8a38de2b82b9593",
    2: "08b07a7e6c7aee1d6260227cab046c897333e54cf714ae8c44abdef5faa892b5"
    "6a65fa977f2276afbb3eb2af028855473ce7a4a884e8fc0220cf36989e9e171e"
    "e1359bc872ec56addc714c69db3188c9",
}


@pytest.mark.parametrize(("account", "version"), AUTH)
def test_hashes_of_accounts(account: Account, version: int) -> None:
    assert account.auth_hash(version).hex() == AUTH[account, version]


def test_owner() -> None:
    assert OWNER.owner == "B58996C504C5638798EB6B511E6F49AF"
    assert BLANK.owner == VENDOR_DEFAULT.owner == ""


@pytest.mark.parametrize("version", VERSIONS)
def test_vectors(version: int) -> None:
    handshake = Handshake(version, LOCAL_SEED, REMOTE_SEED, OWNER.auth_hash(version))
    assert handshake.device_proof.hex() == DEVICE_PROOF[version]
    assert handshake.client_proof.hex() == CLIENT_PROOF[version]
    keys = handshake.keys()
    assert keys.cipher.hex() == CIPHER_KEY[version]
    assert keys.vector_prefix.hex() == VECTOR_PREFIX[version]
    assert keys.first_sequence == FIRST_SEQUENCE[version]
    assert keys.signature.hex() == SIGNATURE_KEY[version]
    first, second = keys.first_sequence + 1, keys.first_sequence + 2
    assert keys.seal(READ.encode(), first).hex() == SEALED_READ[version]
    assert keys.seal(SWITCH.encode(), second).hex() == SEALED_SWITCH[version]
    assert keys.unseal(bytes.fromhex(SEALED_SWITCH[version]), second).decode() == SWITCH


def test_what_does_not_unseal() -> None:
    keys = Handshake(2, LOCAL_SEED, REMOTE_SEED, OWNER.auth_hash(2)).keys()
    sealed = keys.seal(b"{}", 1)
    for body in (b"", sealed[:-1], sealed[:32], sealed[1:], sealed + bytes(16)):
        with pytest.raises(CipherError, match="wrong"):
            keys.unseal(body, 1)
    with pytest.raises(CipherError, match="wrong signature"):
        keys.unseal(sealed, 2)


async def klap_device(start: Start, model: str = "HS103", **options: object) -> KasaDevice:
    """Start a device of the second version, in the usual account."""
    return await start(model, **{"transport": "klap2", "account": ACCOUNT, **options})


@pytest.mark.parametrize("version", VERSIONS)
async def test_bytes_on_the_wire(start: Start, version: int) -> None:
    """With both seeds known, everything else is."""
    device = await klap_device(start, transport=f"klap{version}")
    device.klap.draw_seed = lambda size: REMOTE_SEED[:size]
    async with RawHttp(device) as client:
        first = await client.post("/app/handshake1", LOCAL_SEED)
        assert (first.status, first.body.hex()) == (200, REMOTE_SEED.hex() + DEVICE_PROOF[version])
        cookie, timeout = first.headers["set-cookie"].split(";")
        assert timeout == "TIMEOUT=86400"
        second = await client.post("/app/handshake2", bytes.fromhex(CLIENT_PROOF[version]), cookie)
        assert (second.status, second.body) == (200, b"")
        number = FIRST_SEQUENCE[version]
        for body in (SEALED_READ, SEALED_SWITCH):
            number += 1
            path = f"/app/request?seq={number}"
            answer = await client.post(path, bytes.fromhex(body[version]), cookie)
            assert answer.status == 200
            assert len(answer.body) % 16 == 0
    assert device.outlets[0].on


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_session(start: Start, served: Served, version: int) -> None:
    """The same JSON as under the other cipher, any number of requests."""
    device = await klap_device(start, transport=f"klap{version}")
    async with RawKlap(device, version) as client:
        for state in (1, 0, 1):
            switch = {"system": {"set_relay_state": {"state": state}}}
            assert await client.ask(switch) == {"system": {"set_relay_state": {"err_code": 0}}}
            info = (await client.ask(SYSINFO))["system"]["get_sysinfo"]
            assert (info["alias"], info["relay_state"]) == ("HS103", state)
    assert served[:2] == [
        ("kasa", "system.set_relay_state", 0),
        ("kasa", "system.get_sysinfo", 0),
    ]


async def test_a_session_lives_longer_than_its_connection(start: Start) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        await client.ask(SYSINFO)
        async with RawHttp(device) as other:
            client.reader, client.writer = other.reader, other.writer
            assert (await client.ask(SYSINFO))["system"]["get_sysinfo"]["err_code"] == 0


async def test_sessions_of_two_clients(start: Start) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as one, RawKlap(device) as other:
        assert one.cookie != other.cookie
        for client in (one, other, one):
            assert (await client.ask(SYSINFO))["system"]["get_sysinfo"]["err_code"] == 0


@pytest.mark.parametrize("account", [OWNER, BLANK, VENDOR_DEFAULT])
async def test_accounts(start: Start, account: Account) -> None:
    """A device knows one account at a time; without any it is the blank one."""
    device = await klap_device(start, account=None)
    assert device.klap.account == BLANK
    device.klap.enroll(account)
    async with RawKlap(device, account=(account.user, account.password)) as client:
        assert (await client.ask(SYSINFO))["system"]["get_sysinfo"]["err_code"] == 0


@pytest.mark.parametrize(
    "account", [("User@example.com", "secret"), (ACCOUNT[0], "Secret"), ("", "")]
)
async def test_a_wrong_account(start: Start, account: tuple[str, str]) -> None:
    """The client can tell from the device's proof; the device from the client's."""
    device = await klap_device(start)
    client = RawKlap(device, account=account)
    await RawHttp.__aenter__(client)
    first = await client.handshake1()
    assert first.body[16:] != client.device_proof()
    assert (await client.handshake2()).status == 403
    client.auth = OWNER.auth_hash(2)
    assert (await client.handshake2()).status == 403
    client.writer.close()


async def test_the_formulas_of_the_other_version(start: Start) -> None:
    device = await klap_device(start, transport="klap1")
    client = RawKlap(device, 2)
    await RawHttp.__aenter__(client)
    first = await client.handshake1()
    assert first.body[16:] != client.device_proof()
    client.version, client.auth = 1, OWNER.auth_hash(1)
    assert first.body[16:] == client.device_proof()
    assert (await client.handshake2()).status == 200
    client.writer.close()


@pytest.mark.parametrize("seed", [b"", bytes(15), bytes(17), bytes(32)])
async def test_seeds_have_a_length(start: Start, seed: bytes) -> None:
    device = await klap_device(start)
    async with RawHttp(device) as client:
        answer = await client.post("/app/handshake1", seed)
    assert (answer.status, answer.body) == (400, b"")


@pytest.mark.parametrize(
    "cookie",
    ["", "TP_SESSIONID=", "TP_SESSIONID=00", "{};TIMEOUT=86400", "{}; other=1", "SESSION=1"],
)
async def test_only_the_session_is_a_cookie(start: Start, cookie: str) -> None:
    """The announced timeout is not to be sent back."""
    device = await klap_device(start)
    client = RawKlap(device)
    await RawHttp.__aenter__(client)
    await client.handshake1()
    assert (await client.handshake2(cookie=cookie.format(client.cookie))).status == 403
    assert (await client.handshake2()).status == 200
    client.cookie = cookie.format(client.cookie)
    assert (await client.request(SYSINFO)).status == 403
    client.writer.close()


async def test_a_second_proof_ends_the_session(start: Start) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        assert (await client.handshake2()).status == 403
        assert (await client.request(SYSINFO)).status == 403


async def test_no_request_before_the_proof(start: Start, served: Served) -> None:
    device = await klap_device(start)
    client = RawKlap(device)
    await RawHttp.__aenter__(client)
    await client.handshake1()
    assert (await client.request(SYSINFO)).status == 403
    assert not served
    client.writer.close()


@pytest.mark.parametrize("step", [-1, 0, 2, 2**20])
async def test_requests_are_numbered(start: Start, served: Served, step: int) -> None:
    """Any number but the next ends the session."""
    device = await klap_device(start)
    async with RawKlap(device) as client:
        await client.ask(SYSINFO)
        expected = client.seq + 1
        assert (await client.request(SYSINFO, client.seq + step)).status == 403
        assert (await client.request(SYSINFO, expected)).status == 403
        await client.log_in()
        await client.ask(SYSINFO)
    assert len(served) == 2


@pytest.mark.parametrize("number", ["", "x", "1.0", "+5", "99999999999", "%EF%BC%91"])
async def test_odd_numbers(start: Start, number: str) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        body = client.seal(SYSINFO, client.seq + 1)
        path = f"/app/request?seq={number}"
        assert (await client.post(path, body, client.cookie)).status == 403
        await client.log_in()
        assert await client.ask("{}") == {}


async def test_the_last_number(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """After it a new session has to begin."""
    device = await klap_device(start)
    async with RawKlap(device) as client:
        (session,) = device.klap.sessions
        monkeypatch.setattr(session, "sequence", 2**31 - 2)
        client.seq = 2**31 - 2
        await client.ask(SYSINFO)
        body = client.seal(SYSINFO, client.seq)
        path = f"/app/request?seq={2**31}"
        assert (await client.post(path, body, client.cookie)).status == 403


@pytest.mark.parametrize("spoilt", [0, 31, 32, -1])
async def test_what_was_changed_on_the_way(start: Start, served: Served, spoilt: int) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        body = bytearray(client.seal(SYSINFO, client.seq + 1))
        body[spoilt] ^= 1
        path = f"/app/request?seq={client.seq + 1}"
        assert (await client.post(path, bytes(body), client.cookie)).status == 403
    assert not served


@pytest.mark.parametrize("text", ["[]", "no json", "{", ""])
async def test_what_is_no_json_object(start: Start, text: str) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        assert (await client.request(text)).status == 400
        assert await client.ask("{}") == {}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/app/request?seq=1", 405), ("PUT", "/app/handshake1", 405), ("POST", "/", 404)],
)
async def test_other_pages(start: Start, method: str, path: str, status: int) -> None:
    device = await klap_device(start)
    async with RawHttp(device) as client:
        client.send(path, b"", method=method)
        assert (await client.receive()).status == status
        assert (await client.post("/app/handshake1", LOCAL_SEED)).status == 200


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x00\x00\x00\x1d\xd0\xf2\x81\r\n\r\n", 400),
        (b"POST /app/handshake1 HTTP/1.1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n" + bytes(70000), 413),
        (b"POST / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 70000 + b"\r\n\r\n", 431),
    ],
)
async def test_what_is_no_http(start: Start, data: bytes, status: int) -> None:
    """The connection ends with the refusal."""
    device = await klap_device(start)
    async with RawHttp(device) as client:
        client.writer.write(data)
        answer = await client.rest()
    assert answer.startswith(b"HTTP/1.1 %d " % status)


async def test_a_request_in_pieces(start: Start) -> None:
    device = await klap_device(start)
    async with RawHttp(device) as client:
        head = b"POST /app/handshake1 HTTP/1.1\r\nHost: a\r\nContent-Length: 16\r\n\r\n"
        for byte in head + LOCAL_SEED:
            client.writer.write(bytes([byte]))
            await client.writer.drain()
        assert (await client.receive()).status == 200


async def test_a_client_that_does_not_keep_the_connection(start: Start) -> None:
    device = await klap_device(start)
    async with RawHttp(device) as client:
        head = b"POST /app/handshake1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        client.writer.write(head + b"Content-Length: 16\r\n\r\n" + LOCAL_SEED)
        assert (await client.receive()).status == 200
        assert await client.rest() == b""


async def test_expiry(start: Start, clock: Clock) -> None:
    """A session lasts a day, whether used or not."""
    device = await klap_device(start)
    async with RawKlap(device) as client:
        clock.advance(86399)
        await client.ask(SYSINFO)
        clock.advance(1)
        assert (await client.request(SYSINFO)).status == 403
        await client.log_in()
        assert (await client.ask(SYSINFO))["system"]["get_sysinfo"]["err_code"] == 0


async def test_a_login_expires_too(start: Start, clock: Clock) -> None:
    device = await klap_device(start)
    client = RawKlap(device)
    await RawHttp.__aenter__(client)
    await client.handshake1()
    clock.advance(86400)
    assert (await client.handshake2()).status == 403
    client.writer.close()


async def test_sessions_end(start: Start) -> None:
    """By hand, by another account and by a restart."""
    device = await klap_device(start)

    async def status() -> HttpAnswer:
        return await client.request(SYSINFO)

    async with RawKlap(device) as client:
        device.control("end_sessions", {})
        assert (await status()).status == 403
        await client.log_in()
        device.control("account", {"user": ACCOUNT[0], "password": ACCOUNT[1]})
        assert (await status()).status == 403
        await client.log_in()
        device.restart()
        assert await client.rest() == b""
        await RawHttp.__aenter__(client)
        assert (await status()).status == 403


async def test_a_device_that_has_to_be_added_again(start: Start) -> None:
    """It refuses everybody until somebody adds it."""
    device = await klap_device(start)
    device.update_firmware("klap2", needs_adding=True)
    async with RawHttp(device) as client:
        assert (await client.post("/app/handshake1", LOCAL_SEED)).status == 403
    device.control("account", {"user": ACCOUNT[0], "password": ACCOUNT[1]})
    async with RawKlap(device) as added:
        assert (await added.ask(SYSINFO))["system"]["get_sysinfo"]["err_code"] == 0
