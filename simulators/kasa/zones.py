"""The zones that `time.set_timezone` knows, by their index."""

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

ZONES = (
    "Etc/GMT+12",
    "Etc/GMT+11",
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Tijuana",
    "Etc/GMT+8",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Mazatlan",
    "Etc/GMT+7",
    "America/Denver",
    "America/Guatemala",
    "Etc/GMT+6",
    "America/Chicago",
    "America/Mexico_City",
    "America/Regina",
    "America/Bogota",
    "Etc/GMT+5",
    "America/New_York",
    "America/Indiana/Indianapolis",
    "America/Caracas",
    "America/Asuncion",
    "Etc/GMT+4",
    "America/Halifax",
    "America/Cuiaba",
    "America/La_Paz",
    "America/Santiago",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "America/Cayenne",
    "America/Nuuk",
    "America/Montevideo",
    "America/Bahia",
    "Etc/GMT+2",
    "Atlantic/Azores",
    "Atlantic/Cape_Verde",
    "Africa/Casablanca",
    "Etc/UTC",
    "Europe/London",
    "Africa/Monrovia",
    "Europe/Berlin",
    "Europe/Belgrade",
    "Europe/Brussels",
    "Europe/Warsaw",
    "Africa/Lagos",
    "Africa/Windhoek",
    "Asia/Amman",
    "Europe/Athens",
    "Asia/Beirut",
    "Africa/Cairo",
    "Asia/Damascus",
    "Europe/Chisinau",
    "Africa/Johannesburg",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Asia/Jerusalem",
    "Europe/Kaliningrad",
    "Africa/Tripoli",
    "Asia/Baghdad",
    "Asia/Riyadh",
    "Europe/Minsk",
    "Europe/Moscow",
    "Africa/Nairobi",
    "Asia/Tehran",
    "Asia/Dubai",
    "Asia/Baku",
    "Europe/Samara",
    "Indian/Mauritius",
    "Asia/Tbilisi",
    "Asia/Yerevan",
    "Asia/Kabul",
    "Asia/Tashkent",
    "Asia/Yekaterinburg",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Colombo",
    "Asia/Kathmandu",
    "Asia/Almaty",
    "Asia/Dhaka",
    "Asia/Novosibirsk",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Krasnoyarsk",
    "Asia/Shanghai",
    "Asia/Irkutsk",
    "Asia/Singapore",
    "Australia/Perth",
    "Asia/Taipei",
    "Asia/Ulaanbaatar",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Asia/Yakutsk",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Brisbane",
    "Australia/Sydney",
    "Pacific/Guam",
    "Australia/Hobart",
    "Asia/Magadan",
    "Asia/Vladivostok",
    "Asia/Srednekolymsk",
    "Pacific/Guadalcanal",
    "Asia/Kamchatka",
    "Pacific/Auckland",
    "Etc/GMT-12",
    "Pacific/Fiji",
    "Pacific/Tongatapu",
    "Pacific/Apia",
    "Pacific/Kiritimati",
)

_DAYS = tuple(datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day) for day in range(365))


@cache
def row_of(zone: tzinfo) -> int:
    """Return the row that the app would choose: that of the zone or one with the same time.

    Etc/UTC where there is none.
    """
    key = getattr(zone, "key", None)
    if key in ZONES:
        return ZONES.index(key)
    wanted = _offsets(zone)
    rows = (row for row, name in enumerate(ZONES) if _offsets(ZoneInfo(name)) == wanted)
    return next(rows, ZONES.index("Etc/UTC"))


def _offsets(zone: tzinfo) -> list[timedelta | None]:
    """Return the offsets from UTC on all days of a year."""
    return [day.astimezone(zone).utcoffset() for day in _DAYS]
