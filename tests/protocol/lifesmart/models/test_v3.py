"""LifeSmart V3 locks."""

from custom_components.accord.protocol.lifesmart import V3Info


def test_info() -> None:
    data = {
        "passwordAdminN": 1,
        "fingerAdminN": 2,
        "nfcAdminN": 0,
        "passwordN": 5,
        "fingerN": "6",
    }
    assert V3Info.from_wire(data) == V3Info(
        password_admins=1, finger_admins=2, nfc_admins=0, passwords=5, fingers=6
    )
