"""The station of a plausible home."""

from collections.abc import Collection

from simulators.clock import Clock
from simulators.lifesmart.device import Access, LifeSmartStation
from simulators.lifesmart.infrared import Remote
from simulators.lifesmart.lock_v3 import ADMIN, NORMAL, V3User
from simulators.lifesmart.scenes import Scene
from simulators.lifesmart.subdevice import SubDevice

MODEL = "OD_ACCORD_SIM"
TOKEN = "accord-station-token-26"  # the vendor issues one per customer
"""What OpenDEV of all stations is opened with."""

OTA_FILE = "FL01_03580000_00000605.ota"
OTA_URL = f"http://firmware.example/{OTA_FILE}"

_KEYS = ("POWER", "UP", "DOWN", "LEFT", "RIGHT", "OK", "MENU", "BACK", "VOL_UP", "VOL_DOWN", "MUTE")
_DIGITS = tuple(str(digit) for digit in range(10))
_LEARNED = "9F8B014F6F41040051550100545500"


def build_stations(
    *,
    clock: Clock | None = None,
    port: int = 12348,
    discovery_port: int = 12345,
    reply_port: int = 12346,
    network: str = "127.68.0",
    access: Access = Access.QR,
    only: Collection[str] | None = None,
) -> list[LifeSmartStation]:
    """Return the station of the house, and a small one in the garden house."""
    clock = clock or Clock()
    house = LifeSmartStation(
        "House",
        f"{network}.10",
        lsid="A3MAAABtAEwQRzM0Njg5NA",
        model=MODEL,
        token=TOKEN,
        mgatype="LSMGANAV1",
        defed=True,
        access=access,
        clock=clock,
        port=port,
        discovery_port=discovery_port,
        reply_port=reply_port,
    )
    house.furnish_with(furnish_house)
    garden = LifeSmartStation(
        "Garden house",
        f"{network}.11",
        lsid="A3MAAABtAEwQRzM0Njg5NQ",
        model=MODEL,
        token=TOKEN,
        mgatype="LSSSMINIV1",
        access=access,
        clock=clock,
        port=port,
        discovery_port=discovery_port,
        reply_port=reply_port,
    )
    garden.furnish_with(furnish_garden)
    stations = [house, garden]
    if only and (unknown := set(only) - {station.name for station in stations}):
        raise ValueError(f"no such station: {', '.join(sorted(unknown))}")
    return [station for station in stations if not only or station.name in only]


def furnish_house(station: LifeSmartStation) -> None:
    """Attach what the house has."""
    for me, devtype, name in (
        ("2711", "SL_LK_LS", "Entrance"),
        ("2712", "SL_LK_LS_V3", "Back door"),
        ("2713", "SL_LK_SWIFTE", "Office door"),
        ("2721", "SL_LI_RGBW", "Mood light"),
        ("2723", "SL_DOOYA", "Bedroom curtain"),
        ("2724", "SL_NATURE", "Bathroom heating"),
        ("2725", "V_AIR_P", "Living room air conditioner"),
        ("2731", "SL_SC_THL", "Study climate"),
        ("2732", "SL_SC_G", "Pantry window"),
        ("2733", "SL_SC_WA", "Laundry leak"),
        ("2734", "SL_DF_MM", "Hall motion"),
        ("2735", "SL_DF_GG", "Cellar door"),
        ("2736", "SL_DF_SR", "Siren"),
        ("2737", "SL_SC_CQ", "Bedroom air"),
        ("2739", "SL_SC_BB_V2", "Bedside button"),
        ("2741", "SL_OE_3C", "Dryer"),
        ("5bd1", "SL_SPOT", "Spot"),
        ("0020", "V_SI", "Station"),
    ):
        station.attach(SubDevice(me, devtype, name, ota_class=f"0{me}000"), tell=False)
    for device in (
        SubDevice("2722", "SL_LI_WW", "Floor lamp", fulltype="SL_LI_WW_V3"),
        SubDevice(
            "2742",
            "SL_SW_ND3",
            "Stairs",
            fulltype="SL_SW_ND3_V1",
            ota_class="03061000",
        ),
    ):
        station.attach(device, tell=False)
    station.measure(station.devices["2741"], "EP", 3.2)
    _enroll(station)
    _make_scenes(station)
    _make_remotes(station)
    station.network.config["wwan0"]["enable"] = True
    station.ota.publish(OTA_URL, 165_566)


def _enroll(station: LifeSmartStation) -> None:
    users = station.locks["2711"].users
    users.enroll("P_P_1", "password", 1, "Mira", "471100")
    users.enroll("P_F_2", "finger", 2, "Noor")
    users.enroll("P_N_3", "NFC", 3, "Gardener")
    v3 = station.locks["2712"].v3
    assert v3 is not None
    v3.users |= {
        0x1000: V3User(ADMIN, "284600"),
        0x1001: V3User(NORMAL, "527109"),
        0x2000: V3User(ADMIN),
        0x3000: V3User(NORMAL),
    }
    swifte = station.locks["2713"].swifte
    assert swifte is not None
    swifte.enroll(0x00A, "4711")
    swifte.enroll(0x300, "28460")
    swifte.enroll(0x316, "5271")


def _make_scenes(station: LifeSmartStation) -> None:
    for scene in (
        Scene(
            "AI1571987214",
            "Good night",
            members=(("2721", "RGBW", 0x80, 0), ("2742", "L1", 0x80, 0)),
        ),
        Scene(
            "AI1571987215",
            "Stairs",
            "groupsw",
            members=(("2742", "L1", 0, 0), ("2742", "L2", 0, 0)),
        ),
        Scene("AI1571987216", "Colours", "grouprgbw", members=(("2721", "RGBW", 0, 0),)),
    ):
        station.scenes[scene.id] = scene


def _make_remotes(station: LifeSmartStation) -> None:
    for remote in (
        Remote(
            "AI_IR_5bd1_1590665106",
            "TV",
            "TV_A",
            "changhong",
            dict.fromkeys((*_KEYS, *_DIGITS), ""),
        ),
        Remote("AI_IR_5bd1_1590665188", "Box", "BOX_A", "xiaomi", dict.fromkeys(_KEYS, "")),
        Remote("AI_IR_5bd1_1590665200", "Ceiling fan", "CUSTOM_A", "", {"Swing": _LEARNED}),
    ):
        station.remotes.add(remote)


def furnish_garden(station: LifeSmartStation) -> None:
    """Attach what the garden house has; ids are those of the house, as ids are per station."""
    for me, devtype, name in (
        ("2711", "SL_LK_TY", "Shed"),
        ("2721", "SL_LI_GD1", "Path light"),
        ("0011", "LSSSMINIV1", "Station siren"),
        ("0020", "V_SI", "Station"),
    ):
        station.attach(SubDevice(me, devtype, name), tell=False)
