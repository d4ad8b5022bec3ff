"""Rates and fees become a quote that explains itself."""
