"""``mtcheck review user``: who may sign in at ``mtcheck review serve --auth``. A password is never an argument, since others of the machine could read it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from mtcheck.cli import Group
from mtcheck.cli._review_options import DATABASE
from mtcheck.cli._run import Decorator, with_options
from mtcheck.core.errors import ConfigError

if TYPE_CHECKING:
    from mtcheck.desk.review.database import Database

ROLES = ("reviewer", "editor", "admin")
PLACE: Decorator = click.option("--database", required=True, metavar="URL", help=f"That of the review: {DATABASE}.")
STDIN: Decorator = click.option("--password-stdin", "piped", is_flag=True, help="Read the password from the first line of standard input.")
EPILOG = """\b
Examples:
  mtcheck review user add "Ada Lovelace" --role admin --database sqlite:////srv/review.sqlite3
  pass show review/bo | mtcheck review user add Bo --password-stdin --database sqlite:////srv/review.sqlite3
  mtcheck review user list --database sqlite:////srv/review.sqlite3
"""


@click.group("user", cls=Group, epilog=EPILOG)
def user() -> None:
    """Say who may sign in: add, list, remove, passwd, role."""


@user.command("add")
@click.argument("name")
@click.option(
    "--role", type=click.Choice(ROLES), default=ROLES[0], show_default=True, help="What they may do: decide; also apply, export, assign; all."
)
@with_options((PLACE, STDIN))
def add(name: str, role: str, database: str, piped: bool) -> None:
    """Add NAME; asks for a password twice."""
    from mtcheck.desk.review.accounts import users
    from mtcheck.desk.review.accounts.people import Role

    store = _opened(database)
    users.add(store, name, Role.of(role), _password(piped))
    click.echo(f"{name} may sign in as {role}")


@user.command("list")
@PLACE
def listed(database: str) -> None:
    """List names, roles and since when, separated by tabs."""
    from mtcheck.desk.review.accounts import users

    with _opened(database).reading() as connection:
        for one in users.everyone(connection):
            click.echo(f"{one.name}\t{one.role}\t{one.created[:10]}")


@user.command("remove")
@click.argument("name")
@PLACE
def remove(name: str, database: str) -> None:
    """Remove NAME, who is signed out at once; their decisions stay."""
    from mtcheck.desk.review.accounts import users

    users.remove(_opened(database), name)
    click.echo(f"{name} is removed")


@user.command("passwd")
@click.argument("name")
@with_options((PLACE, STDIN))
def passwd(name: str, database: str, piped: bool) -> None:
    """Give NAME another password, asked for twice; they are signed out at once."""
    from mtcheck.desk.review.accounts import users

    store = _opened(database)
    users.set_password(store, name, _password(piped))
    click.echo(f"{name} has a new password")


@user.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@PLACE
def role_of(name: str, role: str, database: str) -> None:
    """Make NAME reviewer, editor or admin; they are signed out at once."""
    from mtcheck.desk.review.accounts import users
    from mtcheck.desk.review.accounts.people import Role

    users.set_role(_opened(database), name, Role.of(role))
    click.echo(f"{name} is {role}")


def _opened(url: str) -> Database:
    from mtcheck.cli._reviewing import needed

    needed(accounts=True)
    from mtcheck.desk.review.database import open_database

    return open_database(url)


def _password(piped: bool) -> str:
    if piped:
        line = sys.stdin.buffer.readline().rstrip(b"\r\n")
        if not line:
            raise ConfigError("no password on standard input", "--password-stdin", "write it on the first line")
        return line.decode("utf-8", "surrogateescape")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt="Again", err=True)
    return asked
