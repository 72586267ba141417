"""Whom a request is for: the whole device or one outlet of a strip."""

from collections.abc import Sequence

from ...errors import InvalidError, NotFoundError
from ..catalog import Family
from ..models.fields import check_range
from ..models.sysinfo import SysInfo
from ..session import KasaSession


def check_outlets(info: SysInfo, outlets: Sequence[str]) -> None:
    """Refuse outlets that the device does not have.

    A device without outlets would ignore them and obey as a whole. Raises InvalidError,
    NotFoundError.
    """
    if not outlets:
        return
    if info.family is not Family.STRIP:
        raise InvalidError("this device has no outlets")
    known = {outlet.id for outlet in info.outlets}
    if unknown := [outlet for outlet in outlets if outlet not in known]:
        raise NotFoundError(f"no such outlet: {len(unknown)} of {len(outlets)}")


async def addressed(session: KasaSession, outlet: str | None) -> SysInfo:
    """Return the device for what a strip has once per outlet: meter, schedule, countdown.

    Raises InvalidError when a strip's outlet is missing: firmware differs in what it would do.
    """
    info = await session.identify()
    if info.family is Family.STRIP and outlet is None:
        raise InvalidError("parameter outlet is missing: strips have one of each per outlet")
    check_outlets(info, () if outlet is None else (outlet,))
    return info


def check_month(month: int) -> None:
    """Raise InvalidError unless 1-12."""
    check_range("month", month, 1, 12)
