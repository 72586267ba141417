"""Infrared codes: the vendor's sample, computed frames, and garbage."""

import contextlib
import json
from pathlib import Path

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError, ProtocolError
from custom_components.accord.protocol.lifesmart.infrared import decode, encode, from_pronto

SAMPLE: str = json.loads(
    Path(__file__).with_name("samples").joinpath("infrared.json").read_text(encoding="utf-8")
)["data"]


def frame(header: tuple[int, int], data: tuple[int, ...]) -> list[int]:
    """Return the durations of a pulse-distance frame, least significant bit first."""
    bits = (byte >> bit & 1 for byte in data for bit in range(8))
    return [*header, *(part for bit in bits for part in (560, 1690 if bit else 560)), 560]


def read(durations: list[int]) -> bytes:
    """Return the four bytes of a frame without its header."""
    spaces = [space > 1000 for space in durations[3:66:2]]
    return bytes(
        sum(bit << place for place, bit in enumerate(spaces[start : start + 8]))
        for start in range(0, 32, 8)
    )


def test_the_vendors_sample_is_a_known_frame_three_times() -> None:
    durations = decode(SAMPLE)
    assert len(durations) == 203
    assert durations[:2] == [4634, 4634]
    pauses = [index for index, duration in enumerate(durations) if duration > 20_000]
    assert [durations[index] for index in pauses] == [46814, 46814]
    for start in (0, *(index + 1 for index in pauses)):
        assert read(durations[start:]) == bytes((0x07, 0x07, 0x04, 0xFB))


def test_the_vendors_sample_is_encoded_to_the_same_bytes() -> None:
    assert encode(decode(SAMPLE)) == SAMPLE


@pytest.mark.parametrize(
    ("header", "data", "wire"),
    [
        ((4500, 4500), (7, 7, 4, 0xFB), "018B4F0320016F4F4057FF57FFF7FF5D55"),
        ((9000, 4500), (4, 0xFB, 8, 0xF7), "9F8B014F6F41040051550100545500"),
    ],
)
def test_computed_frames(header: tuple[int, int], data: tuple[int, ...], wire: str) -> None:
    durations = frame(header, data)
    assert len(durations) == 67
    assert encode(durations) == wire
    assert read(decode(wire)) == bytes(data)


def test_long_runs_are_split() -> None:
    wire = encode([560, 560] * 100)
    assert wire.startswith("014F4F78")
    assert decode(wire) == [559] * 200


@given(st.lists(st.integers(39, 200_000), min_size=1, max_size=300))
def test_durations_keep_within_the_steps(durations: list[int]) -> None:
    found = decode(encode(durations))
    assert len(found) == len(durations)
    for wanted, got in zip(durations, found, strict=True):
        assert got == pytest.approx(wanted, rel=0.018, abs=2)


@given(st.lists(st.integers(39, 200_000), min_size=1, max_size=50))
def test_encoding_again_changes_nothing(durations: list[int]) -> None:
    wire = encode(durations)
    assert encode(decode(wire)) == wire


@given(st.binary(max_size=60))
def test_garbage_is_an_error_or_durations(data: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        assert all(duration > 0 for duration in decode(data.hex()))


@pytest.mark.parametrize(
    "data", ["0", "XY", "01", "014F", "014F6F0A00", "FF", "FF00", "FF4F", "00"]
)
def test_what_cannot_be_read(data: str) -> None:
    with pytest.raises(ProtocolError):
        decode(data)


@pytest.mark.parametrize("durations", [[], [0], [-5], [560, 10**6]])
def test_what_cannot_be_sent(durations: list[int]) -> None:
    with pytest.raises(InvalidError):
        encode(durations)


def test_pronto() -> None:
    """Counts of the carrier's periods; the part that is repeated follows once."""
    frequency, durations = from_pronto("0000 006D 0001 0001 0157 00AC 0015 0689")
    assert frequency == 38_029
    assert durations == [9019, 4523, 552, 43_993]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0000",
        "0100 006D 0001 0000 0157 00AC",
        "0000 0000 0001 0000 0157 00AC",
        "0000 006D 0000 0000",
        "0000 006D 0002 0000 0157 00AC",
        "0000 006D 0001 0000 0157 house",
    ],
)
def test_no_pronto(text: str) -> None:
    """Other kinds, what is cut, and garbage are refused."""
    with pytest.raises(InvalidError):
        from_pronto(text)
