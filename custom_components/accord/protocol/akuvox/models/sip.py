"""SIP accounts. Source: HTTP API Manual, "SIP Account"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
import re
from typing import Any, Self

from ..codec import to_int, to_obj, to_text

_ACCOUNT = re.compile(r"Account(\d+)")


class Registration(StrEnum):
    """How an account stands with its server."""

    UNKNOWN = "unknown"
    DISABLED = "disabled"
    REGISTERING = "registering"
    REGISTERED = "registered"
    FAILED = "failed"


_REGISTRATIONS = {
    -1: Registration.UNKNOWN,
    0: Registration.DISABLED,
    1: Registration.REGISTERING,
    2: Registration.REGISTERED,
    3: Registration.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SipAccountStatus:
    """One account. Source: ``sip/status``, ``system/info``."""

    number: int
    user_name: str = ""
    server: str = ""
    registration: Registration = Registration.UNKNOWN


def read_accounts(data: Mapping[str, Any]) -> tuple[SipAccountStatus, ...]:
    """Read the members ``Account1``, ``Account2``… in the order of their numbers."""
    found = []
    for name, sent in data.items():
        match = _ACCOUNT.fullmatch(name)
        if match is None or not isinstance(sent, Mapping):
            continue
        account = to_obj(sent)
        status = to_int(account.get("Status"))
        known = Registration.UNKNOWN if status is None else _REGISTRATIONS.get(status)
        found.append(
            SipAccountStatus(
                number=int(match[1]),
                user_name=to_text(account.get("UserName")),
                server=to_text(account.get("SipServer")),
                registration=known or Registration.UNKNOWN,
            )
        )
    return tuple(sorted(found, key=lambda one: one.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class SipAccounts:
    """Settings of all accounts by their keys, ``Config.Account1.GENERAL.Enable`` and so on."""

    values: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``sip/get``."""
        return cls(values={key: to_text(value) for key, value in data.items()})

    def account(self, number: int) -> dict[str, str]:
        """Return one account's settings: ``GENERAL.Enable``, ``SIP.Server`` and so on."""
        prefix = f"Config.Account{number}."
        return {
            key.removeprefix(prefix): value
            for key, value in self.values.items()
            if key.startswith(prefix)
        }

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the accounts there are."""
        found = {key.removeprefix("Config.Account").partition(".")[0] for key in self.values}
        return tuple(sorted(int(one) for one in found if one.isascii() and one.isdigit()))
