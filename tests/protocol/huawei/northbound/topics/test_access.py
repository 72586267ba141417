"""Login and renewal by hand."""

import pytest

from custom_components.accord.protocol.errors import AuthenticationError
from custom_components.accord.protocol.huawei.northbound import AccountFrozenError
from tests.protocol.huawei.northbound.conftest import Connect, StartPlatform
from tests.protocol.huawei.northbound.fakes import error


async def test_login_and_refresh(start_platform: StartPlatform, connect: Connect) -> None:
    """Both give a token that the other topics use from then on."""
    platform = await start_platform({})
    client = connect(platform)
    token = await client.access.login()
    assert (token.access_token, token.expires_in, token.scope) == ("t1.0", 3600, "default")
    assert (await client.access.refresh()).access_token == "t1.1"
    await client.data.devices()
    assert platform.requests[-1].headers["authorization"] == "Bearer t1.1"
    assert (platform.logins, platform.refreshes) == (1, 1)


async def test_login_is_a_form(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({})
    await connect(platform).access.login()
    headers = platform.requests[0].headers
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert "app_key" not in headers
    assert "authorization" not in headers


async def test_refresh_without_a_token_logs_in(
    start_platform: StartPlatform, connect: Connect
) -> None:
    platform = await start_platform({})
    await connect(platform).access.refresh()
    assert (platform.logins, platform.refreshes) == (1, 0)


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [(100208, 401, AuthenticationError), (100449, 400, AccountFrozenError)],
)
async def test_refusals(
    start_platform: StartPlatform,
    connect: Connect,
    code: int,
    status: int,
    kind: type[Exception],
) -> None:
    """They are asked once and say nothing of the secret."""
    platform = await start_platform({"1.3.1": lambda _: error(code, status)})
    with pytest.raises(kind) as caught:
        await connect(platform).access.login()
    assert len(platform.requests) == 1
    assert "demo-secret" not in str(caught.value)
