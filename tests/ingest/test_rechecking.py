"""Pages looked at again: what became of their quotes is recorded, and nothing else about a claim changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.book import Book
from claims.core.vocabulary import Fate
from claims.errors import InvalidValue, NotFound
from claims.records import Checked, Claim, Rechecked
from ingest.web import manners
from tests.ledger.desk import rows
from tests.ledger.sound import assert_sound
from tests.site import Handler, Page, Site, page

ARTICLE = """A plant for Lumen

Lumen raised $200 million in May. The company hired 600 people in Ohio last year.

Kestrel Labs bought a mill in Dayton. Orders rose by 12 percent in June, the firm said.

The plant in Dayton opens in 2027. Arbor sold 40 turbines to Norway in spring.
"""
EDITED = (
    ARTICLE.replace("$200 million", "$100 million")
    .replace(" Arbor sold 40 turbines to Norway in spring.", "")
    .replace("A plant for Lumen\n", "A plant for Lumen\n\nThis page was updated.\n")
)


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask this machine without the pause between two requests that strangers are due."""
    monkeypatch.setattr(manners, "PAUSE", 0.0)


def said(text: str) -> Page:
    """Return a page of plain text, which is read quickly."""
    return page(text.encode(), Content_Type="text/plain; charset=utf-8")


def html(text: str, head: str = "") -> Page:
    body = "".join(f"<p>{each}</p>" for each in text.split("\n\n"))
    whole = f"<html lang=en><head><title>A plant</title>{head}</head><body><article>{body}</article></body></html>"
    return page(whole.encode(), Content_Type="text/html; charset=utf-8")


@pytest.fixture
def taken(book: Book, site: Site) -> Iterator[str]:
    """The address of a page whose claims were taken in."""
    site.pages["/plant"] = said(ARTICLE)
    report = book.ingest(site.url("/plant"), source="Post", allow_host=["127.0.0.1"])
    assert report.outcomes[0].outcome == "added", report
    yield site.url("/plant")


def look(book: Book, *keys: str, **how: Any) -> Rechecked:
    how = how or ({} if keys else {"everything": True})
    return book.recheck(keys, allow_host=["127.0.0.1"], **how)


def only(done: Rechecked) -> Checked:
    (checked,) = done.pages
    return checked


def saying(book: Book, words: str) -> Claim:
    """Return the claim that was first taken from these words."""
    return min(
        (each for each in book.list(limit=99).claims if words in (each.appearances[0].quote or "")),
        key=lambda each: each.recorded_at,
    )


def fates(book: Book) -> dict[str, str]:
    """Return what became of quotes, by their first words."""
    return {
        " ".join((place.quote or "").split()[:2]): place.drift.fate.value
        for each in book.list(limit=99) for place in each.appearances if place.drift
    }  # fmt: skip


# ---- a page that was edited ------------------------------------------------------------------------------------


def test_an_edited_page_is_a_further_capture_and_its_claims_are_flagged(book: Book, site: Site, taken: str) -> None:
    before = {each.key: each for each in book.list(limit=99)}
    site.pages["/plant"] = said(EDITED)
    done = only(look(book))
    assert (done.outcome, done.name) == ("changed", taken)
    assert (done.counts["altered"], done.counts["gone"]) == (1, 1)
    assert done.counts["present"] == sum(len(each.appearances) for each in before.values()) - 2
    raised = saying(book, "raised $200")
    (place,) = raised.appearances
    assert place.quote is not None and "$200 million" in place.quote
    assert place.drift is not None and place.drift.document == done.document
    assert place.drift.diff is not None and "$[-200-]{+100+} million" in place.drift.diff
    assert saying(book, "Arbor sold").appearances[0].drift == replaced(saying(book, "Arbor sold"))
    assert {
        each.key: (each.statement, each.status, each.reviewed, each.confidence) for each in book.list(limit=99)
    } == {key: (each.statement, each.status, each.reviewed, each.confidence) for key, each in before.items()}
    assert [each.key for each in book.list(drift="altered")] == [raised.key]
    newer = book.document(str(done.document))
    assert newer.previous == place.document and newer.source == "Post"
    for key in before:
        assert_sound(book, key)


def replaced(claim: Claim) -> Any:
    """Return the drift of a claim, which must be gone with no words left."""
    drift = claim.appearances[0].drift
    assert drift is not None and (drift.fate, drift.words, drift.diff, drift.page) == (Fate.GONE, None, None, None)
    return drift


