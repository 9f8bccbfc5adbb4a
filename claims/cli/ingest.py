"""Taking articles in."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from claims.cli import offers, options
from claims.cli.group import Command
from claims.cli.opened import with_new_book
from claims.cli.report import finish, resumable, told_as_done
from claims.cli.width import oneline
from claims.errors import NothingExtracted

if TYPE_CHECKING:
    from claims.book import Book

LAST = "last"
KEPT = (
    "source", "title", "url", "published", "byline", "language", "confidence", "extractor", "cache", "full", "match",
)  # fmt: skip
"""Options that are kept with a batch."""
RESUME = "`claims ingest --resume` goes on from there"


@click.command(cls=Command)
@click.argument("files", metavar="FILE|URL...|-", nargs=-1, shell_complete=offers.files)
@click.option("--source", metavar="NAME", shell_complete=offers.source, help="Who published it.")
@click.option("--title", metavar="TEXT", help="Its title, where it cannot be read from the text.")
@click.option("--url", metavar="URL", help="Where it was published.")
@click.option("--published", metavar="DATE", help="When it was published; `this year` in it is read from there.")
@click.option("--byline", metavar="NAME", help="Who wrote it.")
@click.option("--language", metavar="CODE", help="Its language, such as en or zh.")
@click.option("--confidence", metavar="VALUE", help="How sure you are of all of it; without it a rule estimates.")
@click.option(
    "--extractor",
    metavar="NAME",
    shell_complete=offers.extractor,
    default="rules",
    show_default=True,
    help="What reads them: rules or llm.",
)
@options.no_cache
@click.option("--full", is_flag=True, help="Fetch the pages that a feed's entries lead to.")
@click.option("--allow-host", metavar="HOST", multiple=True, help="Fetch from here though it is not on the internet.")
@click.option("--proxy", metavar="URL", help="Fetch through this proxy; without it none is used.")
@click.option("--ignore-robots", is_flag=True, help="Fetch what robots.txt asks programs to leave alone.")
@click.option("--retry-failed", metavar="BATCH", shell_complete=offers.batch, help="Read again what failed in a batch.")
@click.option(
    "--resume",
    metavar="[BATCH]",
    is_flag=False,
    flag_value=LAST,
    shell_complete=offers.batch,
    help="Go on with a batch that was stopped; without BATCH with your last one.",
)
@click.option(
    "--watch",
    metavar="FOLDER",
    multiple=True,
    shell_complete=offers.files,
    help="Take in what is there and what will appear, until Ctrl-C; may be repeated.",
)
@options.no_match
@click.option("--again", is_flag=True, help="Take in what was erased before, too.")
@click.option("--dry-run", is_flag=True, help="Show the claims and record nothing.")
@options.as_json
@with_new_book
def ingest(
    book: "Book", files: tuple[str, ...], retry_failed: str | None, resume: str | None, watch: tuple[str, ...],
    dry_run: bool, as_json: bool, ignore_robots: bool, **told: Any,
) -> None:  # fmt: skip
    """Read articles and record the claims in them.

    FILE is text, Markdown, HTML, PDF, DOCX, EPUB, a message (.eml), subtitles,
    a feed, a web archive, a ZIP or tar of these, or a folder; `-` is stdin. A
    URL is fetched, politely. A document that was taken in before is known and
    costs nothing. One bad file does not stop the others; one with more than
    10 MB of text is refused, as no article is that long.

    \b
    Example:
      claims ingest article.txt --source "The Example Times" --url https://…
      claims ingest https://example.org/report.html
      claims ingest notes/ --dry-run
      claims ingest --resume
      claims ingest --watch ~/Downloads/articles --source "The Example Times"
      claims ingest --retry-failed 5B2Q
      pbpaste | claims ingest - --source "Press release" --title "On hiring"
    """
    from ingest.capture import expected

    told |= {"robots": not ignore_robots}
    others: dict[str, object] = {"FILE": files, "--retry-failed": retry_failed, "--dry-run": dry_run}
    if watch:
        from claims.cli import watch as watching

        require_alone("--watch", others | {"--resume": resume}, "takes in all there is in folders")
        return watching.watch(book, watch, told, as_json=as_json)
    if resume is not None:
        own = {f"--no-{name}" if name in ("cache", "match") else f"--{name}": _is_given(name) for name in KEPT}
        require_alone("--resume", {**others, **own}, "goes on with the inputs and options of its batch")
        return go_on(book, None if resume == LAST else resume, told, as_json=as_json)
    inputs = announce((*files, *failed(book, retry_failed)))
    if dry_run:
        from claims.cli.proposals import print_proposals

        return print_proposals(book.preview(inputs, **told), as_json=as_json)
    how = () if "-" in inputs else (RESUME,)
    with resumable(*how), told_as_done("reading", expected(inputs), as_json=as_json) as progress:
        report = book.ingest(inputs, progress=progress, **told)
    finish(report, as_json=as_json, told=progress.told)


def go_on(book: "Book", key: str | None, told: dict[str, Any], *, as_json: bool) -> None:
    """Go on with a batch that was stopped."""
    from ingest.resuming import find

    rest = find(book, key)
    network = {name: told[name] for name in ("allow_host", "proxy", "robots") if _is_given(name)}
    click.echo(f"going on with batch {rest.batch.key}", err=True)
    with resumable(RESUME), told_as_done("reading", rest.expected, as_json=as_json) as progress:
        report = book.resume(rest.batch.key, progress=progress, **network)
    finish(report, as_json=as_json, told=progress.told)


def require_alone(mode: str, given: Mapping[str, object], why: str) -> None:
    """Raise UsageError for what cannot stand beside an option that says what is read."""
    for name, value in given.items():
        if value:
            raise click.UsageError(f"{mode} {why}: leave out {name}")


def _is_given(name: str) -> bool:
    parameter = "ignore_robots" if name == "robots" else name
    return click.get_current_context().get_parameter_source(parameter) is ParameterSource.COMMANDLINE


def failed(book: "Book", key: str | None) -> tuple[str, ...]:
    """Return the inputs that failed in a batch; one that is no longer there is said."""
    from ingest.capture import again

    if key is None:
        return ()
    names = [item.name for item in book.batch(key).items if item.outcome == "failed"]
    if not names:
        raise NothingExtracted(f"nothing failed in batch {key}: `claims batches show {key}` tells what became of each")
    found = {name: again(name) for name in names}
    for name in (name for name, place in found.items() if place is None):
        click.echo(f"{oneline(name)} is not there any more: it is passed over", err=True)
    return tuple(place for place in found.values() if place is not None)


def announce(files: tuple[str, ...]) -> tuple[str, ...]:
    """Return the inputs, each once; a person who is expected to type is told so."""
    if not files:
        raise click.UsageError("Missing argument 'FILE|URL...|-'.")
    if "-" in files and sys.stdin.isatty():
        click.echo("reading the article from the terminal; end it with Ctrl-D", err=True)
    return tuple(dict.fromkeys(files))
