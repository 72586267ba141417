"""What came before."""

from custom_components.accord.protocol.huawei.northbound import (
    Notification,
    RecentNotifications,
    UnknownNotification,
)


def told(identity: str) -> Notification:
    return UnknownNotification(notify_type="x", identity=identity)


def test_twice() -> None:
    recent = RecentNotifications()
    assert recent.is_new(told("a"))
    assert not recent.is_new(told("a"))
    assert recent.is_new(told("b"))


def test_without_identity() -> None:
    recent = RecentNotifications()
    assert recent.is_new(told(""))
    assert recent.is_new(told(""))


def test_only_so_many_are_kept() -> None:
    """The one that came again is kept longest."""
    recent = RecentNotifications(2)
    for name in ("a", "b", "a", "c"):
        recent.is_new(told(name))
    assert not recent.is_new(told("a"))
    assert recent.is_new(told("b"))
