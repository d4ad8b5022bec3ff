"""Which language a reader wants."""

from typing import Any

from litestar import Request

from rental_core.accounts.person import Language


def language_of(request: "Request[Any, Any, Any]") -> Language:
    """The language asked for by `?lang=`, or else the one that the browser prefers; Russian for those who prefer none."""
    return Language.of_telegram(str(request.query_params.get("lang") or _preferred(request.headers.get("accept-language", ""))))


def _preferred(accepted: str) -> str:
    """The tag with the highest quality of an Accept-Language header; of equal ones the first."""
    weighed = [(_quality(part), part.split(";")[0].strip()) for part in accepted.split(",")]
    best = max(weighed, key=lambda each: each[0])[1]
    return Language.RUSSIAN.value if best in {"", "*"} else best


def _quality(part: str) -> float:
    _, _, quality = part.partition(";q=")
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
