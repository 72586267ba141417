"""`device`: LoRaWAN devices, what they sent last and what is sent to them."""

import base64
from typing import TYPE_CHECKING, Any

from simulators.iotsquare.codes import TEXTS, Code
from simulators.iotsquare.end_device import EndDevice, Uplink
from simulators.iotsquare.lorawan import LARGEST, check_subnet, modulation
from simulators.iotsquare.message import Args, Refusal, Reply, as_hex, batch, page
from simulators.iotsquare.registry import get, post

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Json = dict[str, Any]

PRODUCTS = ("lorawan", "rhf3mr01", "rhf3m485")
_PROFILES, _PRODUCTS, _LABELS = (4, 3, 1), (3, 4, 15), (3, 3, 65)
_VERSIONS = ("1.0.2", "1.0.3")


def _address(server: IoTSquareServer, device: EndDevice) -> str:
    return device.dev_addr or (" " * 8 if server.quirks.dev_addr_blanks else "")


def _row(server: IoTSquareServer, device: EndDevice) -> Json:
    last = device.last_uplink
    made: Json = {
        "devEUI": device.dev_eui,
        "devName": device.name,
        "devAddr": _address(server, device),
        "region": device.region,
        "subnet": device.subnet,
        "fCnt": last.f_cnt if last else 0,
        "fPort": device.last_port,
        "lastSeen": last.time if last else -1,
        "status": 1 if last else 2,
    }
    if server.version >= _LABELS:
        made |= {"username": server.username, "remarks": device.remarks, "tags": device.tags}
    if server.version >= _PRODUCTS:
        made["productType"] = device.product
    return made


def _receptions(uplink: Uplink) -> list[Json]:
    return [{"id": one.gw_id, "snr": one.snr, "rssi": one.rssi} for one in uplink.receptions]


@get("device/list")
def list_(server: IoTSquareServer, args: Args) -> Reply:
    """Answer the devices of an application."""
    app = server.application(args)
    devices = [one for one in server.devices.values() if one.app_id == app.app_id]
    return page(args, devices, lambda one: _row(server, one), server.quirks.largest_page)


@post("device/create")
def create(server: IoTSquareServer, args: Args) -> Reply:
    """Enter one."""
    app = server.application(args)
    name, auto = args.name("devName"), args.flag("autoSubnet", default=False)
    region, subnet = args.text("region"), args.text("subnet")
    check_subnet(region, subnet, auto=auto)
    device = EndDevice(
        app.app_id,
        args.hex("devEUI"),
        name,
        region,
        subnet,
        app_eui=as_hex(args.any("appEUI", "0" * 16)),
        auto_subnet=auto,
        class_b=args.flag("supportClassB", default=False),
        class_c=args.flag("supportClassC", default=False),
        auth=args.word("authType", ("otaa", "abp")),
        mac_version=args.word(
            "macVersion", (*_VERSIONS, "1.0.4") if server.version >= (4, 0, 1) else _VERSIONS,
            "1.0.2",
        ),
        remarks=args.text("remarks", ""),
        product=args.word("productType", PRODUCTS, "lorawan"),
        profile_id=args.whole("deviceProfileId", 0, 1 << 32, 0),
    )  # fmt: skip
    if device.class_b and device.class_c:
        raise Refusal(Code.PARAM_ERROR)
    if device.auth == "otaa":
        device.app_key = args.hex("appKey", 32)
    else:
        device.dev_addr = args.hex("devAddr", 8)
        device.app_s_key, device.nwk_s_key = args.hex("appSKey", 32), args.hex("nwkSKey", 32)
    server.add_device(device)
    return Reply()


@post("device/delete")
def delete(server: IoTSquareServer, args: Args) -> Reply:
    """Delete some."""
    euis = [as_hex(one) for one in args.items("devEUIs")]
    code = Code.DEVICE_NOT_EXIST
    failed = [eui for eui in euis if not server.remove_device(eui)]
    items = [{"code": code, "msg": TEXTS[code], "devEUI": eui} for eui in failed]
    return batch(items, Code.DEVICE_BATCH_DELETE)


@post("device/update")
def update(server: IoTSquareServer, args: Args) -> Reply:
    """Change name, remarks or product."""
    device = server.device(args)
    name, remarks = args.name("devName", device.name), args.text("remarks", device.remarks)
    product = args.word("productType", PRODUCTS, device.product)
    profile = args.whole("deviceProfileId", 0, 1 << 32, device.profile_id)
    device.name, device.remarks, device.product = name, remarks, product
    device.profile_id = profile
    return Reply()


