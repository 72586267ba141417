"""Adds the simulated IoT platform: address, application and certificates of both sides."""

from typing import Any

from yarl import URL

from simulators.huawei import HuaweiPlatform
from simulators.huawei.household import FRONT_DOOR, LAMP, build_platform
from simulators.huawei.platform import APP_ID, SECRET

from .client import Client
from .errors import DemoError

type Json = dict[str, Any]

DOMAIN = "accord_huawei"
FLOWS = "/api/config/config_entries/flow"


def build(name: str, address: str) -> HuaweiPlatform:
    """Return the platform; its devices have names that no others in the house have."""
    platform = build_platform(name=name, address=address, lively=True)
    platform.furnish_with(_rename)
    return platform


def _rename(platform: HuaweiPlatform) -> None:
    platform.fleet[LAMP].info["name"] = "Cellar lamp"
    platform.fleet[FRONT_DOOR].info["name"] = "Guest house"


async def add_missing(client: Client, platform: Json) -> int:
    """Add the application, or give an older entry the certificates of today; returns how many."""
    known = await client.command("config_entries/get", domain=DOMAIN)
    start: Json = {"handler": DOMAIN}
    if known:
        start["entry_id"] = known[0]["entry_id"]
    result = await client.post(FLOWS, start)
    url = URL(platform["url"])
    given = {
        **platform["certificates"],
        "host": url.host,
        "port": url.port,
        "secret": SECRET,
        "check_host_name": True,
    }
    if not known:
        given["app_id"] = APP_ID
    address = f"{FLOWS}/{result['flow_id']}"
    result = await client.post(address, given)
    if known and result.get("reason") == "reconfigure_successful":
        return 0
    if result.get("step_id") == "scope":
        result = await client.post(address, {"scope": "all"})
    if result["type"] != "create_entry":
        raise DemoError(f"The IoT platform was not added: {_explain(result)}")
    return 1


def _explain(result: Json) -> str:
    return str(result.get("reason") or result.get("errors") or result.get("step_id"))
