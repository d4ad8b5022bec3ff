"""Acts that cross areas: blocking a person, leaving for good."""
