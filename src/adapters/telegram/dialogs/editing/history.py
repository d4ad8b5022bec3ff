"""The history of an apartment's facts, and how it is said."""

from datetime import datetime

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.widgets.lines import bold
from adapters.wording import Wording, parts
from adapters.wording.facts import fact_name, fact_value
from adapters.wording.shorten import one_line
from rental_core.apartments.ports import EditRow

VALUE_SHOWN = 120
NAME_SHOWN = 40


@frozen
class HistoryView:
    """A page of changes, the latest first; moments by the clocks of `zone`."""

    rows: tuple[EditRow, ...]
    zone: str
    now: datetime
    page: int = 1
    more: bool = False

    @property
    def several(self) -> bool:
        return self.more or self.page > 1


def history(view: HistoryView, words: Wording) -> Markup:
    head = words.html("🕘 <b>What was changed</b>")
    if not view.rows:
        return parts.paragraphs(head, words.html("Nothing was changed yet."))
    return parts.paragraphs(head, *(_line(row, view, words) for row in view.rows))


def _line(row: EditRow, view: HistoryView, words: Wording) -> Markup:
    who = one_line(words.person(row.by_name), NAME_SHOWN) if row.by is not None else words.text("the system")
    return parts.block(
        bold(f"{words.moment(row.at, view.zone, view.now)} · {who}"),
        words.html(
            "{fact}: {was} → {now}",
            fact=words.text(fact_name(row.change.fact)),
            was=one_line(fact_value(words, row.change.fact, row.change.was, row.currency), VALUE_SHOWN),
            now=one_line(fact_value(words, row.change.fact, row.change.now, row.currency), VALUE_SHOWN),
        ),
    )