def test_who_looked_when_and_what_stands_there_is_an_event(book: Book, site: Site, taken: str) -> None:
    site.pages["/plant"] = said(EDITED)
    done = look(book)
    last = book.history(saying(book, "raised $200").key)[-1]
    assert (last.kind, last.actor, last.batch) == ("drifted", "tester", done.batch)
    assert (last.payload["from"], last.payload["to"]) == ("present", "altered")
    assert last.payload["document"] == only(done).document and "$100 million" in last.payload["words"]


def test_what_is_known_is_not_recorded_again(book: Book, site: Site, taken: str) -> None:
    site.pages["/plant"] = said(EDITED)
    look(book)
    before = rows(book, ("event", "document"))
    again = look(book)
    assert (only(again).outcome, only(again).findings, again.flagged) == ("unchanged", (), 0)
    assert only(again).counts["altered"] == 1
    assert rows(book, ("event", "document")) == before


def test_other_words_than_those_found_last_are_news(book: Book, site: Site, taken: str) -> None:
    for amount in ("$100", "$150"):
        site.pages["/plant"] = said(ARTICLE.replace("$200", amount))
        assert [each.fate for each in only(look(book)).findings] == ["altered"]
    drifted = [each.payload["words"] for each in book.history(saying(book, "raised").key) if each.kind == "drifted"]
    assert ["$100" in drifted[0], "$150" in drifted[1], len(drifted)] == [True, True, 2]
    assert len(book.documents()) == 3


def test_a_page_put_right_again_takes_the_flags_away(book: Book, site: Site, taken: str) -> None:
    site.pages["/plant"] = said(EDITED)
    look(book)
    site.pages["/plant"] = said(ARTICLE)
    done = look(book)
    assert (only(done).outcome, {each.fate.value for each in only(done).findings}) == ("changed", {"present"})
    assert (fates(book), done.flagged, len(book.documents())) == ({}, 0, 2)
    assert_sound(book, saying(book, "raised $200").key)


def test_what_moved_is_told_and_not_flagged(book: Book, site: Site, taken: str) -> None:
    sentence = "Kestrel Labs bought a mill in Dayton."
    site.pages["/plant"] = said(ARTICLE.replace(f"{sentence} ", "") + f"\nMuch was new. {sentence} It is old.\n")
    done = look(book)
    assert set(fates(book).values()) == {"moved"}
    assert (done.flagged, len(book.list(drift="moved"))) == (0, 1)


def test_the_past_knows_nothing_of_it_and_undo_takes_it_back(book: Book, site: Site, taken: str) -> None:
    key = saying(book, "raised $200").key
    then = book.get(key).changed_at
    site.pages["/plant"] = said(EDITED)
    done = look(book)
    assert book.get(key, as_of=then).appearances[0].drift is None
    assert [each.key for each in book.list(drift="altered", as_of=then)] == []
    book.undo(str(done.batch))
    assert (fates(book), len(book.documents()), len(book.list(drift=["altered", "gone"]))) == ({}, 1, 0)
    assert_sound(book, key)
    again = look(book)
    assert again.flagged == 2 and len(book.documents()) == 2


def test_reviews_stay_and_undoing_the_ingestion_takes_unreviewed_claims(book: Book, site: Site, taken: str) -> None:
    raised = saying(book, "raised $200").key
    book.verify(raised, note="seen")
    site.pages["/plant"] = said(EDITED)
    look(book)
    assert book.get(raised).status == "verified"
    undone = book.undo(next(each.key for each in book.batches() if each.command == "ingest"))
    assert set(undone.kept) == {raised}


def test_the_same_holds_for_html(book: Book, site: Site) -> None:
    site.pages["/plant"] = html(ARTICLE)
    book.ingest(site.url("/plant"), source="Post", allow_host=["127.0.0.1"])
    site.pages["/plant"] = html(EDITED)
    done = only(look(book))
    assert (done.outcome, done.counts["altered"], done.counts["gone"]) == ("changed", 1, 1)


# ---- pages that are as they were, gone, or out of reach --------------------------------------------------------


