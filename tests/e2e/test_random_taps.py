"""People who tap and write at random, with stale and forged taps among it, over the real processes: nothing breaks, nothing leaks."""

import asyncio
import time
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, seed, settings

from tests.support.acts import Act, acts
from tests.support.arena import Arena, open_arena
from tests.support.profiles import chosen_seed, sequences
from tests.support.system import System

SEED = chosen_seed()


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


@pytest.mark.timeout(0 if sequences() > 100 else 300)
@seed(SEED)
@settings(max_examples=sequences())
@given(acts())
def test_whatever_people_tap_and_write_they_are_answered_and_read_nobody_elses_words(
    arena: Arena, runner: asyncio.Runner, acts: Sequence[Act]
) -> None:
    runner.run(arena.play(acts))
