"""All actions of the integration, as a table."""

from ..accord.actions import ActionSpec, EntityActionSpec, expert_action
from ..accord.protocol.huawei.northbound import HuaweiClient
from ..accord.protocol.operation import OperationRegistry
from .batch_actions import BATCH_ACTIONS
from .command_actions import COMMAND_ACTIONS
from .coordinator import HuaweiConfigEntry
from .data_actions import DATA_ACTIONS
from .group_actions import GROUP_ACTIONS
from .registration_actions import REGISTRATION_ACTIONS
from .upgrade_actions import UPGRADE_ACTIONS

OPERATIONS = OperationRegistry(HuaweiClient)


async def _read_back(entry: HuaweiConfigEntry) -> None:
    coordinator = entry.runtime_data.coordinator
    coordinator.pending.read_soon()
    await coordinator.async_request_refresh()


ACTIONS: tuple[ActionSpec[HuaweiConfigEntry] | EntityActionSpec, ...] = (
    *REGISTRATION_ACTIONS,
    *DATA_ACTIONS,
    *COMMAND_ACTIONS,
    *BATCH_ACTIONS,
    *GROUP_ACTIONS,
    *UPGRADE_ACTIONS,
    expert_action(
        OPERATIONS,
        client_of=lambda entry: entry.runtime_data.coordinator.client,
        after=_read_back,
    ),
)
