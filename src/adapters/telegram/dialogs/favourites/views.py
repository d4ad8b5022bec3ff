"""What the list of favourites shows, and how it is said."""

from datetime import date

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.widgets.lines import block, bold, line
from adapters.wording import Wording
from adapters.wording.shorten import one_line
from rental_core.search.criteria import ResultRow
from rental_core.search.ports import FavouriteRow
from rental_core.stay import Stay

TITLE_SHOWN = 60
ON_BUTTON = 28


@frozen
class FavouritesView:
    """A page of favourites; `stay` is what the person searches for, `page` counts from 1.

    Without `today` dates are told with their year.
    """

    rows: tuple[FavouriteRow, ...]
    stay: Stay | None = None
    page: int = 1
    more: bool = False
    today: date | None = None
    guests: int = 1

    @property
    def several(self) -> bool:
        return self.more or self.page > 1

    @property
    def there(self) -> tuple[FavouriteRow, ...]:
        """Those that can still be booked."""
        return tuple(row for row in self.rows if row.row)

    @property
    def gone(self) -> tuple[FavouriteRow, ...]:
        return tuple(row for row in self.rows if not row.row)


def favourites(view: FavouritesView, words: Wording) -> Markup:
    head = words.html("❤️ <b>Favourites</b>")
    if not view.rows:
        said = words.html("Nothing here yet. Found a place you like? Tap “♡ Keep” on it, and it will wait for you here.")
        return block([head, "", said])
    dates = [words.html("📅 For {dates}", dates=words.stay(view.stay, today=view.today))] if view.stay else []
    return block([head, *dates, *(each for row in view.rows for each in ("", *_told(row, view, words)))])


def _told(kept: FavouriteRow, view: FavouritesView, words: Wording) -> list[Markup]:
    title = one_line(kept.title, TITLE_SHOWN)
    if kept.row is None:
        return [words.html("<s>{title}</s>\nno longer let here", title=title)]
    return [bold(title), line(_price(kept.row, view, words), *_free(kept, view, words))]


def _price(row: ResultRow, view: FavouritesView, words: Wording) -> Markup:
    if view.stay is None:
        return words.html("💰 {price} per night", price=words.money(row.rates.base))
    total = words.money(row.quote(view.stay, min(view.guests, row.guests)).total)
    return words.html("💰 {total} for {nights}", total=total, nights=words.nights(view.stay.nights))


def _free(kept: FavouriteRow, view: FavouritesView, words: Wording) -> list[Markup]:
    if view.stay is None:
        return []
    return [words.html("· 🔴 taken") if kept.taken else words.html("· 🟢 free")]


def place(kept: FavouriteRow, view: FavouritesView, _: Wording) -> str:
    mark = "" if view.stay is None else "🔴 " if kept.taken else "🟢 "
    return mark + one_line(kept.title, ON_BUTTON)


def removal(kept: FavouriteRow, _: FavouritesView, words: Wording) -> str:
    return words.text("🗑 Remove “{title}”", title=one_line(kept.title, ON_BUTTON))
