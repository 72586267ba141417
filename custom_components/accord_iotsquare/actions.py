"""All actions of the integration, as a table."""

from ..accord.actions import ActionSpec, EntityActionSpec, expert_action
from ..accord.protocol.iotsquare import IoTSquareClient
from ..accord.protocol.operation import OperationRegistry
from .application_actions import APPLICATION_ACTIONS
from .coordinator import IoTSquareConfigEntry
from .device_actions import DEVICE_ACTIONS
from .downlink_actions import DOWNLINK_ACTIONS
from .gateway_actions import GATEWAY_ACTIONS
from .group_actions import GROUP_ACTIONS
from .transfer_actions import TRANSFER_ACTIONS

OPERATIONS = OperationRegistry(IoTSquareClient)


async def _read_back(entry: IoTSquareConfigEntry) -> None:
    coordinator = entry.runtime_data.coordinator
    coordinator.read_lists_soon()
    await coordinator.async_request_refresh()


ACTIONS: tuple[ActionSpec[IoTSquareConfigEntry] | EntityActionSpec, ...] = (
    *APPLICATION_ACTIONS,
    *DEVICE_ACTIONS,
    *DOWNLINK_ACTIONS,
    *GATEWAY_ACTIONS,
    *GROUP_ACTIONS,
    *TRANSFER_ACTIONS,
    expert_action(
        OPERATIONS,
        client_of=lambda entry: entry.runtime_data.coordinator.client,
        after=_read_back,
    ),
)
