"""What is private leaves no trace, whatever it stands in."""

from typing import Any

from hypothesis import given, strategies as st

from custom_components.accord.protocol.redact import REDACTED, Redactor

redact = Redactor(["alias", "deviceId", "location"])


def test_private_keys_in_any_case() -> None:
    assert redact({"Alias": "Freezer", "DEVICEID": "8006", "model": "KP115"}) == {
        "Alias": REDACTED,
        "DEVICEID": REDACTED,
        "model": "KP115",
    }


def test_private_values_inside_others() -> None:
    data = {
        "deviceId": "8006AABB",
        "children": [{"id": "8006aabb01", "state": 1}],
        "8006AABB00": "x",
    }
    assert redact(data) == {
        "deviceId": REDACTED,
        "children": [{"id": f"{REDACTED}01", "state": 1}],
        f"{REDACTED}00": "x",
    }


def test_the_longest_value_goes_first() -> None:
    data = {"alias": ["Desk", "Desk lamp"], "note": "the Desk lamp on the desk"}
    assert redact(data)["note"] == f"the {REDACTED} on the {REDACTED}"


def test_short_values_do_not_match_by_chance() -> None:
    assert redact({"alias": "on", "note": "not one"}) == {"alias": REDACTED, "note": "not one"}


def test_further_values() -> None:
    assert redact({"url": "http://192.0.2.10/x"}, values=["192.0.2.10", ""]) == {
        "url": f"http://{REDACTED}/x"
    }


def test_nothing_private_stays_as_it_is() -> None:
    data = {"alias": "", "location": None, "on": True, "list": (1, 2.5)}
    assert redact(data) == {"alias": "", "location": None, "on": True, "list": [1, 2.5]}


def test_objects_under_private_keys_vanish() -> None:
    data = {"location": {"city": "Delft", "at": [{"lat": 52.1}]}, "zone": "Delft/NL"}
    assert redact(data) == {"location": REDACTED, "zone": f"{REDACTED}/NL"}


JSON = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(JSON, st.text(alphabet="ABCDEF0123456789", min_size=8))
def test_a_secret_never_survives(data: Any, secret: str) -> None:
    cleaned = redact({"deviceId": secret, "data": data, "more": [f"<{secret}>", secret.lower()]})
    assert secret.casefold() not in repr(cleaned).casefold()
