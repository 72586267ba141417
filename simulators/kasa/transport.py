"""What a device speaks at the moment, and how that changes while it runs."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from simulators.kasa.credentials import BLANK, VENDOR_DEFAULT, Account

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]


class Transport(StrEnum):
    """The three wire forms of the same JSON."""

    XOR = "xor"
    KLAP1 = "klap1"
    KLAP2 = "klap2"


KLAP = frozenset({Transport.KLAP1, Transport.KLAP2})
_BY_VERSION = {1: Transport.KLAP1, 2: Transport.KLAP2}


def transport_actions(device: KasaDevice) -> dict[str, Callable[[Json], None]]:
    """Return the control actions that concern transport and account."""

    def to_klap(params: Json) -> None:
        device.update_firmware(
            _BY_VERSION[int(params.get("version", 2))],
            needs_adding=bool(params.get("needs_adding", False)),
            down_for=float(params.get("down_for", 0)),
        )

    def to_xor(params: Json) -> None:
        device.allow_third_party(down_for=float(params.get("down_for", 0)))

    def account(params: Json) -> None:
        device.klap.enroll(_account(params))

    return {
        "switch_to_klap": to_klap,
        "switch_to_xor": to_xor,
        "account": account,
        "end_sessions": lambda _: device.klap.end_sessions(),
    }


def _account(params: Json) -> Account:
    match params.get("kind", "owner"):
        case "owner":
            return Account(str(params["user"]), str(params["password"]))
        case "default":
            return VENDOR_DEFAULT
        case "blank":
            return BLANK
        case kind:
            raise ValueError(f"unknown kind of account {kind!r}; known: owner, default, blank")
