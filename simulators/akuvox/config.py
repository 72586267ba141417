"""The configuration of a unit: text by key, as strict about values as it is silent about them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
import re

from simulators.akuvox.keys import API, PASSWORD, RELAY, URLS
from simulators.akuvox.message import Json, param_error
from simulators.akuvox.models import Model

LONGEST_URL = 512
CODE_LENGTHS = {"0": 8, "1": 4, "2": 5, "3": 6, "4": 7}
"""Digits of a public code, by `PublicKeyBitsLimit`."""

_VARIABLE = re.compile(r"\$([A-Za-z_0-9]+)")
_RULES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(key), re.compile(value))
    for key, value in (
        (rf"{RELAY}(HoldDelay|TriggerDelay)[A-D]|{RELAY}Relay[A-D]Delay", r"[0-5]?\d|60"),
        (rf"{RELAY}(Type[A-D]|Relay[A-D](Type|Mode)|HttpTrig)", r"[01]"),
        (r".*\.DTMF\.Option", r"[0-4]"),
        (r".*\.DTMF\.Code\d", r"[0-9*#]?"),
        (r".*\.DTMF\.MultiCode\d", r"([0-9*#]{2,4})?"),
        (r".*\.INPUT\.(Option[A-D]|Input[B-D]?Trigger)", r"[01]"),
        (r".*\.INPUT\.(RelayId[A-D]|Input[B-D]?Relay)", r"[0-4]"),
        (
            r".*\.INPUT\.Delay[A-D]",
            r"\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]",
        ),
        (r".*Enable[A-D]?", r"[01]"),
        (rf"{PASSWORD}PublicKeyBitsLimit", r"[0-4]"),
        (r".*LOGLEVEL\.Level", r"[0-7]"),
        (rf"{API}AuthMode", r"[0-5]"),
        (r".*\.Port2?|.*ListenPortM(in|ax)|.*BakPort", r"\d{0,5}"),
    )
)
_FREE = frozenset({"EditEnable"})


class ConfigStore(Mapping[str, str]):
    """All keys of a unit; keys that the firmware does not have cannot be added."""

    def __init__(
        self,
        model: Model,
        values: Mapping[str, str],
        *,
        drops_unknown_variables: Callable[[], bool],
    ) -> None:
        """Start with these values."""
        self._model = model
        self._values = dict(values)
        self._drops = drops_unknown_variables

    def __getitem__(self, key: str) -> str:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._values))

    def __len__(self) -> int:
        return len(self._values)

    def force(self, changes: Mapping[str, str]) -> None:
        """Set values as the unit's own web page does."""
        self._values.update(changes)

    def section(self, prefixes: Iterable[str]) -> dict[str, str]:
        """Return the keys below some prefixes."""
        starts = tuple(f"{prefix.rstrip('.')}." for prefix in prefixes)
        return {key: value for key, value in self.items() if key.startswith(starts)}

    def change(self, data: Json, allowed: Collection[str] | None = None) -> set[str]:
        """Take over what is known and right, without a word about the rest; return these keys.

        Raises ApiError when something is no text, or there is nothing.
        """
        if not data or any(not isinstance(value, str) for value in data.values()):
            raise param_error()
        taken = {
            key: value
            for key, value in data.items()
            if key in self._values and (allowed is None or key in allowed)
        }
        limit = taken.get(f"{PASSWORD}PublicKeyBitsLimit", self[f"{PASSWORD}PublicKeyBitsLimit"])
        taken = {key: value for key, value in taken.items() if self._is_right(key, value, limit)}
        self._values.update(taken)
        return set(taken)

    def _is_right(self, key: str, value: str, limit: str) -> bool:
        if re.fullmatch(rf"{re.escape(PASSWORD)}PublicKey\d", key):
            return value == "" or (value.isdecimal() and len(value) == CODE_LENGTHS.get(limit))
        if "ActionUrl" in key or (key.startswith(URLS) and not key.endswith(("Enable", "Method"))):
            return self._is_url(value)
        if key.rpartition(".")[2] in _FREE:
            return True
        rule = next((value for key_, value in _RULES if key_.fullmatch(key)), None)
        return rule is None or rule.fullmatch(value) is not None

    def _is_url(self, value: str) -> bool:
        if len(value) > LONGEST_URL:
            return False
        unknown = set(_VARIABLE.findall(value)) - self._model.variables
        return not (unknown and self._drops())
