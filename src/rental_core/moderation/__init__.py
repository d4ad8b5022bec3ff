"""Acts that cross areas: blocking a person."""
