"""Login and the renewal of tokens."""

from typing import TYPE_CHECKING, Any

from simulators.huawei.accounts import TOKEN_LIFE, Account
from simulators.huawei.codes import EMPTY_PARAMETER, LOGIN_FAILED, Refusal
from simulators.huawei.message import Call
from simulators.huawei.registry import Reply, operation

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

_ROOT = "/iocm/app/sec/v1.1.0"
_BAD_REFRESH_TOKEN = 50400


@operation("1.3.1", f"POST {_ROOT}/login", invalid=EMPTY_PARAMETER)
def login(platform: HuaweiPlatform, call: Call) -> Reply:
    """Give a token; all earlier ones of the application end."""
    app_id, secret = call.body.required("appId"), call.body.required("secret")
    account = _account(platform, app_id)
    account.login(secret, platform.clock.now())
    return _tokens(platform, account)


@operation("1.3.2", f"POST {_ROOT}/refreshToken", invalid=EMPTY_PARAMETER)
def refresh(platform: HuaweiPlatform, call: Call) -> Reply:
    """Give a token for a refresh token."""
    app_id, secret = call.body.required("appId"), call.body.required("secret")
    token = call.body.required("refreshToken")
    account = _account(platform, app_id)
    if not account.refresh(secret, token, platform.clock.now()):
        raise Refusal(_BAD_REFRESH_TOKEN)
    return _tokens(platform, account)


def _account(platform: HuaweiPlatform, app_id: str) -> Account:
    found = platform.accounts.get(app_id)
    if found is None:
        raise Refusal(LOGIN_FAILED)
    return found


def _tokens(platform: HuaweiPlatform, account: Account) -> Reply:
    quirks = platform.quirks
    made: dict[str, Any] = {
        "accessToken": account.token,
        "tokenType": quirks.token_type,
        "refreshToken": None if quirks.null_refresh_token else account.refresh_token,
        "expiresIn": TOKEN_LIFE,
        "scope": "default",
    }
    return Reply(made)
