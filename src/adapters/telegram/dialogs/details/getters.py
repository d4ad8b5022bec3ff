"""What the windows of one apartment need to know."""

from datetime import date
from typing import Any

from aiogram import Bot
from aiogram_dialog import DialogManager
from attrs import frozen
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.details.views import DetailsView
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.media import months_picture, picture
from adapters.telegram.pictures import Months
from adapters.telegram.widgets.text import PICTURE, VIEW
from rental_core.accounts.person import Person
from rental_core.apartments.ports import ApartmentPage, ApartmentReader
from rental_core.calendar.ports import CalendarReader
from rental_core.clock import Clock, local_date
from rental_core.search.ports import FavouriteReader

PHOTO = "photo"  # dialog data: which photo is shown, from 0


@frozen
class Showroom:
    """Where an apartment is looked at: what it is, what it is like now, and what the person thinks of it."""

    apartments: ApartmentReader
    calendar: CalendarReader
    favourites: FavouriteReader
    desk: Desk
    clock: Clock

    async def page(self, manager: DialogManager, person: Person) -> ApartmentPage:
        return await self.apartments.page(apartment_of(manager), viewer=person.id)

    def today(self, page: ApartmentPage) -> date:
        return local_date(self.clock.now(), page.zone)

    async def view(self, manager: DialogManager, person: Person, bot: Bot) -> DetailsView:
        page = await self.page(manager, person)
        entered = await self.desk.entered(person.id)
        return DetailsView(
            page=page,
            stay=entered.stay,
            guests=entered.draft.guests,
            today=self.today(page),
            photo=manager.dialog_data.get(PHOTO, 0) % max(len(page.photos), 1),
            status=await self.calendar.status(page.id, at=self.clock.now()),
            kept=await self.favourites.keeps(person.id, page.id),
            bot=(await bot.me()).username or "",
        )

    async def months(self, page: ApartmentPage, person: Person) -> Months:
        """The months to come; why a night is taken, and by whom, is not for renters."""
        empty = Months.of(person.language, self.today(page), ())
        taken = await self.calendar.taken(page.id, empty.nights, viewer=person.id)
        return Months.of(person.language, empty.today, [row.nights for row in taken])


@inject
async def get_details(dialog_manager: DialogManager, person: Person, bot: Bot, showroom: FromDishka[Showroom], **_: Any) -> dict[str, Any]:
    view = await showroom.view(dialog_manager, person, bot)
    key = view.page.photos[view.photo] if view.page.photos else None
    return {VIEW: view, PICTURE: picture(key)}


@inject
async def get_months(dialog_manager: DialogManager, person: Person, bot: Bot, showroom: FromDishka[Showroom], **_: Any) -> dict[str, Any]:
    view = await showroom.view(dialog_manager, person, bot)
    return {VIEW: view, PICTURE: months_picture(await showroom.months(view.page, person))}
