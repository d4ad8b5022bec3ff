"""Catalogues: read compiled, or compiled in memory when nobody has done it since they were edited."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from rental_core.accounts.person import Language

LOCALE = Path(__file__).parent / "locale"
DOMAINS = ("messages", "bot", "panel")


def catalogue(language: Language, folder: Path = LOCALE) -> NullTranslations:
    """All domains of a language as one. A text that none of them has stays the English it is."""
    merged: NullTranslations = NullTranslations()
    for domain in DOMAINS:
        compiled = _compiled(source_file(language, domain, folder))
        if compiled is None:
            continue
        translations = Translations(BytesIO(compiled), domain)
        merged = merged.merge(translations) if isinstance(merged, Translations) else translations
    return merged


def source_file(language: Language, domain: str, folder: Path = LOCALE) -> Path:
    """Where the translations of a domain are edited."""
    return folder / language.value / "LC_MESSAGES" / f"{domain}.po"


def _compiled(source: Path) -> bytes | None:
    ready = source.with_suffix(".mo")
    if not source.exists():
        return ready.read_bytes() if ready.exists() else None
    if ready.exists() and ready.stat().st_mtime >= source.stat().st_mtime:
        return ready.read_bytes()
    compiled = BytesIO()
    with source.open("rb") as po:
        write_mo(compiled, read_po(po))
    return compiled.getvalue()
