"""Suggestions as text: two claims side by side, and why."""

from collections.abc import Sequence

import click

from claims.cli.card import entry
from claims.cli.output import empty, print_array
from claims.cli.width import at_terminal, oneline
from claims.records import Claim, Suggestion
from claims.wording import SHORT_KEY


def print_suggestions(found: Sequence[Suggestion], none: str, *, as_json: bool) -> None:
    """Print suggestions, most alike first."""
    if as_json:
        from claims.schemas import SuggestionRecord

        print_array(map(SuggestionRecord.of, found))
        return
    for each in found:
        (_print_entry if at_terminal() else _print_line)(each)
    if not found:
        empty(none)


def _print_entry(each: Suggestion) -> None:
    reasons = "; ".join(each.reasons)
    said = reasons if reasons.startswith(each.verdict) else f"{each.verdict}: {reasons}"
    click.secho(f"{each.score:.2f}  {said}", bold=True)
    for claim in (each.claim, each.other):
        entry("", (f"{claim.key[:SHORT_KEY]}  {quoted(claim)} ({claim.source})",))
    click.echo()


def _print_line(each: Suggestion) -> None:
    told = (each.kind.value, f"{each.score:.2f}", each.verdict, each.claim.key, each.other.key, "; ".join(each.reasons))
    click.echo("\t".join(map(oneline, (*told, quoted(each.claim), quoted(each.other)))))


def quoted(claim: Claim) -> str:
    """Return the words a claim was said in, or what it says where nobody is quoted."""
    return next((each.quote for each in claim.appearances if each.quote), None) or claim.statement
