"""The business of short-term rental: rules, values, use cases and the ports they need. No I/O, no wall clock."""
