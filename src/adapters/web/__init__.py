"""Pages and health of the panel process."""
