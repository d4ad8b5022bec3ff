"""The life of a booking, from request to its end, and what it does to the nights."""
