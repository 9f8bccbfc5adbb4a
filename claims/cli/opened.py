"""The open book a command works on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claims.cli.group import settings

if TYPE_CHECKING:
    from claims.book import Book

R = TypeVar("R")


def with_book(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the book its options name as first argument, and close it afterwards."""
    return _with_book(command, create=False)


def with_new_book(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the book its options name, made where there is none: for what takes claims in."""
    return _with_book(command, create=True)


def _with_book(command: Callable[..., R], create: bool) -> Callable[..., R]:
    @wraps(command)
    def opened(*args: Any, **kwargs: Any) -> R:
        with open_book(create=create, rehearse=bool(kwargs.get("dry_run"))) as book:
            return command(book, *args, **kwargs)

    return opened


@contextmanager
def open_book(*, create: bool = False, rehearse: bool = False) -> Iterator["Book"]:
    """Yield the book; a database file that was made for it is named on stderr.

    A database that somebody named is made only with `create`: a mistyped name must not pass for an empty database.
    The user's own is made by whatever comes first. With `rehearse` nothing is made, but something can be tried.
    """
    import claims

    url, actor = database(), settings().actor
    new = new_file(url)
    if new and rehearse:
        url = "sqlite://"
    with claims.open(url, actor=actor, create=create or not named()) as book:
        try:
            yield book
        finally:
            if new and not rehearse and new_file(url) is None:
                click.echo(f"created the database {new}", err=True)


def named() -> bool:
    """Return whether somebody said which database it is."""
    from claims.settings import given_database

    return settings().db is not None or given_database() is not None


def database() -> str:
    """Return the database the command works on, as it was named."""
    from claims.settings import database_url

    given = settings().db
    return database_url() if given is None else given


def new_file(url: str) -> str | None:
    """Return the SQLite file a database has, when it is not there yet."""
    from claims.db.url import parse_url

    parsed = parse_url(url)
    file = parsed.database if parsed.get_backend_name() == "sqlite" else None
    try:
        return file if file and file != ":memory:" and not Path(file).exists() else None
    except OSError:  # a name that is too long, a folder one may not look into: opening it says so
        return None