@get("device/status")
def status(server: IoTSquareServer, args: Args) -> Reply:
    """Answer one, with its keys."""
    device = server.device(args)
    made: Json = {
        "devEUI": device.dev_eui,
        "appEUI": device.app_eui,
        "devName": device.name,
        "authType": device.auth,
        "region": device.region,
        "subnet": device.subnet,
        "devAddr": _address(server, device),
        "appKey": device.app_key,
        "appSKey": device.app_s_key,
        "nwkSKey": device.nwk_s_key,
        "supportClassB": device.class_b,
        "supportClassC": device.class_c,
        "createtime": device.created,
    }
    if server.version >= _PRODUCTS:
        made |= {"remarks": device.remarks, "productType": device.product, **_live(server, device)}
    if server.version >= _PROFILES:
        made["deviceProfileId"] = device.profile_id
    return Reply(made)


def _live(server: IoTSquareServer, device: EndDevice) -> Json:
    last = device.last_uplink
    made: Json = {
        "macVersion": device.mac_version,
        "devType": f"{device.auth}-type",
        "adr": device.adr,
        "class": device.class_,
        "fCntUp": last.f_cnt if last else 0,
        "fCntDown": device.f_cnt_down,
        "fPort": device.last_port,
        "lastSeen": last.time if last else -1,
        "tags": device.tags,
        "gws": _receptions(last) if last else [],
    }
    if last:
        best = last.best
        made |= {
            "gwID": best.gw_id,
            "gwName": server.gateways[best.gw_id].name if best.gw_id in server.gateways else "",
            "rssi": best.rssi,
            "snr": f"{best.snr:.1f}",
            "freq": f"{last.frequency:g}",
            "dr": last.data_rate,
        }
    return made


@get("device/latestDeviceUplink", (3, 4, 23))
def latest_uplink(server: IoTSquareServer, args: Args) -> Reply:
    """Answer what a device sent last."""
    device = server.device(args, server.quirks.uplink_parameter)
    last = device.last_uplink
    if last is None:
        return Reply(server.quirks.never_heard)
    best = last.best
    made = {
        "devEUI": device.dev_eui,
        "confirmed": last.confirmed,
        "gwID": best.gw_id,
        "sfbw": modulation(device.region, last.data_rate),
        "rssi": best.rssi,
        "snr": f"{best.snr:.1f}",
        "freq": f"{last.frequency:g}",
        "dr": last.data_rate,
        "adr": last.adr,
        "class": last.class_,
        "fCnt": last.f_cnt,
        "fPort": last.port,
        "data": base64.b64encode(last.data).decode(),
        "gws": _receptions(last),
        "createtime": last.time,
    }
    return Reply(made)


@post("device/downlink/create")
def downlink(server: IoTSquareServer, args: Args) -> Reply:
    """Put a frame into the queue of a device."""
    device = server.device(args)
    port = downlink_port(server, args)
    frame = device.reserve(
        port, args.payload("data", LARGEST), confirmed=args.flag("confirmed", default=False)
    )
    server.air.queued(device)
    return Reply(beside={"fCnt": frame.f_cnt})


def downlink_port(server: IoTSquareServer, args: Args) -> int:
    """Return a port for downlinks: 1 to 223, by most servers without 200."""
    port = args.whole("fPort", 1, 223)
    if port == 200 and not server.quirks.port_200:
        raise Refusal(Code.PARAM_ERROR)
    return port


@get("device/downlink/queueSize", (3, 4, 21))
def queue_size(server: IoTSquareServer, args: Args) -> Reply:
    """Answer how many frames wait for a device, or for all."""
    if "devEUI" in args:
        size = len(server.device(args).queue)
    else:
        size = sum(len(device.queue) for device in server.devices.values())
    return size_reply(server, size)


def size_reply(server: IoTSquareServer, size: int) -> Reply:
    """Answer the length of a queue, in the place this server has it."""
    if server.quirks.queue_size_beside:
        return Reply(beside={"queueSize": size})
    return Reply({"queueSize": size})


@post("ladtp/device/downlink", (4, 2, 0))
def ladtp_downlink(server: IoTSquareServer, args: Args) -> Reply:
    """Do the same with an RS-485 forwarder."""
    if server.device(args).product != "rhf3m485":
        raise Refusal(Code.PARAM_ERROR)
    return downlink(server, args)
