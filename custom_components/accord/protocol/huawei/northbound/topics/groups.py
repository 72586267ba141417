"""Groups of devices. Source: 1.9."""

from collections.abc import Sequence

from ....operation import Effect, operation
from ..catalog import MOST_GROUPED
from ..models.fields import check_list, check_range, check_text, present
from ..models.group import Group, check_group_name
from ..models.page import Page, read_names, read_page
from ..paging import page_query
from ..session import HuaweiSession

LONGEST_DESCRIPTION = 1024
MOST = 2_147_483_647


class GroupsTopic:
    """Groups; ``delegate`` is another application that has authorised ours."""

    def __init__(self, session: HuaweiSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("1.9.1", effect=Effect.WRITE)
    async def create(
        self,
        name: str,
        description: str | None = None,
        most: int = 0,
        device_ids: Sequence[str] = (),
        delegate: str | None = None,
    ) -> Group:
        """Make a group for at most ``most`` devices, 0 for any number.

        Raises AlreadyExistsError, LimitError.
        """
        body = present(
            name=check_group_name(name),
            description=_description(description),
            appId=delegate,
            maxDevNum=check_range("most", most, 0, MOST),
            deviceIds=list(device_ids) or None,
        )
        answer = await self._session.call("1.9.1", body=body, delegated=bool(delegate))
        return Group.from_wire(answer)

    @operation("1.9.2", effect=Effect.DESTRUCTIVE)
    async def delete(self, group_id: str, delegate: str | None = None) -> None:
        """Remove a group; its devices stay."""
        await self._session.call(
            "1.9.2",
            path={"devGroupId": _group(group_id)},
            query={"accessAppId": delegate},
            delegated=bool(delegate),
        )

    @operation("1.9.3", effect=Effect.WRITE)
    async def modify(
        self,
        group_id: str,
        name: str,
        description: str | None = None,
        most: int | None = None,
        delegate: str | None = None,
    ) -> Group:
        """Change a group; its limit is read first where none is given, as it would be lost."""
        check_group_name(name)
        if most is None:
            most = (await self.get(group_id, delegate)).most
        body = present(
            name=name,
            description=_description(description),
            maxDevNum=check_range("most", most, 0, MOST),
        )
        answer = await self._session.call(
            "1.9.3",
            path={"devGroupId": _group(group_id)},
            query={"accessAppId": delegate},
            body=body,
            delegated=bool(delegate),
        )
        return Group.from_wire(answer)

    @operation("1.9.4", effect=Effect.READ)
    async def list(
        self,
        page: int = 0,
        page_size: int | None = None,
        name: str | None = None,
        delegate: str | None = None,
    ) -> Page[Group]:
        """Return one page of groups."""
        query = {**page_query("1.9.4", page, page_size), "accessAppId": delegate, "name": name}
        answer = await self._session.call("1.9.4", query=query, delegated=bool(delegate))
        return read_page(answer, "list", item=Group.from_wire)

    @operation("1.9.5", effect=Effect.READ)
    async def get(self, group_id: str, delegate: str | None = None) -> Group:
        """Return one group."""
        answer = await self._session.call(
            "1.9.5",
            path={"devGroupId": _group(group_id)},
            query={"accessAppId": delegate},
            delegated=bool(delegate),
        )
        return Group.from_wire(answer)

    @operation("1.9.6", effect=Effect.READ)
    async def members(
        self,
        group_id: str,
        page: int = 0,
        page_size: int | None = None,
        delegate: str | None = None,
    ) -> Page[str]:
        """Return one page of the ids of a group's devices."""
        query = {
            **page_query("1.9.6", page, page_size),
            "devGroupId": _group(group_id),
            "accessAppId": delegate,
        }
        answer = await self._session.call("1.9.6", query=query, delegated=bool(delegate))
        return read_names(answer, "deviceIds")

    @operation("1.9.7", effect=Effect.WRITE)
    async def add_members(
        self, group_id: str, device_ids: Sequence[str], delegate: str | None = None
    ) -> None:
        """Put up to 1000 devices into a group. Raises LimitError where it is full."""
        await self._change("1.9.7", group_id, device_ids, delegate)

    @operation("1.9.8", effect=Effect.WRITE)
    async def remove_members(
        self, group_id: str, device_ids: Sequence[str], delegate: str | None = None
    ) -> None:
        """Take up to 1000 devices out of a group."""
        await self._change("1.9.8", group_id, device_ids, delegate)

    async def _change(
        self, number: str, group_id: str, device_ids: Sequence[str], delegate: str | None
    ) -> None:
        body = {
            "devGroupId": _group(group_id),
            "deviceIds": check_list("device_ids", device_ids, MOST_GROUPED),
        }
        await self._session.call(
            number, query={"accessAppId": delegate}, body=body, delegated=bool(delegate)
        )


def _group(group_id: str) -> str:
    return check_text("group_id", group_id, 50)


def _description(words: str | None) -> str | None:
    if words is None:
        return None
    return check_text("description", words, LONGEST_DESCRIPTION, 0)