def test_a_page_is_asked_for_only_if_it_changed(book: Book, site: Site) -> None:
    def answer(handler: Handler) -> None:
        same = handler.headers.get("If-None-Match") == '"v1"'
        if same:
            handler.reply(b"", 304, length=False)
        else:
            handler.reply(ARTICLE.encode(), Content_Type="text/plain", ETag='"v1"')

    site.pages["/plant"] = answer
    book.ingest(site.url("/plant"), source="Post", allow_host=["127.0.0.1"])
    done = look(book)
    assert (only(done).outcome, only(done).findings, len(book.documents())) == ("unchanged", (), 1)
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'
    assert [each.outcome for each in book.batch(str(done.batch)).items] == ["known"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_takes_all_its_quotes_along(book: Book, site: Site, taken: str, status: int) -> None:
    quotes = sum(len(each.appearances) for each in book.list(limit=99))
    site.pages["/plant"] = page(b"no", status)
    done = look(book)
    assert (only(done).outcome, only(done).counts, done.flagged) == ("gone", {"gone": quotes}, quotes)
    drift = saying(book, "raised $200").appearances[0].drift
    assert drift is not None and (drift.fate, drift.page, drift.document) == ("gone", status, None)
    assert look(book).flagged == 0
    site.pages["/plant"] = said(ARTICLE)
    assert {each.fate.value for each in only(look(book)).findings} == {"present"}
    assert fates(book) == {}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (page(b"no", 403), "not open to everyone"),
        (page(b"", Content_Type="text/html"), "with nothing"),
        (page(b"<html><body></body></html>", Content_Type="text/html"), ""),
        (page(b"%PDF-1.4 broken", Content_Type="application/pdf"), ""),
    ],
)
def test_a_page_that_cannot_be_had_changes_nothing(book: Book, site: Site, taken: str, answer: Page, why: str) -> None:
    before = rows(book, ("event", "document", "appearance"))
    site.pages["/plant"] = answer
    done = look(book)
    assert only(done).outcome == "failed" and why in (only(done).detail or "")
    assert only(done).detail and (fates(book), done.flagged) == ({}, 0)
    assert rows(book, ("event", "document", "appearance")) == before
    (item,) = book.batch(str(done.batch)).items
    assert (item.outcome, item.name) == ("failed", taken)


def test_one_bad_page_never_stops_the_others(book: Book, site: Site, taken: str) -> None:
    site.pages["/other"] = said(ARTICLE.replace("Lumen", "Quill"))
    book.ingest(site.url("/other"), source="Post", allow_host=["127.0.0.1"])
    site.pages["/plant"] = page(b"no", 403)
    site.pages["/other"] = said(EDITED.replace("Lumen", "Quill"))
    assert sorted(each.outcome for each in look(book).pages) == ["changed", "failed"]


def test_a_wall_before_a_page_is_suspected(book: Book, site: Site, taken: str) -> None:
    site.pages["/plant"] = said("Please log in to go on reading this and many other articles.")
    assert "a wall before it" in str(only(look(book)).detail)


# ---- files -----------------------------------------------------------------------------------------------------


