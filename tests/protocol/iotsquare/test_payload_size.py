"""How long downlinks may be: the tables of the regions and the check before sending."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, LimitError
from custom_components.accord.protocol.iotsquare.payload_size import (
    Limit,
    PayloadSizeError,
    check_downlink,
    first_window_rate,
    is_standard_port,
    largest_payload,
    limit_of,
)

TABLE: dict[str, str] = {
    "cn470": "51 51 51 115 242 242 - - - - - - - -",
    "cn470prequel": "51 51 51 115 242 242 - - - - - - - -",
    "eu868": "51 51 51 115 242 242 242 242 - - - - - -",
    "eu433": "51 51 51 115 242 242 242 242 - - - - - -",
    "in865": "51 51 51 115 242 242 - 242 - - - - - -",
    "as923": "51 51 51 115 242 242 242 242 - - - - - -",
    "us915": "11 53 125 242 242 - - - 53 129 242 242 242 242",
    "au915": "51 51 51 115 242 242 242 - 53 129 242 242 242 242",
}
"""As the parameters are published, DR0 to DR13."""
DWELL = {
    "as923": "0 0 11 53 125 242 242 242 - - - - - -",
    "au915": "0 0 11 53 125 242 242 - 53 129 242 242 242 242",
    "eu868": TABLE["eu868"],
}


def sizes(line: str) -> list[int | None]:
    return [None if word == "-" else int(word) for word in line.split()]


@pytest.mark.parametrize("region", TABLE)
def test_sizes(region: str) -> None:
    assert [largest_payload(region, rate) for rate in range(14)] == sizes(TABLE[region])
    assert largest_payload(region.upper(), 3) == largest_payload(region, 3)
    assert largest_payload(region, 14) is None
    assert largest_payload(region, -1) is None


@pytest.mark.parametrize("region", DWELL)
def test_sizes_with_limited_air_time(region: str) -> None:
    found = [largest_payload(region, rate, dwell_time=True) for rate in range(14)]
    assert found == sizes(DWELL[region])


def test_newer_plan_of_cn470() -> None:
    found = [largest_payload("cn470", rate, mac_version="1.0.4") for rate in range(9)]
    assert found == [0, 23, 86, 184, 242, 242, 242, 242, None]
    assert largest_payload("eu868", 0, mac_version="1.0.4") == 51


@pytest.mark.parametrize(
    ("region", "rates"),
    [
        ("cn470", [0, 1, 2, 3, 4, 5]),
        ("eu868", [0, 1, 2, 3, 4, 5, 6, 7]),
        ("as923", [0, 1, 2, 3, 4, 5, 5, 5]),
        ("us915", [10, 11, 12, 13, 13]),
        ("au915", [8, 9, 10, 11, 12, 13, 13]),
    ],
)
def test_first_window(region: str, rates: list[int]) -> None:
    assert [first_window_rate(region, rate) for rate in range(len(rates))] == rates


def test_first_window_with_limited_air_time() -> None:
    found = [first_window_rate("as923", rate, dwell_time=True) for rate in range(8)]
    assert found == [2, 2, 2, 3, 4, 5, 5, 5]


@pytest.mark.parametrize(
    ("region", "device_class", "rate", "size", "used"),
    [
        ("eu868", "A", None, 51, 0),
        ("eu868", "A", 0, 51, 0),
        ("eu868", "A", 3, 115, 3),
        ("eu868", "A", 5, 242, 5),
        ("eu868", "C", 5, 51, 0),
        ("eu868", "group", 5, 51, 0),
        ("eu868", "B", 5, 115, 3),
        ("cn470", "C", None, 51, 0),
        ("cn470", "B", None, 51, 2),
        ("cn470prequel", "C", None, 115, 3),
        ("cn470prequel", "A", 0, 115, 3),
        ("cn470prequel", "B", None, 115, 3),
        ("eu433", "B", None, 115, 3),
        ("as923", "C", None, 51, 2),
        ("as923", "B", None, 115, 3),
        ("us915", "A", 0, 242, 10),
        ("us915", "C", None, 53, 8),
        ("us915", "B", None, 53, 8),
        ("au915", "A", 0, 53, 8),
        ("au915", "A", 1, 129, 9),
        ("au915", "B", None, 53, 8),
        ("in865", "B", None, 242, 4),
        ("in865", "C", None, 51, 2),
        ("in865", "A", 6, 51, 2),
        ("kr920", "C", None, 51, None),
        ("as923_2", "A", 5, 51, None),
        ("mars1", "A", 5, 242, None),
        ("", "C", None, 242, None),
    ],
)
def test_limits(
    region: str, device_class: str, rate: int | None, size: int, used: int | None
) -> None:
    assert limit_of(region, device_class, rate) == Limit(size, region, device_class, used)


def test_a_payload_that_fits() -> None:
    found = check_downlink(bytes(51), 8, region="EU868", device_class="C")
    assert found == Limit(51, "eu868", "C", 0)
    assert check_downlink(bytes(242), 223, region="eu868", uplink_rate=5).size == 242


def test_a_payload_that_is_too_long() -> None:
    with pytest.raises(PayloadSizeError) as caught:
        check_downlink(bytes(52), 8, region="eu868", device_class="C")
    assert isinstance(caught.value, LimitError)
    found = caught.value.placeholders
    assert {key: found[key] for key in found.keys() - {"code", "text"}} == {
        "size": "52",
        "limit": "51",
        "region": "eu868",
        "device_class": "C",
        "data_rate": "DR0",
    }


def test_the_limit_may_be_ignored_but_for_that_of_all_regions() -> None:
    found = check_downlink(bytes(242), 8, region="eu868", device_class="C", ignore_limit=True)
    assert found.size == 242
    with pytest.raises(PayloadSizeError) as caught:
        check_downlink(bytes(243), 8, region="", ignore_limit=True)
    assert caught.value.placeholders["data_rate"] == "-"
    assert caught.value.placeholders["region"] == "-"


@pytest.mark.parametrize("port", [0, 200, 224, -1, 256])
def test_ports_that_cannot_be(port: int) -> None:
    with pytest.raises(InvalidError, match="port"):
        check_downlink(b"x", port, region="eu868")


def test_empty_payload() -> None:
    with pytest.raises(InvalidError, match="empty"):
        check_downlink(b"", 8, region="eu868")


def test_ports_of_the_standard() -> None:
    assert [port for port in range(1, 224) if is_standard_port(port)] == [201, 202, 203]
