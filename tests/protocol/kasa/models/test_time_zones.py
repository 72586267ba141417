"""The vendor's table of time zones."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from custom_components.accord.protocol.kasa.models.time_zones import TIME_ZONES, zone_index

TODAY = date(2026, 11, 21)


def test_the_table() -> None:
    assert len(TIME_ZONES) == len({zone.iana for zone in TIME_ZONES}) == 110
    assert all(ZoneInfo(zone.iana).key == zone.iana and zone.label for zone in TIME_ZONES)
    assert TIME_ZONES[38].iana == "Etc/UTC"


@pytest.mark.parametrize(
    ("iana", "index"),
    [
        ("Etc/GMT+12", 0),
        ("America/New_York", 18),
        ("Europe/London", 39),
        ("Europe/Berlin", 41),
        ("Pacific/Kiritimati", 109),
        ("Europe/Paris", 41),
        ("America/Toronto", 18),
        ("UTC", 38),
        ("Australia/Lord_Howe", None),
        ("Nowhere/Land", None),
        ("../etc/passwd", None),
        ("", None),
    ],
)
def test_index(iana: str, index: int | None) -> None:
    assert zone_index(iana, TODAY) == index
