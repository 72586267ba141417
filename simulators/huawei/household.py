"""The platform of a house: meters, a gateway with its children, and a lock at the gate."""

from datetime import timedelta
import math
from pathlib import Path

from simulators.certificates import Authority, Certificate
from simulators.clock import Clock
from simulators.huawei.platform import APP_ID, PORT, SECRET, HuaweiPlatform
from simulators.huawei.products import (
    GATEWAY,
    LIGHT,
    LOCK,
    NB_LOCK,
    SENSOR,
    SMOKE_DETECTOR,
    WATER_METER,
)
from simulators.huawei.profile import Profile
from simulators.huawei.quirks import Quirks
from simulators.huawei.thing import Record, Thing

ADDRESS = "127.69.0.20"

METER = "dev-meter"
SMOKE = "dev-smoke"
HUB = "dev-gateway"
LAMP = "dev-lamp"
FRONT_DOOR = "dev-door"
CLIMATE = "dev-climate"
GATE = "dev-gate"

_CA = "House platform CA"
_HISTORY_DAYS = 14


def build_platform(
    *,
    name: str = "House platform",
    address: str = ADDRESS,
    port: int = PORT,
    app_id: str = APP_ID,
    secret: str = SECRET,
    tls: bool = True,
    certificates: Path | None = None,
    quirks: Quirks | None = None,
    lively: bool = False,
    clock: Clock | None = None,
) -> HuaweiPlatform:
    """Build the platform with everything in the house; `lively` devices report by themselves.

    What the application needs is written into the folder `certificates`, and read again from
    there the next time.
    """
    authority = client = None
    if certificates is not None:
        authority, client = stored_certificates(certificates, secret)
    platform = HuaweiPlatform(
        name,
        address,
        port=port,
        app_id=app_id,
        secret=secret,
        tls=tls,
        quirks=quirks,
        authority=authority,
        client_certificate=client,
        clock=clock,
    )
    platform.furnish_with(_furnish)
    if lively:
        platform.furnish_with(_enliven)
    return platform


def stored_certificates(folder: Path, password: str) -> tuple[Authority, Certificate]:
    """Return the authority and the certificate of applications that are kept in a folder.

    Applications need ca.pem, client.pem and client.key, or client.p12 with the password.
    """
    names = ("ca.key", "ca.pem", "client.key", "client.pem")
    if all((folder / name).exists() for name in names):
        ca_key, ca, key, chain = ((folder / name).read_bytes() for name in names)
        return Authority(_CA, Certificate(ca_key, ca, "")), Certificate(key, chain, "")
    authority = Authority(_CA)
    client = authority.issue("application", client=True)
    folder.mkdir(parents=True, exist_ok=True)
    made = (authority.stored.key, authority.pem, client.key, client.chain)
    for name, data in (
        *zip(names, made, strict=True),
        ("client.p12", client.pkcs12("a", password)),
    ):
        (folder / name).touch(mode=0o600)
        (folder / name).write_bytes(data)
    return authority, client


def _furnish(platform: HuaweiPlatform) -> None:
    def enter(id_: str, profile: Profile, node: str, name: str, gateway: str = "") -> Thing:
        thing = platform.registrations.enter(
            platform.app_id, node, profile, name=name, gateway_id=gateway, device_id=id_
        )
        platform.network.connect(thing)
        platform.network.report_all(thing)
        return thing

    meter = enter(METER, WATER_METER, "868744032114501", "Water meter")
    meter.imsi = "460113005123456"
    enter(SMOKE, SMOKE_DETECTOR, "868744032114519", "Smoke detector")
    enter(HUB, GATEWAY, "gw-77", "Cellar gateway")
    enter(LAMP, LIGHT, "zb-0001", "Hall lamp", HUB)
    enter(FRONT_DOOR, LOCK, "zb-0002", "Front door", HUB)
    enter(CLIMATE, SENSOR, "zb-0003", "Living room climate", HUB)
    enter(GATE, NB_LOCK, "868744032114527", "Garden gate")
    platform.pairable.append((LIGHT, "zb-0004", "Desk lamp"))
    _remember(platform, meter)
    for profile in (WATER_METER, SMOKE_DETECTOR):
        for kind in ("softwarePackage", "firmwarePackage"):
            platform.upgrades.add_package(kind, "1.1.0", profile.info())


def _remember(platform: HuaweiPlatform, meter: Thing) -> None:
    """Give the meter a past: hourly readings of two weeks that end where it stands now."""
    now, total = platform.agenda.wall(), meter.reports["WaterMeter"].data["totalizedFlow"]
    hours = _HISTORY_DAYS * 24
    meter.created = now - timedelta(days=_HISTORY_DAYS + 1)
    used = [max(0.0, 10 * math.sin((hour % 24 - 6) / 24 * math.pi * 2)) for hour in range(hours)]
    standing = total - sum(used)
    past = []
    for hour, flow in enumerate(used):
        standing += flow
        moment = now - timedelta(hours=hours - hour)
        data = {"totalizedFlow": round(standing, 1), "flowRate": round(flow / 60, 2)}
        past.append(Record("WaterMeter", data, moment))
    meter.history.extendleft(reversed(past))


def _enliven(platform: HuaweiPlatform) -> None:
    platform.registrations.connect_after = 5.0
    for thing in platform.fleet:
        platform.reporting.begin(thing)


def populate(platform: HuaweiPlatform, count: int) -> None:
    """Enter many meters that are connected and have data, for tests of size."""
    for number in range(count):
        node = f"8687441{number:08d}"
        thing = platform.registrations.enter(
            platform.app_id,
            node,
            WATER_METER,
            name=f"Meter {number}",
            device_id=f"meter-{number:05d}",
        )
        platform.network.connect(thing)
        platform.network.report_all(thing)
