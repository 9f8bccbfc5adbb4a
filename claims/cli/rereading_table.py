"""What two readings of the same documents found, as a table: only what differs."""

from collections.abc import Sequence

import click

from claims.cli.colours import COLOURS as STATUS_COLOURS
from claims.cli.tables import Column, print_table
from claims.records import BatchComparison, Reading, Rereading
from claims.wording import SHORT_KEY, counted, status_words

GONE, NEW, DIFFERS = "-", "+", "≠"
MARKS = {GONE: "gone", NEW: "new", DIFFERS: "differs"}
COLOURS = {GONE: 196, NEW: 32, DIFFERS: 136}


def mark(each: Rereading) -> str:
    """Return whether a claim is found no more, newly, or otherwise."""
    if each.after is None:
        return GONE
    return NEW if each.before is None else DIFFERS


def _now(each: Rereading) -> Reading:
    now = each.after or each.before
    assert now is not None
    return now


def _settled(each: Rereading) -> str:
    """The status a person gave: it is what stays, whatever a machine reads."""
    decided = [end for end in (each.before, each.after) if end is not None and end.reviewed]
    return status_words(decided[0].status) if decided else ""


def _words(each: Rereading) -> str:
    before, after = each.before, each.after
    if before is None or after is None:
        return _now(each).statement
    if "statement" in each.differs:
        return f"{before.statement} → {after.statement}"
    if each.differs == ("score",):
        return f"{before.score} → {after.score}: {after.statement}"
    return after.statement


TABLE: tuple[Column[Rereading], ...] = (
    Column("", mark, colour=lambda each: COLOURS[mark(each)]),
    Column("key", lambda each: _now(each).claim[:SHORT_KEY]),
    Column("differs", lambda each: ", ".join(each.differs), most=24, rank=2),
    Column(
        "status", _settled, rank=1,
        colour=lambda each: next(
            (STATUS_COLOURS.get(end.status) for end in (each.before, each.after) if end and end.reviewed), None
        ),
    ),
    Column("statement", _words, flexible=True),
)  # fmt: skip
PIPED: tuple[Column[Rereading], ...] = (
    Column("", lambda each: MARKS[mark(each)]),
    Column("before", lambda each: each.before.claim if each.before else ""),
    Column("after", lambda each: each.after.claim if each.after else ""),
    Column("differs", lambda each: ",".join(each.differs)),
    Column("status", _settled),
    Column("was", lambda each: each.before.statement if each.before else ""),
    Column("is", lambda each: each.after.statement if each.after else "", flexible=True),
)


def print_rereadings(found: BatchComparison, *, as_json: bool) -> int:
    """Print what differs between two batches' readings, and on stderr what it comes to."""
    from claims.cli.width import at_terminal

    different = [each for each in found.claims if each.before is None or each.after is None or each.differs]
    if as_json:
        from claims.cli.output import print_array
        from claims.schemas import RereadingRecord

        print_array(RereadingRecord.of(each) for each in different)
    else:
        print_table(TABLE if at_terminal() else PIPED, different)
    click.echo(summary(found, different), err=True)
    return len(different)


def summary(found: BatchComparison, different: Sequence[Rereading]) -> str:
    """Return what a comparison comes to, in a line."""
    one, other = (f"batch {key[:SHORT_KEY]} ({_by(found, key == found.after)})" for key in (found.before, found.after))
    count = {name: sum(mark(each) == name for each in different) for name in MARKS}
    parts = [f"{len(found.claims) - len(different)} the same", f"{count[DIFFERS]} different"]
    parts += [f"{count[GONE]} only in {one}", f"{count[NEW]} only in {other}"]
    apart = f"; {counted(found.apart, 'document')} only one of them read" if found.apart else ""
    return f"{counted(found.documents, 'document')} read by both: {', '.join(parts)}{apart}"


def _by(found: BatchComparison, after: bool) -> str:
    ends = (each.after if after else each.before for each in found.claims)
    readers = dict.fromkeys(f"{each.extractor} {each.extractor_version}" for each in ends if each)
    return ", ".join(readers) or "nothing found"
