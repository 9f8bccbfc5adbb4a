"""Everything that can be done with one claim, each by the fields of its form."""

from collections.abc import Callable, Mapping

from claims.book import Book
from claims.core.status import Status
from claims.core.vocabulary import LinkKind
from claims.errors import InvalidValue
from claims.records import Change
from claims.web.forms import Form

Verb = Callable[[Book, str, Form], Change]


def _mark(book: Book, key: str, form: Form) -> Change:
    return book.mark(
        key, form.text("status") or "", note=form.text("note"), evidence=form.lines("evidence"),
        effective=form.text("effective"), expect=form.number("version"), by=form.text("by"), insist=form.on("insist"),
    )  # fmt: skip


def _assess(book: Book, key: str, form: Form) -> Change:
    given = form.text("confidence")
    return book.assess(key, given, note=form.text("note"), expect=form.number("version"))


def _amend(book: Book, key: str, form: Form) -> Change:
    """What a field says is compared with what the claim is: one that was left alone changes nothing."""
    now = book.get(key)
    was = {"statement": now.statement, "kind": now.kind.value, "subject": now.subject or ""}
    given = {name: form.text(name) for name in was}
    changes = {name: said for name, said in given.items() if said is not None and said != was[name]}
    due, before = form.text("due") or "", now.due.isoformat() if now.due else ""
    if not changes and due == before:
        raise InvalidValue("correction", now.statement, "change what is to be corrected, and say why")
    return book.amend(
        key, statement=changes.get("statement"), kind=changes.get("kind"), subject=changes.get("subject"),
        due=due if due != before else None, note=form.text("note"), expect=form.number("version"),
    )  # fmt: skip


def _attach(book: Book, key: str, form: Form) -> Change:
    place = form.text("evidence")
    url, document = (place, None) if place is None or "://" in place else (None, place)
    return book.attach(
        key, url, stance=form.text("stance") or "", document=document, quote=form.text("quote"),
        note=form.text("note"), insist=form.on("insist"), expect=form.number("version"),
    )  # fmt: skip


def _withdraw(book: Book, key: str, form: Form) -> Change:
    return book.withdraw_evidence(key, form.number("n") or 0, note=form.text("note"), expect=form.number("version"))


def _tag(book: Book, key: str, form: Form) -> Change:
    tags = [tag for tag in (form.text("tags") or "").split(",") if tag.strip()]
    if not tags:
        raise InvalidValue("tags", "", "write one or more, with commas between")
    return book.tag(key, *tags, expect=form.number("version"))


def _untag(book: Book, key: str, form: Form) -> Change:
    return book.untag(key, *form.all("tag"), expect=form.number("version"))


def _note(book: Book, key: str, form: Form) -> Change:
    return book.note(key, form.text("note") or "")


def _other(form: Form) -> str:
    """Return the key of the other claim, which may be pasted as the address of its page."""
    other = (form.text("other") or "").rstrip("/").rpartition("/")[2].partition("?")[0]
    if not other:
        raise InvalidValue("other claim", "", "give its key, or the address of its page")
    return other


def _merge(book: Book, key: str, form: Form) -> Change:
    return book.merge(key, _other(form), note=form.text("note"))


def _unmerge(book: Book, key: str, form: Form) -> Change:
    return book.unmerge(key, note=form.text("note"))


def _link(book: Book, key: str, form: Form) -> Change:
    return book.link(key, _other(form), form.text("kind") or LinkKind.CONTRADICTS, note=form.text("note"))


def _unlink(book: Book, key: str, form: Form) -> Change:
    return book.unlink(key, _other(form), form.text("kind") or LinkKind.CONTRADICTS, note=form.text("note"))


VERBS: Mapping[str, Verb] = {
    "mark": _mark, "assess": _assess, "amend": _amend, "attach": _attach, "withdraw": _withdraw, "tag": _tag,
    "untag": _untag, "note": _note, "merge": _merge, "unmerge": _unmerge, "link": _link, "unlink": _unlink,
}  # fmt: skip
"""By the last part of the address a form is sent to."""

KEYS = {
    Status.VERIFIED: "v",
    Status.DISPUTED: "d",
    Status.REFUTED: "r",
    Status.PARTLY_VERIFIED: "p",
    Status.MISLEADING: "m",
    Status.REJECTED: "x",
}
"""The key that chooses a status."""
