"""What devices are to be."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound import Desired, Shadow, ShadowService
from tests.protocol.huawei.northbound.fakes import samples


def test_waiting() -> None:
    """What the device has not taken over."""
    found = ShadowService.from_wire(
        {
            "serviceId": "s",
            "reportedProps": {"a": 1, "b": 2},
            "desiredProps": {"a": 1, "b": 3, "c": 4},
        }
    )
    assert found.waiting == {"b": 3, "c": 4}


def test_sample() -> None:
    """Masked members are no objects."""
    found = Shadow.from_wire(samples("answers")["1.4.9"])
    assert (found.services[0].service_id, found.services[0].waiting) == ("*****", {})


@pytest.mark.parametrize(
    "wrong", [Desired(service_id="", values={"a": 1}), Desired(service_id="s", values={})]
)
def test_nothing_wrong_is_wanted(wrong: Desired) -> None:
    with pytest.raises(InvalidError):
        wrong.to_wire()
