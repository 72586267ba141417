"""What the document fixes once."""

import pytest

from custom_components.accord.protocol.huawei.northbound import (
    DATA_NOTIFICATIONS,
    MANAGEMENT_NOTIFICATIONS,
    takes_cached_commands,
)


@pytest.mark.parametrize(
    ("protocol", "cached"),
    [
        ("CoAP", True),
        ("LWM2M", True),
        (" lwm2m", True),
        ("MQTT", False),
        ("zigbee", False),
        ("", False),
    ],
)
def test_families_of_commands(protocol: str, cached: bool) -> None:
    assert takes_cached_commands(protocol) is cached


def test_notifications() -> None:
    """Seventeen can be subscribed to; the eighteenth comes with a command."""
    assert len(set(DATA_NOTIFICATIONS) | set(MANAGEMENT_NOTIFICATIONS)) == 17
