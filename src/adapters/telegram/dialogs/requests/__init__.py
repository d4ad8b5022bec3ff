"""Requests that wait for their landlord: the list by time left, and one with all that a decision needs."""

from adapters.telegram.dialogs.requests.windows import requests_dialog

__all__ = ["requests_dialog"]
