"""File transfers to groups. Source: OpenAPI document, 9."""

from dataclasses import dataclass
from datetime import datetime
import logging
from typing import Self

from ..catalog import TransferDeviceState, TransferState
from ..codec import Wire, as_data

_LOGGER = logging.getLogger(__name__)
_seen: set[str] = set()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTransfer:
    """One transfer. Lists do not tell the fragments."""

    fd_id: int
    name: str
    size: int | None = None
    """Bytes."""
    state: TransferState = TransferState.UNKNOWN
    next_step: datetime | None = None
    """None where nothing is planned."""
    fragments: int | None = None
    """Without the spare ones."""
    fragment_size: int | None = None
    """Bytes."""
    padding: int | None = None
    """Bytes of the last fragment that are no part of the file."""
    spare_fragments: int | None = None
    descriptor: bytes = b""
    created: datetime | None = None
    updated: datetime | None = None

    @property
    def done(self) -> bool:
        """Tell whether it has ended."""
        return self.state is TransferState.DONE

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read a row of the list or the status."""
        return cls(
            fd_id=row.integer("fdID") or 0,
            name=row.text("firmwareName") or "",
            size=row.integer("payloadSize"),
            state=_state(TransferState, row.text("state"), TransferState.UNKNOWN),
            next_step=row.time("nextStepTime"),
            fragments=row.integer("nbFrag"),
            fragment_size=row.integer("fragSize"),
            padding=row.integer("padding"),
            spare_fragments=row.integer("redundancy"),
            descriptor=as_data(row.value("descriptor")),
            created=row.time("createtime"),
            updated=row.time("updatetime"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDevice:
    """How one device of a group fares."""

    dev_eui: str
    fd_id: int | None = None
    received: int = 0
    """Fragments."""
    missing: int = 0
    state: TransferDeviceState = TransferDeviceState.UNKNOWN
    error: str | None = None
    created: datetime | None = None
    updated: datetime | None = None

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read a row."""
        error = row.text("error_message", "errorMessage")
        return cls(
            dev_eui=row.identifier("devEUI") or "",
            fd_id=row.integer("fdID"),
            received=row.integer("nbFragReceived") or 0,
            missing=row.integer("nbFragMissing") or 0,
            state=_state(TransferDeviceState, row.text("state"), TransferDeviceState.UNKNOWN),
            error=None if error == "0" else error,
            created=row.time("createtime"),
            updated=row.time("updatetime"),
        )


def _state[T: (TransferState, TransferDeviceState)](kind: type[T], text: str | None, other: T) -> T:
    for state in kind:
        if text is not None and state.casefold() == text.casefold():
            return state
    if text is not None and text not in _seen:
        _seen.add(text)
        _LOGGER.debug("unknown state of a file transfer: %s", text)
    return other
