"""One command to many devices. Source: 1.8."""

from collections.abc import Sequence

from ....errors import ProtocolError
from ....operation import Effect, operation
from ..models.batch import BatchDetail, BatchTarget, BatchTask
from ..models.command import Command
from ..models.fields import check_range, check_text, present, text
from ..models.page import Page, read_page
from ..models.registration import Tag
from ..paging import page_query
from ..session import HuaweiSession

SHORTEST, LONGEST = 10, 2880
"""Minutes that a task may take."""
LONGEST_URL = 1024


class BatchesTopic:
    """Tasks; fewer than ten may be unfinished at a time."""

    def __init__(self, session: HuaweiSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("1.8.1", effect=Effect.PHYSICAL)
    async def create(
        self,
        name: str,
        target: BatchTarget,
        command: Command,
        timeout: int = SHORTEST,
        callback_url: str | None = None,
        most_repeats: int | None = None,
        tags: Sequence[Tag] = (),
        delegate: str | None = None,
    ) -> str:
        """Command many devices; return the task's id.

        ``name`` has to be new, ``timeout`` is in minutes. Raises QueueFullError,
        AlreadyExistsError.
        """
        param = {
            **target.to_wire(),
            "command": command.to_wire(),
            **present(
                callbackUrl=_address(callback_url),
                maxRetransmit=None
                if most_repeats is None
                else check_range("most_repeats", most_repeats, 0, 3),
            ),
        }
        body = present(
            appId=delegate or self._session.app_id,
            taskName=check_text("name", name, 256),
            taskType="DeviceCmd",
            timeout=check_range("timeout", timeout, SHORTEST, LONGEST),
            param=param,
            tags=[one.to_wire() for one in tags] or None,
        )
        answer = await self._session.call("1.8.1", body=body, delegated=bool(delegate))
        task_id = text(answer.get("taskID") or answer.get("taskId"))
        if not task_id:
            raise ProtocolError("1.8.1: the answer has no task", outcome_unknown=True)
        return task_id

    @operation("1.8.2", effect=Effect.READ)
    async def get(
        self, task_id: str, select: str | None = "tags", delegate: str | None = None
    ) -> BatchTask:
        """Return how far a task is."""
        answer = await self._session.call(
            "1.8.2",
            path={"taskId": check_text("task_id", task_id, 256)},
            query={"appId": delegate, "select": select},
            delegated=bool(delegate),
        )
        return BatchTask.from_wire(answer)

    @operation("1.8.3", effect=Effect.READ)
    async def details(
        self,
        task_id: str,
        status: str | None = None,
        device_id: str | None = None,
        command_id: str | None = None,
        page: int = 0,
        page_size: int | None = None,
        delegate: str | None = None,
    ) -> Page[BatchDetail]:
        """Return one page of what became of a task at its devices."""
        query = {
            **page_query("1.8.3", page, page_size),
            "taskId": check_text("task_id", task_id, 256),
            "appId": delegate,
            "status": status,
            "deviceId": device_id,
            "commandId": command_id,
        }
        answer = await self._session.call("1.8.3", query=query, delegated=bool(delegate))
        return read_page(answer, "taskDetails", item=BatchDetail.from_wire)


def _address(url: str | None) -> str | None:
    return None if url is None else check_text("callback_url", url, LONGEST_URL)
