"""The table of paths."""

from custom_components.accord.protocol.huawei.northbound.paths import PATHS
from tests.protocol.huawei.northbound.calls import REGISTRY
from tests.protocol.huawei.northbound.fakes import operation_of


def test_every_operation_has_a_path() -> None:
    """But for the two that go out as others."""
    assert {one.id for one in REGISTRY} - set(PATHS) == {"1.4.6", "1.7.4"}
    assert len(PATHS) == 46


def test_no_two_are_the_same() -> None:
    assert len({(one.method, one.template) for one in PATHS.values()}) == len(PATHS)
    for number, endpoint in PATHS.items():
        path = endpoint.template.replace("{", "").replace("}", "")
        assert operation_of(endpoint.method, path) == number


def test_parts_are_encoded() -> None:
    assert PATHS["1.5.1"].path({"deviceId": "a/../b?c"}).endswith("/devices/a%2F..%2Fb%3Fc")


def test_only_questions_are_repeated() -> None:
    for endpoint in PATHS.values():
        assert endpoint.repeatable == (endpoint.method == "GET")
