"""Processes and settings: the only place that knows every room of the house."""
