"""Writing settings and looking whether the unit took them: it says yes to everything."""

from base64 import b64encode
from collections.abc import Mapping

from ...errors import InvalidError
from ..codec import to_text
from ..errors import NotTakenError
from ..privacy import is_private
from ..session import AkuvoxSession


async def read_settings(session: AkuvoxSession, target: str) -> dict[str, str]:
    """Return the keys and values of ``<target>/get``."""
    return {key: to_text(value) for key, value in (await session.read(target, "get")).items()}


async def write_settings(
    session: AkuvoxSession, target: str, values: Mapping[str, str]
) -> dict[str, str]:
    """Write ``values`` and return all settings of ``target`` as they are afterwards.

    Raises NotTakenError for values that differ from what was written.
    """
    if not values:
        raise InvalidError("there is nothing to change")
    await session.set_values(target, values)
    found = await read_settings(session, target)
    check_taken(values, found)
    return found


def check_taken(values: Mapping[str, str], found: Mapping[str, str]) -> None:
    """Raise NotTakenError for ``values`` that are others in what was ``found`` afterwards.

    Newer firmware shows passwords in Base64 or as stars: that is no other value.
    """
    refused = [key for key, value in values.items() if not _taken(key, value, found.get(key))]
    if refused:
        raise NotTakenError(refused)


def _taken(key: str, value: str, found: str | None) -> bool:
    if found is None or found == value or not is_private(key):
        return found == value
    return found == b64encode(value.encode()).decode() or set(found) == {"*"}


def check_range(name: str, value: int, low: int, high: int) -> str:
    """Return ``value`` as units want it. Raises InvalidError outside ``low`` to ``high``."""
    if not low <= value <= high:
        raise InvalidError(f"parameter {name} must be from {low} to {high}")
    return str(value)
