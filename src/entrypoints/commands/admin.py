"""`rental admin`: what the operator of the installation may do to people."""

import asyncio

import click

from entrypoints.servers import installation, must_have_tables
from entrypoints.settings import Settings
from entrypoints.wiring import make_container
from rental_core.accounts.grant import GrantRole
from rental_core.accounts.person import Role, TelegramId
from rental_core.accounts.ports import Contact
from rental_core.accounts.register import RegisterPerson
from rental_core.moderation.block_person import BlockPerson, UnblockPerson

telegram_id = click.argument("telegram_id", type=click.IntRange(min=1))


@click.group()
def command() -> None:
    """Give roles; block and unblock people, known by their Telegram ids."""


@command.command()
@telegram_id
@click.option("--role", type=click.Choice([Role.ADMIN.value, Role.SUPPORT.value]), default=Role.ADMIN.value, show_default=True)
def grant(telegram_id: int, role: str) -> None:
    """Make someone an admin or a supporter. Works before their first contact, too."""
    with installation(cache=False) as settings:
        must_have_tables(settings)
        asyncio.run(_grant(settings, _contact(telegram_id), Role(role)))
    click.echo(f"{telegram_id} is {role} now.")


@command.command()
@telegram_id
@click.option("--reason", required=True, help="Told to the person.")
def block(telegram_id: int, reason: str) -> None:
    """Refuse someone everywhere; their pending requests, made and received, end with notice."""
    with installation(cache=False) as settings:
        must_have_tables(settings)
        asyncio.run(_block(settings, _contact(telegram_id), reason))
    click.echo(f"{telegram_id} is blocked.")


@command.command()
@telegram_id
def unblock(telegram_id: int) -> None:
    """Let a blocked person back."""
    with installation(cache=False) as settings:
        must_have_tables(settings)
        asyncio.run(_unblock(settings, _contact(telegram_id)))
    click.echo(f"{telegram_id} may come back.")


def _contact(telegram_id: int) -> Contact:
    return Contact(TelegramId(telegram_id), name="", username=None)


async def _grant(settings: Settings, contact: Contact, role: Role) -> None:
    async with make_container(settings) as container:
        await (await container.get(GrantRole))(contact, role)


async def _block(settings: Settings, contact: Contact, reason: str) -> None:
    async with make_container(settings) as container:
        person = await (await container.get(RegisterPerson))(contact)
        await (await container.get(BlockPerson))(person.id, reason=reason, by=None)


async def _unblock(settings: Settings, contact: Contact) -> None:
    async with make_container(settings) as container:
        person = await (await container.get(RegisterPerson))(contact)
        await (await container.get(UnblockPerson))(person.id, by=None)
