"""What a page of results needs to know."""

from typing import Any

from aiogram_dialog import DialogManager
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.facts import COUNTED
from adapters.telegram.dialogs.results.views import ResultsView
from adapters.telegram.dialogs.search.filters import minor
from adapters.telegram.media import picture
from adapters.telegram.saying import StaleTapError
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.text import PICTURE, VIEW
from rental_core.accounts.person import Person
from rental_core.search.criteria import Cursor, ResultPage, SearchCriteria
from rental_core.search.loosen import FindOffers
from rental_core.search.ports import ApartmentSearch, FavouriteReader

SHOWN = "shown"  # dialog data: the id of the apartment on the card


@inject
async def get_card(
    dialog_manager: DialogManager,
    person: Person,
    desk: FromDishka[Desk],
    search: FromDishka[ApartmentSearch],
    favourites: FromDishka[FavouriteReader],
    offers: FromDishka[FindOffers],
    **_: Any,
) -> dict[str, Any]:
    entered = await desk.entered(person.id)
    criteria = entered.criteria
    if criteria is None or entered.city is None:
        raise StaleTapError("no city")
    path = Path(dialog_manager.dialog_data)
    page = await _page(search, criteria, path)
    path.leads_to([page.following.key, page.following.id] if page.following else None)
    if not page.rows:
        found = await offers(entered, unit=minor(1, entered.city.currency), cap=COUNTED + 1)
        return {VIEW: ResultsView(entered=entered, city=entered.city, offers=found), PICTURE: None}
    row = page.rows[0]
    dialog_manager.dialog_data[SHOWN] = row.id
    view = ResultsView(
        entered=entered,
        city=entered.city,
        row=row,
        kept=await favourites.keeps(person.id, row.id),
        position=path.page,
        count=max(await search.count(criteria, cap=COUNTED + 1), path.page),
        more=page.following is not None,
    )
    return {VIEW: view, PICTURE: picture(row.photo)}


async def _page(search: ApartmentSearch, criteria: SearchCriteria, path: Path) -> ResultPage:
    """The page of the path; the first one when what was behind the last turn is gone."""
    after = Cursor(*path.after) if path.after else None
    page = await search.page(criteria, after=after, limit=1)
    if page.rows or after is None:
        return page
    path.restart()
    return await search.page(criteria, after=None, limit=1)
