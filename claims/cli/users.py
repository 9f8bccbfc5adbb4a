"""Users: who may work here over the network, and with what they are let in."""

import sys
from typing import TYPE_CHECKING

import click

from claims.cli import offers, options
from claims.cli.group import Noun
from claims.cli.opened import with_book
from claims.cli.output import empty, print_array, print_object
from claims.cli.tables import Column, print_table
from claims.core.people import LONGEST, Right, Role
from claims.errors import InvalidValue
from claims.records import Token, User
from claims.wording import local

if TYPE_CHECKING:
    from claims.book import Book

COLUMNS: tuple[Column[User], ...] = (
    Column("role", lambda user: user.role.value),
    Column("state", lambda user: "disabled" if user.disabled else "active"),
    Column("password", lambda user: "yes" if user.password else "no"),
    Column("tokens", lambda user: str(user.tokens), right=True),
    Column("name", lambda user: user.name, flexible=True),
)
TOKENS: tuple[Column[Token], ...] = (
    Column("key", lambda token: token.key[:8], lambda token: token.key),
    Column("state", lambda token: state(token)),
    Column("scopes", lambda token: ",".join(token.scopes)),
    Column("used", lambda token: local(token.used_at) if token.used_at else "-"),
    Column("until", lambda token: local(token.expires_at) if token.expires_at else "-"),
    Column("user", lambda token: token.user),
    Column("name", lambda token: token.name, flexible=True),
)
user = click.argument("name", metavar="USER", shell_complete=offers.user)


def state(token: Token) -> str:
    """Return in a word whether a token is good, or why not."""
    if token.revoked_at is not None:
        return "revoked"
    return "good" if token.good else "expired" if token.expires_at is not None else "disabled"


