"""Requests, and what a station may want."""

import json

from custom_components.accord.protocol.lifesmart import Booleans, Dialect, Nested
from custom_components.accord.protocol.lifesmart.codec import PacketType
from custom_components.accord.protocol.lifesmart.dialect import Request

NET = Request(
    PacketType.SET,
    "config",
    {"cfg": "net", "cmd": "getifn", "cmdargs": {"ifname": "wlan0", "value": False}},
    nested="cmdargs",
)
LED = Request(PacketType.SET, "config", {"cfg": "led", "on": True})


def test_names() -> None:
    assert NET.name == "config net getifn"
    assert Request(PacketType.SET, "eps", [{"me": "2711"}]).name == "eps"


def test_arguments_do_not_show() -> None:
    assert "wlan0" not in repr(NET)


def test_nested_arguments_as_object_and_as_text() -> None:
    assert NET.args_for(Dialect()) == NET.args
    other = NET.args_for(Dialect().with_nesting("cmdargs", Nested.TEXT))
    assert isinstance(other, dict)
    assert json.loads(other["cmdargs"]) == {"ifname": "wlan0", "value": False}
    assert LED.args_for(Dialect()) is LED.args


def test_the_default_of_a_request_holds_until_something_else_was_accepted() -> None:
    request = Request(
        PacketType.SET, "doorlock", {"actargs": {}}, nested="actargs", default=Nested.TEXT
    )
    assert request.args_for(Dialect()) == {"actargs": "{}"}
    assert request.args_for(Dialect().with_nesting("actargs", Nested.OBJECT)) == {"actargs": {}}


def test_other_ways_to_sign() -> None:
    assert [one.booleans for one in LED.others(Dialect())] == [
        Booleans.OMITTED,
        Booleans.NUMBER,
        Booleans.PYTHON,
    ]
    assert NET.others(Dialect()) == [Dialect().with_nesting("cmdargs", Nested.TEXT)]
    known = Dialect(booleans=Booleans.NUMBER, nested=(("cmdargs", Nested.TEXT),))
    assert [one.booleans for one in LED.others(known)] == [
        Booleans.JSON,
        Booleans.OMITTED,
        Booleans.PYTHON,
    ]
    (other,) = NET.others(known)
    assert other.nesting("cmdargs", Nested.TEXT) is Nested.OBJECT


def test_nothing_is_in_doubt_about_plain_arguments() -> None:
    plain = Request(PacketType.SET, "ep", {"me": "2711", "val": 1})
    absent = Request(PacketType.SET, "doorlock", {"me": "2711"}, nested="actargs")
    assert plain.others(Dialect()) == absent.others(Dialect()) == []


def test_storing() -> None:
    dialect = Dialect(
        booleans=Booleans.PYTHON, nested=(("cmdargs", Nested.TEXT),), words=(("eps", "ep"),)
    )
    stored = json.loads(json.dumps(dialect.as_dict()))
    assert Dialect.from_dict(stored) == dialect
    assert Dialect.from_dict({}) == Dialect()
    assert Dialect.from_dict({"booleans": "other"}) == Dialect()
    assert Dialect.from_dict({"nested": [], "words": None}) == Dialect()


def test_words() -> None:
    dialect = Dialect().with_word("otamanage", "otamanager").with_word("HwInfo", "HwlInfo")
    assert dialect.word("otamanage") == "otamanager"
    assert dialect.with_word("HwInfo", "HwInfo").word("HwInfo") == "HwInfo"
    assert dialect.word("eps") is None
