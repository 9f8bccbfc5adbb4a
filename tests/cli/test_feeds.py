"""Feeds on the command line: what is printed, what is said besides, and with which code it ends."""

from collections.abc import Callable

import pytest

from claims.cli.feeds import often
from ingest import drafting, guard
from ingest.feeds import interval
from ingest.web import manners
from tests.cli.conftest import Run
from tests.cli.test_completion import offered
from tests.site import Site, page

ITEM = "<item><guid>{n}</guid><title>Of {n}</title><description>Lab {n} hired {n} people in 2025.</description></item>"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, and wait for nobody."""
    monkeypatch.setattr(guard, "FEW", 1000)
    monkeypatch.setattr(drafting, "is_ours", lambda _: True)
    monkeypatch.setattr(manners, "PAUSE", 0.0)


def rss(*numbers: int) -> Callable[..., None]:
    items = "".join(ITEM.format(n=n) for n in numbers)
    return page(f"<rss version='2.0'><channel><title>The Lab Wire</title>{items}</channel></rss>".encode())


@pytest.fixture
def feed(run: Run, site: Site) -> str:
    """The name of a feed that was added."""
    site.pages["/feed"] = rss(21, 22)
    ran = run("feeds", "add", site.url("/feed"), "--source", "Lab Wire", "--every", "6h")
    name = f"127.0.0.1:{site.port}/feed"
    assert f"claims feeds poll {name}" in ran.err and "every        6h" in ran.out
    return name


def test_from_a_feed_to_claims_and_back(run: Run, feed: str) -> None:
    ran = run("feeds", "poll", "--allow-host", "127.0.0.1")
    assert ran.out == f"polled  {feed}  2 new, 0 edited, 0 known, 2 claims added\n"
    assert {each["source"] for each in run("list", "--json").json} == {"Lab Wire"}
    shown = run("feeds", "show", feed).out
    assert "The Lab Wire" in shown and "2 entries" in shown and "ok" in shown
    run("undo", ran.err.split()[-1])
    assert run("list", "--json").json == []


def test_what_is_not_due_is_not_asked_unless_named(run: Run, feed: str) -> None:
    run("feeds", "poll", "--allow-host", "127.0.0.1")
    ran = run("feeds", "poll", "--allow-host", "127.0.0.1")
    assert ran.out == "" and "None is due before" in ran.err
    [polled] = run("feeds", "poll", feed, "--allow-host", "127.0.0.1", "--json").json
    assert (polled["outcome"], polled["new"], polled["known"]) == ("polled", 0, 2)


def test_a_rehearsal_records_nothing(run: Run, feed: str) -> None:
    assert "2 new" in run("feeds", "poll", "--allow-host", "127.0.0.1", "--dry-run").out
    assert run("documents", "--json").json == []
    assert run("feeds", "--json").json[0]["polled_at"] is None


def test_what_fails_is_said_and_the_others_go_on(run: Run, feed: str, site: Site) -> None:
    run("feeds", "add", site.url("/missing"))
    ran = run("feeds", "poll", "--allow-host", "127.0.0.1", code=2)
    assert f"polled  {feed}" in ran.out and f"failed  127.0.0.1:{site.port}/missing" in ran.out
    assert "Error: http://127.0.0.1" in ran.err and "404" in ran.err
    rows = {row[5]: row[0] for row in run("feeds").rows}
    assert rows == {feed: "ok", f"127.0.0.1:{site.port}/missing": "failed"}


def test_what_is_gone_is_said_once_and_asked_no_more(run: Run, feed: str, site: Site) -> None:
    site.pages["/feed"] = page(b"", 410)
    assert "gone for good" in run("feeds", "poll", "--allow-host", "127.0.0.1", code=2).err
    assert run("feeds", "poll", "--allow-host", "127.0.0.1").out == ""
    assert "it said that it is gone" in run("feeds", "poll", feed, code=2).err
    assert "never: it is gone" in run("feeds", "show", feed).out


def test_what_moved_is_said(run: Run, feed: str, site: Site) -> None:
    site.pages |= {"/feed": page(b"", 301, location="/new"), "/new": rss(21)}
    ran = run("feeds", "poll", "--allow-host", "127.0.0.1")
    assert f"moved for good to {site.url('/new')}" in ran.err


def test_what_came_from_a_feed_stays_when_it_is_left(run: Run, feed: str) -> None:
    run("feeds", "poll", "--allow-host", "127.0.0.1")
    assert run("feeds", "remove", feed).out == f"removed  {feed}\n"
    assert len(run("list", "--json").json) == 2
    assert "No feeds yet" in run("feeds").err and "No feeds yet" in run("feeds", "poll").err
    assert "no feed" in run("feeds", "poll", feed, code=1).err


def test_entries_without_a_text_say_what_to_do(run: Run, feed: str, site: Site) -> None:
    item = f"<item><title>Of 1</title><link>{site.url('/1')}</link></item>"
    site.pages["/feed"] = page(f"<rss version='2.0'><channel><title>Lab</title>{item}</channel></rss>".encode())
    ran = run("feeds", "poll", "--allow-host", "127.0.0.1", code=2)
    assert "add --full" in ran.err and "1 failed" in ran.out


def test_a_stopped_poll_is_gone_on_with_by_polling(run: Run, feed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("claims.ledger.ledger.Ledger.finish", lambda *_: None)
        run("feeds", "poll", "--allow-host", "127.0.0.1")
    [batch] = run("batches", "--json").json
    assert f"claims feeds poll {feed}" in run("batches", "show", batch["key"]).out
    assert f"claims feeds poll {feed}" in run("ingest", "--resume", batch["key"], code=1).err


def test_names_of_feeds_are_offered(database_url: str, run: Run, feed: str) -> None:
    assert offered(f"claims feeds poll {feed[:6]}", database_url) == [feed]
    assert offered("claims feeds show x", database_url) == []


@pytest.mark.parametrize("said", ["90s", "30m", "6h", "1d", "2w"])
def test_an_interval_is_told_as_it_is_given(said: str) -> None:
    assert often(interval(said)) == said
