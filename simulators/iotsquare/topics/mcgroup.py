"""`mcgroup`: multicast groups."""

from typing import TYPE_CHECKING, Any

from simulators.iotsquare.codes import TEXTS, Code
from simulators.iotsquare.group import MANUAL, Group
from simulators.iotsquare.lorawan import check_subnet
from simulators.iotsquare.message import Args, Refusal, Reply, as_hex, batch, page
from simulators.iotsquare.registry import get, post

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Json = dict[str, Any]

_LINKS_AS_LIST, _PING_EDITABLE = (3, 3, 65), (3, 4, 22)
_PING_PERIODS = tuple(1 << power for power in range(8))


def _row(server: IoTSquareServer, group: Group) -> Json:
    links: Any = list(group.push_urls)
    if server.version < _LINKS_AS_LIST:
        links = links[0] if links else ""
    return {
        "mcEUI": group.mc_eui,
        "mcName": group.name,
        "region": group.region,
        "subnet": group.subnet,
        "groupID": group.group_id,
        "pushURL": links,
        "enableMQTT": group.enable_mqtt,
        "deviceNums": len(group.members),
        "createtime": group.created,
    }


def _links(server: IoTSquareServer, args: Args, old: list[str]) -> list[str]:
    if "pushURL" not in args:
        return old
    many = server.version >= _LINKS_AS_LIST and not server.quirks.group_links_as_text
    if args.any("pushURL", "") == "":
        return []
    return args.links("pushURL", many=many)


@get("mcgroup/list")
def list_(server: IoTSquareServer, args: Args) -> Reply:
    """Answer groups."""
    groups = list(server.groups.values())
    return page(args, groups, lambda one: _row(server, one), server.quirks.largest_page)


@post("mcgroup/create")
def create(server: IoTSquareServer, args: Args) -> Reply:
    """Make one, whose keys are put into devices by hand or by the server."""
    mc_eui, name = args.hex("mcEUI"), args.name("mcName")
    region, subnet = args.text("region"), args.text("subnet")
    auto = args.flag("autoSubnet", default=False)
    check_subnet(region, subnet, auto=auto)
    group = Group(
        mc_eui,
        name,
        region,
        subnet,
        auto_subnet=auto,
        class_=args.word("class", ("B", "C"), "C"),
        remote=args.flag("enableMCRemote", default=False),
        extension=args.flag("enableMCExt", default=False),
        enable_mqtt=args.flag("enableMQTT", default=False),
        push_urls=_links(server, args, []),
        headers=args.headers(),
    )
    if group.class_ == "B":
        group.ping_period = _ping_period(args)
    if group.extension and not group.remote:
        raise Refusal(Code.GROUP_INVALID)
    (_configure_automatic if group.remote else _configure_manual)(group, args)
    server.add_group(group)
    return Reply()


def _ping_period(args: Args) -> int:
    period = args.whole("pingSlotPeriod", 1, 128)
    if period not in _PING_PERIODS:
        raise Refusal(Code.PARAM_ERROR)
    return period


def _configure_manual(group: Group, args: Args) -> None:
    if args.whole("groupID", 0, MANUAL, MANUAL) != MANUAL:
        raise Refusal(Code.GROUP_INVALID)
    group.address = args.hex("mcAddr", 8)
    group.app_s_key, group.nwk_s_key = args.hex("mcAppSKey", 32), args.hex("mcNwkSKey", 32)


def _configure_automatic(group: Group, args: Args) -> None:
    group.group_id = args.whole("groupID", 0, MANUAL)
    if group.group_id > 3:
        raise Refusal(Code.GROUP_INVALID)
    group.gen_app_key = args.hex("genAppKey", 32, Code.GROUP_KEY)
    if not group.push_urls and not group.enable_mqtt:
        raise Refusal(Code.EMPTY_PARAM)
    if group.extension:
        group.time_slot = args.whole("timeSlotLength", 0, 15)


@post("mcgroup/delete")
def delete(server: IoTSquareServer, args: Args) -> Reply:
    """Delete some; their devices stay."""
    euis = [as_hex(one) for one in args.items("mcEUIs")]
    code = Code.GROUP_NOT_EXIST
    failed = [eui for eui in euis if not server.remove_group(eui)]
    items = [{"code": code, "msg": TEXTS[code], "mcEUI": eui} for eui in failed]
    return batch(items, Code.GROUP_BATCH_DELETE)


@post("mcgroup/update")
def update(server: IoTSquareServer, args: Args) -> Reply:
    """Change what the kind of group lets change."""
    group = server.group(args)
    changes: Json = {
        "name": args.name("mcName", group.name),
        "enable_mqtt": args.flag("enableMQTT", default=group.enable_mqtt),
        "push_urls": _links(server, args, group.push_urls),
        "headers": args.headers() if "headers" in args else group.headers,
    }
    if not group.remote:
        changes |= _manual_changes(group, args)
    if group.extension:
        changes["time_slot"] = args.whole("timeSlotLength", 0, 15, group.time_slot)
    if group.class_ == "B" and "pingSlotPeriod" in args and server.version >= _PING_EDITABLE:
        changes["ping_period"] = _ping_period(args)
    server.check_group(changes["name"], changes.get("address", ""),
                       changes.get("nwk_s_key", ""), own=group)  # fmt: skip
    for attribute, value in changes.items():
        setattr(group, attribute, value)
    group.updated = server.milliseconds()
    return Reply()


def _manual_changes(group: Group, args: Args) -> Json:
    return {
        "address": as_hex(args.any("mcAddr", group.address), 8),
        "app_s_key": as_hex(args.any("mcAppSKey", group.app_s_key), 32),
        "nwk_s_key": as_hex(args.any("mcNwkSKey", group.nwk_s_key), 32),
    }


@get("mcgroup/status")
def status(server: IoTSquareServer, args: Args) -> Reply:
    """Answer one, with its keys."""
    group = server.group(args)
    made: Json = {
        **_row(server, group),
        "class": group.class_,
        "pingSlotPeriod": group.ping_period,
        "enableMCRemote": group.remote,
        "enableMCExt": group.extension,
        "timeSlotLength": group.time_slot,
        "genAppKey": group.gen_app_key,
        "mcAddr": group.address,
        "mcAppSKey": group.app_s_key,
        "mcNwkSKey": group.nwk_s_key,
        "headers": dict(group.headers),
        "deviceSetup": group.set_up,
        "updatetime": group.updated,
    }
    return Reply(made)
