"""Actions of the integration, as a table."""

from ..accord.actions import ActionSpec, EntityActionSpec, expert_action
from ..accord.door_user_actions import door_user_actions
from ..accord.door_users import DoorUserField
from ..accord.protocol.akuvox import AkuvoxClient
from ..accord.protocol.operation import OperationRegistry
from .coordinator import AkuvoxConfigEntry
from .log_actions import LOG_ACTIONS
from .record_actions import RECORD_ACTIONS
from .setup_actions import SETUP_ACTIONS
from .unit_actions import UNIT_ACTIONS

OPERATIONS = OperationRegistry(AkuvoxClient)
USER_OPERATIONS = {
    "list_users": ("user/get", "privatekey/get", "rfkey/get"),
    "add_user": ("user/info", "user/add", "privatekey/add", "rfkey/add"),
    "modify_user": ("user/set", "privatekey/set", "rfkey/set"),
    "delete_user": ("user/del", "privatekey/del", "rfkey/del"),
}
"""The older stores take the place of the newer one."""


async def _read_back(entry: AkuvoxConfigEntry) -> None:
    await entry.runtime_data.coordinator.async_request_refresh()


ACTIONS: tuple[ActionSpec[AkuvoxConfigEntry] | EntityActionSpec, ...] = (
    *UNIT_ACTIONS,
    *door_user_actions(DoorUserField, USER_OPERATIONS),
    *RECORD_ACTIONS,
    *LOG_ACTIONS,
    *SETUP_ACTIONS,
    expert_action(
        OPERATIONS,
        client_of=lambda entry: entry.runtime_data.coordinator.client,
        after=_read_back,
    ),
)
