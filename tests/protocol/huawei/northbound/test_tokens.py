"""The one token: who renews it, when, and what if somebody takes it away."""

import asyncio

import pytest

from custom_components.accord.protocol.errors import (
    AuthenticationError,
    DeadlineError,
    InvalidError,
)
from custom_components.accord.protocol.huawei.northbound import SecondClientError, ThrottledError
from custom_components.accord.protocol.huawei.northbound.models.access import Token
from custom_components.accord.protocol.huawei.northbound.tokens import TokenKeeper
from tests.protocol.huawei.northbound.conftest import Time


class Office:
    """Hands tokens out and counts."""

    def __init__(self) -> None:
        self.logins = 0
        self.refreshes = 0
        self.life = 3600
        self.gives_refresh = True
        self.refresh_error: Exception | None = None
        self.login_error: Exception | None = None

    async def login(self) -> Token:
        """Return a token after a while."""
        await asyncio.sleep(0)
        self.logins += 1
        if self.login_error:
            raise self.login_error
        return self._token()

    async def refresh(self, _: str) -> Token:
        """Return the next one."""
        await asyncio.sleep(0)
        self.refreshes += 1
        if self.refresh_error:
            raise self.refresh_error
        return self._token()

    def _token(self) -> Token:
        name = f"{self.logins}.{self.refreshes}"
        return Token(
            access_token=name,
            refresh_token=f"r{name}" if self.gives_refresh else "",
            expires_in=self.life,
        )


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def keeper(office: Office, time: Time) -> TokenKeeper:
    return TokenKeeper(office.login, office.refresh, monotonic=time.monotonic)


async def test_one_login_for_all(office: Office, keeper: TokenKeeper) -> None:
    found = await asyncio.gather(*(keeper.current() for _ in range(20)))
    assert {one.token.access_token for one in found} == {"1.0"}
    assert office.logins == 1


async def test_renewal_ahead_of_time(office: Office, keeper: TokenKeeper, time: Time) -> None:
    await keeper.current()
    time.now += 3299
    assert (await keeper.current()).token.access_token == "1.0"
    assert keeper.age == 3299
    time.now += 2
    found = await asyncio.gather(*(keeper.current() for _ in range(5)))
    assert {one.token.access_token for one in found} == {"1.1"}
    assert (office.logins, office.refreshes) == (1, 1)


async def test_short_lives(office: Office, keeper: TokenKeeper) -> None:
    """A token that lives shorter than the lead is not renewed at every call."""
    office.life = 100
    for _ in range(5):
        await keeper.current()
    assert (office.logins, office.refreshes) == (1, 0)


@pytest.mark.parametrize("old", [False, True])
async def test_login_instead_of_refresh(
    office: Office, keeper: TokenKeeper, time: Time, old: bool
) -> None:
    """Without a refresh token, and after a month."""
    office.gives_refresh = old
    await keeper.current()
    time.now += 30 * 86_400 if old else 3500
    await keeper.current()
    assert (office.logins, office.refreshes) == (2, 0)


async def test_refused_refresh(office: Office, keeper: TokenKeeper, time: Time) -> None:
    await keeper.current()
    office.refresh_error = InvalidError("no", code=50400)
    time.now += 3500
    await keeper.current()
    assert (office.logins, office.refreshes) == (2, 1)


@pytest.mark.parametrize("problem", [DeadlineError(), ThrottledError()])
async def test_network_at_refresh(
    office: Office, keeper: TokenKeeper, time: Time, problem: Exception
) -> None:
    """A login would fare no better."""
    await keeper.current()
    office.refresh_error = problem
    time.now += 3500
    with pytest.raises(type(problem)):
        await keeper.current()
    assert office.logins == 1


async def test_wrong_secret(office: Office, keeper: TokenKeeper) -> None:
    """All who wait learn it; each asks for itself, and nothing is kept."""
    office.login_error = AuthenticationError("no", code=100208)
    with pytest.raises(AuthenticationError):
        await keeper.current()
    assert keeper.age is None


async def test_replaced_meanwhile(office: Office, keeper: TokenKeeper) -> None:
    """Who comes with an old token gets the current one, without a renewal."""
    old = await keeper.current()
    newer = await keeper.replaced(old)
    assert newer.token.access_token == "1.1"
    again = await asyncio.gather(*(keeper.replaced(old) for _ in range(5)))
    assert {one.number for one in again} == {newer.number}
    assert (office.logins, office.refreshes) == (1, 1)


async def test_second_client(office: Office, keeper: TokenKeeper, time: Time) -> None:
    """Three losses of young tokens are borne; the fourth ends it for five minutes."""
    for _ in range(3):
        await keeper.replaced(await keeper.current())
        time.now += 30
    held = await keeper.current()
    with pytest.raises(SecondClientError) as caught:
        await keeper.replaced(held)
    assert caught.value.retry_after == 300
    calls = office.logins + office.refreshes
    with pytest.raises(SecondClientError):
        await keeper.current()
    assert office.logins + office.refreshes == calls
    time.now += 301
    await keeper.current()
    assert office.logins + office.refreshes == calls + 1


async def test_losses_far_apart(keeper: TokenKeeper, time: Time) -> None:
    """A restart of the platform now and then is no second client."""
    for _ in range(10):
        await keeper.replaced(await keeper.current())
        time.now += 250


async def test_old_tokens_may_be_refused(office: Office, keeper: TokenKeeper, time: Time) -> None:
    office.life = 100
    for _ in range(10):
        held = await keeper.current()
        time.now += 45
        await keeper.replaced(held)


async def test_by_hand(office: Office, keeper: TokenKeeper) -> None:
    assert (await keeper.refresh_now()).access_token == "1.0"
    assert (await keeper.refresh_now()).access_token == "1.1"
    assert (await keeper.renew_now()).access_token == "2.1"
    assert (await keeper.current()).token.access_token == "2.1"
    assert office.logins == 2
