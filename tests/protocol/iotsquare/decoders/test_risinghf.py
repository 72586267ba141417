"""RisingHF's sensor and water meter."""

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.iotsquare.decoders.measurement import Decoded, Problem, Value
from custom_components.accord.protocol.iotsquare.decoders.risinghf import Rhf1s001, Rhf1s213


def test_sensor() -> None:
    found = Rhf1s001().decode(bytes.fromhex("016c689d39309029c8"), 8)
    assert found.problem is None
    assert {item.key: item.value for item in found.measurements} == {
        "temperature": 24.83,
        "humidity": 70.66,
        "report_period": 24690,
        "device_rssi": -36,
        "device_snr": 10.25,
        "battery_voltage": 3.5,
    }


@pytest.mark.parametrize(
    ("digits", "problem", "count"),
    [
        ("", Problem.EMPTY, 0),
        ("016c689d39309029", Problem.TOO_SHORT, 0),
        ("016c689d39309029c800", Problem.TRAILING, 6),
    ],
)
def test_sensor_of_other_length(digits: str, problem: Problem, count: int) -> None:
    found = Rhf1s001().decode(bytes.fromhex(digits), 8)
    assert found.problem is problem
    assert len(found.measurements) == count


def test_humidity_stays_in_its_range() -> None:
    assert Rhf1s001().decode(bytes(9), 8)["humidity"] == 0
    assert Rhf1s001().decode(bytes(3) + b"\xff" + bytes(5), 8)["humidity"] == 100


def meter(digits: str) -> Decoded:
    return Rhf1s213().decode(bytes.fromhex(digits), 8)


ALL = "00 100E FE 0000 39300000 15CD5B0700000000"


@pytest.mark.parametrize(
    ("digits", "values"),
    [
        (
            ALL,
            {
                "report_period": 3600,
                "battery": 100,
                "water_frozen": 1234.5,
                "water_total": 12345678.9,
            },
        ),
        ("00 100E 00 0000 00000000 0000000000000000",
         {"report_period": 3600, "water_frozen": 0, "water_total": 0}),
        ("0D 71", {"command_refused": "71"}),
        ("0E 9D", {"command_accepted": "9d"}),
        ("0F 71 01", {"flow_overload": True}),
        ("0F 71 00", {"flow_overload": False}),
        ("0F 10 01", {"temperature_alarm": True}),
        ("0F 91 01", {"low_voltage": True}),
        (
            "0F 02 01",
            {
                "burst": False,
                "leak": True,
                "sensor_fault": False,
                "mounted_reversed": False,
                "sound_fault": True,
            },
        ),
        ("71 E803000000000000", {"water_queried": 1}),
        ("72 C4090000", {"water_flow": 2.5}),
        ("73 E803000000000000", {"water_reverse": 1}),
        ("74 E803000000000000", {"water_previous_day": 1}),
        ("95 01", {"battery": 0}),
        ("95 FE", {"battery": 100}),
        ("95 FF", {}),
        ("9D 8070", {"report_period": 28800}),
        ("9D 8170", {"report_period": 28805}),
        ("98 FF 0C 1E 00", {"report_time": "12:30:00", "report_day": "*"}),
        ("98 05 00 00 0F", {"report_time": "00:00:15", "report_day": "5"}),
        ("9F 18 0C 5346313233 07", {"manufactured": "2024-W12", "product": "SF123 7"}),
        ("9F 18 0C 5346313233 07000000", {"manufactured": "2024-W12", "product": "SF123 7"}),
    ],
)  # fmt: skip
def test_meter(digits: str, values: dict[str, Value]) -> None:
    found = meter(digits)
    assert found.problem is None
    assert {item.key: item.value for item in found.measurements} == values


@pytest.mark.parametrize(
    ("digits", "problem"),
    [
        ("", Problem.EMPTY),
        ("42", Problem.UNKNOWN_RECORD),
        ("00 100E", Problem.TOO_SHORT),
        ("0E", Problem.TOO_SHORT),
        ("0F 71 02", Problem.UNKNOWN_RECORD),
        ("0F 20 01", Problem.UNKNOWN_RECORD),
        ("98 FF 18 00 00", Problem.IMPOSSIBLE_VALUE),
        ("98 00 17 00 00", Problem.IMPOSSIBLE_VALUE),
        ("9F 18 00 5346313233 07", Problem.IMPOSSIBLE_VALUE),
        ("9F 18 0C 53463132FF 07", Problem.IMPOSSIBLE_VALUE),
    ],
)
def test_meter_says_what_cannot_be_read(digits: str, problem: Problem) -> None:
    found = meter(digits)
    assert found.problem is problem
    assert found.measurements == ()


def test_meter_with_more_bytes() -> None:
    found = meter(f"{ALL} 00")
    assert found.problem is Problem.TRAILING
    assert found["water_frozen"] == 1234.5


def test_meter_speaks_on_one_port_only() -> None:
    assert Rhf1s213().decode(bytes.fromhex(ALL), 9).problem is Problem.OTHER_PORT


@given(st.binary(max_size=1200), st.integers(0, 255))
def test_any_payload(payload: bytes, port: int) -> None:
    for decoder in (Rhf1s001(), Rhf1s213()):
        found = decoder.decode(payload, port)
        assert len({item.key for item in found.measurements}) == len(found.measurements)


@given(st.sampled_from([0, 13, 14, 15, 0x71, 0x72, 0x73, 0x74, 0x95, 0x98, 0x9D, 0x9F]),
       st.binary(max_size=20))  # fmt: skip
def test_any_answer(command: int, data: bytes) -> None:
    found = Rhf1s213().decode(bytes([command]) + data, 8)
    assert found.measurements or found.problem or command == 0x95
