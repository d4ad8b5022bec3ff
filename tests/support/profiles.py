"""How hard Hypothesis looks: `fast` at every check, `ci` for every push, `nightly` for whoever has the time."""

import os

from hypothesis import HealthCheck, settings

PROFILE = "HYPOTHESIS_PROFILE"


def register_profiles() -> None:
    """Make the profiles known and load the one that the environment variable HYPOTHESIS_PROFILE names, `fast` when it names none."""
    calm = [HealthCheck.too_slow, HealthCheck.data_too_large]  # machines share their two cores with other jobs
    settings.register_profile("fast", max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=calm, database=None)
    settings.register_profile("ci", settings.get_profile("fast"), max_examples=50, print_blob=True)
    settings.register_profile("nightly", settings.get_profile("ci"), max_examples=500, stateful_step_count=50)
    settings.load_profile(os.environ.get(PROFILE) or "fast")
