"""Every window there is, by dialog."""

from aiogram.fsm.state import State, StatesGroup


class Home(StatesGroup):
    """The menu, from where everything begins."""

    menu = State()
    help = State()


class Search(StatesGroup):
    """What a renter looks for."""

    summary = State()
    place = State()
    dates = State()
    party = State()
    price = State()
    amenities = State()


class Results(StatesGroup):
    """What is found, an apartment a page."""

    card = State()


class Details(StatesGroup):
    """One apartment."""

    card = State()
    description = State()
    rules = State()
    months = State()
    share = State()


class Favourites(StatesGroup):
    """What a person keeps for later."""

    list = State()


class Booking(StatesGroup):
    """A request in the making."""

    dates = State()
    check = State()
    message = State()
    sent = State()


class Trips(StatesGroup):
    """What a renter has booked and asked for."""

    list = State()
    card = State()
    withdraw = State()
    cancel = State()
    similar = State()


class Profile(StatesGroup):
    """What a person says about themselves, what is held about them, and leaving."""

    main = State()
    name = State()
    phone = State()
    leave = State()
    sure = State()


class Tongue(StatesGroup):
    """The choice of the language."""

    choice = State()


class Reviewing(StatesGroup):
    """What landlords have submitted, for admins."""

    list = State()
    card = State()
    reason = State()


class Letting(StatesGroup):
    """What a landlord lets, and one apartment of it."""

    home = State()
    list = State()
    flat = State()
    pause = State()
    remove = State()


class Adding(StatesGroup):
    """The first step of a new apartment, or a draft to go on with."""

    begin = State()
    city = State()


class Editing(StatesGroup):
    """The facts of an apartment, a window each."""

    main = State()
    street = State()
    house = State()
    district = State()
    pin = State()
    rooms = State()
    guests = State()
    area = State()
    floor = State()
    amenities = State()
    title = State()
    description = State()
    times = State()
    rules = State()
    instructions = State()
    mode = State()
    history = State()


class FlatPhotos(StatesGroup):
    """The photos of an apartment."""

    main = State()
    delete = State()


class Pricing(StatesGroup):
    """What an apartment costs, and when it can be had."""

    main = State()
    amount = State()
    weekend = State()
    discounts = State()
    guests = State()
    limits = State()
    seasons = State()
    season = State()
    season_name = State()
    season_dates = State()
    season_amount = State()
    season_limits = State()
    calendar = State()
    attempt = State()
    attempted = State()


class Requests(StatesGroup):
    """Requests that wait for their landlord, and the decision about one."""

    list = State()
    card = State()
    decline = State()


class Guests(StatesGroup):
    """Whom a landlord receives: arrivals and departures, all bookings, and one of them."""

    week = State()
    list = State()
    card = State()
    cancel = State()
    no_show = State()


class Nights(StatesGroup):
    """Free or occupied, and the calendar: of one apartment, and of all."""

    now = State()
    until = State()
    sure = State()
    history = State()
    months = State()
    day = State()
    range = State()
    all = State()


class Income(StatesGroup):
    """What apartments bring in: a year by months, one month, and the apartments by what they brought."""

    year = State()
    month = State()
    flats = State()
