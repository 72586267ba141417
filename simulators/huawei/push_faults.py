"""What can go wrong with pushes on their way, for tests of those who take them."""

from dataclasses import dataclass
from typing import Any

type Json = dict[str, Any]


@dataclass
class PushFaults:
    """Faults of all pushes that leave a platform from now on."""

    duplicate: bool = False
    """Each is sent twice."""

    reorder: bool = False
    """Each second one overtakes the one before."""

    delay: float = 0.0
    """Seconds until each is sent."""

    wrong_types: bool = False
    """Texts become numbers and numbers become texts."""

    null_members: bool = False
    """Everything but the names of things is null."""

    blank_names: bool = False
    """Names of members end with a blank, as in some of the document's examples."""

    truncate: bool = False
    """Half of each is missing."""

    pad: int = 0
    """Bytes that are added to each."""

    def shaped(self, body: Json) -> Json:
        """Return what becomes of a body."""
        if self.wrong_types:
            body = {name: _wrong(name, value) for name, value in body.items()}
        if self.null_members:
            kept = {"notifyType", "deviceId", "commandId"}
            body = {name: value if name in kept else None for name, value in body.items()}
        if self.blank_names:
            body = {f"{name} ": value for name, value in body.items()}
        if self.pad:
            body = {**body, "padding": "x" * self.pad}
        return body

    def cut(self, data: bytes) -> bytes:
        """Return what becomes of the bytes."""
        return data[: len(data) // 2] if self.truncate else data


def _wrong(name: str, value: Any) -> Any:
    if name in {"notifyType", "deviceId"}:
        return value
    if isinstance(value, dict):
        return {key: _wrong(key, one) for key, one in value.items()}
    if isinstance(value, list):
        return {"0": value}
    return 90 if isinstance(value, str) else str(value)
