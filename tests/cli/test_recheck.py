"""Looking at pages again from the command line: what is printed, and with which exit code."""

from pathlib import Path

import pytest

from claims.core.events import EventKind
from ingest.web import manners
from tests.cli.conftest import Run, run_on
from tests.site import Page, Site, page

ARTICLE = "A plant\n\nLumen raised $200 million in May. The company hired 600 people in Ohio.\n"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manners, "PAUSE", 0.0)


def said(text: str) -> Page:
    return page(text.encode(), Content_Type="text/plain")


@pytest.fixture
def url(run: Run, site: Site) -> str:
    """The address of a page that was taken in, and edited since."""
    site.pages["/plant"] = said(ARTICLE)
    run("ingest", site.url("/plant"), "--allow-host", "127.0.0.1")
    site.pages["/plant"] = said(ARTICLE.replace("200", "100"))
    return site.url("/plant")


LOOK = ("recheck", "--all", "--allow-host", "127.0.0.1")


def test_news_are_printed_with_the_words_that_changed_and_end_with_5(run: Run, url: str) -> None:
    ran = run(*LOOK, code=5)
    first, second = ran.out.splitlines()
    assert first.startswith(f"changed  {url}  1 present, 1 altered  document ")
    assert second.startswith("  quote altered  ") and "Lumen raised $[-200-]{+100+} million in May" in second
    assert ran.err.startswith("1 page: 1 changed; 1 newly altered\nundo with: claims undo ")
    assert run("batches").rows[0][-1] == "1 page changed, 1 quote newly altered"
    again = run(*LOOK)
    assert again.out == f"unchanged  {url}  1 present, 1 altered\n"
    assert again.err == "1 page: 1 unchanged; nothing new of their quotes\n"


def test_a_page_that_cannot_be_looked_at_ends_with_2(run: Run, url: str, site: Site) -> None:
    site.pages["/plant"] = page(b"no", 403)
    ran = run(*LOOK, code=2)
    assert ran.out == "" and ran.err.startswith(f"Error: not looked at: {url} answers '403 Forbidden'")


def test_what_became_of_a_quote_is_seen_everywhere(run: Run, url: str) -> None:
    run(*LOOK, code=5)
    ((key, *_, drift, _origins),) = run("list", "--drift", "altered").rows
    assert drift == "altered"
    assert run("list", "--drift", "gone").rows == []
    card = run("show", key).out
    assert "quote altered in capture " in card and "$[-200-]{+100+} million" in card
    (place,) = run("show", key, "--json").json["appearances"]
    assert (place["drift"]["fate"], "$100 million" in place["drift"]["words"]) == ("altered", True)
    assert "appearance 1: quote altered in capture" in run("history", key).out
    assert "drifted" in {event["kind"] for event in run("log", "--kind", EventKind.DRIFTED, "--json").json}


def test_a_document_lists_its_captures_with_their_drift(run: Run, url: str) -> None:
    (page_,) = run(*LOOK, "--json", code=5).json["pages"]
    shown = run("documents", "show", page_["document"])
    assert "Captures" in shown.out and ": 1 present, 1 altered" in shown.out
    captures = run("documents", "show", page_["document"], "--json").json["captures"]
    assert captures[-1] == {
        "document": page_["document"], "retrieved_at": captures[-1]["retrieved_at"],
        "drift": {"present": 1, "moved": 0, "altered": 1, "gone": 0},
    }  # fmt: skip


def test_as_json_all_is_told(run: Run, url: str) -> None:
    told = run(*LOOK, "--dry-run", "--json", code=5).json
    assert (told["dry_run"], told["batch"], told["pages"][0]["outcome"]) == (True, None, "changed")
    (finding,) = told["pages"][0]["findings"]
    assert (finding["fate"], finding["before"], finding["page"]) == ("altered", "present", None)


def test_without_a_choice_nothing_is_fetched(run: Run, url: str, site: Site) -> None:
    before = len(site.asked)
    assert "Nothing says which pages: name claims" in run("recheck", code=1).err
    assert "No page to look at" in run("recheck", "--due", "--allow-host", "127.0.0.1").err
    assert len(site.asked) == before


def test_what_was_found_moves_with_a_whole_database(run: Run, url: str, tmp_path: Path) -> None:
    run(*LOOK, code=5)
    run("export", "-o", str(tmp_path / "all.jsonl"), "--whole")
    other = f"sqlite:///{tmp_path / 'other.db'}"
    run_on(other, "import", str(tmp_path / "all.jsonl"))
    assert run_on(other, "list", "--drift", "altered").out == run("list", "--drift", "altered").out
    run_on(other, "export", "-o", str(tmp_path / "again.jsonl"), "--whole")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "all.jsonl").read_bytes()
    assert run_on(other, *LOOK).err.startswith("1 page: 1 unchanged")
