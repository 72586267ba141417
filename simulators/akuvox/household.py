"""The doors of a plausible home."""

from collections.abc import Collection
from datetime import UTC, tzinfo

from simulators.akuvox.auth import Auth
from simulators.akuvox.device import AkuvoxDevice
from simulators.akuvox.keys import ACTION, RELAY
from simulators.akuvox.quirks import Quirks
from simulators.clock import Clock

ACCOUNT = ("admin", "Door-2026")
"""User and password of the API of all doors."""

PORT, HTTPS_PORT = 20081, 20443
"""The vendor's are 80 and 443, which not everybody may open."""

PEOPLE = (
    ("Mira", "00C0FFEE", "4711"),
    ("Noor", "0A1B2C3D", "2846"),
    ("Gardener", "5EC0DE01", "527109"),
)
"""Who lives or works here: name, card and PIN."""

_WEEKDAYS = {"Sat": "0", "Sun": "0"}
_PHONE = {
    f"{ACTION}CallNum": "2001",
    f"{ACTION}CallName": "Reception",
    "Config.Account1.GENERAL.Enable": "1",
    "Config.Account1.GENERAL.UserName": "2101",
    "Config.Account1.GENERAL.AuthName": "2101",
    "Config.Account1.GENERAL.Pwd": "sip-2101",
    "Config.Account1.GENERAL.DisplayName": "Front door",
    "Config.Account1.SIP.Server": "192.0.2.5",
}


def build_doors(
    *,
    clock: Clock | None = None,
    port: int = PORT,
    https_port: int = HTTPS_PORT,
    network: str = "127.67.0",
    time_zone: tzinfo = UTC,
    only: Collection[str] | None = None,
) -> list[AkuvoxDevice]:
    """Return a front door with users, and a garage with the older stores that wants HTTPS."""
    clock = clock or Clock()
    doors = [
        _front_door(f"{network}.10", clock, time_zone, port),
        _garage(f"{network}.11", clock, time_zone, port, https_port),
    ]
    if only and (unknown := set(only) - {door.name for door in doors}):
        raise ValueError(f"no such door: {', '.join(sorted(unknown))}")
    return [door for door in doors if not only or door.name in only]


def _front_door(address: str, clock: Clock, time_zone: tzinfo, port: int) -> AkuvoxDevice:
    door = AkuvoxDevice(
        "Front door",
        address,
        model="X912",
        mac="0C:11:05:67:00:10",
        port=port,
        auth=Auth.DIGEST,
        username=ACCOUNT[0],
        password=ACCOUNT[1],
        clock=clock,
        time_zone=time_zone,
        config={
            **_PHONE,
            "Config.DoorSetting.DEVICENODE.Location": "Front door",
            f"{RELAY}NameA": "Front door",
            f"{RELAY}NameB": "Mailbox",
            f"{RELAY}RelayBDelay": "3",
        },
    )
    door.furnish_with(_people)
    return door


def _people(door: AkuvoxDevice) -> None:
    for number, (name, card, pin) in enumerate(PEOPLE, start=1):
        row = {"UserID": str(number), "Name": name, "CardCode": card, "PrivatePIN": pin}
        face = {"FaceUrl": f"/Face/{number}.jpg"} if number < len(PEOPLE) else {}
        door.people.users.add({**row, **face, "ScheduleRelay": "1001-12"})
    door.directory.groups.add({"Name": "Ground"})
    door.directory.contacts.add({"Name": "Reception", "Phone": "2001", "Group": "Ground"})
    door.directory.contacts.add({"Name": "Office", "Phone": "2002"})


def _garage(
    address: str, clock: Clock, time_zone: tzinfo, port: int, https_port: int
) -> AkuvoxDevice:
    garage = AkuvoxDevice(
        "Garage",
        address,
        model="A01",
        mac="0C:11:05:67:00:11",
        port=port,
        https_port=https_port,
        auth=Auth.DIGEST,
        username=ACCOUNT[0],
        password=ACCOUNT[1],
        quirks=Quirks(redirect=308),
        without={"contact", "group", "call", "sip", "dialreplace", "calllog"},
        clock=clock,
        time_zone=time_zone,
        config={
            "Config.DoorSetting.DEVICENODE.Location": "Garage",
            f"{RELAY}NameA": "Garage door",
            f"{RELAY}HoldDelayA": "1",
        },
    )
    garage.furnish_with(_keys)
    return garage


def _keys(garage: AkuvoxDevice) -> None:
    for name, card, pin in PEOPLE:
        times = (
            {**_WEEKDAYS, "TimeStart": "08:00", "TimeEnd": "18:00"} if name == "Gardener" else {}
        )
        garage.people.cards.add({"Name": name, "Code": card, **times})
        garage.people.pins.add({"Name": name, "Code": pin, **times})
