"""One claim on a page."""

from collections.abc import Iterable, Sequence

from claims.cli import card
from claims.cli.colours import COLOURS
from claims.core.vocabulary import LinkState, Modality
from claims.records import Appearance, Claim, Event, Evidence
from claims.wording import (
    actor_words,
    confidence_line,
    counted,
    due_words,
    event_words,
    fate_words,
    link_words,
    local,
    number_words,
    origin_words,
    place_words,
    standing_words,
    status_line,
)


def print_card(claim: Claim, events: Sequence[Event], *, explain: bool = False) -> None:
    """Print a claim: what it says, what was found, where it was said, what speaks for it, what happened."""
    card.headline(claim.statement)
    if claim.as_of:
        card.field("as of", local(claim.as_of))
    card.field("key", f"{claim.key}, {claim.kind.value}, version {claim.version}")
    card.field("status", status_line(claim, events), COLOURS.get(claim.status))
    card.field("confidence", confidence_line(claim, events))
    card.field("but", standing_words(claim))
    card.field("due", due_words(claim.due, claim.due_precision))
    card.field("subject", claim.subject or "")
    card.field("numbers", "; ".join(number_words(each) for each in claim.quantities))
    card.field("tags", ", ".join(claim.tags))
    card.field("source", claim.source)
    card.field("recorded", local(claim.recorded_at))
    if not claim.stands_alone:
        card.field("note", "it needs its document to be understood: it names somebody or something only there")
    _said(claim)
    _evidence(claim.evidence)
    _links(claim)
    print_timeline(events)
    if explain:
        _explain(claim, events)


def print_timeline(events: Iterable[Event]) -> None:
    """Print what happened to a claim, first to last."""
    card.section("History")
    for event in events:
        what = f"{local(event.recorded_at)} · {actor_words(event)} · {event_words(event)}"
        held = f"held since {event.effective_at:%Y-%m-%d}" if event.effective_at else ""
        card.entry(event.seq, [what, (event.reason and f"“{event.reason}”") or "", held])


def _said(claim: Claim) -> None:
    if not claim.appearances:
        return
    card.section("Said")
    if len(claim.appearances) > 1:
        card.entry("", [f"{counted(len(claim.appearances), 'appearance')} from {counted(claim.origins, 'origin')}"])
    for each in claim.appearances:
        withdrawn = "withdrawn: the command that recorded it was undone" if each.withdrawn else ""
        where = (place_words(each), origin_words(each.origin))
        card.entry(each.n, [*where, _quote(each), *_drift(each), _how(each), withdrawn])


def _quote(appearance: Appearance) -> str:
    if appearance.quote is None:
        return ""
    before, after = appearance.prefix or "", appearance.suffix or ""
    return f"{'…' if before else ''}{before}[{appearance.quote}]{after}{'…' if after else ''}"


def _drift(appearance: Appearance) -> list[str]:
    """Return what became of a quote: when and where that was found, and what stands there now."""
    drift = appearance.drift
    if drift is None:
        return []
    where = f" in capture {drift.document}" if drift.document else ""
    found = f"{fate_words(drift.fate, drift.page)}{where}, found {local(drift.found_at)}"
    return [found + (":" if drift.diff else ""), drift.diff or ""]


def _how(appearance: Appearance) -> str:
    speaker = f"said by {appearance.speaker}" if appearance.speaker else ""
    modality = "" if appearance.modality is Modality.ASSERTED else appearance.modality.value
    cue = f" (“{appearance.cue}”)" if modality and appearance.cue else ""
    cites = f"cites {', '.join(appearance.citations)}" if appearance.citations else ""
    return ", ".join(part for part in (speaker, modality + cue, cites) if part)


def _evidence(found: Sequence[Evidence]) -> None:
    if not found:
        return
    card.section("Evidence")
    for each in found:
        what = each.url or (f"document {each.document}" if each.document else "")
        circular = "circular: it comes from where the claim itself does" if each.circular else ""
        withdrawn = "withdrawn" if each.withdrawn else ""
        quote = f"“{each.quote}”" if each.quote else ""
        who = f"{each.actor} · {local(each.recorded_at)}"
        card.entry(
            each.n,
            [
                f"{each.stance.value}: {what}" if what else each.stance.value,
                quote,
                each.note or "",
                circular,
                withdrawn,
                who,
            ],
        )


def _links(claim: Claim) -> None:
    shown = [link for link in claim.links if link.state is not LinkState.REJECTED]
    if not shown:
        return
    card.section("Related")
    for link in shown:
        card.entry("", [link_words(link, claim.key)])


def _explain(claim: Claim, events: Sequence[Event]) -> None:
    """Print where confidence and extraction come from, and how many independent places say it."""
    card.section("Explained")
    reasons = events[0].payload.get("confidence_reasons") if events else None
    if reasons:
        card.field("estimate", "; ".join(reasons))
    there = [each for each in claim.appearances if not each.withdrawn]
    sources = {each.source for each in there}
    told = f"{counted(len(there), 'time')} by {counted(len(sources), 'source')}"
    card.field("told", f"{told}, from {counted(claim.origins, 'origin')}")
    for each in there:
        score = "" if each.score is None else f", score {each.score:.2f}"
        features = "; ".join(f"{name} {value:+.2f}" for name, value in each.features.items())
        card.field(
            f"extract {each.n}",
            f"{each.extractor} {each.extractor_version}{score}" + (f": {features}" if features else ""),
        )
