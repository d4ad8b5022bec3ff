"""How hard Hypothesis looks: `fast` at every check, `ci` for every push, `nightly` for whoever has the time."""

import os
import secrets

from hypothesis import HealthCheck, settings

PROFILE = "HYPOTHESIS_PROFILE"
SEED = "HYPOTHESIS_SEED"
SEQUENCES = {"fast": 50, "ci": 50, "nightly": 2000}  # of random taps over the running system, about a second each


def register_profiles() -> None:
    """Make the profiles known and load the one that the environment variable HYPOTHESIS_PROFILE names, `fast` when it names none."""
    calm = [HealthCheck.too_slow, HealthCheck.data_too_large]  # machines share their two cores with other jobs
    settings.register_profile("fast", max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=calm, database=None)
    settings.register_profile("ci", settings.get_profile("fast"), max_examples=50, print_blob=True)
    settings.register_profile("nightly", settings.get_profile("ci"), max_examples=500, stateful_step_count=50)
    settings.load_profile(_profile())


def sequences() -> int:
    """How many random sequences are played over the running system."""
    return SEQUENCES[_profile()]


def chosen_seed() -> int:
    """The one that the environment variable HYPOTHESIS_SEED names, or a new one: to be printed, so that a run can be repeated."""
    return int(os.environ.get(SEED) or secrets.randbits(32))


def _profile() -> str:
    return os.environ.get(PROFILE) or "fast"
