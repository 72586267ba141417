"""One after the other, and how long somebody waits."""

import asyncio

import pytest

from custom_components.accord.protocol.errors import DeadlineError
from custom_components.accord.protocol.transport.turns import Turns


async def test_in_order_one_at_a_time() -> None:
    turns, done = Turns(), list[int]()

    async def speak(number: int) -> None:
        async with turns.take(5.0, 5.0):
            done.append(number)
            await asyncio.sleep(0)
            assert done[-1] == number

    await asyncio.gather(*(speak(number) for number in range(9)))
    assert done == list(range(9))


async def test_patience_has_an_end() -> None:
    turns = Turns()
    async with turns.take(1.0, 0.0):
        with pytest.raises(DeadlineError) as caught:
            async with turns.take(0.01, 1.0):
                pytest.fail("spoke out of turn")
    assert not caught.value.outcome_unknown
    async with turns.take(0.01, 1.0):
        pass


async def test_a_long_turn_is_waited_for() -> None:
    """Its length is known, so it wears out nobody's patience."""
    turns, go, spoken = Turns(), asyncio.Event(), list[str]()

    async def speak() -> None:
        async with turns.take(0.0, 0.0):
            spoken.append("next")

    async with turns.take(1.0, 60.0):
        waiting = asyncio.ensure_future(speak())
        asyncio.get_running_loop().call_later(0.02, go.set)
        await go.wait()
        assert not waiting.done()
    await waiting
    assert spoken == ["next"]


async def test_a_failure_ends_the_turn() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="oops"):
        async with turns.take(1.0, 1.0):
            raise ValueError("oops")
    async with turns.take(0.01, 1.0):
        pass
