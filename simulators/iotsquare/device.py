"""A simulated IoTSquare server, with the gateways and LoRaWAN devices around it."""

from collections.abc import Callable
from typing import Any, ClassVar

from simulators.base import SimulatedDevice
from simulators.certificates import Certificate, self_signed, server_context
from simulators.clock import Clock
from simulators.http_server import HttpServer
from simulators.iotsquare.accounts import Accounts, Scripts, Standing
from simulators.iotsquare.air import Air
from simulators.iotsquare.application import Application
from simulators.iotsquare.codes import Code
from simulators.iotsquare.controls import server_actions
from simulators.iotsquare.deployments import Deployments
from simulators.iotsquare.end_device import EndDevice
from simulators.iotsquare.gateway import Gateway
from simulators.iotsquare.group import MANUAL, Group
from simulators.iotsquare.message import Args, Refusal, as_hex
from simulators.iotsquare.mqtt_link import Broker, MqttLink
from simulators.iotsquare.multicast import Multicast
from simulators.iotsquare.notices import Notices
from simulators.iotsquare.quirks import Quirks
from simulators.iotsquare.registry import NEWEST, OPERATIONS, Version
from simulators.iotsquare.reporting import Reporting
from simulators.iotsquare.server import ApiServer
from simulators.iotsquare.transfer import Transfer
from simulators.iotsquare.view import visible_state

__all__ = ["Broker", "IoTSquareServer"]

type Json = dict[str, Any]

PORT = 7070
TOKEN = "MDEyMzQ1Njc4OWFiY2RlZg=="


