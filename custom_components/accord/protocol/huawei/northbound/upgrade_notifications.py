"""Bodies of the four notifications about upgrades. Source: 1.6.7.15 to 1.6.7.18."""

from collections.abc import Callable, Mapping
from typing import Any

from .models.fields import text
from .models.notification import (
    FirmwareUpgradeResult,
    FirmwareUpgradeStep,
    Notification,
    SoftwareUpgradeResult,
    SoftwareUpgradeStep,
)

_STEPS = {"0": "idle", "1": "downloading", "2": "downloaded", "3": "updating"}

type Body = Mapping[str, Any]
type Reader = Callable[[str, Body], Notification]
"""Takes the type as it was written, and the body."""


def upgrade_step(kind: type[SoftwareUpgradeStep | FirmwareUpgradeStep]) -> Reader:
    """Return what reads a step of an upgrade, by its word or its number."""

    def read(notify_type: str, body: Body) -> Notification:
        number = text(body.get("step")).strip()
        word = text(body.get("swUpgradeState") or body.get("stepDesc")).strip().lower()
        return kind(notify_type=notify_type, step=_STEPS.get(number, word), **_upgrade(body))

    return read


def upgrade_result(kind: type[SoftwareUpgradeResult | FirmwareUpgradeResult]) -> Reader:
    """Return what reads the end of an upgrade."""

    def read(notify_type: str, body: Body) -> Notification:
        outcome = body.get("swUpgradeResult") or body.get("status") or body.get("Status")
        upgrade = _upgrade(body)
        word = text(outcome).strip().upper()
        return kind(
            notify_type=notify_type,
            succeeded=word.startswith("SUCCESS"),
            source_version=text(body.get("sourceVersion")),
            current_version=text(body.get("curVersion")),
            target_version=text(body.get("targetVersion")),
            duration=text(body.get("upgradeTime")),
            reason=_reason_of(body),
            device_code=text(body.get("errorCode")),
            identity=f"upgrade/{upgrade['part_id']}/{word}" if upgrade["part_id"] else "",
            **upgrade,
        )

    return read


def _reason_of(body: Body) -> str:
    """Return the first text that says how it ended."""
    names = ("description", "resultDesc", "statusDesc")
    return next((found for name in names if (found := text(body.get(name)).strip())), "")


def _upgrade(body: Body) -> dict[str, str]:
    return {
        "device_id": text(body.get("deviceId")),
        "app_id": text(body.get("appId")),
        "task_id": text(body.get("operationId")),
        "part_id": text(body.get("subOperationId")),
    }
