"""The review desk in the browser."""

import webbrowser
from typing import TYPE_CHECKING

import click

from claims.cli.group import Command
from claims.cli.opened import with_book
from claims.errors import Refused

if TYPE_CHECKING:
    from claims.book import Book


@click.command(cls=Command)
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True, help="Where to listen: this machine.")
@click.option(
    "--port", metavar="PORT", type=click.IntRange(0, 65535), default=8760, show_default=True,
    help="The port; 0 takes any that is free.",
)  # fmt: skip
@click.option(
    "--name", "names", metavar="HOST", multiple=True,
    help="Also answer to this name, at a server in front of it; there must be users.",
)  # fmt: skip
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@click.option("--quiet", is_flag=True, help="Do not print a line of JSON for each request.")
@with_book
def serve(book: "Book", host: str, port: int, names: tuple[str, ...], open_: bool, quiet: bool) -> None:
    """Serve the review desk: pages to read and review claims.

    Only this machine reaches it, and whoever does works under your name, unless
    there are users: then they log in, and programs show tokens. It ends with
    Ctrl-C, once what is under way is done.

    \b
    Example:
      claims serve --open
      claims --db postgresql://ann@db.example/claims serve --port 9000
    """
    try:
        from claims.web import serving
    except ModuleNotFoundError as error:
        raise Refused(f"the desk needs {error.name}: install it with `pip install 'claimtrack[web]'`") from None

    whom = f"as {book.actor.name}" if book.people.empty() else "to users who log in"

    def ready(address: str) -> None:
        click.echo(address)
        click.echo(f"serving {book.database.name} {whom}; Ctrl-C ends it", err=True)
        if open_:
            webbrowser.open(address)

    serving.serve(book, host, port, names=names, quiet=quiet, ready=ready)
