"""How pages look and who can use them: light and dark, on a phone, and by what axe finds."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from claims.book import Book
from claims.book import named as sent
from tests.web.browser.conftest import PHONE, SHOTS, WIDE

ELSEWHERE = """# خبر

قالت شركة ميتا إنها ستستثمر 300 مليار دولار في 2026.

新华社报道，Meta公司2025年投资720亿美元。该公司计划在2026年裁员10%。
"""
WAYS: dict[str, dict[str, Any]] = {
    "light": {"viewport": WIDE, "color_scheme": "light"},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "color_scheme": "light"},
}


def pages(book: Book) -> Iterator[tuple[str, str]]:
    """Yield each page with a name; what there is to show is there."""
    book.add("Meta is paying $14.3 billion for nearly half of Scale AI.", source="Wire")
    taken = book.ingest(sent("elsewhere.md", ELSEWHERE.encode()), source="新华社").outcomes[0].document
    document = next(each for each in book.documents() if each.key != taken)
    claims = [each.claim for each in book.placed(document.key)]
    for status, key in zip(("verified", "disputed", "refuted", "misleading", "rejected"), claims, strict=False):
        book.mark(key, status, note="The filing says so", evidence="https://example.org/filing")
    book.attach(claims[1], "https://example.org/other", stance="refutes", note="It says less", quote="14.3 billion")
    book.tag(claims[1], "money")
    source = book.sources()[0].key
    book.rate_source(source, "B", note="Mostly right")
    batch = book.batches()[-1].key
    yield from {
        "queue": "/", "queue-filtered": "/?show=all&status=verified&status=disputed", "search": '/search?q="scale ai"',
        "search-wrong": "/search?q=stats:verified", "claim": f"/claims/{claims[1]}?done={book.batches()[0].key}",
        "claim-then": f"/claims/{claims[1]}?as_of=2100-01-01", "documents": "/documents",
        "document": f"/documents/{document.key}", "document-claim": f"/documents/{document.key}?claim={claims[6]}",
        "document-elsewhere": f"/documents/{taken}", "conflicts": "/conflicts", "duplicates": "/duplicates",
        "sources": "/sources", "source": f"/sources/{source}", "log": "/log", "batches": "/batches",
        "batch": f"/batches/{batch}", "dashboard": "/dashboard", "ingest": "/ingest", "help": "/help",
        "login": "/login",
    }.items()  # fmt: skip


@pytest.mark.parametrize(
    ("way", "context"),
    [pytest.param(*each, marks=[] if each[0] == "light" else [pytest.mark.long], id=each[0]) for each in WAYS.items()],
    indirect=["context"],
)
def test_every_page_can_be_used_by_all(way: str, desk: str, desk_book: Book, page: Page, axe: str) -> None:
    found = []
    SHOTS.mkdir(parents=True, exist_ok=True)
    for name, address in pages(desk_book):
        page.goto(desk + address)
        page.screenshot(path=SHOTS / f"{name}-{way}.png")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: wider than the screen")
        page.evaluate(axe)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        said = page.evaluate(
            "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", tags
        )
        found += [
            f"{name}: {each['id']} {node['target']} {(node['any'] or [{}])[0].get('message', '')[:160]}"
            for each in said["violations"]
            for node in each["nodes"][:3]
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("context", [WAYS["dark"]], indirect=True)
def test_dark_is_dark(desk: str, page: Page) -> None:
    page.goto(desk)
    red, green, blue = page.evaluate("getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g)")
    assert max(map(int, (red, green, blue))) < 60


def test_text_runs_the_way_its_letters_do(desk: str, desk_book: Book, page: Page) -> None:
    text = "قالت شركة ميتا إنها ستستثمر 300 مليار دولار."
    taken = desk_book.ingest(sent("a.md", f"{text}\n\nMeta said so.".encode()), source="Wire").outcomes[0].document
    page.goto(f"{desk}/documents/{taken}")
    left = page.evaluate(
        """() => { const text = document.querySelector(".text"), box = text.getBoundingClientRect();
        const range = document.createRange(), walker = document.createTreeWalker(text, 4), nodes = [];
        while (walker.nextNode()) nodes.push(walker.currentNode);
        return ["\u0642", "Meta"].map((word) => { const node = nodes.find((each) => each.data.includes(word));
        const at = node.data.indexOf(word); range.setStart(node, at); range.setEnd(node, at + 1);
        return (range.getBoundingClientRect().left - box.left) / box.width; }); }"""
    )
    assert left[0] > 0.8 and left[1] < 0.05


def test_the_first_page_is_small(desk: str, desk_book: Book, page: Page) -> None:
    with desk_book.together() as book:
        for number in range(40):
            book.add(f"Company number {number} has {number + 3} engineers in Oslo.", source=f"Wire {number}")
    sizes = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(desk)
    page.wait_for_load_state("networkidle")
    assert len(sizes) >= 3 and sum(sizes) <= 60 * 1024, sizes
