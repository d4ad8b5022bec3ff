"""Tests, by cost: unit, contract, edge, migrations, e2e, browser."""
