"""The open book a command works on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claims.cli.group import settings
from claims.errors import StorageError, shown

if TYPE_CHECKING:
    from claims.book import Book

R = TypeVar("R")


def with_book(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the book its options name as first argument, and close it afterwards."""

    @wraps(command)
    def opened(*args: Any, **kwargs: Any) -> R:
        with open_book() as book:
            return command(book, *args, **kwargs)

    return opened


@contextmanager
def open_book() -> Iterator["Book"]:
    """Yield the book; a database file that was made for it is named on stderr."""
    import claims

    url, actor = database(), settings().actor
    new = new_file(url)
    try:
        opened = claims.open(url, actor=actor)
    except OSError as error:
        raise StorageError(
            f"the database {shown(url)} cannot be opened ({error.strerror}): its folder must exist and be writable, "
            "or name another with --db"
        ) from error
    with opened as book:
        try:
            yield book
        finally:
            if new and new_file(url) is None:
                click.echo(f"created the database {new}", err=True)


def database() -> str:
    """Return the database the command works on, as it was named."""
    from claims.settings import database_url

    return settings().db or database_url()


def new_file(url: str) -> str | None:
    """Return the SQLite file a database has, when it is not there yet."""
    from claims.db.engine import parse_url

    parsed = parse_url(url)
    file = parsed.database if parsed.get_backend_name() == "sqlite" else None
    return file if file and file != ":memory:" and not Path(file).exists() else None
