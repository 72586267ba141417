"""All actions of the integration, as a table."""

from ..accord.actions import ActionSpec, EntityActionSpec, expert_action
from ..accord.protocol.iotsquare import IoTSquareClient
from ..accord.protocol.operation import OperationRegistry
from .coordinator import IoTSquareConfigEntry

OPERATIONS = OperationRegistry(IoTSquareClient)


async def _read_back(entry: IoTSquareConfigEntry) -> None:
    coordinator = entry.runtime_data.coordinator
    coordinator.read_lists_soon()
    await coordinator.async_request_refresh()


ACTIONS: tuple[ActionSpec[IoTSquareConfigEntry] | EntityActionSpec, ...] = (
    expert_action(
        OPERATIONS,
        client_of=lambda entry: entry.runtime_data.coordinator.client,
        after=_read_back,
    ),
)
