"""The vendor's time zones by number. Source: API.md, ``time/set_timezone``."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Zone(NamedTuple):
    """One row of the table."""

    iana: str
    label: str


TIME_ZONES = (
    Zone("Etc/GMT+12", "Date Line West"),
    Zone("Etc/GMT+11", "Coordinated Universal Time-11"),
    Zone("Pacific/Honolulu", "Hawaii"),
    Zone("America/Anchorage", "Alaska"),
    Zone("America/Tijuana", "Baja California"),
    Zone("Etc/GMT+8", "Pacific Standard (no DST)"),
    Zone("America/Los_Angeles", "Pacific with DST"),
    Zone("America/Phoenix", "Arizona"),
    Zone("America/Mazatlan", "Chihuahua, La Paz, Mazatlan"),
    Zone("Etc/GMT+7", "Mountain Standard (no DST)"),
    Zone("America/Denver", "Mountain with DST"),
    Zone("America/Guatemala", "Central America"),
    Zone("Etc/GMT+6", "Central Standard (no DST)"),
    Zone("America/Chicago", "Central with DST"),
    Zone("America/Mexico_City", "Guadalajara, Mexico City"),
    Zone("America/Regina", "Saskatchewan"),
    Zone("America/Bogota", "Bogota, Lima, Quito"),
    Zone("Etc/GMT+5", "Eastern Standard (no DST)"),
    Zone("America/New_York", "Eastern with DST"),
    Zone("America/Indiana/Indianapolis", "Indiana (East)"),
    Zone("America/Caracas", "Caracas"),
    Zone("America/Asuncion", "Asuncion"),
    Zone("Etc/GMT+4", "Atlantic Standard (no DST)"),
    Zone("America/Halifax", "Atlantic with DST"),
    Zone("America/Cuiaba", "Cuiaba"),
    Zone("America/La_Paz", "Georgetown, La Paz, Manaus"),
    Zone("America/Santiago", "Santiago"),
    Zone("America/St_Johns", "Newfoundland"),
    Zone("America/Sao_Paulo", "Brasilia"),
    Zone("America/Argentina/Buenos_Aires", "Buenos Aires"),
    Zone("America/Cayenne", "Cayenne, Fortaleza"),
    Zone("America/Nuuk", "Greenland"),
    Zone("America/Montevideo", "Montevideo"),
    Zone("America/Bahia", "Salvador (Bahia, Brazil)"),
    Zone("Etc/GMT+2", "UTC-02"),
    Zone("Atlantic/Azores", "Azores"),
    Zone("Atlantic/Cape_Verde", "Cabo Verde"),
    Zone("Africa/Casablanca", "Casablanca"),
    Zone("Etc/UTC", "UTC"),
    Zone("Europe/London", "Dublin, Edinburgh, Lisbon, London"),
    Zone("Africa/Monrovia", "Monrovia, Reykjavik"),
    Zone("Europe/Berlin", "Amsterdam, Berlin, Bern"),
    Zone("Europe/Belgrade", "Belgrade, Bratislava"),
    Zone("Europe/Brussels", "Brussels, Copenhagen"),
    Zone("Europe/Warsaw", "Sarajevo, Skopje, Warsaw"),
    Zone("Africa/Lagos", "West Central Africa"),
    Zone("Africa/Windhoek", "Windhoek"),
    Zone("Asia/Amman", "Amman"),
    Zone("Europe/Athens", "Athens, Bucharest"),
    Zone("Asia/Beirut", "Beirut"),
    Zone("Africa/Cairo", "Cairo"),
    Zone("Asia/Damascus", "Damascus"),
    Zone("Europe/Chisinau", "E. Europe"),
    Zone("Africa/Johannesburg", "Harare, Pretoria"),
    Zone("Europe/Helsinki", "Helsinki, Kyiv, Riga, Sofia"),
    Zone("Europe/Istanbul", "Istanbul"),
    Zone("Asia/Jerusalem", "Jerusalem"),
    Zone("Europe/Kaliningrad", "Kaliningrad (RTZ 1)"),
    Zone("Africa/Tripoli", "Tripoli"),
    Zone("Asia/Baghdad", "Baghdad"),
    Zone("Asia/Riyadh", "Kuwait, Riyadh"),
    Zone("Europe/Minsk", "Minsk"),
    Zone("Europe/Moscow", "Moscow, St. Petersburg"),
    Zone("Africa/Nairobi", "Nairobi"),
    Zone("Asia/Tehran", "Tehran"),
    Zone("Asia/Dubai", "Abu Dhabi, Muscat"),
    Zone("Asia/Baku", "Baku"),
    Zone("Europe/Samara", "Izhevsk, Samara (RTZ 3)"),
    Zone("Indian/Mauritius", "Port Louis"),
    Zone("Asia/Tbilisi", "Tbilisi"),
    Zone("Asia/Yerevan", "Yerevan"),
    Zone("Asia/Kabul", "Kabul"),
    Zone("Asia/Tashkent", "Ashgabat, Tashkent"),
    Zone("Asia/Yekaterinburg", "Ekaterinburg (RTZ 4)"),
    Zone("Asia/Karachi", "Islamabad, Karachi"),
    Zone("Asia/Kolkata", "Chennai, Kolkata"),
    Zone("Asia/Colombo", "Sri Jayawardenepura"),
    Zone("Asia/Kathmandu", "Kathmandu"),
    Zone("Asia/Almaty", "Astana"),
    Zone("Asia/Dhaka", "Dhaka"),
    Zone("Asia/Novosibirsk", "Novosibirsk (RTZ 5)"),
    Zone("Asia/Yangon", "Yangon"),
    Zone("Asia/Bangkok", "Bangkok, Hanoi, Jakarta"),
    Zone("Asia/Krasnoyarsk", "Krasnoyarsk (RTZ 6)"),
    Zone("Asia/Shanghai", "Beijing, Hong Kong"),
    Zone("Asia/Irkutsk", "Irkutsk (RTZ 7)"),
    Zone("Asia/Singapore", "Kuala Lumpur, Singapore"),
    Zone("Australia/Perth", "Perth"),
    Zone("Asia/Taipei", "Taipei"),
    Zone("Asia/Ulaanbaatar", "Ulaanbaatar"),
    Zone("Asia/Tokyo", "Osaka, Sapporo, Tokyo"),
    Zone("Asia/Seoul", "Seoul"),
    Zone("Asia/Yakutsk", "Yakutsk (RTZ 8)"),
    Zone("Australia/Adelaide", "Adelaide"),
    Zone("Australia/Darwin", "Darwin"),
    Zone("Australia/Brisbane", "Brisbane"),
    Zone("Australia/Sydney", "Canberra, Melbourne, Sydney"),
    Zone("Pacific/Guam", "Guam, Port Moresby"),
    Zone("Australia/Hobart", "Hobart"),
    Zone("Asia/Magadan", "Magadan"),
    Zone("Asia/Vladivostok", "Vladivostok (RTZ 9)"),
    Zone("Asia/Srednekolymsk", "Chokurdakh (RTZ 10)"),
    Zone("Pacific/Guadalcanal", "Solomon Is., New Caledonia"),
    Zone("Asia/Kamchatka", "Anadyr, Petropavlovsk"),
    Zone("Pacific/Auckland", "Auckland, Wellington"),
    Zone("Etc/GMT-12", "UTC+12"),
    Zone("Pacific/Fiji", "Fiji"),
    Zone("Pacific/Tongatapu", "Nuku'alofa"),
    Zone("Pacific/Apia", "Samoa"),
    Zone("Pacific/Kiritimati", "Kiritimati"),
)
"""By index. The offsets that a firmware keeps for a row may be years old."""

_INDEX = {zone.iana: index for index, zone in enumerate(TIME_ZONES)}


def zone_index(iana: str, today: date) -> int | None:
    """Return the row for a zone, None when no row fits.

    The row of that name, else the first one with the same offset from UTC on all days of the
    year of ``today``. Reads files of the time zone database: to be run in an executor.
    """
    if (index := _INDEX.get(iana)) is not None:
        return index
    wanted = _offsets(iana, today.year)
    if wanted is None:
        return None
    return next(
        (
            index
            for index, zone in enumerate(TIME_ZONES)
            if _offsets(zone.iana, today.year, like=wanted) is not None
        ),
        None,
    )


def _offsets(
    iana: str, year: int, like: list[timedelta | None] | None = None
) -> list[timedelta | None] | None:
    """Return the offsets at noon UTC of each day; None for no zone, or one not ``like``."""
    try:
        zone = ZoneInfo(iana)
    except KeyError, ValueError, OSError:
        return None
    found: list[timedelta | None] = []
    noon = datetime(year, 1, 1, 12, tzinfo=UTC)
    while noon.year == year:
        offset = noon.astimezone(zone).utcoffset()
        if like is not None and offset != like[len(found)]:
            return None
        found.append(offset)
        noon += timedelta(days=1)
    return found
