"""Times as the platform writes them."""

from datetime import UTC, datetime

_FORMAT = "%Y%m%dT%H%M%SZ"


def stamp(moment: datetime) -> str:
    """Return a time such as 20151212T121212Z."""
    return moment.astimezone(UTC).strftime(_FORMAT)


def parse(text: str) -> datetime:
    """Return the time of a stamp; ValueError if it is none."""
    return datetime.strptime(text, _FORMAT).replace(tzinfo=UTC)
