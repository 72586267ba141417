"""All actions of the integration, as a table."""

from ..accord.actions import ActionSpec, EntityActionSpec, expert_action
from ..accord.protocol.huawei.northbound import HuaweiClient
from ..accord.protocol.operation import OperationRegistry
from .coordinator import HuaweiConfigEntry

OPERATIONS = OperationRegistry(HuaweiClient)


async def _read_back(entry: HuaweiConfigEntry) -> None:
    coordinator = entry.runtime_data.coordinator
    coordinator.pending.read_soon()
    await coordinator.async_request_refresh()


ACTIONS: tuple[ActionSpec[HuaweiConfigEntry] | EntityActionSpec, ...] = (
    expert_action(
        OPERATIONS,
        client_of=lambda entry: entry.runtime_data.coordinator.client,
        after=_read_back,
    ),
)