class IoTSquareServer(SimulatedDevice):
    """One self-hosted server with one user's applications, devices, gateways and groups."""

    system: ClassVar[str] = "iotsquare"

    downlink_delay: float = 1.0
    """Seconds until a class-C device or a group gets what is queued."""

    ping_interval: float = 4.0
    """Seconds between ping slots of class B."""

    setup_interval: float = 10.0
    """Seconds a device needs to take the settings of a group."""

    round_interval: float = 5.0
    """Seconds of one round to a group with extension."""

    step_interval: float = 30.0
    """Seconds between the steps of a file transfer."""

    fragments_per_step: int = 100

    def __init__(
        self,
        name: str,
        address: str,
        *,
        port: int = PORT,
        tls: bool = False,
        token: str = TOKEN,
        token_header: str = "X-Access-Token",
        version: Version = NEWEST,
        username: str = "accord",
        uid: int = 26,
        broker: Broker | None = None,
        device_limit: int = 10_000,
        gateway_limit: int = 1_000,
        push_patience: float = 0.2,
        quirks: Quirks | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Build a server; with a broker, applications may have their uplinks by MQTT."""
        super().__init__(name, address, clock)
        self.token, self.version = token, version
        self.username, self.uid = username, uid
        self.device_limit, self.gateway_limit = device_limit, gateway_limit
        self._token_header = token_header
        self._initial_quirks = quirks or Quirks()
        self._furnishers: list[Callable[[IoTSquareServer], None]] = []
        self.certificate: Certificate | None = self_signed(address, name) if tls else None
        context = server_context(self.certificate) if self.certificate else None
        self.api = ApiServer(self)
        self.http = HttpServer(self, port, self.api.answer, tls=context, server="nginx")
        self.endpoints.append(self.http)
        self.notices = Notices(self, push_patience)
        self.mqtt = MqttLink(self, broker)
        self.reporting = Reporting(self)
        self.reset_state()

    @classmethod
    def operations(cls) -> frozenset[str]:
        """Return the ids of all operations that servers answer."""
        return frozenset(OPERATIONS)

    @property
    def port(self) -> int:
        """The port of the OpenAPI."""
        return self.http.port

    @property
    def base_url(self) -> str:
        """What users enter as the server's address."""
        scheme = "http" if self.certificate is None else "https"
        return f"{scheme}://{self.address}:{self.port}"

    def milliseconds(self) -> int:
        """Return what the server takes for the time."""
        return round((self.clock.wall().timestamp() + self.clock_shift) * 1000)

    # --- state ---------------------------------------------------------------

    def reset_state(self) -> None:
        """Be as built."""
        self.quirks = self._initial_quirks
        self.accounts = Accounts(self._token_header, {self.token: Standing.GOOD})
        self.scripts = Scripts()
        self.storage_fails = False
        self.applications: dict[int, Application] = {}
        self.devices: dict[str, EndDevice] = {}
        self.gateways: dict[str, Gateway] = {}
        self.groups: dict[str, Group] = {}
        self.transfers: dict[int, Transfer] = {}
        self.foreign_gateways: set[str] = set()
        """Gateways of other users of the server."""

        self._next_app_id = 89
        self.api.requests.clear()
        self.notices.forget()
        self.reporting.forget()
        self.air = Air(self)
        self.multicast = Multicast(self)
        self.fuota = Deployments(self)
        for furnisher in self._furnishers:
            furnisher(self)

    def furnish_with(self, furnisher: Callable[[IoTSquareServer], None]) -> None:
        """Let things be entered now and whenever the server is as built again."""
        self._furnishers.append(furnisher)
        furnisher(self)

    async def start(self) -> None:
        """Open the port, and begin what goes on by itself."""
        await super().start()
        self.spawn(self.reporting.run())
        if self.mqtt.broker is not None:
            self.spawn(self.mqtt.run())

    async def stop(self) -> None:
        """Close the port and hang up everywhere."""
        await super().stop()
        self.notices.sender.close()

    def state(self) -> Json:
        """Return everything that can be seen from outside, and no keys."""
        return visible_state(self)

    def actions(self) -> dict[str, Callable[[Json], None]]:
        """Add what happens around the server."""
        return {**super().actions(), **server_actions(self)}

    # --- applications --------------------------------------------------------

    def next_app_id(self) -> int:
        """Return a number that no application had."""
        self._next_app_id += 1
        return self._next_app_id - 1

    def application(self, args: Args) -> Application:
        """Return the application that is meant."""
        found = self.applications.get(args.whole("appID", 0, 1 << 31))
        if found is None:
            raise Refusal(Code.APP_NOT_EXIST)
        return found

    def add_application(self, app: Application) -> None:
        """Enter one."""
        app.created = app.updated = self.milliseconds()
        self.applications[app.app_id] = app

    def remove_application(self, app_id: int) -> bool:
        """Delete one with its devices, unless there is none."""
        if self.applications.pop(app_id, None) is None:
            return False
        for eui in [one.dev_eui for one in self.devices.values() if one.app_id == app_id]:
            self.remove_device(eui)
        return True

    # --- devices -------------------------------------------------------------

    def device(self, args: Args, member: str = "devEUI") -> EndDevice:
        """Return the device that is meant."""
        found = self.devices.get(args.hex(member))
        if found is None:
            raise Refusal(Code.DEVICE_NOT_EXIST)
        return found

    def add_device(self, device: EndDevice) -> None:
        """Enter one; those by ABP are on the air at once."""
        if device.dev_eui in self.devices:
            raise Refusal(Code.DEVICE_EXISTS)
        if len(self.devices) >= self.device_limit:
            raise Refusal(Code.DEVICE_LIMIT)
        if device.auth == "abp":
            session = (device.dev_addr, device.nwk_s_key)
            if any((one.dev_addr, one.nwk_s_key) == session for one in self.devices.values()):
                raise Refusal(Code.DEVICE_DUPLICATE)
            device.joined = True
        device.created = self.milliseconds()
        self.devices[device.dev_eui] = device
        self.reporting.plan(device)

    def remove_device(self, dev_eui: str) -> bool:
        """Delete one everywhere, unless there is none."""
        if self.devices.pop(dev_eui, None) is None:
            return False
        for group in self.groups.values():
            group.members.pop(dev_eui, None)
        return True

    # --- gateways ------------------------------------------------------------

    def gateway(self, args: Args, member: str = "gwID") -> Gateway:
        """Return the gateway that is meant."""
        found = self.gateways.get(args.hex(member))
        if found is None:
            raise Refusal(Code.GATEWAY_NOT_EXIST)
        return found

    def check_gateway_name(self, name: str) -> None:
        """Refuse a name that another gateway has."""
        if any(one.name == name for one in self.gateways.values()):
            raise Refusal(Code.GATEWAY_NAME_EXISTS)

    def add_gateway(self, gateway: Gateway) -> None:
        """Enter one."""
        if gateway.gw_id in self.gateways:
            raise Refusal(Code.GATEWAY_EXISTS)
        if gateway.gw_id in self.foreign_gateways:
            raise Refusal(Code.GATEWAY_ID_EXISTS)
        self.check_gateway_name(gateway.name)
        if len(self.gateways) >= self.gateway_limit:
            raise Refusal(Code.GATEWAY_LIMIT)
        gateway.created = self.milliseconds()
        self.gateways[gateway.gw_id] = gateway
        self.reporting.plan_gateway(gateway)

    def remove_gateway(self, gw_id: str) -> bool:
        """Delete one, unless there is none; it forwards nothing more."""
        return self.gateways.pop(gw_id, None) is not None

    # --- groups --------------------------------------------------------------

    def group(self, args: Args) -> Group:
        """Return the group that is meant."""
        found = self.groups.get(args.hex("mcEUI"))
        if found is None:
            raise Refusal(Code.GROUP_NOT_EXIST)
        return found

    def check_group(self, name: str, address: str, key: str, own: Group | None = None) -> None:
        """Refuse a name, or an address with a key, that another group has."""
        others = [one for one in self.groups.values() if one is not own]
        if any(one.name == name for one in others):
            raise Refusal(Code.GROUP_NAME_EXISTS)
        if address and any((one.address, one.nwk_s_key) == (address, key) for one in others):
            raise Refusal(Code.GROUP_DUPLICATE)

    def add_group(self, group: Group) -> None:
        """Enter one; the server takes address and keys for automatic ones."""
        if group.mc_eui in self.groups:
            raise Refusal(Code.GROUP_EXISTS)
        if group.group_id != MANUAL:
            seed = f"{group.mc_eui}{group.gen_app_key}"
            group.address = as_hex(seed[8:16], 8)
            group.app_s_key, group.nwk_s_key = as_hex(seed[8:40], 32), as_hex(seed[16:48], 32)
        self.check_group(group.name, group.address, group.nwk_s_key)
        group.created = group.updated = self.milliseconds()
        self.groups[group.mc_eui] = group

    def remove_group(self, mc_eui: str) -> bool:
        """Delete one, unless there is none."""
        return self.groups.pop(mc_eui, None) is not None
