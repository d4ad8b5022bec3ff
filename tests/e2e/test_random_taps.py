"""People who tap and write at random, with stale and forged taps among it, over the real processes: nothing breaks, nothing leaks."""

import asyncio
import time
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure

from tests.support.acts import Act, acts
from tests.support.arena import Arena, open_arena
from tests.support.profiles import chosen_seed, sequences
from tests.support.system import System

SEED = chosen_seed()
SIDE_BY_SIDE = 4  # games at once, each in a market of its own: one alone would leave the processes idle most of the time
PARTS = max(1, sequences() // 100)  # each with a seed of its own: what one finds does not keep the others from looking
EXAMPLES = -(-sequences() // (PARTS * SIDE_BY_SIDE))
UNSHRUNK = (Phase.explicit, Phase.generate)  # a failure tells its whole story; making it smaller would play for an hour


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def arena(system: System, runner: asyncio.Runner, pytestconfig: pytest.Config) -> Iterator[Arena]:
    """Tells at the end what it took."""
    with open_arena(system, runner) as arena:
        began = time.monotonic()
        yield arena
        seconds = time.monotonic() - began
    said = f"random taps: {arena.played} sequences, {arena.acts} acts in {seconds:.0f} s, HYPOTHESIS_SEED={SEED}"
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\n{said}")


@pytest.mark.timeout(0 if PARTS > 1 else 900)
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_people_tap_and_write_they_are_answered_and_read_nobody_elses_words(
    arena: Arena, runner: asyncio.Runner, part: int
) -> None:
    @seed(SEED + part)
    @settings(max_examples=EXAMPLES, phases=UNSHRUNK)
    @given(st.tuples(*[acts()] * SIDE_BY_SIDE))
    def play(games: Sequence[Sequence[Act]]) -> None:
        runner.run(arena.play_all(games))

    try:
        play()
    except FlakyFailure as found:  # what a race breaks passes at the repeat: it is a find all the same, and its story is what counts
        raise found.exceptions[0] from None
