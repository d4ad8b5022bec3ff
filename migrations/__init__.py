"""Alembic's environment and revisions; a package, so that the wheel carries it."""
