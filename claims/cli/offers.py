"""What a shell may offer for a value while it is typed: keys and names from the database, and words there are."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from claims.queries.starting import Found

Offer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

PATIENCE = 2
"""For how many seconds a database is asked while somebody waits for an answer to a key."""
LONGEST_HELP = 60


def of_database(what: str) -> Offer:
    """Return what offers the keys or names of `what` (see `claims.queries.starting.Named`) the database has."""

    def offer(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
        found = _found(ctx, what, typed)
        return [CompletionItem(value, help=_short(said)) for value, said in found if value.isprintable()]

    return offer


def words(choices: Callable[[], Iterable[str]]) -> Offer:
    """Return what offers the words that `choices` gives."""

    def offer(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
        return [CompletionItem(word) for word in choices() if word.casefold().startswith(typed.casefold())]

    return offer


def query(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the fields of a search, and the values of one that has words for them."""
    from claims.core.fields import FIELDS
    from claims.core.status import MEANING
    from claims.core.vocabulary import Kind

    hyphen, said = ("-", typed[1:]) if typed.startswith("-") else ("", typed)
    name, colon, value = said.partition(":")
    if not colon:
        found = [(f"{each}{FIELDS[each].signs[0]}", FIELDS[each].help) for each in FIELDS if each.startswith(said)]
        return [CompletionItem(f"{hyphen}{each}", help=_short(told)) for each, told in found if said]
    if name in ("source", "tag", "section", "subject"):
        named = _found(ctx, name, value.lstrip('"'))
    else:
        words = {"status": [*MEANING], "kind": [*Kind], "reviewed": ["yes", "no"]}.get(name, [])
        named = [(str(word), MEANING.get(word, "")) for word in words if word.startswith(value)]
    values = [(f'"{each}"' if " " in each else each, told) for each, told in named if each.isprintable()]
    return [CompletionItem(f"{hyphen}{name}:{each}", help=_short(told)) for each, told in values]


def files(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Let the shell offer files, as it does for other programs."""
    return [CompletionItem(typed, type="file")]


def _found(ctx: click.Context, what: str, typed: str) -> "Found":
    """Ask the database, which must be there and up to date: whoever types does not want it made or migrated."""
    from claims.cli.group import Settings
    from claims.db.engine import Database
    from claims.queries.starting import Named, starting
    from claims.reader import Reader
    from claims.settings import database_url

    root = ctx.find_root()
    url = root.params.get("db") or root.ensure_object(Settings).db or database_url()
    database = Database(url, lock_seconds=PATIENCE / 10, server_seconds=PATIENCE)
    if database.in_memory:
        return []
    with Reader(database) as reader:
        reader.prepare(create=False)
        with database.read() as connection:
            return starting(connection, Named(what), typed)


def _short(said: str) -> str | None:
    said = " ".join(said.split())
    return (said if len(said) <= LONGEST_HELP else said[: LONGEST_HELP - 1] + "…") or None


claim = of_database("claim")
document = of_database("document")
batch = of_database("batch")
source = of_database("source")
tag = of_database("tag")
section = of_database("section")
actor = of_database("actor")
feed = of_database("feed")
subject = of_database("subject")
user = of_database("user")
token = of_database("token")
grade = words(lambda: [*"ABCDEF", "none"])


def _extractors() -> list[str]:
    from ingest.extractors import names

    return names()


def _confidences() -> list[str]:
    from claims.core.confidence import WORDS

    return [word for word, _, _ in WORDS]


extractor = words(_extractors)
confidence = words(_confidences)
