"""`mcdevice`: members of multicast groups."""

from typing import TYPE_CHECKING

from simulators.iotsquare.codes import TEXTS, Code
from simulators.iotsquare.message import Args, Reply, as_hex, batch, page
from simulators.iotsquare.registry import get, post

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer


@get("mcdevice/list")
def list_(server: IoTSquareServer, args: Args) -> Reply:
    """Answer the members of a group."""
    members = list(server.group(args).members.values())
    return page(
        args,
        members,
        lambda one: {
            "devEUI": one.dev_eui,
            "devName": server.devices[one.dev_eui].name,
            "joined": one.joined,
            "createtime": one.created,
        },
        server.quirks.largest_page,
    )


@post("mcdevice/create")
def create(server: IoTSquareServer, args: Args) -> Reply:
    """Bind devices."""
    group = server.group(args)
    euis = [as_hex(one) for one in args.items("devEUIs")]
    server.multicast.check_room(group, euis)
    codes = {eui: server.multicast.bind(group, eui) for eui in euis}
    items = [
        {"code": int(code), "msg": TEXTS[code], "devEUI": eui}
        for eui, code in codes.items()
        if code is not Code.OK
    ]
    return batch(items, Code.MEMBER_BATCH_BIND)


@post("mcdevice/delete")
def delete(server: IoTSquareServer, args: Args) -> Reply:
    """Release devices."""
    group = server.group(args)
    euis = [as_hex(one) for one in args.items("devEUIs")]
    code = Code.MEMBER_NOT_EXIST
    failed = [eui for eui in euis if group.members.pop(eui, None) is None]
    items = [{"code": code, "msg": TEXTS[code], "devEUI": eui} for eui in failed]
    return batch(items, Code.MEMBER_BATCH_UNBIND)
