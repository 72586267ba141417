"""A store of rows as units keep them: ids of its own, pages of ten, results per row."""

from typing import Any

from tests.protocol.akuvox.fakes import Asked, reply

PAGE = 10


class Rows:
    """Answers ``get``, ``add``, ``set``, ``del`` and ``clear`` of one target."""

    def __init__(self, target: str, *rows: dict[str, str], first_id: int = 1) -> None:
        self.target = target
        self.rows: list[dict[str, Any]] = [dict(row) for row in rows]
        self.next_id = first_id + len(rows)
        self.paged = True
        self.results = True
        """Tells what became of each row; the newer store does not."""
        self.drops: tuple[str, ...] = ()
        """Members that the firmware does not know."""
        self.refuses = ""
        """Code of a row that it does not take."""

    def get(self, asked: Asked) -> dict[str, Any]:
        """Return a page, or everything."""
        number = int(asked.query.get("page", 1))
        first = (number - 1) * PAGE
        item = self.rows[first : first + PAGE] if self.paged else self.rows
        return {"num": len(self.rows), "item": item, "curPageNum": number}

    def add(self, asked: Asked) -> Any:
        """Keep rows under ids of its own."""
        made = []
        for sent in asked.data["item"]:
            if self.refuses and sent.get("Code") == self.refuses:
                made.append({"Ret": -2, "ID": "0"})
                continue
            row = {key: value for key, value in sent.items() if key not in self.drops}
            row["ID"] = str(self.next_id)
            self.next_id += 1
            self.rows.append(row)
            made.append({"Ret": 1, "ID": row["ID"], "Name": row.get("Name", "")})
        return self._done(made)

    def set(self, asked: Asked) -> Any:
        """Replace rows by id."""
        done = []
        for sent in asked.data["item"]:
            found = next((one for one in self.rows if one["ID"] == sent["ID"]), None)
            if found is not None:
                found.clear()
                found.update({k: v for k, v in sent.items() if k not in self.drops})
            done.append({"Ret": -1 if found is None else 0, "ID": sent["ID"]})
        return self._done(done)

    def delete(self, asked: Asked) -> Any:
        """Delete rows by id."""
        done = []
        for sent in asked.data["item"]:
            found = [one for one in self.rows if one["ID"] == sent["ID"]]
            self.rows = [one for one in self.rows if one not in found]
            done.append({"Ret": 0 if found else -1, "ID": sent["ID"]})
        return self._done(done)

    def clear(self, _: Asked) -> None:
        """Delete everything."""
        self.rows.clear()

    def _done(self, results: list[dict[str, Any]]) -> Any:
        if not self.results:
            return reply(retcode=len(results))
        return {"num": len(results), "item": results}

    @property
    def answers(self) -> dict[str, Any]:
        """Return what a fake unit needs."""
        return {
            f"{self.target}/get": self.get,
            f"{self.target}/add": self.add,
            f"{self.target}/set": self.set,
            f"{self.target}/del": self.delete,
            f"{self.target}/clear": self.clear,
        }
