"""What the profile windows show, and how it is said."""

from datetime import datetime

from attrs import frozen
from markupsafe import Markup

from adapters.wording import Wording, parts
from adapters.wording.phones import readable
from adapters.wording.shorten import one_line
from rental_core.accounts.person import Language
from rental_core.clock import local_date
from rental_core.moderation.ports import Counts, StayAhead, Ties

NAME_SHOWN = 64
TITLE_SHOWN = 28  # on a button
HOME_ZONE = "Europe/Moscow"  # months are told by these clocks
NAMES = {Language.RUSSIAN: "🇷🇺 Русский", Language.ENGLISH: "🇬🇧 English"}


@frozen
class ProfileView:
    """Who the person is; `phone` is E.164."""

    name: str
    phone: str | None
    since: datetime
    counts: Counts
    languages: tuple[Language, ...] = tuple(Language)


@frozen
class LeaveView:
    """What leaving would do now."""

    ties: Ties
    now: datetime


def profile(view: ProfileView, words: Wording) -> Markup:
    phone = readable(view.phone) if view.phone else words.text("not given")
    return parts.paragraphs(
        words.html("👤 <b>{name}</b>", name=one_line(view.name, NAME_SHOWN)),
        parts.block(
            words.html("📱 Phone: {phone}", phone=phone),
            words.html("🌐 Language: {language}", language=NAMES[words.language]),
            words.html("📅 Here since {month}", month=words.since(view.since, HOME_ZONE)),
            _stays(view.counts, words),
        ),
    )


def _stays(counts: Counts, words: Wording) -> Markup:
    made = words.plural("{n} stay so far", "{n} stays so far", counts.made) if counts.made else words.text("your first stay is still ahead")
    hosted = words.plural("{n} stay hosted", "{n} stays hosted", counts.hosted) if counts.hosted else ""
    return words.html("🧳 {stays}", stays=", ".join(said for said in (made, hosted) if said))


def language(item: Language, _: object, words: Wording) -> str:
    return f"✓ {NAMES[item]}" if item is words.language else NAMES[item]


def name(view: ProfileView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("✏️ <b>What shall we call you?</b>"),
        words.html("Now: {name}", name=one_line(view.name, NAME_SHOWN)),
        words.html("Write your name as landlords and guests are to see it."),
    )


def phone(view: ProfileView, words: Wording) -> Markup:
    now = words.html("Now: {phone}", phone=readable(view.phone)) if view.phone else Markup()
    return parts.paragraphs(
        words.html("📱 <b>Your phone number</b>"),
        now,
        words.html("Tap “Share my number” below, or write it here, with the country code if it is not a Russian one."),
        words.html("Only those with whom you have a confirmed stay see it."),
    )


def leave(view: LeaveView, words: Wording) -> Markup:
    if view.ties.only_admin:
        return parts.paragraphs(
            words.html("🗑 <b>Delete my data</b>"),
            words.html("You are the only admin here. Make somebody else an admin first, then you can go."),
        )
    if view.ties.ahead:
        return parts.paragraphs(
            words.html("🗑 <b>Delete my data</b>"),
            words.html("Somebody counts on these stays. Cancel them first, then your data can be deleted. Tap one to see it."),
        )
    return parts.paragraphs(
        words.html("🗑 <b>Delete my data</b>"),
        words.html("What goes for good:"),
        parts.block(*(Markup("• ") + Markup.escape(line) for line in _going(view.ties, words))),
        words.html("What stays: past bookings with their dates and prices, but without your name. The others see “Deleted user” there."),
        words.html("You can take your data with you first: “My data as a file” in the profile."),
    )


def _going(ties: Ties, words: Wording) -> list[str]:
    lines = [
        words.text("your name, username and phone number"),
        words.text("your search, what you kept for later, and what you wrote to others here"),
    ]
    if ties.made:
        lines.append(words.plural("{n} request of yours: it is taken back", "{n} requests of yours: they are taken back", ties.made))
    if ties.received:
        received = words.plural("{n} request to you: it is declined", "{n} requests to you: they are declined", ties.received)
        lines.append(received)
    if ties.apartments:
        lines.append(
            words.plural(
                "{n} apartment of yours: it leaves the search, its photos and description go",
                "{n} apartments of yours: they leave the search, their photos and descriptions go",
                ties.apartments,
            )
        )
    return lines


def ahead(item: StayAhead, view: LeaveView, words: Wording) -> str:
    """Whether they travel or receive, when, and where."""
    mark = "🔑" if item.lets else "🧳"
    return f"{mark} {words.stay(item.stay, today=local_date(view.now, item.zone))} · {one_line(item.title, TITLE_SHOWN)}"


def sure(_: LeaveView, words: Wording) -> Markup:
    return words.html("⚠️ <b>Delete everything?</b>\n\nThis cannot be undone. If you write to me again one day, we begin anew.")
