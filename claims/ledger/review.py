"""Reviews: what a person finds, thinks and corrects. A change that would change nothing writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, insert, select, update

from claims.core import confidence as confidences
from claims.core.events import EventKind
from claims.core.status import Status
from claims.core.text import TAG, require_fit
from claims.core.vocabulary import ActorKind, Kind, Precision, Stance
from claims.core.when import parse_date
from claims.errors import InvalidValue, NotFound, Refused, UnknownChoice
from claims.ledger import linking
from claims.ledger.circular import circular
from claims.ledger.ledger import Ledger, Standing
from claims.models import claim_tag, document, event, evidence

STANCE = {Status.VERIFIED: Stance.SUPPORTS, Status.PARTLY_VERIFIED: Stance.SUPPORTS, Status.SUPERSEDED: Stance.CONTEXT}
"""What evidence given along with a status does to the claim; for every other status it refutes."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence on its way in."""

    stance: Stance
    url: str | None = None
    document_id: int | None = None
    document: str | None = None
    quote: str | None = None
    note: str | None = None
    circular: bool = False


def mark(
    ledger: Ledger,
    standing: Standing,
    status: str,
    *,
    note: str | None = None,
    evidence: Sequence[str] = (),
    effective_at: int | None = None,
    by: str | None = None,
    insist: bool = False,
) -> Standing:
    """Set what was found, with the reason or the evidence for it.

    Raises UnknownChoice, Refused without either, for a claim's own document as proof (unless `insist`), for a
    machine, and for `superseded` without the newer claim `by`.
    """
    if status not in set(Status):
        raise UnknownChoice("status", status, Status)
    target, note = Status(status), (note or "").strip() or None
    if ledger.actor.kind is not ActorKind.PERSON:
        raise Refused(f"a {ledger.actor.kind.value} may propose, only a person sets a status: name one with --as")
    if not note and not evidence and not by:
        raise Refused(f"marking {standing.key} {target.value} needs a reason: add --note TEXT or --evidence URL")
    if target is Status.SUPERSEDED and not by and standing.state.status is not target:
        raise Refused(f"superseding {standing.key} needs the newer claim: name it with --by KEY")
    stance = STANCE.get(target, Stance.REFUTES)
    proofs = [prove(ledger, standing, stance, given, insist=insist) for given in evidence]
    for proof in proofs:
        standing = _attach(ledger, standing, proof)
    if by:
        standing = linking.supersede(ledger, standing, by)
    if standing.state.status is target:
        return standing if note is None or said(ledger, standing, note) else remark(ledger, standing, note)
    payload = {"from": standing.state.status, "to": target}
    return ledger.append(standing, EventKind.STATUS, payload, reason=note, effective_at=effective_at)


def assess(ledger: Ledger, standing: Standing, confidence: str | float | None, note: str | None) -> Standing:
    """Set how sure we are; raises InvalidValue, and Refused where a machine would overrule a person."""
    target = None if confidence is None else confidences.parse(confidence)
    state, by = standing.state, ledger.actor.kind
    if state.confidence_by is ActorKind.PERSON and by is not ActorKind.PERSON:
        raise Refused(f"a person assessed {standing.key}; a {by.value} does not overrule that")
    if state.confidence == target and (state.confidence_by is by or target is None):
        return standing
    payload: dict[str, Any] = {"from": state.confidence, "to": target, "by": by if target is not None else None}
    if state.confidence_by is not None:
        payload["from_by"] = state.confidence_by
    return ledger.append(standing, EventKind.CONFIDENCE, payload, reason=note)


