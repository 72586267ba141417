"""A simulated Akuvox unit: what it is, and what happens to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, ClassVar

from simulators.akuvox import topics  # noqa: F401  # enters all operations
from simulators.akuvox.action_urls import ActionUrls, Push
from simulators.akuvox.auth import Auth, DigestStyle, Gate
from simulators.akuvox.camera import Camera
from simulators.akuvox.capture import Capture
from simulators.akuvox.config import ConfigStore
from simulators.akuvox.controls import unit_actions
from simulators.akuvox.directory import Directory
from simulators.akuvox.door import Door
from simulators.akuvox.factory import factory_config
from simulators.akuvox.firmware import Firmware
from simulators.akuvox.inputs import InputBoard
from simulators.akuvox.keys import API
from simulators.akuvox.line import Line
from simulators.akuvox.models import MODELS, Generation
from simulators.akuvox.people import People
from simulators.akuvox.quirks import Quirks
from simulators.akuvox.reader import Reader
from simulators.akuvox.registry import OPERATIONS
from simulators.akuvox.relays import RelayBoard
from simulators.akuvox.server import Recorded, WebServer
from simulators.akuvox.sip import SipAccounts
from simulators.akuvox.syslog import Syslog
from simulators.akuvox.view import visible_state
from simulators.base import SimulatedDevice
from simulators.certificates import Certificate, self_signed, server_context
from simulators.clock import Clock
from simulators.http_server import HttpServer

__all__ = ["AkuvoxDevice"]

type Json = dict[str, Any]

PORT, HTTPS_PORT = 80, 443


class AkuvoxDevice(SimulatedDevice):
    """One unit of some model, as an installer has left it."""

    system: ClassVar[str] = "akuvox"
    reboot_lasts: float = 10.0

    def __init__(
        self,
        name: str,
        address: str,
        *,
        model: str = "A05",
        mac: str = "0C:11:05:AA:BB:01",
        port: int | None = PORT,
        https_port: int | None = None,
        picture_port: int | None = None,
        generation: str | None = None,
        relays: int | None = None,
        inputs: int | None = None,
        auth: Auth = Auth.DIGEST,
        username: str = "admin",
        password: str = "httpapi",
        white_list: Iterable[str] = (),
        digest: DigestStyle | None = None,
        legacy_tls: bool = False,
        without: Iterable[str] = (),
        config: Mapping[str, str] | None = None,
        quirks: Quirks | None = None,
        clock: Clock | None = None,
        time_zone: tzinfo = UTC,
    ) -> None:
        """Build a unit; `without` names modules that its firmware lacks."""
        super().__init__(name, address, clock)
        known = MODELS[model]
        kept = Generation(generation or known.generation)
        self.model = replace(
            known,
            generation=kept,
            relays=known.relays if relays is None else relays,
            inputs=known.inputs if inputs is None else inputs,
            targets=(known.targets | kept.targets) - set(without),
        )
        self.mac = mac
        self._initial_quirks = self.quirks = quirks or known.quirks
        self._zone = time_zone
        access = _access(auth, username, password, white_list)
        self._initial_config = {**access, **(config or {})}
        self._furnisher: Callable[[AkuvoxDevice], None] | None = None
        self.gate = Gate(self, digest or DigestStyle())
        self.requests: list[Recorded] = []
        self._lay_out_ports(port, https_port, legacy=legacy_tls)
        self._lay_out_camera(picture_port)
        self.reset_state()

    def _lay_out_ports(self, port: int | None, https_port: int | None, *, legacy: bool) -> None:
        web = WebServer(self)
        self.http = self.https = None
        if port is not None:
            self.http = HttpServer(self, port, web.answer)
            self.endpoints.append(self.http)
        self._legacy_tls = legacy
        if https_port is not None:
            self.certificate = self._sign()
            self._tls = server_context(self.certificate, legacy=legacy)
            self.https = HttpServer(self, https_port, web.answer, tls=self._tls)
            self.endpoints.append(self.https)

    def _lay_out_camera(self, port: int | None) -> None:
        self.pictures = None
        if port is not None:
            self.pictures = HttpServer(self, port, Camera(self).answer)
            self.endpoints.append(self.pictures)

    def _sign(self) -> Certificate:
        return self_signed(self.address, f"Akuvox {self.model.name}", legacy=self._legacy_tls)

    @classmethod
    def operations(cls) -> frozenset[str]:
        """Return the ids of all operations that some firmware answers."""
        return frozenset(OPERATIONS)

    @property
    def targets(self) -> frozenset[str]:
        """The modules that the firmware has."""
        return self.model.targets

    @property
    def port(self) -> int:
        """The port where requests are taken without TLS."""
        if self.http is None:
            raise ValueError(f"{self.name} speaks HTTPS only")
        return self.http.port

    @property
    def https_port(self) -> int:
        """The port where requests are taken with TLS."""
        if self.https is None:
            raise ValueError(f"{self.name} speaks no HTTPS")
        return self.https.port

    @property
    def picture_port(self) -> int:
        """The port where pictures are; the vendor's is 8080."""
        if self.pictures is None:
            raise ValueError(f"{self.name} has no camera")
        return self.pictures.port

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate that clients are shown, in hex."""
        return self.certificate.fingerprint

    @property
    def pushes(self) -> list[Push]:
        """The latest calls of action URLs, oldest first."""
        return list(self.urls.pushes)

    # --- state ---------------------------------------------------------------

    def reset_state(self) -> None:
        """Be as built."""
        self.quirks = self._initial_quirks
        self.clock_offset = self.clock_drift = 0.0
        self._furnish({**factory_config(self.model), **self._initial_config})
        self.requests.clear()
        if self._furnisher is not None:
            self._furnisher(self)

    def furnish_with(self, furnisher: Callable[[AkuvoxDevice], None]) -> None:
        """Let people be entered now and whenever the unit is as built again."""
        self._furnisher = furnisher
        furnisher(self)

    def factory_reset(self) -> None:
        """Be as sold: nobody comes in by the API until somebody was at the unit's web page."""
        version = self.firmware.version
        self._furnish(factory_config(self.model))
        self.firmware.version = version

    def _furnish(self, config: Mapping[str, str]) -> None:
        self.booted_at = self.clock.now()
        self.config = ConfigStore(
            self.model, config, drops_unknown_variables=lambda: self.quirks.drops_unknown_variables
        )
        self.downloads: dict[str, bytes] = {}
        self.syslog = Syslog(self.local_time)
        self.relays = RelayBoard(self)
        self.inputs = InputBoard(self)
        self.people = People(self)
        self.directory = Directory()
        self.reader = Reader(self)
        self.door = Door(self)
        self.line = Line(self)
        self.sip = SipAccounts(self)
        self.capture = Capture(self)
        self.firmware = Firmware(self)
        self.urls = ActionUrls(self)
        self.gate.forget()

    @property
    def uptime(self) -> int:
        """Seconds since the last boot."""
        return int(self.clock.now() - self.booted_at)

    def local_time(self) -> datetime:
        """Return the time the unit's own clock shows, in its own zone."""
        wrong = self.clock_offset + self.clock_shift + self.clock_drift * self.clock.now() / 86400
        return (self.clock.wall() + timedelta(seconds=wrong)).astimezone(self._zone)

    def state(self) -> Json:
        """Return everything that can be seen from outside, and nobody's codes."""
        return visible_state(self)

    def actions(self) -> dict[str, Callable[[Json], None]]:
        """Add what happens at the door and around the unit."""
        return {**super().actions(), **unit_actions(self)}

    # --- going down and coming back ------------------------------------------

    def booted(self) -> None:
        """Forget what does not survive a boot."""
        self.booted_at = self.clock.now()
        self.gate.forget()
        self.relays.rest()
        self.line.cut()
        self.reader.cancel()
        self.capture.forget()
        self.firmware.booted()
        self.sip.register_all()
        self.downloads.clear()
        self.syslog.booted()

    def reboot(self) -> None:
        """Drop all connections and come back after a while."""
        self.restart(down_for=self.reboot_lasts)

    def drop_connections(self) -> None:
        """Reset all connections but keep listening."""
        for port in (self.http, self.https):
            if port is not None:
                port.hang_up_all()

    def renew_certificate(self) -> None:
        """Show another certificate from the next connection on."""
        self.certificate = self._sign()
        self.certificate.install(self._tls)


def _access(auth: Auth, username: str, password: str, white_list: Iterable[str]) -> dict[str, str]:
    """Return what an installer enters about the API."""
    return {
        f"{API}AuthMode": str(int(auth)),
        f"{API}UserName": username,
        f"{API}Password": password,
        **{f"{API}IP0{n}": where for n, where in enumerate(white_list, start=1)},
    }
