"""Whom the unit can call. Source: HTTP API Manual, "Contact"."""

from collections.abc import Sequence

from ...errors import InvalidError
from ...operation import Effect, operation
from ..codec import RowResult
from ..models.contact import Contact
from ..session import Download
from .store import Store

FILE_TYPES = ("csv", "xml", "vcf")


class ContactTopic(Store):
    """Contacts."""

    TARGET = "contact"

    @operation("contact/get", effect=Effect.READ)
    async def get(self, page: int | None = None) -> tuple[Contact, ...]:
        """Return contacts, in the order of their names, of one page (from 1) or all."""
        return tuple(Contact.from_wire(row) for row in await self._list(page))

    @operation("contact/add", effect=Effect.WRITE)
    async def add(self, rows: Sequence[Contact]) -> tuple[RowResult, ...]:
        """Add rows; the unit chooses ids for those with none.

        Raises InvalidError before anything is sent, RowsRefusedError where the unit refused some.
        """
        return await self._add(rows)

    @operation("contact/set", effect=Effect.WRITE)
    async def set(self, rows: Sequence[Contact]) -> tuple[RowResult, ...]:
        """Replace rows; unknown members stay. Raises as ``add``, NotFoundError."""
        return await self._set(rows, self.get)

    @operation("contact/del", effect=Effect.DESTRUCTIVE)
    async def delete(self, ids: Sequence[str]) -> tuple[RowResult, ...]:
        """Delete rows by id. Raises RowsRefusedError for those that do not exist."""
        return await self._delete(ids)

    @operation("contact/clear", effect=Effect.DESTRUCTIVE)
    async def clear(self) -> None:
        """Delete all of them. Cannot be undone."""
        await self._clear()

    @operation("contact/export", effect=Effect.READ)
    async def export(self, filetype: str = "csv") -> Download:
        """Return the contacts as ``csv``, ``xml`` or ``vcf``.

        Raises InvalidError for other types, DeviceError where there are no contacts.
        """
        if filetype not in FILE_TYPES:
            raise InvalidError(f"parameter filetype must be one of: {', '.join(FILE_TYPES)}")
        return await self._export({"filetype": filetype})

    @operation("contact/import", effect=Effect.DESTRUCTIVE)
    async def import_(self, content: bytes, filename: str = "Contacts.csv") -> None:
        """Read ``Contacts.csv`` in; whether rows that are there stay is up to the firmware."""
        await self._import(content, filename)