def test_a_file_is_read_again_from_where_it_was(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("# Plant\n\nLumen hired 600 people. It opens in 2027.\n")
    book.ingest("a.md", source="Notes")
    monkeypatch.chdir("/")
    (tmp_path / "a.md").write_text("# Plant\n\nLumen hired 60 people. It opens in 2027.\n")
    done = only(book.recheck(everything=True))
    assert (done.outcome, done.name, done.counts["altered"]) == ("changed", str(tmp_path / "a.md"), 1)
    assert book.document(str(done.document)).previous is not None
    (tmp_path / "a.md").unlink()
    assert only(book.recheck(everything=True)).outcome == "failed"
    assert len(book.list(drift="altered")) == 1


# ---- which pages -----------------------------------------------------------------------------------------------


def test_pages_are_chosen_by_claim_document_or_source(book: Book, site: Site, taken: str) -> None:
    site.pages["/other"] = said(ARTICLE.replace("Lumen", "Quill"))
    book.ingest(site.url("/other"), source="Other", allow_host=["127.0.0.1"])
    lumen = saying(book, "Lumen raised")
    document = str(lumen.appearances[0].document)
    for how in ({"source": ["Post"]}, {"document": [document]}):
        assert [each.name for each in look(book, **how).pages] == [taken]
    assert [each.name for each in look(book, lumen.key).pages] == [taken]
    assert len(look(book).pages) == 2
    with pytest.raises(InvalidValue, match="name claims"):
        book.recheck()
    with pytest.raises(NotFound):
        look(book, "ZZZZ")


def test_one_key_is_enough(book: Book, site: Site, taken: str) -> None:
    key = saying(book, "Lumen raised").key
    done = book.recheck(key, allow_host=["127.0.0.1"])
    assert [each.name for each in done.pages] == [taken]
    assert book.batch(str(done.batch)).parameters == {"claims": [key]}


def test_the_entries_of_a_feed_are_not_looked_at_again(book: Book, site: Site) -> None:
    site.pages["/plant"] = said("The page puts it in other words.")
    told = "&lt;p&gt;Lumen raised $200 million in May.&lt;/p&gt;"
    feed = f"<item><title>A plant</title><link>{site.url('/plant')}</link><description>{told}</description></item>"
    whole = f'<rss version="2.0"><channel><title>Post</title>{feed}</channel></rss>'
    site.pages["/feed"] = page(whole.encode(), Content_Type="application/rss+xml")
    book.ingest(site.url("/feed"), allow_host=["127.0.0.1"])
    assert len(book.list()) == 1
    assert look(book).pages == []


def test_what_is_due_is_what_fell_due_since_or_was_not_looked_at_for_long(
    book: Book, site: Site, taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, now = 86_400_000_000, book.clock()
    assert look(book, due=True).pages == []
    monkeypatch.setattr(book, "clock", lambda: now + 40 * day)
    assert [each.name for each in look(book, due=True).pages] == [taken]
    assert look(book, due=True).pages == []  # looked at just now
    assert [each.name for each in look(book, due=True, older=0).pages] == []
    monkeypatch.setattr(book, "clock", lambda: now + 45 * day)
    assert look(book, due=True).pages == []
    assert [each.name for each in look(book, due=True, older=4).pages] == [taken]
    monkeypatch.setattr(book, "clock", lambda: now + 50 * day)
    due = (claim := saying(book, "opens in 2027")).due
    assert due is not None
    after = (due.toordinal() - claim.recorded_at.date().toordinal() + 1) * day
    monkeypatch.setattr(book, "clock", lambda: now + after)
    assert [each.name for each in look(book, due=True, older=99_999).pages] == [taken]
    assert look(book, due=True, older=99_999).pages == []


def test_a_dry_run_looks_and_writes_nothing(book: Book, site: Site, taken: str) -> None:
    site.pages["/plant"] = said(EDITED)
    before = rows(book)
    done = look(book, everything=True, dry_run=True)
    assert (done.batch, done.flagged, only(done).outcome) == (None, 2, "changed")
    assert rows(book) == before


# ---- ingesting an edited page ----------------------------------------------------------------------------------


def test_ingesting_an_edited_page_finds_its_old_quotes_too(book: Book, site: Site, taken: str) -> None:
    site.pages["/plant"] = said(EDITED)
    (outcome,) = book.ingest(taken, source="Post", allow_host=["127.0.0.1"]).outcomes
    assert any("1 altered, 1 gone" in note or "1 gone, 1 altered" in note for note in outcome.notes)
    assert sorted(fates(book).values()) == ["altered", "gone"]
    assert look(book).flagged == 0


def test_another_page_that_calls_the_same_address_its_own_is_not_taken_for_it(
    book: Book, site: Site, tmp_path: Path
) -> None:
    link = '<link rel="canonical" href="http://127.0.0.1/">'
    for path, text in (("/one", ARTICLE), ("/two", ARTICLE.replace("Lumen", "Quill").replace("600", "70"))):
        site.pages[path] = html(text, link)
        book.ingest(site.url(path), source="Post", allow_host=["127.0.0.1"])
    assert fates(book) == {}
    assert {each.outcome for each in look(book).pages} == {"unchanged"}


def test_captures_are_listed_with_what_became_of_the_quotes_before_them(book: Book, site: Site, taken: str) -> None:
    site.pages["/plant"] = said(EDITED)
    newer = str(only(look(book)).document)
    first, second = book.captures(newer)
    assert (second.document, first.drift) == (newer, {})
    assert (second.drift["altered"], second.drift["gone"]) == (1, 1)
    assert book.captures(first.document) == (first, second)


@pytest.mark.parametrize("what", ["document", "claim", "person"])
@pytest.mark.parametrize("later", [ARTICLE, EDITED], ids=["as it was", "edited"])
def test_erased_quotes_are_not_looked_for_and_erased_bytes_stay_out(
    book: Book, site: Site, taken: str, later: str, what: str
) -> None:
    (first,) = (each.key for each in book.documents())
    old = [claim.key for claim in book.list(limit=99).claims if "Lumen" in str(claim.appearances[0].quote)]
    if what == "document":
        book.erase_document(first, reason="by order", scrub=False)
    elif what == "claim":
        book.erase_claim(*old, reason="by order", scrub=False)
    else:
        book.erase_person("Lumen", reason="by order", mentions=True, scrub=False)
    site.pages["/plant"] = said(later)
    look(book)
    assert old
    assert [key for key in old for each in book.history(key) if each.kind == "drifted"] == []
    assert (book.document(first).text is None) == (what == "document")
