"""Whom a request is for."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, NotFoundError
from custom_components.accord.protocol.kasa.topics.addressing import (
    addressed,
    check_month,
    check_outlets,
)
from tests.protocol.kasa.fakes import device, session

STRIP = "8006C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FF"


async def test_outlets() -> None:
    strip = session(device("strip"))
    info = await addressed(strip, f"{STRIP}01")
    check_outlets(info, ())
    check_outlets(info, [f"{STRIP}00", f"{STRIP}01"])
    with pytest.raises(NotFoundError):
        check_outlets(info, [f"{STRIP}00", "x"])
    with pytest.raises(InvalidError, match="outlet is missing"):
        await addressed(strip, None)


async def test_without_outlets() -> None:
    plug = session(device("plug"))
    await addressed(plug, None)
    with pytest.raises(InvalidError, match="no outlets"):
        await addressed(plug, f"{STRIP}00")


@pytest.mark.parametrize("month", [0, 13])
def test_months(month: int) -> None:
    check_month(12)
    with pytest.raises(InvalidError):
        check_month(month)
