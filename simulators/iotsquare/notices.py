"""What a server tells unasked: by HTTP to the links of applications, gateways and groups, or MQTT."""

import base64
from typing import TYPE_CHECKING, Any

from simulators.iotsquare.end_device import EndDevice, Uplink
from simulators.iotsquare.gateway import Gateway
from simulators.iotsquare.group import Group
from simulators.iotsquare.push import PushSender
from simulators.iotsquare.wire import Message

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Json = dict[str, Any]


class Notices:
    """Tells what happens."""

    def __init__(self, server: IoTSquareServer, patience: float) -> None:
        """Push by HTTP with so many seconds for each."""
        self._server = server
        self.sender = PushSender(server.spawn, patience)

    def forget(self) -> None:
        """Forget what was told."""
        self.sender.pushes.clear()

    # --- applications --------------------------------------------------------

    def uplink(self, device: EndDevice, uplink: Uplink) -> None:
        """Tell of a frame."""
        best = uplink.best
        data = {
            "gwid": best.gw_id,
            "rssi": best.rssi,
            "snr": best.snr,
            "freq": uplink.frequency,
            "dr": uplink.data_rate,
            "adr": uplink.adr,
            "class": uplink.class_,
            "fCnt": uplink.f_cnt,
            "fPort": uplink.port,
            "confirmed": uplink.confirmed,
            "data": base64.b64encode(uplink.data).decode(),
            "gws": [
                {"id": one.gw_id, "rssi": one.rssi, "snr": one.snr} for one in uplink.receptions
            ],
        }
        self._tell(device, "uplink", data, uplink)

    def join(self, device: EndDevice) -> None:
        """Tell that a device has joined."""
        self._tell(device, "join", {"devAddr": device.dev_addr})

    def ack(self, device: EndDevice, f_cnt: int, *, acknowledged: bool) -> None:
        """Tell whether a device confirmed a downlink."""
        self._tell(device, "ack", {"acknowledged": acknowledged, "fCnt": f_cnt})

    def status(self, device: EndDevice, margin: int) -> None:
        """Tell of a device's battery."""
        self._tell(device, "status", {"margin": margin, "battery": device.battery})

    def _tell(self, device: EndDevice, kind: str, data: Json, uplink: Uplink | None = None) -> None:
        server = self._server
        app = server.applications.get(device.app_id)
        if app is None:
            return
        if app.enable_mqtt:
            if uplink is not None or server.quirks.mqtt_all_kinds:
                server.mqtt.publish(self._message(device, kind, uplink))
            return
        body = {
            "devEUI": device.dev_eui,
            "appID": device.app_id,
            "type": kind,
            "time": self._time(uplink.time if uplink else None),
            "data": data,
        }
        self._push(app.push_urls, kind, app.headers, body, device.dev_eui)

    def _message(self, device: EndDevice, kind: str, uplink: Uplink | None) -> Message:
        if uplink is None:
            return Message(device.dev_eui, device.app_id, kind, self._server.milliseconds())
        return Message(
            dev_eui=device.dev_eui,
            app_id=device.app_id,
            kind=kind,
            time=uplink.time,
            gateway=uplink.best.gw_id,
            rssi=uplink.best.rssi,
            snr=uplink.best.snr,
            frequency=uplink.frequency,
            data_rate=uplink.data_rate,
            adr=uplink.adr,
            class_=uplink.class_,
            f_cnt=uplink.f_cnt,
            f_port=uplink.port,
            confirm=uplink.confirmed,
            data=uplink.data,
            gateways=tuple((one.gw_id, one.rssi, one.snr) for one in uplink.receptions),
        )

    # --- gateways ------------------------------------------------------------

    def connection(self, gateway: Gateway) -> None:
        """Tell that a gateway went on or off line."""
        gateway.stat_time = self._server.milliseconds()
        if gateway.online:
            gateway.last_seen = gateway.stat_time
        self._tell_of(gateway, "gwconnection", {"gatewayOnline": self._online(gateway)})

    def heartbeat(self, gateway: Gateway) -> None:
        """Tell how a gateway is, as long as it is there."""
        if not gateway.online:
            return
        gateway.stat_time = gateway.last_seen = self._server.milliseconds()
        data: Json = {"gatewayOnline": self._online(gateway)}
        if gateway.sdk:
            data |= self._details(gateway)
        self._tell_of(gateway, "gwstat", data)

    def _online(self, gateway: Gateway) -> Json:
        return {**gateway.position, "gpsTimeSync": gateway.gps, "statTime": gateway.stat_time}

    def _details(self, gateway: Gateway) -> Json:
        old = self._server.quirks.old_gateway_pushes
        disks = (
            {"memUsage": 23.1, "rootDiskUsage": 25.6, "logDiskUsage": 12.7, "sdkUptime": 93540,
             "uptime": 93600}
            if old
            else {"ramUsage": 23.1, "rootFree": 74.4, "logFree": 87.3}
        )  # fmt: skip
        return {
            "gatewayVersionInfo": {
                "model": gateway.type,
                "firmwareDate": "2023-07-01",
                "firmwareVersion": "2.1.3",
                "hardwareVersion": "1.0",
                "kernelVersion": "4.19.75",
                "sdkVersion": "1.4.6",
                "pktfwdVersion": "4.0.1",
            },
            "gatewayNetworkInfo": {
                "networkDelay": 8.38,
                "wanIp": "198.51.100.7",
                "localIp": "192.0.2.20",
                "networkInterface": "eth0",
                "ethState": True,
                "lteState": False,
            },
            "gatewaySystemInfo": {
                "pfwRunning": gateway.forwarder,
                "temperature": 46.5,
                "cpuUsage": [0.64, 0.38, 0.18],
                **disks,
            },
        }

    def _tell_of(self, gateway: Gateway, kind: str, data: Json) -> None:
        body = {"gwID": gateway.gw_id, "type": kind, "time": self._time(), "data": data}
        self._push(gateway.push_urls, kind, gateway.headers, body, gateway.gw_id)

    # --- groups --------------------------------------------------------------

    def multicast(self, group: Group, f_cnt: int, answered: int, rounds: int) -> None:
        """Tell how many members of a group answered; the vendor does not document the body."""
        eui = {"mcEUI": group.mc_eui}
        data: Json = {
            "fCnt": f_cnt,
            "totalNums": len(group.members),
            "successNums": answered,
            "rounds": rounds,
        }
        body: Json = {"type": "multicast", "time": self._time(), "data": data}
        if self._server.quirks.multicast_eui_inside:
            data |= eui
        else:
            body |= eui
        self._push(group.push_urls, "multicast", group.headers, body, group.mc_eui)

    # --- all of them ---------------------------------------------------------

    def _time(self, time: int | None = None) -> int | str:
        moment = self._server.milliseconds() if time is None else time
        return str(moment) if self._server.quirks.push_time_as_text else moment

    def _push(
        self, links: list[str], kind: str, headers: dict[str, str], body: Json, subject: str
    ) -> None:
        raw = self._server.quirks.concatenates_links
        for link in links:
            self.sender.push(link, kind, headers, body, subject, concatenate=raw)