def amend(
    ledger: Ledger,
    standing: Standing,
    note: str | None,
    *,
    statement: str | None = None,
    kind: str | None = None,
    due: str | date | None = None,
    subject: str | None = None,
) -> Standing:
    """Correct how a claim is put; its quotes stay as they are. An empty `due` or `subject` takes it away."""
    given: dict[str, Any] = {}
    if statement is not None:
        if not statement.strip():
            raise InvalidValue("statement", statement, "give the words of the claim, or `claims reject` it")
        require_fit("statement", statement)
        given["statement"] = " ".join(statement.split())
    if kind is not None:
        if kind not in set(Kind):
            raise UnknownChoice("kind", kind, Kind)
        given["kind"] = Kind(kind)
    if due is not None:
        day = parse_date(due, what="due date") if due else None
        given |= {"due": day.isoformat() if day else None, "due_precision": Precision.DAY if day else None}
    if subject is not None:
        require_fit("subject", subject)
        given["subject"] = subject.strip() or None
    before = standing.state
    changes = {name: [getattr(before, name), new] for name, new in given.items() if getattr(before, name) != new}
    if changes.keys() <= {"due_precision"} and "due" in given:
        changes = {}
    if not changes:
        return standing
    if not (note or "").strip():
        raise Refused(f"amending {standing.key} needs a reason: add --note TEXT")
    return amended(ledger, standing, changes, note)


def amended(ledger: Ledger, standing: Standing, changes: dict[str, Any], note: str | None) -> Standing:
    """Append an amendment, with the figures and the search words that follow from a new wording."""
    changed = ledger.append(standing, EventKind.AMENDED, {"changes": changes}, reason=note)
    if "statement" in changes:
        from claims.ledger.wording import reword

        reword(ledger, changed)
    return changed


def prove(
    ledger: Ledger,
    standing: Standing,
    stance: str,
    given: str | None = None,
    *,
    quote: str | None = None,
    note: str | None = None,
    insist: bool = False,
) -> Proof:
    """Return evidence, checked: `given` is a URL or the key of a stored document.

    Raises UnknownChoice, InvalidValue, NotFound, and Refused for what comes from where it does (unless `insist`).
    """
    if stance not in set(Stance):
        raise UnknownChoice("stance", stance, Stance)
    if not (given or quote or note):
        raise InvalidValue("evidence", "", "give a URL, a document's key, a quote or a note")
    require_fit("evidence", given)
    require_fit("quote", quote)
    require_fit("note", note)
    url = document_id = key = None
    if given and "://" in given:
        url = given.strip()
        if not urlsplit(url).netloc:
            raise InvalidValue("evidence", given, "give a whole URL such as https://example.com/report")
    elif given:
        document_id, key = _document(ledger, given)
    why = circular(ledger.connection, standing.id, stance, url, document_id)
    if why and not insist:
        raise Refused(
            f"{given} {why.format(claim=standing.key)}, and cannot prove it: give another source, or insist with "
            "--insist (it is then marked circular)"
        )
    return Proof(Stance(stance), url, document_id, key, quote, note, why is not None)


def attach(ledger: Ledger, standing: Standing, proof: Proof) -> Standing:
    """Attach evidence without changing the status; the same evidence twice is one."""
    return _attach(ledger, standing, proof)


def withdraw_evidence(ledger: Ledger, standing: Standing, n: int, note: str | None) -> Standing:
    """Withdraw the n-th piece of evidence; it stays in the history. Raises NotFound."""
    row = ledger.connection.execute(
        select(evidence.c.withdrawn).where(evidence.c.claim_id == standing.id, evidence.c.n == n)
    ).first()
    if row is None:
        raise NotFound("evidence", str(n), f"`claims show {standing.key}` numbers them")
    return standing if row.withdrawn else set_evidence(ledger, standing, n, withdrawn=True, note=note)


def set_evidence(ledger: Ledger, standing: Standing, n: int, *, withdrawn: bool, note: str | None) -> Standing:
    """Withdraw or bring back evidence."""
    kind = EventKind.EVIDENCE_WITHDRAWN if withdrawn else EventKind.EVIDENCE_RESTORED
    changed = ledger.append(standing, kind, {"n": n}, reason=note)
    where = (evidence.c.claim_id == standing.id) & (evidence.c.n == n)
    ledger.connection.execute(update(evidence).where(where).values(withdrawn=withdrawn))
    return changed


