"""Classes of notifications."""

from custom_components.accord.protocol.huawei.northbound import NOTIFICATIONS, DataReport
from custom_components.accord.protocol.huawei.northbound.models import notification
from custom_components.accord.protocol.operation import notification_id


def test_no_class_is_forgotten() -> None:
    marked = {
        kind
        for kind in vars(notification).values()
        if isinstance(kind, type) and notification_id(kind)
    }
    assert marked == set(NOTIFICATIONS)


def test_marks_are_not_inherited() -> None:
    assert notification_id(DataReport) is None
