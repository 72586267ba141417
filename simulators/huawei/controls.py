"""What happens around a platform: devices, people at its console, and other clients."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from simulators.huawei.products import PRODUCTS
from simulators.huawei.quirks import Quirks
from simulators.huawei.server import Script

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform
    from simulators.huawei.thing import Thing

type Json = dict[str, Any]
type Action = Callable[[Json], None]


def platform_actions(platform: HuaweiPlatform) -> dict[str, Action]:
    """Return the control actions of a platform; devices are named by `deviceId`."""
    return {
        **_at_devices(platform),
        **_at_the_console(platform),
        "answer": lambda params: _answer(platform, params),
        "congest": lambda params: setattr(platform, "congested", bool(params["on"])),
        "login": lambda params: _login(platform, params),
        "account": lambda params: _account(platform, params),
        "quirk": lambda params: _change_quirks(platform, params),
        "legacy": lambda _: setattr(platform, "quirks", Quirks.legacy()),
        "notify": lambda params: _notify(platform, params),
        "push": lambda params: _push(platform, params),
        "pace": lambda params: _pace(platform, params),
    }


def _at_devices(platform: HuaweiPlatform) -> dict[str, Action]:
    def thing(params: Json) -> Thing:
        return platform.fleet[params["deviceId"]]

    network = platform.network
    return {
        "connect": lambda params: network.connect(thing(params)),
        "disconnect": lambda params: network.disconnect(thing(params)),
        "report": lambda params: network.report(thing(params), params["services"]),
        "report_all": lambda params: network.report_all(thing(params)),
        "wake": lambda params: network.wake(thing(params)),
        "behave": lambda params: _behave(thing(params), params),
        "mute": lambda params: _mute(platform, thing(params), params),
        "alarm": lambda params: setattr(thing(params), "alarm", params.get("alarm")),
        "event": lambda params: platform.notices.event(
            thing(params), params["serviceId"], params["eventType"], params.get("body", {})
        ),
    }


def _behave(thing: Thing, params: Json) -> None:
    """Let a device refuse commands, leave them unanswered, fail upgrades or listen longer."""
    known = {"refuses_commands", "silent", "fails_upgrades", "nap"}
    for name in params.keys() - {"deviceId"}:
        if name not in known:
            raise ValueError(f"unknown: {name}")
        setattr(thing, name, params[name])


def _mute(platform: HuaweiPlatform, thing: Thing, params: Json) -> None:
    """Mask commands of a service."""
    thing.muted_commands[params["serviceId"]] = list(params["commands"])
    platform.notices.muted(thing, params["serviceId"])


def _at_the_console(platform: HuaweiPlatform) -> dict[str, Action]:
    return {
        "register": lambda params: _register(platform, params),
        "delete": lambda params: platform.registrations.remove(
            platform.fleet[params["deviceId"]], cascade=bool(params.get("cascade", True))
        ),
        "pairable": lambda params: _pairable(platform, params),
        "product": lambda params: _product(platform, params),
        "package": lambda params: _package(platform, params),
        "rule": lambda params: platform.notices.rule(params.get("appId", platform.app_id), params),
    }


def _register(platform: HuaweiPlatform, params: Json) -> None:
    """Register a device of a product, connected unless it says otherwise."""
    profile = platform.profiles[params["productId"]]
    made = platform.registrations.enter(
        params.get("appId", platform.app_id),
        params["nodeId"],
        profile,
        name=params.get("name"),
        gateway_id=params.get("gatewayId", ""),
        device_id=params.get("deviceId", ""),
    )
    platform.notices.added(made)
    if params.get("connected", True):
        platform.network.connect(made)
        platform.network.report_all(made)


def _pairable(platform: HuaweiPlatform, params: Json) -> None:
    profile = platform.profiles[params["productId"]]
    platform.pairable.append(
        (profile, str(params["nodeId"]), str(params.get("name", params["nodeId"])))
    )


def _product(platform: HuaweiPlatform, params: Json) -> None:
    """Drop a product model, or take one of the usual ones in again."""
    known = {one.product_id: one for one in PRODUCTS}
    profile = known[params["productId"]]
    if params.get("remove"):
        platform.remove_profile(profile)
    else:
        platform.add_profile(profile)


def _package(platform: HuaweiPlatform, params: Json) -> None:
    """Upload a package for a product."""
    product = platform.profiles[params["productId"]].info()
    platform.upgrades.add_package(params["fileType"], params["version"], product)


def _login(platform: HuaweiPlatform, params: Json) -> None:
    """Let another program log in as an application."""
    account = platform.accounts[params.get("appId", platform.app_id)]
    account.login(account.secret, platform.clock.now())


def _account(platform: HuaweiPlatform, params: Json) -> None:
    """Change limits and rights of an application, or enter one by its secret."""
    made = dict(params)
    app_id = made.pop("appId", platform.app_id)
    if app_id not in platform.accounts:
        platform.add_account(app_id, made.pop("secret"))
    account = platform.accounts[app_id]
    allowed = {
        "secret", "calls_per_minute", "device_quota", "insecure_quota", "frozen_quota",
        "license_pool", "licensed", "group_quota", "frozen", "may_batch", "grants",
        "push_authority",
    }  # fmt: skip
    for name, value in made.items():
        if name not in allowed:
            raise ValueError(f"unknown: {name}")
        if name == "grants":
            account.grants = set(value)
        elif name == "push_authority":
            account.push_authority = value.encode() if value else None
        else:
            setattr(account, name, value)


def _answer(platform: HuaweiPlatform, params: Json) -> None:
    """Answer the next requests by a `code`, `status` or `body`."""
    if params.get("clear"):
        platform.api.scripts.clear()
        return
    made = dict(params)
    made["operations"] = frozenset(made.get("operations", ()))
    platform.api.scripts.append(Script(**made))


def _change_quirks(platform: HuaweiPlatform, params: Json) -> None:
    if unknown := params.keys() - {one.name for one in fields(Quirks)}:
        raise ValueError(f"no such quirk: {', '.join(sorted(unknown))}")
    platform.quirks = replace(platform.quirks, **params)


def _notify(platform: HuaweiPlatform, params: Json) -> None:
    """Send a `body` as it is to a `url`, or to where notifications of a `type` go."""
    account = platform.accounts[params.get("appId", platform.app_id)]
    if "url" in params:
        urls = [params["url"]]
    else:
        wanting = platform.subscriptions.wanting(account.app_id, params["type"])
        urls = [one.url for one in wanting]
    for url in urls:
        platform.push.send(account, url, "", params["body"])


def _push(platform: HuaweiPlatform, params: Json) -> None:
    """Set faults of pushes."""
    known = {one.name for one in fields(platform.push.faults)}
    if unknown := params.keys() - known:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    platform.push.faults = replace(platform.push.faults, **params)


def _pace(platform: HuaweiPlatform, params: Json) -> None:
    """Let commands, tasks and upgrades take so many seconds for each step."""
    seconds = float(params["seconds"])
    for one in (
        platform.commands,
        platform.signals,
        platform.shadows,
        platform.revocations,
        platform.batches,
        platform.upgrades,
    ):
        one.step = seconds
