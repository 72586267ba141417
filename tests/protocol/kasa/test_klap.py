"""KLAP's proofs, keys and ciphers: the known vectors of both versions."""

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import ProtocolError
from custom_components.accord.protocol.kasa.credentials import BLANK, FACTORY, V1, V2, Credentials
from custom_components.accord.protocol.kasa.klap import (
    SIGNATURE,
    KlapCipher,
    client_proof,
    recognize,
    server_proof,
)

ACCOUNT = Credentials.of_account("user@example.com", "secret")
LOCAL = bytes(range(16))
REMOTE = bytes(range(16, 32))
SYSINFO = b'{"system":{"get_sysinfo":{}}}'
SWITCH_ON = b'{"system":{"set_relay_state":{"state":1}}}'

SERVER = {
    V1: "c2d456076f946c707000874d2e226a1c09e89a21e459272b8ec0f01cdaf774cf",
    V2: "8ed3b905e654fbee23900d0244156a33029c025b71b03bfcc601eff33aaebb70",
}
CLIENT = {
    V1: "50ef3325d42cd7c999aa9e47e8cb0f8a7f6f239f1d51b39d46d581a4bb75c8c5",
    V2: "1e590e7a4dc128da48ed17e06fe23ddb6ec646bb6da2eb00708d590f194201d7",
}
FIRST = {
    V1: (
        -59551827,
        (
            "c96f0b774642c44a6c9b1ddc66d940fd1ef589b5839f50918b910bc99cce62a9"
            "d938d48d944c90ce1725e9a8ea0af3a37e8b6039e6189a3a497bf0b9b03700d8"
        ),
    ),
    V2: (
        -903964343,
        (
            "ee33583262ebfd6b6977db181b8ba22a26f04b66d42c628224c0a40961942c64"
            "b2ea7862e52efd2186b9d6c73afb86a8b9821180993deb7e55bf8d03b44290d9"
        ),
    ),
}
SECOND = {
    V1: (
        -59551826,
        (
            "953c0ba6e8c6c3329224c54cef0498a408d3f46b7731e768ea0447c793bc5fb0"
            "09d40d29b6aa8127959f99fbdac6d643bef2ec6fed2ef33c93e7a4895a659c21"
            "24b5d90fabe51631a8a38de2b82b9593"
        ),
    ),
    V2: (
        -903964342,
        (
            "08b07a7e6c7aee1d6260227cab046c897333e54cf714ae8c44abdef5faa892b5"
            "6a65fa977f2276afbb3eb2af028855473ce7a4a884e8fc0220cf36989e9e171e"
            "e1359bc872ec56addc714c69db3188c9"
        ),
    ),
}

both = pytest.mark.parametrize("version", [V1, V2])


@both
def test_proofs(version: int) -> None:
    auth = ACCOUNT.hash(version)
    assert server_proof(version, LOCAL, REMOTE, auth).hex() == SERVER[version]
    assert client_proof(version, LOCAL, REMOTE, auth).hex() == CLIENT[version]


@both
def test_requests(version: int) -> None:
    cipher = KlapCipher(LOCAL, REMOTE, ACCOUNT.hash(version))
    assert cipher.encrypt(SYSINFO).hex() == FIRST[version][1]
    assert cipher.sequence == FIRST[version][0]
    assert cipher.encrypt(SWITCH_ON).hex() == SECOND[version][1]
    assert cipher.sequence == SECOND[version][0]


@both
def test_one_answer_tells_account_and_version(version: int) -> None:
    hello = REMOTE + bytes.fromhex(SERVER[version])
    found = recognize(LOCAL, hello, (BLANK, FACTORY, ACCOUNT))
    assert found == (ACCOUNT, version)
    assert recognize(LOCAL, hello, (BLANK, FACTORY)) is None


@pytest.mark.parametrize("size", [0, 16, 47, 49])
def test_no_answer_to_a_handshake(size: int) -> None:
    with pytest.raises(ProtocolError):
        recognize(LOCAL, bytes(size), (ACCOUNT,))


@given(st.binary(max_size=500))
def test_round_trip(plain: bytes) -> None:
    """An answer is made like a request, with the same number."""
    ours = KlapCipher(LOCAL, REMOTE, ACCOUNT.v2)
    theirs = KlapCipher(LOCAL, REMOTE, ACCOUNT.v2)
    ours.encrypt(SYSINFO)
    assert ours.decrypt(theirs.encrypt(plain)) == plain


@given(st.binary(max_size=200))
def test_what_is_no_answer_of_the_session(data: bytes) -> None:
    cipher = KlapCipher(LOCAL, REMOTE, ACCOUNT.v2)
    cipher.encrypt(SYSINFO)
    with pytest.raises(ProtocolError):
        cipher.decrypt(data)


def test_an_answer_with_another_number() -> None:
    ours = KlapCipher(LOCAL, REMOTE, ACCOUNT.v2)
    theirs = KlapCipher(LOCAL, REMOTE, ACCOUNT.v2)
    late = theirs.encrypt(SYSINFO)
    ours.encrypt(SYSINFO)
    ours.encrypt(SYSINFO)
    with pytest.raises(ProtocolError):
        ours.decrypt(late)


def test_numbers_run_out() -> None:
    cipher = KlapCipher(LOCAL, REMOTE, ACCOUNT.v2)
    assert not cipher.spent
    cipher.sequence = 2**31 - 2
    assert len(cipher.encrypt(b"")) == SIGNATURE + 16
    assert cipher.spent
