"""What operations on rows share: each row is judged and answered on its own."""

from collections.abc import Callable, Collection, Iterable

from simulators.akuvox.message import Json, Reply, param_error
from simulators.akuvox.rows import Row, RowStore

type Judge = Callable[[Row], bool]


def _answer(good: bool, row: Row, shown: Iterable[str]) -> Json:
    members = {name: row[name] for name in ("ID", *shown) if name in row}
    return {"Ret": 0 if good else -1, **members}


def add_rows(
    store: RowStore,
    rows: list[Row],
    shown: Collection[str],
    is_new: Judge,
    new_ids: Collection[str] = ("", "0", "-1"),
) -> list[Json]:
    """Add rows and return how each fared, with the ID it got."""
    answers = []
    for row in rows:
        number = row.get("ID", "")
        asked = number not in {"", "0", "-1"}
        added = None
        if is_new(row) and (asked or number in new_ids):
            added = store.add(row, number if asked else "")
        answers.append(_answer(added is not None, added or row, shown))
    return answers


def set_rows(store: RowStore, rows: list[Row], shown: Collection[str], may: Judge) -> Reply:
    """Replace rows by their ID and return how each fared."""
    answers = []
    for row in rows:
        found = store.by_id(row.get("ID"))
        if found is not None and may(row):
            store.replace(found, row)
            answers.append(_answer(True, found, shown))
        else:
            answers.append(_answer(False, row, shown))
    return Reply(data={"num": len(answers), "item": answers})


def delete_rows(
    store: RowStore, rows: list[Row], criteria: Collection[str], shown: Collection[str]
) -> Reply:
    """Remove for each row of criteria the first that fits, and return how each fared."""
    answers = []
    for row in rows:
        wanted = {name: row[name] for name in criteria if name in row}
        if not wanted:
            raise param_error()
        found = store.first(wanted)
        if found is not None:
            store.remove(found)
        answers.append(_answer(found is not None, found or row, shown))
    return Reply(data={"num": len(answers), "item": answers})


def clear(store: RowStore) -> Reply:
    """Remove all rows."""
    store.clear()
    return Reply()
