"""All actions of the integration, as a table."""

from ..accord.actions import ActionSpec, EntityActionSpec, expert_action
from ..accord.door_user_actions import door_user_actions
from ..accord.protocol.lifesmart import LifeSmartClient
from ..accord.protocol.operation import OperationRegistry
from .coordinator import LifeSmartConfigEntry
from .lock_actions import LOCK_ACTIONS, OWN_FIELDS
from .lock_firmware import LOCK_FIRMWARE_ACTIONS
from .lock_people import FIELDS
from .network_actions import NETWORK_ACTIONS
from .ota_actions import OTA_ACTIONS
from .remote_actions import REMOTE_ACTIONS
from .station_actions import STATION_ACTIONS

OPERATIONS = OperationRegistry(LifeSmartClient)
USER_OPERATIONS = {
    "list_users": (
        "doorlock.getuser",
        "doorlock.ctldoorlockv3.GetUsers",
        "doorlock.ctldoorlockswifte.Sync",
        "doorlock.ctldoorlockswifte.GetUsers",
    ),
    "add_user": (
        "doorlock.addtempuser",
        "doorlock.ctldoorlockv3.AddUser",
        "doorlock.ctldoorlockswifte.Sync",
        "doorlock.ctldoorlockswifte.AddUser",
    ),
    "modify_user": (
        "doorlock.setuser",
        "doorlock.ctldoorlockv3.AddUser",
        "doorlock.ctldoorlockv3.DelUser",
        "doorlock.ctldoorlockswifte.AddUser",
    ),
    "delete_user": (
        "doorlock.deltempuser",
        "doorlock.ctldoorlockv3.DelUser",
        "doorlock.ctldoorlockswifte.Sync",
        "doorlock.ctldoorlockswifte.DelUser",
    ),
}
"""By the lock's generation."""


async def _read_back(entry: LifeSmartConfigEntry) -> None:
    await entry.runtime_data.coordinator.async_request_refresh()


ACTIONS: tuple[ActionSpec[LifeSmartConfigEntry] | EntityActionSpec, ...] = (
    *door_user_actions(FIELDS, USER_OPERATIONS, OWN_FIELDS),
    *LOCK_ACTIONS,
    *LOCK_FIRMWARE_ACTIONS,
    *NETWORK_ACTIONS,
    *OTA_ACTIONS,
    *REMOTE_ACTIONS,
    *STATION_ACTIONS,
    expert_action(
        OPERATIONS,
        client_of=lambda entry: entry.runtime_data.coordinator.client,
        after=_read_back,
    ),
)
