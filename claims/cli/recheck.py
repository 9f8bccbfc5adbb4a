"""Looking at pages again."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli import offers, options
from claims.cli.changes import SOME_FAILED, tell_undo
from claims.cli.failures import say_error
from claims.cli.group import Command
from claims.cli.opened import with_book
from claims.cli.output import empty, print_object
from claims.cli.progress import bar
from claims.cli.report import named
from claims.cli.width import oneline
from claims.errors import AuditFailed, InputFailed
from claims.records import Checked, Finding, Rechecked
from claims.wording import counted, fate_words

if TYPE_CHECKING:
    from claims.book import Book

FAILED, CHANGED = "failed", "changed"


@click.command(cls=Command)
@options.any_keys
@click.option(
    "--document", multiple=True, metavar="KEY", shell_complete=offers.document, help="The page of a document."
)
@click.option("--source", multiple=True, metavar="NAME", shell_complete=offers.source, help="All pages of a source.")
@click.option("--due", is_flag=True, help="Pages on which something fell due since, and those not looked at for long.")
@click.option(
    "--older", type=options.Whole("number of days", 0), metavar="DAYS", default=30, show_default=True,
    help="With --due: how many days are long.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="All pages there are.")
@click.option("--allow-host", metavar="HOST", multiple=True, help="Fetch from here though it is not on the internet.")
@click.option("--proxy", metavar="URL", help="Fetch through this proxy; without it none is used.")
@click.option("--ignore-robots", is_flag=True, help="Fetch what robots.txt asks programs to leave alone.")
@click.option("--dry-run", is_flag=True, help="Look, and record nothing.")
@options.as_json
@with_book
def recheck(book: "Book", keys: tuple[str, ...], as_json: bool, ignore_robots: bool, **asked: Any) -> None:
    """Look at pages again, and find what became of their quotes.

    Each page claims were taken from is fetched once more (a file is read from
    where it was). A page that changed is kept as a further capture, and every
    quote is looked for in it: present, moved, altered or gone. Claims stay as
    they are; what became of their quotes is told in their history. A page
    that cannot be reached changes nothing; one whose server answers 404 or
    410 is gone. Exits with 2 when a page could not be looked at, else with 5
    when a quote was newly found altered or gone.

    \b
    Example:
      claims recheck 7K2M
      claims recheck --due --older 7
      claims recheck --source "The Example Times" --dry-run
    """
    if not (keys or asked["document"] or asked["source"] or asked["due"] or asked["everything"]):
        raise click.UsageError("Nothing says which pages: name claims, or give --document, --source, --due or --all")
    with bar("looking") as progress:
        done = book.recheck(keys, progress=progress, robots=not ignore_robots, **asked)
    tell(done, as_json=as_json)
    if done.count(FAILED):
        raise click.exceptions.Exit(SOME_FAILED)
    if done.flagged:
        raise click.exceptions.Exit(AuditFailed.exit_code)


def tell(done: Rechecked, *, as_json: bool) -> None:
    """Print what became of each page, and what of its quotes is new; what failed on stderr."""
    if as_json:
        from claims.schemas import RecheckedRecord

        print_object(RecheckedRecord.of(done))
    else:
        for page in done.pages:
            if page.outcome != FAILED:
                click.echo(line(page))
                for finding in page.findings:
                    click.echo(told(finding))
    for page in done.pages:
        if page.outcome == FAILED:
            say_error(InputFailed(f"not looked at: {named(page.name, page.detail or 'it could not be reached')}"))
    if not done.pages:
        return empty("No page to look at: none is kept of what was asked for, or none is due.")
    click.echo(summary(done), err=True)
    if done.batch and (done.count(CHANGED) or any(page.findings for page in done.pages)):
        tell_undo([done.batch])


def line(page: Checked) -> str:
    """Return one line for a page: what became of it, its address, how its quotes fared."""
    parts = [", ".join(f"{count} {fate}" for fate, count in page.counts.items())]
    parts += [f"document {page.document}" if page.document and page.outcome == CHANGED else "", page.detail or ""]
    return "  ".join(oneline(part) for part in (page.outcome, page.name, *parts) if part)


def told(finding: Finding) -> str:
    """Return one line for a quote: what became of it, the claim, what stands there now."""
    words = finding.diff or finding.quote
    return f"  {fate_words(finding.fate, finding.page)}  {finding.claim}  {oneline(words)}"


def summary(done: Rechecked) -> str:
    """Return the whole run in a line."""
    words = [f"{number} {word}" for word in ("changed", "unchanged", "gone", FAILED) if (number := done.count(word))]
    new: dict[str, int] = {}
    for finding in (each for page in done.pages for each in page.findings):
        new[finding.fate.value] = new.get(finding.fate.value, 0) + 1
    quotes = ", ".join(f"{count} newly {fate}" for fate, count in new.items()) or "nothing new of their quotes"
    return f"{counted(len(done.pages), 'page')}: {', '.join(words)}; {quotes}"