def tag_name(given: str) -> str:
    """Return a tag as it is kept, in lower case; raises InvalidValue."""
    require_fit("tag", given)
    text = " ".join(given.split())
    if not text or len(text) > TAG or "," in text:
        raise InvalidValue("tag", given, f"give 1 to {TAG} characters without a comma")
    return text.casefold()


def tag(ledger: Ledger, standing: Standing, name: str, *, on: bool) -> Standing:
    """Put a tag on a claim or take it off; tags are lower case."""
    text = tag_name(name)
    where = (claim_tag.c.claim_id == standing.id) & (claim_tag.c.tag == text)
    if (ledger.connection.execute(select(claim_tag.c.tag).where(where)).first() is not None) == on:
        return standing
    changed = ledger.append(standing, EventKind.TAGGED if on else EventKind.UNTAGGED, {"tag": text})
    if on:
        ledger.connection.execute(insert(claim_tag), {"claim_id": standing.id, "tag": text})
    else:
        ledger.connection.execute(claim_tag.delete().where(where))
    return changed


def remark(ledger: Ledger, standing: Standing, text: str) -> Standing:
    """Add a remark to the history; raises InvalidValue for an empty one."""
    if not text.strip():
        raise InvalidValue("note", text, "say something")
    return ledger.append(standing, EventKind.NOTED, {}, reason=text.strip())


def _attach(ledger: Ledger, standing: Standing, proof: Proof) -> Standing:
    mine = evidence.c.claim_id == standing.id
    same = (
        mine & ~evidence.c.withdrawn & (evidence.c.stance == proof.stance)
        & evidence.c.url.is_not_distinct_from(proof.url)
        & evidence.c.document_id.is_not_distinct_from(proof.document_id)
        & evidence.c.quote.is_not_distinct_from(proof.quote) & evidence.c.note.is_not_distinct_from(proof.note)
    )  # fmt: skip
    if ledger.connection.execute(select(evidence.c.n).where(same)).first() is not None:
        return standing
    n = ledger.connection.execute(select(func.coalesce(func.max(evidence.c.n), 0)).where(mine)).scalar_one() + 1
    told = {"n": n, "stance": proof.stance, "url": proof.url, "document": proof.document, "quote": proof.quote}
    told |= {"note": proof.note, "circular": proof.circular or None}
    payload = {name: value for name, value in told.items() if value is not None}
    changed = ledger.append(standing, EventKind.EVIDENCE, payload)
    row = {
        "claim_id": standing.id, "n": n, "stance": proof.stance, "url": proof.url, "document_id": proof.document_id,
        "quote": proof.quote, "note": proof.note, "circular": proof.circular, "actor": ledger.actor.name,
        "actor_kind": ledger.actor.kind, "recorded_at": changed.changed_at, "withdrawn": False,
    }  # fmt: skip
    ledger.connection.execute(insert(evidence), row)
    return changed


def said(ledger: Ledger, standing: Standing, note: str) -> bool:
    """Return whether this actor gave the very same reason before."""
    mine = (event.c.claim_id == standing.id) & (event.c.actor == ledger.actor.name) & (event.c.reason == note)
    return ledger.connection.execute(select(event.c.seq).where(mine)).first() is not None


def _document(ledger: Ledger, key: str) -> tuple[int, str]:
    start = key.strip().upper()
    query = select(document.c.id, document.c.key).where(document.c.key.startswith(start, autoescape=True))
    rows = ledger.connection.execute(query.limit(2)).all() if len(start) >= 4 else []
    if len(rows) != 1:
        raise InvalidValue("evidence", key, "give a URL such as https://example.com/report, or a document's key")
    return rows[0].id, rows[0].key
