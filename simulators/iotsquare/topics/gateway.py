"""`gateway`: gateways."""

from typing import TYPE_CHECKING, Any

from simulators.iotsquare.codes import TEXTS, Code
from simulators.iotsquare.gateway import Gateway, network_of, system_of
from simulators.iotsquare.lorawan import check_subnet
from simulators.iotsquare.message import Args, Refusal, Reply, as_hex, batch, page
from simulators.iotsquare.registry import get, post

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Json = dict[str, Any]

_LIVE_MOVED = (3, 4, 15)
_LABELS = (3, 3, 65)
_MOVABLE = (4, 3, 2)
_MOST_HEADERS = 4


def _row(server: IoTSquareServer, gateway: Gateway) -> Json:
    made: Json = {
        "gwID": gateway.gw_id,
        "gwName": gateway.name,
        "gwType": gateway.type,
        "region": gateway.region,
        "subnet": gateway.subnet,
        "online": gateway.online,
        "mqtt": gateway.sdk,
        "createtime": gateway.created,
        "lastSeen": gateway.last_seen,
    }
    if server.version >= _LABELS:
        made |= {"username": server.username, "remarks": gateway.remarks, "tags": gateway.tags}
    return made


def _basic(server: IoTSquareServer, gateway: Gateway) -> Json:
    made: Json = {
        "gwID": gateway.gw_id,
        "gwName": gateway.name,
        "gwType": gateway.type,
        "region": gateway.region,
        "subnet": gateway.subnet,
        "enableClassB": gateway.class_b,
        "enableClassC": gateway.class_c,
        "createtime": gateway.created,
        "txPower": gateway.tx_power,
        "pushURL": list(gateway.push_urls),
        "headers": dict(gateway.headers),
    }
    if server.version >= _LABELS:
        made |= {"remarks": gateway.remarks, "tags": gateway.tags}
    if server.version >= _LIVE_MOVED:
        made["statInterval"] = gateway.stat_interval
    return made


def _links(args: Args, old: list[str]) -> list[str]:
    for member in ("pushUrls", "pushURL"):
        if member in args:
            return args.links(member)
    return old


def _headers(args: Args) -> dict[str, str]:
    found = args.headers()
    if len(found) > _MOST_HEADERS:
        raise Refusal(Code.PARAM_ERROR)
    return found


def _type(args: Args, *default: str) -> str:
    found = args.text("gwType", *default)
    if not found.startswith("rhf"):
        raise Refusal(Code.PARAM_ERROR)
    return found


@get("gateway/list")
def list_(server: IoTSquareServer, args: Args) -> Reply:
    """Answer gateways."""
    gateways = list(server.gateways.values())
    return page(args, gateways, lambda one: _row(server, one), server.quirks.largest_page)


@post("gateway/create")
def create(server: IoTSquareServer, args: Args) -> Reply:
    """Enter one."""
    gw_id, region, subnet = args.hex("gwID"), args.text("region"), args.text("subnet")
    check_subnet(region, subnet, auto=False)
    gateway = Gateway(
        gw_id,
        args.name("gwName"),
        _type(args),
        region,
        subnet,
        class_b=args.flag("enableClassB", default=False),
        class_c=args.flag("enableClassC", default=False),
        forwarder=args.flag("enablePFW", default=True),
        push_urls=_links(args, []),
        headers=_headers(args),
        tx_power=args.whole("txPower", 0, 27, 27),
        remarks=args.text("remarks", ""),
        stat_interval=args.whole("statInterval", 1, 86400, 30),
    )
    server.add_gateway(gateway)
    return Reply()


@post("gateway/delete")
def delete(server: IoTSquareServer, args: Args) -> Reply:
    """Delete some, and stop their packet forwarders."""
    ids = [as_hex(one) for one in args.items("gwIDs")]
    code = Code.GATEWAY_NOT_EXIST
    failed = [gw_id for gw_id in ids if not server.remove_gateway(gw_id)]
    items = [{"code": code, "msg": TEXTS[code], "gwID": gw_id} for gw_id in failed]
    return batch(items, Code.GATEWAY_BATCH_DELETE)


@post("gateway/update")
def update(server: IoTSquareServer, args: Args) -> Reply:
    """Change one."""
    gateway = server.gateway(args)
    name = args.name("gwName", gateway.name)
    if name != gateway.name:
        server.check_gateway_name(name)
    region, subnet = gateway.region, gateway.subnet
    if server.version >= _MOVABLE:
        region, subnet = args.text("region", region), args.text("subnet", subnet)
        check_subnet(region, subnet, auto=False)
    changes: Json = {
        "name": name,
        "region": region,
        "subnet": subnet,
        "type": _type(args, gateway.type),
        "class_b": args.flag("enableClassB", default=gateway.class_b),
        "forwarder": args.flag("enablePFW", default=gateway.forwarder),
        "push_urls": _links(args, gateway.push_urls),
        "headers": _headers(args) if "headers" in args else gateway.headers,
        "tx_power": args.whole("txPower", 0, 27, gateway.tx_power),
        "remarks": args.text("remarks", gateway.remarks),
        "stat_interval": args.whole("statInterval", 1, 86400, gateway.stat_interval),
    }
    for attribute, value in changes.items():
        setattr(gateway, attribute, value)
    return Reply()


@get("gateway/status")
def status(server: IoTSquareServer, args: Args) -> Reply:
    """Answer one; older servers with how it is."""
    gateway = server.gateway(args)
    made = _basic(server, gateway)
    if server.version < _LIVE_MOVED:
        made |= {"enablePFW": gateway.forwarder, **gateway.position}
    return Reply(made)


@get("gateway/info", _LIVE_MOVED)
def info(server: IoTSquareServer, args: Args) -> Reply:
    """Answer one, as newer servers do."""
    return Reply(_basic(server, server.gateway(args)))


@get("gateway/status/online", _LIVE_MOVED)
def online(server: IoTSquareServer, args: Args) -> Reply:
    """Answer how one is."""
    gateway = server.gateway(args, server.quirks.online_parameter)
    made = {
        "gatewayId": gateway.gw_id,
        **gateway.position,
        "statTime": gateway.stat_time,
        "gpsTimeSync": gateway.gps,
    }
    return Reply(made)


@get("gateway/status/network", (4, 2, 3))
def network(server: IoTSquareServer, args: Args) -> Reply:
    """Answer how one is linked."""
    return Reply(network_of(server.gateway(args), server.milliseconds()))


@get("gateway/status/system", (4, 2, 3))
def system(server: IoTSquareServer, args: Args) -> Reply:
    """Answer load, temperature and supply of one."""
    return Reply(system_of(server.gateway(args), server.milliseconds()))
