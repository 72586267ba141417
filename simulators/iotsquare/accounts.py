"""Who may ask, and what is answered instead of results when a test wants it."""

from dataclasses import dataclass, field
from enum import StrEnum

from simulators.iotsquare.codes import Code
from simulators.iotsquare.message import Refusal


class Standing(StrEnum):
    """What became of the account behind a token."""

    GOOD = "good"
    READ_ONLY = "read only"
    INVALID = "invalid"
    GONE = "gone"
    PASSWORD = "password"
    """Its password was changed, which this server takes for a wrong token too."""


_REFUSED = {
    Standing.INVALID: Code.INVALID_ACCOUNT,
    Standing.GONE: Code.ACCOUNT_NOT_EXIST,
    Standing.PASSWORD: Code.PASSWORD_ERROR,
}


@dataclass
class Accounts:
    """The tokens a server knows, in which header it looks for them."""

    header: str
    tokens: dict[str, Standing]

    def check(self, headers: dict[str, str], *, changes: bool) -> None:
        """Refuse who has no right to ask; names of headers are in lower case."""
        token = headers.get(self.header.lower(), "").strip()
        if not token:
            raise Refusal(Code.NO_TOKEN)
        standing = self.tokens.get(token)
        if standing is None:
            raise Refusal(Code.INVALID_TOKEN)
        if standing in _REFUSED:
            raise Refusal(_REFUSED[standing])
        if changes and standing is Standing.READ_ONLY:
            raise Refusal(Code.PERMISSION_DENIED)

    def renew(self, old: str, new: str) -> None:
        """Let a token be valid in place of another."""
        self.tokens[new] = self.tokens.pop(old, Standing.GOOD)


@dataclass
class Script:
    """What the next answers are, perhaps to some operations only; nothing is carried out."""

    code: int | None = None
    status: int | None = None
    body: bytes | None = None
    truncate: bool = False
    """The answer is cut in half, with a length that says so: what is asked is carried out."""

    times: int | None = 1
    operations: frozenset[str] | None = None


@dataclass
class Scripts:
    """Those that are waiting, first come first served."""

    waiting: list[Script] = field(default_factory=list)

    def take(self, operation: str) -> Script | None:
        """Return the one that concerns an operation, and count it."""
        for script in self.waiting:
            if script.operations is not None and operation not in script.operations:
                continue
            if script.times is not None:
                script.times -= 1
                if script.times <= 0:
                    self.waiting.remove(script)
            return script
        return None
