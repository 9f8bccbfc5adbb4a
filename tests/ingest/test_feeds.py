"""Feeds: every entry once, whatever the feed changes about it; what was edited is tied to what it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape

import pytest

from claims.book import Book
from claims.core.when import now
from claims.errors import Ambiguous, InvalidValue, NotFound
from claims.records import Polled
from ingest import drafting, guard, parts
from ingest.capture import Capture
from ingest.web import Door, Limits
from ingest.web.door import AGENT
from ingest.web.manners import Manners
from tests.site import Handler, Site, page

DAY = 86_400_000_000


@pytest.fixture
def door() -> Door:
    """A door that may ask this machine, and never really waits."""
    manners = Manners(AGENT, clock=lambda: 0.0, sleep=lambda _: None)
    return Door({"127.0.0.1"}, limits=Limits(seconds=5, tries=1), manners=manners)


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: starting others takes most of the time of such a test."""
    monkeypatch.setattr(guard, "FEW", 1000)
    monkeypatch.setattr(drafting, "is_ours", lambda _: True)


@dataclass(frozen=True)
class Entry:
    guid: str
    link: str | None
    title: str
    text: str
    day: int = 3


def rss(entries: Sequence[Entry]) -> bytes:
    items = "".join(
        f"<item><guid>{each.guid}</guid><title>{escape(each.title)}</title>"
        + (f"<link>{escape(each.link)}</link>" if each.link else "")
        + f"<pubDate>Tue, {each.day:02} Nov 2026 10:00:00 GMT</pubDate>"
        + f"<description>{escape(each.text)}</description></item>"
        for each in entries
    )
    return f"<rss version='2.0'><channel><title>The Lab Wire</title>{items}</channel></rss>".encode()


def said(n: int) -> str:
    return f"<p>Lab {n} hired {n + 20} researchers in 2025. The budget of Lab {n} is ${n + 3} million a year.</p>"


ENTRIES = [Entry(str(n), f"https://example.org/story/{n}", f"Of Lab {n}", said(n)) for n in range(1, 5)]


@pytest.fixture
def feed(book: Book, site: Site) -> str:
    """A feed of four entries that is subscribed to."""
    site.pages["/feed"] = page(rss(ENTRIES))
    return book.feeds.add(site.url("/feed")).name


Poll = Callable[..., Polled]


@pytest.fixture
def poll(book: Book, door: Door, feed: str) -> Poll:
    """Ask the feed, which has these entries by now."""

    def asked(*given: bytes | Sequence[Entry], site: Site | None = None, **how: bool) -> Polled:
        [polled] = book.feeds.poll(feed, door=door, **how)
        return polled

    return asked


def test_each_entry_is_a_document_and_the_poll_is_one_batch(book: Book, poll: Poll) -> None:
    polled = poll()
    assert (polled.outcome, polled.new, polled.edited, polled.known, polled.failed) == ("polled", 4, 0, 0, 0)
    assert polled.claims == len(list(book.all())) == 8
    papers = [book.document(each.key) for each in book.documents()]
    assert {(each.source, each.title, each.published) for each in papers} == {
        ("The Lab Wire", f"Of Lab {n}", "2026-11-03") for n in range(1, 5)
    }
    [batch] = book.batches()
    assert batch.key == polled.batch
    book.undo(batch.key)
    assert not list(book.all())


