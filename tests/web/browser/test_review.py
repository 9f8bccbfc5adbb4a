"""Reviewing in a real browser: by keyboard alone, without JavaScript, and two at a time."""

import pytest
from playwright.sync_api import Page, expect

from claims.book import Book
from claims.book import named as sent
from tests.web.browser.conftest import served

ARTICLE = """# On Oslo

Meta has 4,000 engineers in Oslo. Nvidia opened 3 sites in Bergen. Apple is paying $2 billion for land in Narvik.

Meta plans to open a further site by 2026. Analysts warned that power may run short.
"""


def standing(book: Book) -> list[str]:
    """Return the claims of the only document in the order of its text."""
    return list(dict.fromkeys(each.claim for each in book.placed(book.documents()[0].key)))


def test_a_whole_article_is_reviewed_by_keyboard_alone(desk_book: Book, page: Page) -> None:
    desk_book.ingest(sent("oslo.md", ARTICLE.encode()), source="Wire", published="2025-08-05")
    with served(desk_book) as desk:
        _review(desk, desk_book, page)


def _review(desk: str, desk_book: Book, page: Page) -> None:
    keys = standing(desk_book)
    page.goto(desk)
    page.keyboard.press("j")
    first = desk_book.list(reviewed=False).claims[0].key
    expect(page.locator(":focus")).to_have_attribute("href", f"/claims/{first}")
    page.keyboard.press("o")
    page.wait_for_url("**/claims/*")
    page.keyboard.press("o")
    page.wait_for_url("**/documents/*")
    while page.locator("[rel=prev]").count():
        here = page.url
        page.keyboard.press("k")
        page.wait_for_url(lambda url, here=here: url != here)
    assert len(keys) >= 4
    for number, key in enumerate(keys):
        expect(page.locator(".panel .said a")).to_have_attribute("href", f"/claims/{key}")
        assert page.locator(f"#c-{key}").first.is_visible()
        page.keyboard.press("vdr"[number % 3])
        page.keyboard.type(f"https://example.org/{number}")
        page.keyboard.press("Tab")
        page.keyboard.type(f"Seen {number}: j k ?")
        here = page.url
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url, here=here: url != here)
    claims = {key: desk_book.get(key) for key in keys}
    assert [claims[key].status.value for key in keys] == [
        ("verified", "disputed", "refuted")[number % 3] for number in range(len(keys))
    ]
    assert all(claim.reviewed and len(claim.evidence) == 1 for claim in claims.values())
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("Taken back: 1 claim")
    assert desk_book.get(keys[-1]).status == "unverified"


def test_who_comes_second_sees_what_happened_and_decides_again(desk: str, desk_book: Book, page: Page) -> None:
    key = desk_book.list().claims[0].key
    page.goto(f"{desk}/claims/{key}")
    bob = Book(desk_book.database, type(desk_book.actor)("bob"))
    bob.refute(key, note="The annual report says otherwise")
    page.keyboard.press("v")
    page.keyboard.press("Tab")
    page.keyboard.type("I saw it")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("The annual report says otherwise")
    expect(page.get_by_label("Why").first).to_have_value("I saw it")
    expect(page.get_by_role("radio", name="verified", exact=True)).to_be_checked()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("status")).to_contain_text("Marked verified")
    assert desk_book.get(key).status == "verified"


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_everything_works_without_javascript(desk: str, desk_book: Book, page: Page) -> None:
    key = standing(desk_book)[0]
    page.goto(f"{desk}/documents")
    page.locator(".said a").first.click()
    page.locator(f"#c-{key}").first.click()
    page.locator("label.disputed").click()
    page.get_by_label("Why").fill("Two sources differ")
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_role("status")).to_contain_text("Marked disputed")
    assert desk_book.get(key).status == "disputed"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back")
    assert desk_book.get(key).status == "unverified"
    page.get_by_role("searchbox").fill("Scale AI")
    page.keyboard.press("Enter")
    expect(page.locator(".list .said").first).to_contain_text("Scale AI")


def test_a_claim_is_shown_as_it_was_believed(desk: str, desk_book: Book, page: Page) -> None:
    key = desk_book.list().claims[0].key
    desk_book.verify(key, note="seen")
    page.goto(f"{desk}/claims/{key}")
    expect(page.locator(".fields .status")).to_contain_text("verified")
    page.locator(".timeline a").last.click()
    expect(page.locator(".asof").first).to_contain_text("As it was believed on")
    expect(page.locator(".fields .status")).to_contain_text("unverified")
    page.get_by_role("link", name="As it is now").click()
    expect(page.locator(".timeline li")).to_have_count(2)


def test_single_keys_can_be_switched_off(desk: str, page: Page) -> None:
    page.goto(f"{desk}/help")
    page.get_by_label("Use single keys").uncheck()
    page.goto(desk)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.goto(f"{desk}/help")
    page.get_by_label("Use single keys").check()
    page.keyboard.press("/")
    expect(page.locator(":focus")).to_have_attribute("name", "q")


def test_an_article_is_pasted_and_comes_out_marked(desk: str, desk_book: Book, page: Page) -> None:
    page.goto(f"{desk}/ingest")
    page.get_by_label("Paste an article").fill("# On Oslo\n\nMeta has 4,000 engineers in Oslo.")
    page.get_by_label("Source").fill("Wire")
    page.get_by_role("button", name="Take in").click()
    expect(page.locator(".text .m")).to_have_text("Meta has 4,000 engineers in Oslo.")
    assert desk_book.documents()[0].source == "Wire"
