"""A simulated platform: applications, devices of product models, and who is told of them."""

from collections.abc import Callable
from typing import Any, ClassVar

from simulators.base import SimulatedDevice
from simulators.certificates import Authority, Certificate, server_context
from simulators.clock import Clock
from simulators.http_server import HttpServer
from simulators.huawei.accounts import Account
from simulators.huawei.agenda import Agenda
from simulators.huawei.batches import Batches
from simulators.huawei.codes import Refusal, no_device
from simulators.huawei.commands import Commands
from simulators.huawei.controls import platform_actions
from simulators.huawei.fleet import Fleet
from simulators.huawei.groups import Groups
from simulators.huawei.message import Call
from simulators.huawei.network import Network
from simulators.huawei.notices import Notices
from simulators.huawei.products import PRODUCTS
from simulators.huawei.profile import Profile
from simulators.huawei.push import PushEngine
from simulators.huawei.quirks import Quirks
from simulators.huawei.registrations import Registrations
from simulators.huawei.registry import NOTIFICATIONS, OPERATIONS, WITHOUT_PATH
from simulators.huawei.reporting import Reporting
from simulators.huawei.revocations import Revocations
from simulators.huawei.server import ApiServer
from simulators.huawei.shadows import Shadows
from simulators.huawei.signals import Signals
from simulators.huawei.subscriptions import Subscriptions
from simulators.huawei.thing import Thing
from simulators.huawei.upgrades import Upgrades
from simulators.huawei.view import visible_state

type Json = dict[str, Any]

PORT = 8743
APP_ID = "homeApp01"
SECRET = "demo-secret"


class HuaweiPlatform(SimulatedDevice):
    """One platform; over TLS both sides show certificates of its authority."""

    system: ClassVar[str] = "huawei"

    def __init__(
        self,
        name: str,
        address: str,
        *,
        port: int = PORT,
        app_id: str = APP_ID,
        secret: str = SECRET,
        tls: bool = True,
        host_names: tuple[str, ...] | None = None,
        quirks: Quirks | None = None,
        products: tuple[Profile, ...] = PRODUCTS,
        authority: Authority | None = None,
        client_certificate: Certificate | None = None,
        server_certificate: Certificate | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Build a platform with one application and no devices.

        `host_names` are the addresses in its certificate, by default its own; none makes one that
        only clients without a check of the host name accept. The authority and the
        certificates of both sides are new ones unless they are given.
        """
        super().__init__(name, address, clock)
        self.app_id, self.secret = app_id, secret
        self._initial_quirks = quirks or Quirks()
        self._products = products
        self._furnishers: list[Callable[[HuaweiPlatform], None]] = []
        self.authority = authority or Authority(f"{name} CA")
        self.client_certificate = client_certificate or self.authority.issue(
            "application", client=True
        )
        names = (address,) if host_names is None else host_names
        self.server_certificate = server_certificate or self.authority.issue(name, *names)
        context = None
        if tls:
            context = server_context(self.server_certificate, clients=self.authority.pem)
        self.nobody = Account("", "")
        self.api = ApiServer(self)
        self.push = PushEngine(self)
        self.http = HttpServer(self, port, self.api.answer, tls=context, server="nginx")
        self.endpoints.append(self.http)
        self._secure = tls
        self.agenda = Agenda(self.clock)
        self.reset_state()

    @classmethod
    def operations(cls) -> frozenset[str]:
        """Return the ids of all requests that platforms answer and notifications they send."""
        return frozenset(OPERATIONS) | set(NOTIFICATIONS) | set(WITHOUT_PATH)

    @property
    def port(self) -> int:
        """The port of the API."""
        return self.http.port

    @property
    def base_url(self) -> str:
        """Where the API is."""
        return f"{'https' if self._secure else 'http'}://{self.address}:{self.port}"

    # --- state ---------------------------------------------------------------

    def reset_state(self) -> None:
        """Be as built."""
        self.quirks = self._initial_quirks
        self.congested = False
        self.agenda.clear()
        self.push.forget()
        self.api.requests.clear()
        self.api.scripts.clear()
        self.accounts = {self.app_id: Account(self.app_id, self.secret, "Home")}
        self.profiles = {one.product_id: one for one in self._products}
        self.pairable: list[tuple[Profile, str, str]] = []
        """Devices that gateways take in when they search."""

        self.fleet = Fleet()
        self.subscriptions = Subscriptions()
        self.groups = Groups()
        self.notices = Notices(self)
        self.network = Network(self)
        self.registrations = Registrations(self)
        self.commands = Commands(self)
        self.signals = Signals(self)
        self.shadows = Shadows(self)
        self.revocations = Revocations(self)
        self.batches = Batches(self)
        self.upgrades = Upgrades(self)
        self.reporting = Reporting(self)
        for furnisher in self._furnishers:
            furnisher(self)

    def furnish_with(self, furnisher: Callable[[HuaweiPlatform], None]) -> None:
        """Let things be entered now and whenever the platform is as built again."""
        self._furnishers.append(furnisher)
        furnisher(self)

    def add_account(self, app_id: str, secret: str, **members: Any) -> Account:
        """Enter one more application."""
        made = self.accounts[app_id] = Account(app_id, secret, **members)
        return made

    @property
    def account(self) -> Account:
        """The first application."""
        return self.accounts[self.app_id]

    def profile_of(self, info: Json) -> Profile | None:
        """Return the product model that registrations describe by its members."""
        names = ("manufacturerId", "deviceType", "model")
        for profile in self.profiles.values():
            known = profile.info()
            if all(info.get(name) == known[name] for name in names):
                return profile
        return None

    def add_profile(self, profile: Profile) -> None:
        """Take in a product model, and tell everybody."""
        self.profiles[profile.product_id] = profile
        for app_id in self.accounts:
            self.notices.capabilities(app_id, "Added", profile)

    def remove_profile(self, profile: Profile) -> None:
        """Drop a product model, and tell everybody; devices lose it."""
        del self.profiles[profile.product_id]
        for thing in self.fleet:
            if thing.profile is profile:
                thing.profile = None
        for app_id in self.accounts:
            self.notices.capabilities(app_id, "Deleted", profile)

    def thing(self, call: Call, device_id: str) -> Thing:
        """Return a device of the application that is meant."""
        found = self.fleet.get(device_id)
        if found is None or found.app_id != call.owner.app_id:
            raise Refusal(no_device(call.operation.id))
        return found

    # --- running -------------------------------------------------------------

    async def start(self) -> None:
        """Open the port, and begin what goes on by itself."""
        await super().start()
        self.spawn(self.agenda.run())
        self.push.resume()

    def unblock(self, reason: object) -> None:
        """Go on with pushes that waited."""
        super().unblock(reason)
        if self.online:
            self.push.resume()

    async def stop(self) -> None:
        """Close."""
        await super().stop()
        self.push.close()

    def state(self) -> Json:
        """Return what a person at the console could see."""
        return visible_state(self)

    def actions(self) -> dict[str, Callable[[Json], None]]:
        """Return what `control` can do."""
        return {**super().actions(), **platform_actions(self)}
