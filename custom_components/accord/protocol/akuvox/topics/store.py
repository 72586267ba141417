"""What all stores of rows have in common. Source: HTTP API Manual, samples of ``add`` to ``del``."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from itertools import batched
from typing import Any, ClassVar, Protocol, Self

from ...errors import AccordError, InvalidError, NotFoundError
from ..codec import RowResult, check_rows, row_results, rows, to_text
from ..errors import RowsRefusedError
from ..models.rows import check_id
from ..paging import read_pages
from ..session import AkuvoxSession, Download

MOST_ROWS = 1000
"""Per request: more freeze a unit."""
_CLEAR_TIMEOUT = 30.0


class Row(Protocol):
    """A row that can be written."""

    @property
    def id(self) -> str:
        """Return its id."""

    @property
    def extra(self) -> Mapping[str, Any]:
        """Return the members that nobody knows."""

    def check(self, before: Self | None = None) -> None:
        """Raise InvalidError for what a unit would not take; what ``before`` had may stay."""

    def to_wire(self) -> dict[str, Any]:
        """Return the whole row."""


class Store:
    """Rows of one kind in a unit; topics give the names of the operations."""

    TARGET: ClassVar[str]

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def _list(
        self, page: int | None, query: Mapping[str, str | int] | None = None
    ) -> list[Mapping[str, Any]]:
        """Return the rows of one page, or of all."""

        async def read(number: int) -> list[Mapping[str, Any]]:
            wanted = {**(query or {}), "page": number}
            return rows(await self._session.read(self.TARGET, "get", wanted))

        return await read_pages(read) if page is None else await read(page)

    async def _write(self, action: str, wire: Iterable[Mapping[str, Any]]) -> tuple[RowResult, ...]:
        """Write rows, many of them in chunks. Raises RowsRefusedError where some were refused.

        Once a chunk was written, the error of a later one is that of the rows not written.
        """
        wanted = list(wire)
        if not wanted:
            raise InvalidError("no rows were given")
        found: list[RowResult] = []
        for number, chunk in enumerate(batched(wanted, MOST_ROWS, strict=False)):
            if number:
                await self._session.pause()
            try:
                reply = await self._session.write(self.TARGET, action, {"item": list(chunk)})
            except AccordError as err:
                if not number:
                    raise
                raise _unwritten(wanted, number * MOST_ROWS, found, err) from err
            found += row_results(reply.data)
        check_rows(found, len(wanted))
        return tuple(found)

    async def _add(self, new: Sequence[Row]) -> tuple[RowResult, ...]:
        return await self._write("add", _checked(new))

    async def _set[RowT: Row](
        self, changed: Sequence[RowT], read: Callable[[], Awaitable[Sequence[RowT]]]
    ) -> tuple[RowResult, ...]:
        """Replace rows; members that a caller does not name stay. Raises NotFoundError."""
        for row in changed:
            check_id(row.id)
        known = {one.id: one for one in await read()} if changed else {}
        wire: list[dict[str, Any]] = []
        for row in changed:
            if (before := known.get(row.id)) is None:
                raise NotFoundError(f"{self.TARGET}: there is no row with the id {row.id}")
            row.check(before)
            wire.append({**before.extra, **row.to_wire()})
        return await self._write("set", wire)

    async def _delete(self, ids: Sequence[str]) -> tuple[RowResult, ...]:
        """Delete by id only: names and codes need not be unique."""
        return await self._write("del", [{"ID": check_id(one)} for one in ids])

    async def _clear(self, query: Mapping[str, str] | None = None) -> None:
        await self._session.write(self.TARGET, "clear", query, timeout=_CLEAR_TIMEOUT)

    async def _export(self, query: Mapping[str, str | int] | None = None) -> Download:
        return await self._session.download(self.TARGET, "export", query)

    async def _import(self, content: bytes, filename: str) -> None:
        if not content:
            raise InvalidError("the file is empty")
        await self._session.upload(self.TARGET, "import", content, filename)


def _unwritten(
    wanted: Sequence[Mapping[str, Any]],
    first: int,
    results: Sequence[RowResult],
    cause: AccordError,
) -> RowsRefusedError:
    """Return the error of rows of which those from ``first`` were not written."""
    names = [to_text(row.get("ID")) or f"#{place}" for place, row in enumerate(wanted, 1)]
    names = [f"#{place}" if name in ("0", "-1") else name for place, name in enumerate(names, 1)]
    failed = dict.fromkeys(names[first:], cause)
    done = [one.id for one in results if one.ok] if results else names[:first]
    return RowsRefusedError(failed, len(wanted), done)


def _checked(found: Sequence[Row]) -> list[dict[str, Any]]:
    """Return rows as they are sent; nothing is sent when one of them is wrong."""
    for row in found:
        row.check()
    return [row.to_wire() for row in found]
