"""`fuota`: files for multicast groups."""

from typing import TYPE_CHECKING, Any

from simulators.iotsquare.codes import Code
from simulators.iotsquare.message import Args, Refusal, Reply, page
from simulators.iotsquare.registry import get, post
from simulators.iotsquare.transfer import LARGEST, Transfer, TransferDevice

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Json = dict[str, Any]

_TELLS_ID = (4, 2, 0)


def _row(transfer: Transfer) -> Json:
    return {
        "fdID": transfer.fd_id,
        "firmwareName": transfer.name,
        "payloadSize": len(transfer.payload),
        "createtime": transfer.created,
        "updatetime": transfer.updated,
        "state": transfer.state,
        "nextStepTime": transfer.next_step,
    }


def _device(transfer: Transfer, device: TransferDevice) -> Json:
    return {
        "devEUI": device.dev_eui,
        "fdID": transfer.fd_id,
        "nbFragReceived": device.received,
        "nbFragMissing": device.missing,
        "createtime": device.created,
        "updatetime": device.updated,
        "state": device.state,
        "error_message": device.error,
    }


def _transfer(server: IoTSquareServer, args: Args) -> Transfer:
    group, number = server.group(args), args.whole("fdID", 0, 1 << 31)
    found = server.transfers.get(number)
    if found is None or found.mc_eui != group.mc_eui:
        raise Refusal(Code.PARAM_ERROR)
    return found


@post("fuota/create")
def create(server: IoTSquareServer, args: Args) -> Reply:
    """Begin to send a file to an automatic group; one at a time."""
    group = server.group(args)
    name = args.text("firmwareName")
    percent = args.fraction("redundancyPercent", 0.1, 1)
    payload = args.payload("payload", LARGEST)
    if not group.remote:
        raise Refusal(Code.GROUP_NOT_REMOTE)
    transfer = server.fuota.begin(group, name, payload, percent)
    return Reply({"fdID": transfer.fd_id} if server.version >= _TELLS_ID else None)


@get("fuota/list")
def list_(server: IoTSquareServer, args: Args) -> Reply:
    """Answer the files of a group, the newest first."""
    group = server.group(args)
    found = [one for one in server.transfers.values() if one.mc_eui == group.mc_eui]
    return page(args, found[::-1], _row, server.quirks.largest_page)


@get("fuota/status")
def status(server: IoTSquareServer, args: Args) -> Reply:
    """Answer one."""
    transfer = _transfer(server, args)
    made = {
        **_row(transfer),
        "nbFrag": transfer.fragments,
        "fragSize": 48,
        "padding": transfer.padding,
        "redundancy": transfer.redundancy,
        "descriptor": transfer.descriptor,
    }
    return Reply(made)


@get("fuota/device/list")
def device_list(server: IoTSquareServer, args: Args) -> Reply:
    """Answer how far the devices are."""
    transfer = _transfer(server, args)
    devices = list(transfer.devices.values())
    return page(args, devices, lambda one: _device(transfer, one), server.quirks.largest_page)


@post("fuota/abort")
def abort(server: IoTSquareServer, args: Args) -> Reply:
    """End one early."""
    transfer = _transfer(server, args)
    if not transfer.open:
        raise Refusal(Code.PARAM_ERROR)
    server.fuota.abort(transfer)
    return Reply()
