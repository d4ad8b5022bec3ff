"""The one token a simulator accepts: made once, kept in its folder, marked so that it is never taken for a real one."""

import hmac
import secrets

from adapters.simulator.store import Store


def own_token(store: Store, wanted: str | None) -> str:
    """`wanted` from now on, else the folder's own, else a new one."""
    kept = store.recall("token")
    token = wanted or kept or f"{secrets.randbelow(9 * 10**9) + 10**9}:SIM{secrets.token_urlsafe(24)}"
    if token != kept:
        store.remember("token", token)
    return str(token)


def same_token(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
