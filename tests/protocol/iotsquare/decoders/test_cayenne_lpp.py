"""Cayenne LPP: the public vectors, every type, and bytes of any kind."""

from datetime import UTC, datetime

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.iotsquare.decoders.cayenne_lpp import RECORDS, CayenneLpp
from custom_components.accord.protocol.iotsquare.decoders.measurement import (
    Decoded,
    Kind,
    Position,
    Problem,
    Value,
)

LONG = (
    "0100ff0201640302154a0403eab6056501f40666320767ff640868a00971fe58000f06820a7329ef"
    "0b8601630231fe660c8807fd8700bef500086a0d8807fd87ff410c00086a"
)
ALL_EXTENDED = (
    "0300640500d20301640501d20302000a050203e80303000a050303e80364000000010564fffefdfc0365000a"
    "056503e803660505660303670110056700ff0368290568960371000100020003057103ea07d30bbb0373041f"
    "057309c4037400010574fffe037500020575fffd0376000000010576fffefdfb037800057864037900010579"
    "fffb037d0007057dfffe038000080580fefd03820000011005820102030403830000000c0583fffefdfe0384"
    "00090584fffc03850000000d0585fffefdfd0386000100020003058603e907d20bbb03876496c80587fabe00"
    "018806765ff2960a0003e8038e00058e01"
)


def decode(digits: str, port: int = 1) -> Decoded:
    return CayenneLpp().decode(bytes.fromhex(digits), port)


@pytest.mark.parametrize(
    ("digits", "values"),
    [
        ("03670110056700FF", {"lpp_103_3": 27.2, "lpp_103_5": 25.5}),
        ("0167FFD7", {"lpp_103_1": -4.1}),
        (
            "067104D2FB2E0000",
            {"lpp_113_6_x": 1.234, "lpp_113_6_y": -1.234, "lpp_113_6_z": 0},
        ),
        (
            "018806765FF2960A0003E8",
            {"lpp_136_1": Position(42.3519, -87.9094), "lpp_136_1_altitude": 10},
        ),
        (
            LONG,
            {
                "lpp_0_1": 255,
                "lpp_1_2": 100,
                "lpp_2_3": 54.5,
                "lpp_3_4": -54.5,
                "lpp_101_5": 500,
                "lpp_102_6": 50,
                "lpp_103_7": -15.6,
                "lpp_104_8": 80,
                "lpp_113_9_x": -0.424,
                "lpp_113_9_y": 0.015,
                "lpp_113_9_z": 1.666,
                "lpp_115_10": 1073.5,
                "lpp_134_11_x": 3.55,
                "lpp_134_11_y": 5.61,
                "lpp_134_11_z": -4.10,
                "lpp_136_12": Position(52.3655, 4.8885),
                "lpp_136_12_altitude": 21.54,
                "lpp_136_13": Position(52.3655, -4.8884),
                "lpp_136_13_altitude": 21.54,
            },
        ),
    ],
)
def test_vectors(digits: str, values: dict[str, Value]) -> None:
    found = decode(digits)
    assert found.problem is None
    assert {item.key: item.value for item in found.measurements} == values


def test_every_extended_type() -> None:
    found = decode(ALL_EXTENDED)
    assert found.problem is None
    assert found["lpp_116_5"] == 655.34
    assert found["lpp_121_5"] == -5
    assert found["lpp_130_3"] == 0.272
    assert found["lpp_131_5"] == 4294901.246
    assert found["lpp_133_3"] == datetime(1970, 1, 1, 0, 0, 13, tzinfo=UTC)
    assert found["lpp_135_3_red"] == 100
    assert found["lpp_135_5_blue"] == 0
    assert found["lpp_142_3"] is False
    assert found["lpp_142_5"] is True
    assert {int(item.key.split("_")[1]) for item in found.measurements} == set(RECORDS) - {122}


@pytest.mark.parametrize(
    ("digits", "problem", "count"),
    [
        ("01FFFF", Problem.UNKNOWN_RECORD, 0),
        ("0167FF", Problem.TOO_SHORT, 0),
        ("03670110 05FF00", Problem.UNKNOWN_RECORD, 1),
        ("03670110 05", Problem.TOO_SHORT, 1),
        ("03670110 0571 0001", Problem.TOO_SHORT, 1),
        ("03670110 03670111", None, 1),
        ("01F008010203040506 07 03670110", None, 1),
        ("01F000 03670110", Problem.UNKNOWN_RECORD, 0),
        ("01F0FF01", Problem.TOO_SHORT, 0),
        ("0188 7FFFFF 000000 000000", Problem.IMPOSSIBLE_VALUE, 0),
        ("", Problem.EMPTY, 0),
    ],
)
def test_what_cannot_be_read(digits: str, problem: Problem | None, count: int) -> None:
    found = decode(digits)
    assert found.problem is problem
    assert len(found.measurements) == count


def test_the_last_record_of_a_channel_counts() -> None:
    assert decode("0367011003670111")["lpp_103_3"] == 27.3


@pytest.mark.parametrize("kind", [0, 1, 102, 142])
def test_on_and_off_or_a_number(kind: int) -> None:
    (off,) = decode(f"01{kind:02x}00").measurements
    (on,) = decode(f"01{kind:02x}01").measurements
    (more,) = decode(f"01{kind:02x}02").measurements
    assert (off.value, on.value, more.value) == (False, True, 2)
    assert (off.kind, on.kind) == (Kind.BINARY_SENSOR, Kind.BINARY_SENSOR)
    assert more.kind is Kind.SENSOR
    assert off.key == on.key == more.key


def test_channels_are_told() -> None:
    (found,) = decode("0A670110").measurements
    assert found.channel == "10"
    assert found.name is None


@given(st.binary(max_size=1200), st.integers(0, 255))
def test_any_payload(payload: bytes, port: int) -> None:
    found = CayenneLpp().decode(payload, port)
    assert len({item.key for item in found.measurements}) == len(found.measurements)


@given(
    st.lists(
        st.sampled_from(sorted(set(RECORDS) - {136})).flatmap(
            lambda kind: st.tuples(
                st.just(kind),
                st.integers(0, 255),
                st.binary(min_size=RECORDS[kind].size, max_size=RECORDS[kind].size),
            )
        ),
        min_size=1,
        max_size=30,
    )
)
def test_whatever_is_written_by_the_rules_is_read(
    records: list[tuple[int, int, bytes]],
) -> None:
    payload = b"".join(bytes([channel, kind]) + data for kind, channel, data in records)
    found = CayenneLpp().decode(payload, 1)
    assert found.problem is None
    assert {tuple(item.key.split("_")[1:3]) for item in found.measurements} == {
        (str(kind), str(channel)) for kind, channel, _ in records
    }
