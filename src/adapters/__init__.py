"""Rooms between the business and the world; each sees the core and its own libraries, never another adapter."""
