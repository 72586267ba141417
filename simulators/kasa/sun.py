"""When the sun rises and sets where a device is."""

from datetime import date, datetime, tzinfo

from astral import Observer
from astral.sun import sunrise, sunset

SUNRISE, SUNSET = 1, 2


def sun_time(
    kind: int, day: date, latitude: float, longitude: float, zone: tzinfo
) -> datetime | None:
    """Return the moment of a day, nothing where the sun does not rise or set."""
    place = Observer(latitude=latitude, longitude=longitude)
    find = sunrise if kind == SUNRISE else sunset
    try:
        moment: datetime = find(place, date=day, tzinfo=zone)
    except ValueError:
        return None
    return moment
