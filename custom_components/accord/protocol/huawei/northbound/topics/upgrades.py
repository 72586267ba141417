"""Software and firmware of NB-IoT devices. Source: 1.10. Packages come from the console only."""

from ....errors import ProtocolError
from ....operation import Effect, operation
from ..models.fields import check_text, present, text
from ..models.page import Page, read_page
from ..models.upgrade import DeviceUpgrade, Package, Policy, Targets, UpgradeTask
from ..paging import page_query
from ..session import HuaweiSession


class UpgradesTopic:
    """Packages on the platform, and tasks that bring them to devices."""

    def __init__(self, session: HuaweiSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("1.10.1", effect=Effect.READ)
    async def packages(
        self,
        file_type: str | None = None,
        device_type: str | None = None,
        model: str | None = None,
        manufacturer_name: str | None = None,
        version: str | None = None,
        page: int = 0,
        page_size: int | None = None,
    ) -> Page[Package]:
        """Return one page of packages.

        Platforms spell the parameter of the manufacturer in two ways and then do not filter, so
        packages of others are left out here.
        """
        query = {
            **page_query("1.10.1", page, page_size),
            "fileType": file_type,
            "deviceType": device_type,
            "model": model,
            "manufacturerName": manufacturer_name,
            "version": version,
        }
        answer = await self._session.call("1.10.1", query=query)
        found = read_page(answer, "data", "date", item=Package.from_wire)
        if manufacturer_name is None:
            return found
        fitting = tuple(one for one in found.items if one.manufacturer_name == manufacturer_name)
        return Page(items=fitting, total=found.total, number=found.number, size=found.size)

    @operation("1.10.2", effect=Effect.READ)
    async def package(self, file_id: str) -> Package:
        """Return one package."""
        return Package.from_wire(await self._session.call("1.10.2", path=_file(file_id)))

    @operation("1.10.3", effect=Effect.DESTRUCTIVE)
    async def delete_package(self, file_id: str) -> None:
        """Remove a package; it can be uploaded again on the console only."""
        await self._session.call("1.10.3", path=_file(file_id))

    @operation("1.10.4", effect=Effect.PHYSICAL)
    async def upgrade_software(
        self, file_id: str, targets: Targets, policy: Policy | None = None
    ) -> str:
        """Bring a software package to devices; return the task's id."""
        return await self._upgrade("1.10.4", file_id, targets, policy)

    @operation("1.10.5", effect=Effect.PHYSICAL)
    async def upgrade_firmware(
        self, file_id: str, targets: Targets, policy: Policy | None = None
    ) -> str:
        """Bring a firmware package to devices; return the task's id."""
        return await self._upgrade("1.10.5", file_id, targets, policy)

    @operation("1.10.6", effect=Effect.READ)
    async def task(self, task_id: str) -> UpgradeTask:
        """Return how far a task is."""
        return UpgradeTask.from_wire(await self._session.call("1.10.6", path=_task(task_id)))

    @operation("1.10.7", effect=Effect.READ)
    async def subtasks(
        self,
        task_id: str,
        status: str | None = None,
        page: int = 0,
        page_size: int | None = None,
    ) -> Page[DeviceUpgrade]:
        """Return one page of how far a task is at its devices."""
        query = {**page_query("1.10.7", page, page_size), "subOperationStatus": status}
        answer = await self._session.call("1.10.7", path=_task(task_id), query=query)
        return read_page(answer, "data", "date", item=DeviceUpgrade.from_wire)

    @operation("1.10.8", effect=Effect.READ)
    async def tasks(
        self,
        kind: str | None = None,
        status: str | None = None,
        device_type: str | None = None,
        manufacturer_name: str | None = None,
        model: str | None = None,
        device_id: str | None = None,
        page: int = 0,
        page_size: int | None = None,
    ) -> Page[UpgradeTask]:
        """Return one page of tasks."""
        query = {
            **page_query("1.10.8", page, page_size),
            "operationType": kind,
            "operationStatus": status,
            "deviceType": device_type,
            "manufacturerName": manufacturer_name,
            "model": model,
            "deviceId": device_id,
        }
        answer = await self._session.call("1.10.8", query=query)
        return read_page(answer, "data", "date", item=UpgradeTask.from_wire)

    async def _upgrade(
        self, number: str, file_id: str, targets: Targets, policy: Policy | None
    ) -> str:
        body = present(
            fileId=check_text("file_id", file_id, 256),
            targets=targets.to_wire(),
            policy=None if policy is None else policy.to_wire(),
        )
        answer = await self._session.call(number, body=body)
        task_id = text(answer.get("operationId"))
        if not task_id:
            raise ProtocolError(f"{number}: the answer has no task", outcome_unknown=True)
        return task_id


def _file(file_id: str) -> dict[str, str]:
    return {"fileId": check_text("file_id", file_id, 256)}


def _task(task_id: str) -> dict[str, str]:
    return {"operationId": check_text("task_id", task_id, 256)}
