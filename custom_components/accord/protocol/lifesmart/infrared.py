"""Infrared codes: the station's strings <-> durations of light and dark, without any state.

The vendor does not document the form. It was read from the samples of the advanced interface
description and of the vendor's cloud, all of which encode to the same bytes again. A string is
hexadecimal and lists durations, a mark first:

- ``01 A B n`` and bits, most significant first: ``n`` times code A (bit 0) or code B (bit 1);
- ``FF 00 c``: 32 768 µs and the duration of ``c``;
- any other byte: the code of one duration, 36.2 µs · 2^(code / 20).
"""

from collections.abc import Iterator, Sequence
import math

from ..errors import InvalidError, ProtocolError

_UNIT = 36.2
_STEPS = 20
_PACKED, _FIRST, _LAST, _LONG = 0x01, 0x02, 0xFE, 0xFF
_LONG_MICROSECONDS = 32_768
_FEWEST, _MOST = 3, 120
_HEAD = 3
_PRONTO_RAW, _PRONTO_UNIT = 0, 0.241246
_PRONTO_WORDS = 4


def decode(data: str) -> list[int]:
    """Return the durations in µs of a station's string. Raises ProtocolError."""
    try:
        raw = bytes.fromhex(data)
    except ValueError:
        raise ProtocolError("an infrared code is not hexadecimal") from None
    return list(_durations(_codes(raw)))


def encode(durations: Sequence[int]) -> str:
    """Return the station's string of durations in µs, a mark first. Raises InvalidError."""
    if not durations:
        raise InvalidError("parameter durations must not be empty")
    codes = [code for duration in durations for code in _codes_of(duration)]
    return _packed(codes).hex().upper()


def from_pronto(text: str) -> tuple[int, list[int]]:
    """Return carrier in Hz and durations in µs of a Pronto code (CCF, learned ones: 0000).

    The part that is sent once comes first, then that which is repeated, once. Raises InvalidError.
    """
    try:
        words = [int(word, 16) for word in text.split()]
    except ValueError:
        raise InvalidError("parameter pronto is not hexadecimal") from None
    if len(words) < _PRONTO_WORDS or words[0] != _PRONTO_RAW or not words[1]:
        raise InvalidError("parameter pronto is no learned code")
    _, divider, once, repeated = words[:_PRONTO_WORDS]
    counts = words[_PRONTO_WORDS:]
    if not counts or len(counts) != 2 * (once + repeated):
        raise InvalidError("parameter pronto is cut")
    period = divider * _PRONTO_UNIT
    return round(1_000_000 / period), [max(1, round(count * period)) for count in counts]


def _codes(raw: bytes) -> Iterator[int]:
    """Undo the packing."""
    at = 0
    while at < len(raw):
        if raw[at] != _PACKED:
            yield raw[at]
            at += 1
            continue
        if len(raw) < at + 1 + _HEAD:
            raise ProtocolError("an infrared code is cut")
        pair, count = raw[at + 1 : at + _HEAD], raw[at + _HEAD]
        at += 1 + _HEAD
        bits = raw[at : at + math.ceil(count / 8)]
        if len(bits) * 8 < count:
            raise ProtocolError("an infrared code is cut")
        for index in range(count):
            yield pair[bits[index // 8] >> (7 - index % 8) & 1]
        at += len(bits)


def _durations(codes: Iterator[int]) -> Iterator[int]:
    long = 0
    for code in codes:
        if code == _LONG and next(codes, None) == 0:
            long += _LONG_MICROSECONDS
            continue
        if not _FIRST <= code <= _LAST:
            raise ProtocolError("an infrared code has an unknown duration")
        yield round(long + _UNIT * 2 ** (code / _STEPS))
        long = 0
    if long:
        raise ProtocolError("an infrared code is cut")


def _codes_of(duration: int) -> list[int]:
    long: list[int] = []
    if duration > _LONG_MICROSECONDS + _UNIT:
        long, duration = [_LONG, 0], duration - _LONG_MICROSECONDS
    if duration < 1:
        raise InvalidError("parameter durations must be positive")
    code = max(_FIRST, round(_STEPS * math.log2(duration / _UNIT)))
    if code > _LAST:
        raise InvalidError("parameter durations has one that is too long")
    return [*long, code]


def _packed(codes: Sequence[int]) -> bytes:
    """Pack runs of two codes, as the vendor does it."""
    packed = bytearray()
    at = 0
    while at < len(codes):
        run = _run(codes, at)
        at += len(run)
        if len(run) < _FEWEST:
            packed += bytes(run)
            continue
        first = run[0]
        second = next((code for code in run if code != first), first)
        packed += bytes((_PACKED, first, second, len(run)))
        bits = sum(1 << (len(run) - 1 - index) for index, code in enumerate(run) if code != first)
        size = math.ceil(len(run) / 8)
        packed += (bits << (size * 8 - len(run))).to_bytes(size)
    return bytes(packed)


def _run(codes: Sequence[int], start: int) -> Sequence[int]:
    """Return the codes from ``start`` on that are of two kinds."""
    kinds: set[int] = set()
    end = start
    while end < min(len(codes), start + _MOST) and len(kinds | {codes[end]}) <= 2:
        kinds.add(codes[end])
        end += 1
    return codes[start:end]
