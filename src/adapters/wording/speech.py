"""Sentences in one language, with values put in."""

from attrs import field, frozen
from babel import Locale
from babel.numbers import format_decimal
from babel.support import NullTranslations
from markupsafe import Markup

from rental_core.accounts.person import Language

# British English: the day before the month, the 24-hour clock and weeks that begin on Monday, as in Russian.
LOCALES = {Language.RUSSIAN: Locale("ru"), Language.ENGLISH: Locale("en", "GB")}


@frozen
class Speech:
    """The English text is the key of its translation. Values are named in braces: "Hello, {name}"."""

    language: Language
    catalogue: NullTranslations = field(repr=False, eq=False)

    @property
    def locale(self) -> Locale:
        return LOCALES[self.language]

    def text(self, msgid: str, /, **values: object) -> str:
        """Plain text: for buttons, toasts and alerts."""
        return self.catalogue.gettext(msgid).format(**values)

    def html(self, msgid: str, /, **values: object) -> Markup:
        """HTML for messages: tags of the text stay, every value is escaped unless it is Markup, such as this returns."""
        return Markup(self.catalogue.gettext(msgid)).format(**values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form for `n`, which the text may name as {n}: plain text, written as the language writes numbers."""
        return self.catalogue.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, n: int) -> str:
        return format_decimal(n, locale=self.locale)
