"""Refreshes the .po files from the sources: `python -m adapters.wording.update`; with --check it only says whether that is needed."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from attrs import frozen
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from adapters.wording.catalogue import DOMAINS, source_file
from rental_core.accounts.person import Language

ADAPTERS = Path(__file__).parent.parent
TRANSLATED = Language.RUSSIAN  # English is what the sources say; its plural rule is the one gettext falls back to
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
# `T` is the text widget of dialog windows, `_` the function in page templates.
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"text": (1,), "html": (1,), "plural": (1, 2), "N_": None, "T": (1,), "_": None}
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]


@frozen
class Part:
    """Folders below the adapters whose texts belong together, without those in `but`."""

    folders: tuple[str, ...]
    but: tuple[str, ...] = ()


PARTS = {
    "messages": Part(("wording", "telegram/notices")),
    "bot": Part(("telegram",), but=("notices",)),
    "panel": Part(("web",)),
}
Text = str | tuple[str, ...]


def texts(domain: str, root: Path = ADAPTERS) -> Iterator[Text]:
    """Every text of a domain's sources: a string, or (one, many) for those that count."""
    part = PARTS[domain]
    for folder in part.folders:
        if (root / folder).is_dir():
            found = extract_from_dir(
                root / folder, METHODS, keywords=KEYWORDS, directory_filter=lambda path: Path(path).name not in {*part.but, "__pycache__"}
            )
            yield from (message for _, _, message, _, _ in found)


def refreshed(language: Language, domain: str) -> bytes | None:
    """The .po file of a domain with just the texts of its sources, old translations kept; None when it has no texts yet."""
    path = source_file(language, domain)
    known = read_po(BytesIO(path.read_bytes()), language.value) if path.exists() else Catalog()
    fresh = Catalog(language.value)
    for text in texts(domain):
        old = known.get(text)
        fresh.add(text, old.string if old and old.pluralizable == isinstance(text, tuple) else "")
    return _written(fresh) if len(fresh) else None


def _written(catalogue: Catalog) -> bytes:
    # No dates and no places: a file changes only when its texts do.
    file = BytesIO()
    header = HEADER.format(language=catalogue.locale_identifier, plurals=catalogue.plural_forms)
    file.write(header.encode())
    write_po(file, catalogue, width=140, no_location=True, omit_header=True, sort_output=True)
    return file.getvalue()


def main(arguments: Sequence[str]) -> int:
    """0 when all files are as the sources want them, or were made so; 1 when --check found one that is not."""
    stale = 0
    for domain in DOMAINS:
        path = source_file(TRANSLATED, domain)
        fresh = refreshed(TRANSLATED, domain)
        if fresh is None or (path.exists() and path.read_bytes() == fresh):
            continue
        stale = 1
        print(f"{path.relative_to(ADAPTERS)}: {'needs a refresh' if '--check' in arguments else 'refreshed'}")
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(fresh)
    return stale if "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
