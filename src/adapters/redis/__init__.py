"""Valkey: what may be lost."""

from adapters.redis.client import arq_settings, connect

__all__ = ["arq_settings", "connect"]
