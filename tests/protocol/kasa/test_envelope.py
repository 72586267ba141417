"""Module -> method -> parameters, out and back; errors at both levels."""

import contextlib
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import (
    AccordError,
    DeviceError,
    InvalidError,
    LimitError,
    ProtocolError,
    UnsupportedError,
)
from custom_components.accord.protocol.kasa.catalog import REQUEST_LIMIT
from custom_components.accord.protocol.kasa.envelope import Call, batches, build, unpack

METER = Call("emeter", "get_realtime")


def test_builds_one_object() -> None:
    calls = [
        Call("system", "get_sysinfo"),
        METER,
        Call("system", "set_led_off", {"off": True}),
    ]
    assert build(calls) == (
        b'{"system":{"get_sysinfo":{},"set_led_off":{"off":1}},"emeter":{"get_realtime":{}}}'
    )


def test_the_context_names_outlets() -> None:
    assert build([METER], ("AA00", "AA01")) == (
        b'{"context":{"child_ids":["AA00","AA01"]},"emeter":{"get_realtime":{}}}'
    )


def test_no_outlets_no_context() -> None:
    assert b"context" not in build([METER], ())


def test_the_longest_request() -> None:
    alias = Call("system", "set_dev_alias", {"alias": "x" * REQUEST_LIMIT})
    with pytest.raises(InvalidError, match="too long"):
        build([alias])


@pytest.mark.parametrize(
    "answer",
    [
        {"emeter": {"get_realtime": {"power_mw": 5, "err_code": 0}}},
        {"emeter": {"get_realtime": {"power_mw": 5}}},
        {"emeter": {"get_realtime": {"power_mw": 5, "err_code": "0"}, "err_code": -1}},
    ],
)
def test_unpacks_the_answer(answer: dict[str, Any]) -> None:
    assert unpack(answer, METER)["power_mw"] == 5


@pytest.mark.parametrize(
    "answer",
    [
        {"emeter": {"get_realtime": {"err_code": -1, "err_msg": "module not support"}}},
        {"emeter": {"err_code": -1, "err_msg": "module not support"}},
        {"err_code": -1, "err_msg": "module not support"},
        {"emeter": "?", "err_code": -1, "err_msg": "module not support"},
    ],
    ids=["method", "module", "answer", "answer beside"],
)
def test_errors_at_every_level(answer: dict[str, Any]) -> None:
    with pytest.raises(UnsupportedError) as caught:
        unpack(answer, METER)
    assert (caught.value.code, caught.value.text) == (-1, "module not support")


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"emeter": None},
        {"emeter": []},
        {"emeter": {}},
        {"emeter": {"get_realtime": 7}},
        {"emeter": {"get_realtime": None, "err_code": 0}},
        {"emeter": {"get_realtime": {"err_code": "bad"}}},
        {"emeter": {"get_realtime": {"err_code": {}}}},
        {"emeter": {"get_realtime": {"err_code": float("nan")}}},
        {"schedule": {"get_realtime": {"err_code": 0}}},
    ],
)
def test_what_is_no_answer_to_the_call(answer: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError):
        unpack(answer, METER)


def test_the_error_text_is_bounded_and_optional() -> None:
    with pytest.raises(DeviceError) as caught:
        unpack({"emeter": {"err_code": -99, "err_msg": "x" * 5000}}, METER)
    assert len(caught.value.text or "") == 100
    with pytest.raises(LimitError) as caught_without:
        unpack({"emeter": {"err_code": -10, "err_msg": ["x"]}}, METER)
    assert caught_without.value.text is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["emeter", "get_realtime", "err_code", "err_msg"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["emeter", "err_code", "err_msg"]), JSON))
def test_unpack_raises_nothing_else(answer: dict[str, Any]) -> None:
    with contextlib.suppress(AccordError):
        assert unpack(answer, METER) is answer["emeter"]["get_realtime"]


def sizes(calls: list[Call], limit: int) -> list[int]:
    found = list(batches(calls, limit))
    assert [call for batch in found for call in batch] == calls
    return [len(batch) for batch in found]


def test_batches_respect_the_size_of_answers() -> None:
    history = [Call("schedule", "get_daystat"), Call("emeter", "get_daystat"), METER]
    assert sizes(history, 4096) == [2, 1]
    assert sizes(history, 8192) == [3]
    assert sizes(history, 100) == [1, 1, 1]
    assert sizes([], 8192) == []


def test_batches_respect_the_size_of_requests() -> None:
    calls = [Call(f"module{number}", "method", {"text": "x" * 150}) for number in range(5)]
    assert sizes(calls, 8192) == [2, 2, 1]


def test_the_same_method_twice_needs_two_requests() -> None:
    calls = [Call("schedule", "get_monthstat", {"year": year}) for year in (2024, 2025)]
    assert sizes(calls, 8192) == [1, 1]


def test_what_cannot_be_made_shorter_may_be_longer() -> None:
    text = "x" * 600
    build([Call("smartlife.iot.common.schedule", "edit_rule", {"name": text})])
    for module in ("schedule", "smartlife.iot.common.system"):
        with pytest.raises(InvalidError, match="too long"):
            build([Call(module, "edit_rule", {"name": text})])