def new_password() -> str:
    """Return a password typed twice at a terminal, or the first line of stdin; it is never an argument."""
    if sys.stdin.isatty():
        typed: str = click.prompt("New password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    given = sys.stdin.buffer.readline(4 * LONGEST + 2).decode("utf-8", "replace").rstrip("\r\n")
    if not given:
        raise InvalidValue("password", "", "type it at a terminal, or give it as the first line of stdin")
    return given


@click.group(cls=Noun, default="list")
def users() -> None:
    """Say who may work here over the network, and with what.

    Bare, it lists them. On this machine, whoever may read the database needs no
    user: these are for `claims serve` and the programs that ask it.

    \b
    Example:
      claims users
      claims users add ann --role reviewer
      claims users token add ann --name "nightly export"
    """


@users.command("list")
@options.as_json
@with_book
def list_(book: "Book", as_json: bool) -> None:
    """List users by name.

    Piped: role, state, password, tokens, name.

    \b
    Example:
      claims users list
    """
    found = book.people.list()
    _print(*found, as_json=as_json, array=True)
    if not found:
        empty("No users yet: whoever is at this machine works under their own name. Start with: claims users add NAME")


@users.command()
@click.argument("name", metavar="NAME")
@click.option("--role", type=options.OneOf("role", Role), default="reader", show_default=True, metavar="ROLE",
              help="reader, contributor, reviewer or admin.")  # fmt: skip
@click.option("--no-password", is_flag=True, help="Only tokens let them in.")
@options.as_json
@with_book
def add(book: "Book", name: str, role: str, no_password: bool, as_json: bool) -> None:
    """Add a user; what they change is recorded under NAME.

    The password is asked for at a terminal, else it is the first line of stdin.

    \b
    Example:
      claims users add ann --role reviewer
      claims users add robot --role contributor --no-password
    """
    _print(book.people.add(name, role, password=None if no_password else new_password()), as_json=as_json)


@users.command()
@user
@click.argument("role", metavar="ROLE", type=options.OneOf("role", Role))
@options.as_json
@with_book
def role(book: "Book", name: str, role: str, as_json: bool) -> None:
    """Give a user another role: reader, contributor, reviewer or admin.

    Whoever is logged in has to log in again.

    \b
    Example:
      claims users role ann admin
    """
    _print(book.people.role(name, role), as_json=as_json)


@users.command()
@user
@click.option("--none", "none", is_flag=True, help="Take the password away: only tokens let them in.")
@options.as_json
@with_book
def password(book: "Book", name: str, none: bool, as_json: bool) -> None:
    """Give a user another password.

    It is asked for at a terminal, else it is the first line of stdin. Whoever
    is logged in has to log in again; tokens stay good.

    \b
    Example:
      claims users password ann
    """
    _print(book.people.password(name, None if none else new_password()), as_json=as_json)


@users.command()
@user
@options.as_json
@with_book
def disable(book: "Book", name: str, as_json: bool) -> None:
    """Let a user in no more, with whatever they show.

    What they did stays.

    \b
    Example:
      claims users disable ann
    """
    _print(book.people.disable(name), as_json=as_json)


@users.command()
@user
@options.as_json
@with_book
def enable(book: "Book", name: str, as_json: bool) -> None:
    """Let a disabled user in again.

    \b
    Example:
      claims users enable ann
    """
    _print(book.people.enable(name), as_json=as_json)


@users.group(cls=Noun, default="list")
def token() -> None:
    """Make, list and revoke what programs show instead of a password.

    Bare, it lists them.

    \b
    Example:
      claims users token
      claims users token add ann --name "nightly export"
    """


@token.command("add")
@user
@click.option("--name", "called", metavar="TEXT", required=True, help="What it is for.")
@click.option("--scope", "scopes", type=options.OneOf("scope", Right), multiple=True, default=("read",),
              show_default=True, metavar="SCOPE",
              help="read, contribute, review or administer; may be repeated.")  # fmt: skip
@click.option("--days", type=options.Whole("number of days"), default=90, show_default=True, metavar="N",
              help="For how many days it is good.")  # fmt: skip
@click.option("--forever", is_flag=True, help="Without an end.")
@options.as_json
@with_book
def add_token(
    book: "Book", name: str, called: str, scopes: tuple[str, ...], days: int, forever: bool, as_json: bool
) -> None:
    """Make a token of a user; its secret is printed once and not kept.

    It allows what both its scopes and the role of its user allow.

    \b
    Example:
      claims users token add ann --name "nightly export"
      claims users token add ann --name bot --scope read --scope contribute
    """
    new = book.people.grant(name, called, scopes, days=None if forever else days)
    if as_json:
        from claims.schemas import NewTokenRecord, TokenRecord

        told = TokenRecord.of(new.token).model_dump()
        return print_object(NewTokenRecord(**told, secret=new.secret))
    click.echo(new.secret)
    until = f"until {local(new.token.expires_at)}" if new.token.expires_at else "without an end"
    click.echo(f"good {until}; this is the only time it is shown", err=True)
    click.echo(f"take it back with: claims users token revoke {new.token.key}", err=True)


@token.command("list")
@click.argument("name", metavar="[USER]", required=False, shell_complete=offers.user)
@options.as_json
@with_book
def list_tokens(book: "Book", name: str | None, as_json: bool) -> None:
    """List tokens, newest first, of everybody or of one user.

    Piped: key, state, scopes, used, until, user, name.

    \b
    Example:
      claims users token list
    """
    found = book.people.tokens(name)
    if as_json:
        from claims.schemas import TokenRecord

        print_array(TokenRecord.of(each) for each in found)
    else:
        print_table(TOKENS, found)
    if not found:
        empty("No tokens yet. Make one with: claims users token add USER --name TEXT")


@token.command()
@click.argument("key", metavar="KEY", shell_complete=offers.token)
@options.as_json
@with_book
def revoke(book: "Book", key: str, as_json: bool) -> None:
    """Let a token open nothing from now on.

    \b
    Example:
      claims users token revoke 2MN4
    """
    done = book.people.revoke(key)
    if as_json:
        from claims.schemas import TokenRecord

        return print_object(TokenRecord.of(done))
    print_table(TOKENS, (done,))


def _print(*users: User, as_json: bool, array: bool = False) -> None:
    if not as_json:
        print_table(COLUMNS, users)
        return
    from claims.schemas import UserRecord

    if array:
        print_array(UserRecord.of(each) for each in users)
    else:
        print_object(UserRecord.of(users[0]))
