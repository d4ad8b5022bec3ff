"""Both languages are complete, and the files that hold them are as the sources want them."""

import os
import re
import shutil
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from adapters.wording import wording
from adapters.wording.catalogue import DOMAINS, LOCALE, catalogue, source_file
from adapters.wording.update import TRANSLATED, main, texts
from rental_core.accounts.person import Language

TAG = re.compile(r"</?[a-z][^>]*>")
USED = [domain for domain in DOMAINS if any(True for _ in texts(domain))]


def translations(domain: str) -> Catalog:
    with source_file(TRANSLATED, domain).open("rb") as source:
        return read_po(source, TRANSLATED.value)


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def tags(text: str) -> Counter[str]:
    return Counter(TAG.findall(text))


@pytest.mark.parametrize("domain", USED)
def test_every_text_of_the_sources_is_translated(domain: str) -> None:
    known = translations(domain)
    missing = [text for text in texts(domain) if (found := known.get(text)) is None or not all(forms(found.string))]
    assert missing == []


@pytest.mark.parametrize("domain", USED)
def test_a_translation_keeps_the_placeholders_and_the_markup(domain: str) -> None:
    for message in translations(domain):
        original = forms(message.id)[-1]
        for form in forms(message.string) if message.id else ():
            assert (braces(form), tags(form)) == (braces(original), tags(original)), message.id


@pytest.mark.parametrize("domain", USED)
def test_a_text_that_counts_has_the_three_russian_forms_and_one_form_for_many_in_english(domain: str) -> None:
    for message in translations(domain):
        if message.pluralizable:
            assert len(forms(message.id)) == 2
            assert len(forms(message.string)) == 3


@pytest.mark.parametrize("domain", USED)
def test_nothing_is_fuzzy_or_obsolete(domain: str) -> None:
    known = translations(domain)
    assert [message.id for message in known if message.id and message.fuzzy] == []
    assert list(known.obsolete) == []


def test_the_files_are_as_the_sources_want_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("domain", USED)
def test_the_english_has_no_russian_in_it(domain: str) -> None:
    english = [form for text in texts(domain) for form in forms(text)]
    assert [text for text in english if re.search("[а-яё]", text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("n", "russian", "english"),
    [
        (1, "1 ночь", "1 night"),
        (2, "2 ночи", "2 nights"),
        (5, "5 ночей", "5 nights"),
        (11, "11 ночей", "11 nights"),
        (21, "21 ночь", "21 nights"),
        (22, "22 ночи", "22 nights"),
        (112, "112 ночей", "112 nights"),
    ],
)
def test_nights_are_counted_as_people_count_them(n: int, russian: str, english: str) -> None:
    assert wording(Language.RUSSIAN).nights(n) == russian
    assert wording(Language.ENGLISH).nights(n) == english


def test_a_catalogue_is_read_from_its_source_when_nobody_has_compiled_it(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    assert catalogue(Language.RUSSIAN, folder).gettext("Kitchen") == "Кухня"


def test_a_catalogue_that_was_edited_after_it_was_compiled_is_read_from_its_source(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    source = source_file(Language.RUSSIAN, "messages", folder)
    source.with_suffix(".mo").write_bytes(b"out of date, and nothing that could be read")
    edited = source.stat().st_mtime_ns
    source.with_suffix(".mo").touch()
    os.utime(source.with_suffix(".mo"), ns=(edited - 10**9, edited - 10**9))
    assert catalogue(Language.RUSSIAN, folder).gettext("Kitchen") == "Кухня"


def test_a_compiled_catalogue_is_read_where_it_is_the_newer_or_the_only_one(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    source = source_file(Language.RUSSIAN, "messages", folder)
    with source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, translations("messages"))
    source.write_bytes(source.read_bytes().replace("Кухня".encode(), "Не то".encode()))
    later = source.stat().st_mtime_ns + 10**9
    os.utime(source.with_suffix(".mo"), ns=(later, later))
    assert catalogue(Language.RUSSIAN, folder).gettext("Kitchen") == "Кухня"
    source.unlink()
    assert catalogue(Language.RUSSIAN, folder).gettext("Kitchen") == "Кухня"


def test_a_text_nobody_translated_stays_english() -> None:
    assert wording(Language.RUSSIAN).text("Nobody translated {what}", what="this") == "Nobody translated this"


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(LOCALE, folder / "locale", ignore=shutil.ignore_patterns("*.mo")))
