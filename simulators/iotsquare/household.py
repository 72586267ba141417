"""The server of a plausible house and its garden: sensors, a relay, a meter, two gateways."""

from simulators.clock import Clock
from simulators.iotsquare.application import Application
from simulators.iotsquare.device import PORT, TOKEN, IoTSquareServer
from simulators.iotsquare.end_device import EndDevice
from simulators.iotsquare.gateway import Gateway
from simulators.iotsquare.group import Group, Member
from simulators.iotsquare.mqtt import Broker
from simulators.iotsquare.sensors import Am102, Cayenne, Relay, Sensor, Thermometer, WaterMeter

HOUSE_APP, METERS_APP = 89, 90

ROOF, BARN = "8cf957fffe8002d1", "b827ebfffe9aae48"
THERMOMETER, BOARD, AMBIENCE = "574abd9100390397", "474abd9100390037", "24e124710b1a2c3d"
RELAY, SECOND_RELAY = "76325350002f0045", "76325350002f0046"
WATER_METER = "3530353064376b11"
GROUP = "778327e60a028072"

_REGION, _SUBNET = "eu868", "ch_00-07"


def build_server(
    *,
    name: str = "House",
    clock: Clock | None = None,
    address: str = "127.69.0.10",
    port: int = PORT,
    tls: bool = False,
    token: str = TOKEN,
    token_header: str = "X-Access-Token",
    broker: Broker | None = None,
    period: float | None = 60.0,
) -> IoTSquareServer:
    """Return the server; its sensors report every `period` seconds, if at all by themselves."""
    server = IoTSquareServer(
        name,
        address,
        port=port,
        tls=tls,
        token=token,
        token_header=token_header,
        broker=broker,
        clock=clock,
    )
    server.furnish_with(lambda one: furnish(one, period))
    return server


def furnish(server: IoTSquareServer, period: float | None = 60.0) -> None:
    """Enter what there is, as it was set up long ago."""
    for name in ("house", "meters"):
        server.add_application(Application(server.next_app_id(), name))
    _enter_gateways(server)
    for number, device in enumerate(_devices()):
        server.add_device(device)
        device.period = period
        server.reporting.plan(device, first=1 + number)
        server.air.join(device)
        server.air.report(device)
    _enter_group(server)


def _enter_gateways(server: IoTSquareServer) -> None:
    for gateway in (
        Gateway(
            ROOF, "roof", "rhf2s208", _REGION, _SUBNET, class_b=True, class_c=True, online=True,
            sdk=True, gps=True, latitude=52.36551, longitude=4.88852, altitude=18.0,
        ),
        Gateway(BARN, "barn", "rhf2s024", _REGION, _SUBNET, tx_power=14, online=True),
    ):  # fmt: skip
        server.add_gateway(gateway)
        gateway.stat_time = gateway.last_seen = server.milliseconds()


def _devices() -> list[EndDevice]:
    rows: tuple[tuple[str, str, Sensor, int], ...] = (
        (THERMOMETER, "pantry", Thermometer(), 240),
        (BOARD, "greenhouse", Cayenne(), 198),
        (AMBIENCE, "study", Am102(), 255),
        (RELAY, "pump", Relay(), 0),
        (SECOND_RELAY, "fountain", Relay(), 0),
        (WATER_METER, "water", WaterMeter(), 201),
    )
    return [
        EndDevice(
            METERS_APP if isinstance(sensor, WaterMeter) else HOUSE_APP,
            eui,
            name,
            _REGION,
            _SUBNET,
            app_eui="526973696e674846",
            class_c=isinstance(sensor, Relay),
            app_key=f"{eui}{eui}",
            sensor=sensor,
            battery=battery,
            receptions={ROOF: (-71 - 4 * number, 9.5 - number), BARN: (-96 - number, 2.25)},
        )
        for number, (eui, name, sensor, battery) in enumerate(rows)
    ]


def _enter_group(server: IoTSquareServer) -> None:
    key = "a1ef710bb888c7f0d1a296a442203fb8"
    group = Group(
        GROUP,
        "garden",
        _REGION,
        _SUBNET,
        address="45c325ce",
        app_s_key=key,
        nwk_s_key=key[::-1],
    )
    server.add_group(group)
    for eui in (RELAY, SECOND_RELAY):
        group.members[eui] = Member(eui, joined=True, created=server.milliseconds())
