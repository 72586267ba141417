"""Strict reading of a method's parameters."""

from collections.abc import Collection
from typing import Any

from simulators.kasa.modules.errors import MISSING_ARGUMENT, Dialect, RefusedError

type Json = dict[str, Any]


class Arguments:
    """The parameters of one call; what is missing, odd or out of range is refused."""

    def __init__(self, values: Json, dialect: Dialect, *, refuses_booleans: bool) -> None:
        """Read from `values` and refuse with the codes of `dialect`."""
        self.values = values
        self._dialect = dialect
        self._refuses_booleans = refuses_booleans

    def require(self, key: str) -> Any:
        """Return the raw value of a mandatory parameter."""
        if key not in self.values:
            raise RefusedError(self._dialect.missing)
        return self.values[key]

    def integer(self, key: str, low: int, high: int | None = None) -> int:
        """Return a mandatory integer from `low` to `high`."""
        value = self.require(key)
        if not self.is_integer(value, low, high):
            raise self.invalid()
        return int(value)

    def optional_integer(self, key: str, low: int, high: int | None = None) -> int | None:
        """Return an integer from `low` to `high`, or nothing if it is not given."""
        return self.integer(key, low, high) if key in self.values else None

    def text(self, key: str) -> str:
        """Return a mandatory string."""
        value = self.require(key)
        if not isinstance(value, str):
            raise self.invalid()
        return value

    def rule_to_delete(self) -> str:
        """Return the id of a rule; without one, all devices use the bulbs' code."""
        if "id" not in self.values:
            raise RefusedError(MISSING_ARGUMENT)
        return self.text("id")

    def optional_choice(self, key: str, choices: Collection[str]) -> str | None:
        """Return one of several words, or nothing if none is given."""
        if key not in self.values:
            return None
        value = self.text(key)
        if value not in choices:
            raise self.invalid()
        return value

    def number(self, key: str, limit: float) -> float:
        """Return a mandatory number, whole or not, from `-limit` to `limit`."""
        value = self.require(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > limit:
            raise self.invalid()
        return float(value)

    def flag(self, key: str) -> bool:
        """Return a mandatory 0 or 1."""
        return bool(self.integer(key, 0, 1))

    def choice(self, key: str, choices: Collection[str]) -> str:
        """Return one of several words."""
        value = self.text(key)
        if value not in choices:
            raise self.invalid()
        return value

    def nested(self, key: str) -> Arguments:
        """Return a mandatory object, to be read as strictly."""
        value = self.require(key)
        if not isinstance(value, dict):
            raise self.invalid()
        return Arguments(value, self._dialect, refuses_booleans=self._refuses_booleans)

    def item(self, key: str, position: int) -> Arguments:
        """Return one object of a list, to be read as strictly."""
        value = self.require(key)[position]
        if not isinstance(value, dict):
            raise self.invalid()
        return Arguments(value, self._dialect, refuses_booleans=self._refuses_booleans)

    def items(self, key: str, most: int) -> list[Any]:
        """Return a mandatory list of one to `most` members."""
        value = self.require(key)
        if not isinstance(value, list) or not 1 <= len(value) <= most:
            raise self.invalid()
        return value

    def invalid(self) -> RefusedError:
        """Return the refusal for a bad value."""
        return RefusedError(self._dialect.argument)

    def is_integer(self, value: object, low: int, high: int | None = None) -> bool:
        """Tell whether a value is an integer in range; floats never are, booleans seldom."""
        if isinstance(value, bool) and self._refuses_booleans:
            return False
        return isinstance(value, int) and low <= value and (high is None or value <= high)
