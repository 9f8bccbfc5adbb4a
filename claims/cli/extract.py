"""What extractors find in articles, side by side; without a database."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from claims.cli import offers, options
from claims.cli.group import Command
from claims.cli.ingest import announce

if TYPE_CHECKING:
    from ingest.comparison import Comparison


@click.command(cls=Command)
@click.argument("files", metavar="FILE...|-", nargs=-1, required=True, shell_complete=offers.files)
@click.option(
    "--extractor", "names", metavar="NAME", multiple=True, default=("rules",), show_default="rules",
    shell_complete=offers.extractor, help="What reads them: rules or llm; repeated, they are compared.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="The title, where it cannot be read from the text.")
@click.option("--published", metavar="DATE", help="When it was published; `this year` in it is read from there.")
@click.option("--language", metavar="CODE", help="Its language, such as en or zh.")
@options.no_cache
@options.as_json
@click.option("--table", "as_table", is_flag=True, help="Print the table for people, also when piped.")
def extract(
    files: tuple[str, ...], names: tuple[str, ...], as_json: bool, as_table: bool, published: str | None, **told: Any
) -> None:
    """Show what extractors find in articles, side by side.

    Nothing is recorded and no database is opened. Two claims are one where their
    words overlap; what differs is marked: = all the same, ≠ something differs,
    + found by one. Piped: file, start, end, mark, what differs, extractor, kind,
    score, statement.

    \b
    Example:
      claims extract article.txt
      claims extract article.txt --extractor rules --extractor llm
      claims extract notes/*.md --json
    """
    from claims.core.when import parse_date
    from ingest.comparison import compare

    day = parse_date(published, what="publication date") if published else None
    print_comparisons(compare(announce(files), names, published=day, **told), as_json=as_json, as_table=as_table)


def print_comparisons(found: "Iterable[Comparison]", *, as_json: bool, as_table: bool) -> None:
    """Print each comparison as it comes, and on stderr what there is to say of it."""
    from claims.cli.comparison_table import print_comparison, say
    from claims.cli.output import print_array
    from claims.cli.report import judge
    from claims.records import Outcome, Report

    outcomes: list[Outcome] = []

    def told() -> "Iterable[Comparison]":
        for each in found:
            outcomes.append(Outcome(each.name, say(each)))
            yield each

    if as_json:
        from claims.schemas import ComparisonRecord

        print_array(ComparisonRecord.of(each) for each in told())
    else:
        for each in told():
            print_comparison(each, as_table=as_table)
    judge(Report(None, outcomes, dry_run=True))
