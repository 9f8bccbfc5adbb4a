"""What ingest would record, for a look before it does."""

from collections.abc import Iterable

import click

from claims.cli.failures import say_error
from claims.cli.output import print_array
from claims.cli.report import FAILED, failure, judge, tell_suggestions
from claims.cli.tables import Column, print_table
from claims.cli.width import oneline
from claims.core.vocabulary import LinkKind
from claims.errors import InputFailed
from claims.records import NewClaim, Outcome, Report, Suggested
from claims.wording import SHORT_KEY, counted, due_words

COLUMNS: tuple[Column[NewClaim], ...] = (
    Column("kind", lambda claim: claim.kind.value),
    Column(
        "conf",
        lambda claim: "" if claim.confidence is None else str(claim.confidence),
        lambda claim: "-" if claim.confidence is None else str(claim.confidence),
        right=True,
    ),
    Column(
        "due",
        lambda claim: due_words(claim.due, claim.due_precision),
        lambda claim: claim.due.isoformat() if claim.due else "",
        rank=1,
    ),
    Column("numbers", lambda claim: "; ".join(each.text for each in claim.quantities or ()), most=24, rank=2),
    Column("statement", lambda claim: claim.statement, flexible=True),
)


def print_proposals(found: Iterable[tuple[Outcome, tuple[NewClaim, ...]]], *, as_json: bool) -> None:
    """Print the claims each input would give; nothing was recorded."""
    previews = list(found)
    if as_json:
        from claims.schemas import OutcomeRecord, PreviewRecord, ProposalRecord

        print_array(
            PreviewRecord(outcome=OutcomeRecord.of(outcome), claims=tuple(map(ProposalRecord.of, claims)))
            for outcome, claims in previews
        )
    else:
        print_table(COLUMNS, (claim for _, claims in previews for claim in claims))
    for outcome, _ in previews:
        if outcome.outcome == FAILED:
            say_error(InputFailed(failure(outcome)))
        elif outcome.detail:
            click.echo(f"{oneline(outcome.name)}: {oneline(outcome.detail)}", err=True)
        for each in () if as_json else outcome.suggested:
            click.echo(suggested_words(each), err=True)
    count = sum(len(claims) for _, claims in previews)
    click.echo(f"{counted(count, 'claim')} found, nothing recorded (a dry run)", err=True)
    report = Report(None, [outcome for outcome, _ in previews], dry_run=True)
    tell_suggestions(report)
    judge(report)


def suggested_words(found: Suggested) -> str:
    """Return in a line what a claim that would be recorded may repeat, or contradict."""
    told = f"may {'repeat' if found.kind is LinkKind.DUPLICATE else 'contradict'} {found.other[:SHORT_KEY]}"
    reasons = "; ".join(found.reasons)
    return oneline(f"“{found.statement}” {told} “{found.other_statement}” ({reasons})")