CHANGES: dict[str, Callable[[list[Entry]], list[Entry]]] = {
    "numbers anew": lambda entries: [replace(each, guid=str(n)) for n, each in enumerate(entries, 2)],
    "turned round": lambda entries: entries[::-1],
    "shifted numbers": lambda entries: [replace(each, guid=entries[n - 1].guid) for n, each in enumerate(entries)],
    "tracked": lambda entries: [replace(each, link=f"{each.link}?utm_source=rss&ref=x{each.guid}") for each in entries],
    "unknown tracking": lambda entries: [replace(each, link=f"{each.link}?zz={each.guid}9") for each in entries],
    "other host": lambda entries: [replace(each, link=f"http://www.example.org/s?i={each.guid}") for each in entries],
    "dated": lambda entries: [replace(each, day=9) for each in entries],
    "without links": lambda entries: [replace(each, link=None) for each in entries],
    "marked up otherwise": lambda entries: [
        replace(each, text=each.text.replace("<p>", "<div class='x'>\n") + f"<img src='https://p.x/{each.day}.gif'>")
        for each in entries
    ],
    "all of it": lambda entries: [
        replace(each, guid=f"x{n}", link=f"{each.link}?utm_medium=feed", day=8) for n, each in enumerate(entries[::-1])
    ],
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_entry_is_taken_in_once_whatever_the_feed_changes_about_it(
    book: Book, site: Site, poll: Poll, change: str
) -> None:
    poll()
    documents, events = len(book.documents()), len(book.log(limit=500))
    site.pages["/feed"] = page(rss(CHANGES[change](ENTRIES)))
    for _ in range(2):
        polled = poll()
        assert (polled.new, polled.edited, polled.known, polled.batch) == (0, 0, 4, None)
    assert (len(book.documents()), len(book.log(limit=500))) == (documents, events)


@pytest.mark.parametrize("change", ["numbers anew", "shifted numbers", "tracked", "dated", "all of it"])
def test_what_is_new_among_what_changed_is_taken_in(book: Book, site: Site, poll: Poll, change: str) -> None:
    poll()
    fresh = Entry("1", "https://example.org/story/9", "Of Lab 9", said(9))
    site.pages["/feed"] = page(rss([fresh, *CHANGES[change](ENTRIES)]))
    assert (polled := poll()).new == 1 and polled.known == 4 and polled.claims == 2
    assert poll().known == 5


EDITED = said(2).replace("22 researchers", "25 researchers")


@pytest.mark.parametrize(
    "edited",
    [
        replace(ENTRIES[1], text=EDITED),
        replace(ENTRIES[1], text=EDITED, guid="other"),
        replace(ENTRIES[1], text=EDITED, link="https://example.org/story/2?utm_source=x"),
        replace(ENTRIES[1], text=EDITED, link="https://example.org/story/2?zz=7", guid="other"),
        replace(ENTRIES[1], text=EDITED, link="https://elsewhere.example/2", title="Corrected: of Lab 2"),
        replace(ENTRIES[1], text=EDITED, link=None),
        replace(ENTRIES[1], text="<p>It hired 25 people.</p>", title="Correction", guid="other"),
    ],
)
def test_an_edited_entry_is_a_further_capture_tied_to_the_former(
    book: Book, site: Site, poll: Poll, edited: Entry
) -> None:
    poll()
    [before] = [each for each in book.documents() if each.title == "Of Lab 2"]
    site.pages["/feed"] = page(rss([ENTRIES[0], edited, *ENTRIES[2:]]))
    polled = poll()
    assert (polled.new, polled.edited, polled.known) == (0, 1, 3)
    after = book.document(str(polled.outcomes[0].document))
    assert after.previous == before.key
    assert any("25" in each.after for each in book.drift(after.key))
    assert (again := poll()).known == 4 and again.batch is None


def test_entries_without_links_are_tied_each_to_its_own(book: Book, site: Site, poll: Poll) -> None:
    site.pages["/feed"] = page(rss([replace(each, link=None) for each in ENTRIES]))
    poll()
    assert not any(each.previous for each in book.documents())
    edited = [replace(each, link=None, text=each.text.replace("2025", "2024")) for each in ENTRIES]
    site.pages["/feed"] = page(rss(edited))
    assert poll().edited == 4
    tied = {each.title: book.document(str(each.previous)).title for each in book.documents() if each.previous}
    assert len(tied) == 4 and all(title == before for title, before in tied.items())


def test_entries_that_all_link_to_one_page_are_told_apart(book: Book, site: Site, poll: Poll) -> None:
    same = [replace(each, link="https://example.org/") for each in ENTRIES]
    site.pages["/feed"] = page(rss(same[:2]))
    assert poll().new == 2
    site.pages["/feed"] = page(rss(same))
    assert (polled := poll()).new == 2 and polled.known == 2
    assert not any(each.previous for each in book.documents())


def test_a_number_that_another_entry_has_now_makes_it_no_edit(book: Book, site: Site, poll: Poll) -> None:
    site.pages["/feed"] = page(rss([replace(ENTRIES[0], guid="1", link=None)]))
    poll()
    other = Entry("1", None, "Weather", "<p>Cloud Nine opened twelve data centers in Norway during the winter.</p>")
    site.pages["/feed"] = page(rss([other]))
    assert (polled := poll()).new == 1 and polled.edited == 0


# ---- the pages entries lead to -----------------------------------------------------------------------------


def test_linked_pages_are_fetched_once_and_again_when_an_entry_changed(book: Book, site: Site, door: Door) -> None:
    def story(text: str) -> bytes:
        return f"<html><body><article><h1>Of Lab 1</h1><p>{text}</p></article></body></html>".encode()

    site.pages["/story/1"] = page(story("Lab 1 hired 21 researchers in 2025."), content_type="text/html")
    short = Entry("1", site.url("/story/1"), "Of Lab 1", "Read more")
    missing = Entry("2", site.url("/story/2"), "Of Lab 2", "Read more")
    site.pages["/feed"] = page(rss([short, missing]))
    name = book.feeds.add(site.url("/feed"), full=True).name

    def asked() -> Polled:
        [polled] = book.feeds.poll(name, door=door)
        return polled

    assert ((first := asked()).new, first.failed, first.claims) == (1, 1, 1)
    site.pages["/story/2"] = page(story("Lab 2 hired 22 researchers in 2025."), content_type="text/html")
    assert ((second := asked()).new, second.known, second.failed) == (1, 1, 0)
    assert site.paths.count("/story/1") == 1
    site.pages["/story/1"] = page(story("Lab 1 hired 29 researchers in 2025."), content_type="text/html")
    site.pages["/feed"] = page(rss([replace(short, text="Read more, corrected"), missing]))
    assert (third := asked()).edited == 1
    assert book.document(str(third.outcomes[0].document)).previous == first.outcomes[0].document


# ---- asking ------------------------------------------------------------------------------------------------


def marked(handler: Handler) -> None:
    headers = {"etag": '"7"', "last_modified": "Tue, 03 Nov 2026 10:00:00 GMT"}
    if handler.headers.get("If-None-Match") == '"7"' and handler.headers.get("If-Modified-Since"):
        handler.reply(b"", 304, **headers)
    else:
        handler.reply(rss(ENTRIES), **headers)


def test_only_what_changed_is_asked_for_and_all_of_it_after_an_undo(book: Book, site: Site, poll: Poll) -> None:
    site.pages["/feed"] = marked
    first = poll()
    assert [poll().outcome, poll().known] == ["unchanged", 4]
    book.undo(str(first.batch))
    assert (again := poll()).new == 4 and again.claims == 8
    assert poll().outcome == "unchanged"
    assert book.feeds.list()[0].entries == 4


def test_a_rehearsal_counts_and_notes_nothing(book: Book, site: Site, poll: Poll) -> None:
    site.pages["/feed"] = marked
    assert (polled := poll(dry_run=True)).new == 4 and polled.dry_run and polled.batch is None
    [told] = book.feeds.list()
    assert (told.polled_at, told.entries, book.documents()) == (None, 0, ())
    assert poll().new == 4


def test_what_moved_for_good_is_asked_there_from_now_on(book: Book, site: Site, poll: Poll, feed: str) -> None:
    site.pages["/new"] = page(rss(ENTRIES))
    site.pages["/feed"] = page(b"", 302, location="/new")
    assert poll().moved is None
    site.pages["/feed"] = page(b"", 301, location="/new")
    assert poll().moved == site.url("/new")
    assert (told := book.feeds.get(feed)).url == site.url("/new")
    assert poll().moved is None
    assert book.feeds.add(site.url("/new")).key == told.key


def test_what_moved_to_where_another_one_is_fails_and_says_so(book: Book, site: Site, poll: Poll) -> None:
    site.pages["/new"] = page(rss(ENTRIES))
    book.feeds.add(site.url("/new"))
    site.pages["/feed"] = page(b"", 308, location="/new")
    assert (polled := poll()).outcome == "failed"
    assert "is subscribed to as well: `claims feeds remove" in str(polled.detail)


def test_what_is_gone_is_asked_no_more_until_it_is_added_again(book: Book, site: Site, poll: Poll, feed: str) -> None:
    site.pages["/feed"] = page(b"", 410)
    assert (polled := poll()).outcome == "gone" and "gone for good" in str(polled.detail)
    asked = len(site.asked)
    assert poll().outcome == "gone" and len(site.asked) == asked
    assert book.feeds.get(feed).due is None and list(book.feeds.poll()) == []
    site.pages["/feed"] = page(rss(ENTRIES))
    book.feeds.add(site.url("/feed"))
    assert poll().new == 4


@pytest.mark.parametrize(
    ("answer", "why"),
    [(page(b"", 404), "the page is not there"), (page(b"<html><body>Hello</body></html>"), "is no feed")],
)
def test_failures_are_counted_and_make_it_due_later(
    book: Book, site: Site, poll: Poll, feed: str, answer: Callable[[Handler], None], why: str
) -> None:
    site.pages["/feed"] = answer
    for n in (1, 2):
        assert why in str(poll().detail)
        told = book.feeds.get(feed)
        assert (told.failures, why in str(told.failure)) == (n, True)
        assert told.due and told.polled_at and (told.due - told.polled_at).total_seconds() == 3600 * 2**n
    site.pages["/feed"] = page(rss(ENTRIES))
    poll()
    assert (book.feeds.get(feed).failures, book.feeds.get(feed).failure) == (0, None)


def test_one_that_fails_does_not_keep_the_others_back(book: Book, site: Site, door: Door, feed: str) -> None:
    book.feeds.add(site.url("/a-missing-one"))
    assert [each.outcome for each in book.feeds.poll(door=door)] == ["failed", "polled"]


def test_only_what_is_due_is_asked_unless_it_is_named(book: Book, door: Door, feed: str) -> None:
    assert [each.outcome for each in book.feeds.poll(door=door)] == ["polled"]
    assert list(book.feeds.poll(door=door)) == []
    assert [each.feed for each in book.feeds.poll(feed, feed[-6:], door=door)] == [feed]
    book.clock = lambda: now() + DAY
    assert [each.feed for each in book.feeds.poll(door=door)] == [feed]


def test_what_was_taken_in_before_the_feed_is_known(book: Book, door: Door, site: Site, feed: str) -> None:
    assert [each.new for each in book.feeds.poll(feed, door=door)] == [4]
    book.feeds.remove(feed)
    with pytest.raises(NotFound):
        book.feeds.get(feed)
    assert len(book.documents()) == 4
    assert book.feeds.add(site.url("/feed"), every="1d").entries == 4
    [again] = book.feeds.poll(feed, door=door)
    assert (again.new, again.known, again.batch) == (0, 4, None)


def test_a_feed_is_named_by_a_part_of_it(book: Book, feed: str, site: Site, poll: Poll) -> None:
    poll()
    assert {book.feeds.get(each).name for each in (feed, site.url("/feed"), "lab wire", "FEED")} == {feed}
    book.feeds.add("https://example.org/feed")
    with pytest.raises(Ambiguous):
        book.feeds.get("feed")
    assert book.feeds.get("example.org/feed").url == "https://example.org/feed"


@pytest.mark.parametrize("every", ["0", "5s", "x", "h", "2y", "-1h", "1.5h", "999999999d", ""])
def test_an_interval_that_cannot_be_is_refused(book: Book, every: str) -> None:
    with pytest.raises(InvalidValue, match="30m, 6h or 1d"):
        book.feeds.add("https://example.org/feed", every=every)


def test_only_an_address_of_the_web_can_be_a_feed(book: Book) -> None:
    with pytest.raises(InvalidValue, match="http"):
        book.feeds.add("file:///etc/passwd")


def test_an_empty_feed_is_no_failure_and_one_that_cannot_be_read_is(
    book: Book, site: Site, poll: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/feed"] = page(rss([]))
    assert (polled := poll()).outcome == "polled" and polled.new == 0
    monkeypatch.setattr(parts, "taken_apart", lambda *_: [Capture("x", failed="x took more than 30 seconds")])
    assert (polled := poll()).outcome == "failed" and "took more than 30 seconds" in str(polled.detail)
