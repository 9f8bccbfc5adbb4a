"""What strangers write is text: hundreds of ways to slip a script into a page, on every page, in a real browser."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page

import claims
from claims.book import Book
from claims.book import named as sent
from tests.web.browser.conftest import served

pytestmark = pytest.mark.long

RUN = ("alert(1)", "alert`1`", "window.pwned=1", "top['al'+'ert'](1)", "eval('alert(1)')")
SHAPES = (
    "<script>{}</script>", "<SCRIPT>{}</SCRIPT>", "<scr<script>ipt>{}</script>", "</script><script>{}</script>",
    "</title><script>{}</script>", "</textarea><script>{}</script>", "</style><script>{}</script>",
    "--><script>{}</script>", "<script/x>{}</script>", "<script src=data:text/javascript,{}></script>",
    "<img src=x onerror={}>", '<img src=x onerror="{}">', "<img/src=x/onerror={}>", "<IMG SRC=x OnErRoR={}>",
    "<svg onload={}>", "<svg/onload={}>", "<svg><script>{}</script></svg>", "<svg><animate onbegin={} attributeName=x>",
    "<body onload={}>", "<iframe srcdoc='<script>{}</script>'>", "<iframe src='javascript:{}'>",
    "<object data='javascript:{}'>", "<embed src='javascript:{}'>", "<math><a xlink:href='javascript:{}'>x</a></math>",
    "<video src=x onerror={}>", "<audio src=x onerror={}>", "<video><source onerror={}></video>",
    "<input autofocus onfocus={}>", "<select autofocus onfocus={}>", "<textarea autofocus onfocus={}>",
    "<details open ontoggle={}>", "<marquee onstart={}>", "<style>@keyframes x{{}}</style><b style='animation:x' "
    "onanimationstart={}>", "<b onmouseover={}>x</b>", '" onfocus={} autofocus x="', "' onfocus={} autofocus x='",
    '"><img src=x onerror={}>', "'><img src=x onerror={}>", '"><svg onload={}>', "` onload={} `",
    "<a href='javascript:{}'>x</a>", "javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}",
    "data:text/html,<script>{}</script>",
    "{{{{{}}}}}", "{{% print {} %}}", "${{{}}}", "<%= {} %>", "#{{{}}}", "<!--><img src=x onerror={}>",
    "<![CDATA[<script>{}</script>]]>", "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<template><script>{}</script></template>", "<form action='javascript:{}'><button autofocus>",
    "<base href='javascript:{}//'>", "<link rel=stylesheet href='javascript:{}'>", "<meta http-equiv=refresh "
    "content='0;url=javascript:{}'>", "<xmp><p title='</xmp><img src=x onerror={}>'>", "<x contenteditable onblur={}>y",
    "+ADw-script+AD4-{}+ADw-/script+AD4-", "\u2028<script>{}</script>", "\u202e<script>{}</script>",
    "＜script＞{}＜/script＞", "&lt;script&gt;{}&lt;/script&gt;", "&#60;script&#62;{}&#60;/script&#62;",
    "%3Cscript%3E{}%3C/script%3E", "\\x3cscript\\x3e{}\\x3c/script\\x3e", "<a id=x href=x name=body>{}</a>",
)  # fmt: skip
PAYLOADS = [shape.format(run) for shape, run in product(SHAPES, RUN)]
PAYLOADS += [payload.replace(" ", "\f") for payload in PAYLOADS if "<img " in payload or "<svg " in payload]
PAYLOADS = [payload.replace("<", "<\u200b") for payload in PAYLOADS[:150]] + PAYLOADS
TOGETHER = 12


@pytest.fixture(scope="module")
def poisoned(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book in which everything that can be said holds payloads."""
    path = tmp_path_factory.mktemp("poison") / "desk.db"
    shutil.copyfile(sqlite_template, path)
    with closing(claims.open(path, actor="ann <script>alert(1)</script>")) as book:
        text = "\n\n".join(f"Meta has {n} sites {payload} in Oslo." for n, payload in enumerate(PAYLOADS))
        book.ingest(
            sent(f"{PAYLOADS[3]}.txt", text.encode()), source=PAYLOADS[0], title=PAYLOADS[10], byline=PAYLOADS[51]
        )
        with book.together() as several:
            for n in range(0, len(PAYLOADS), TOGETHER):
                part = PAYLOADS[n : n + TOGETHER]
                said = " ".join(part)
                key = several.add(
                    f"Nvidia has {n} sites: {said}", source=part[0], quote=said, speaker=part[1 % len(part)][:400],
                    tags=[each for each in part if "," not in each and len(each) <= 100], note=said,
                ).claim.key  # fmt: skip
                several.amend(key, subject=part[-1], note=said)
                several.attach(key, f"https://example.org/{quote(part[0])}", quote=said, note=said, stance="refutes")
                several.attach(key, note=said, quote=part[-1], stance="context")
                several.dispute(key, note=said)
        for one in book.sources(limit=40):
            book.rate_source(one.name, "D", note=PAYLOADS[7])
        yield book


def addresses(book: Book) -> Iterator[str]:
    """Yield every page there is about what is in a book, and what payloads can be put into addresses."""
    yield from (
        "/",
        "/?show=all",
        "/documents",
        "/sources",
        "/log",
        "/batches",
        "/dashboard",
        "/conflicts",
        "/duplicates",
    )
    for claim in book.all(text="Nvidia", reviewed=True):
        yield f"/claims/{claim.key}"
    document = book.documents()[0].key
    places = book.placed(document)
    yield from (f"/documents/{document}?claim={each.claim}" for each in places[::40])
    yield from (f"/documents/{document}?part={n}" for n in range(4))
    yield from (f"/sources/{each.key}" for each in book.sources(limit=25))
    yield from (f"/batches/{each.key}" for each in book.batches())
    after = book.list(reviewed=True).after
    yield f"/?show=all&after={after}"
    page = book.log()
    while page.after:
        yield f"/log?after={quote(page.after)}"
        page = book.log(after=page.after)
    for payload in PAYLOADS[::25]:
        said = quote(payload, safe="")
        for path in (
            "/search?q=",
            "/?text=",
            "/?done=",
            "/?source=",
            "/?status=",
            "/log?actor=",
            "/claims/",
            "/sources?text=",
        ):
            yield path + said


def test_nothing_that_strangers_write_is_ever_run(browser: Browser, poisoned: Book) -> None:
    """The policy against scripts is switched off: what the templates do is to hold alone."""
    assert len(PAYLOADS) >= 500 and len(set(PAYLOADS)) == len(PAYLOADS)
    with served(poisoned) as desk, closing(browser.new_context(bypass_csp=True)) as context:
        context.set_default_navigation_timeout(120_000)  # of claims all alike, pairs are many
        page, ran = context.new_page(), Ran()
        ran.watch(page)
        seen, control = set[str](), "".join(f"<p>{payload}</p>" for payload in PAYLOADS)
        for address in addresses(poisoned):
            page.goto(desk + address)
            body = page.content()
            seen |= {n for n in re.findall(r"Nvidia has (\d+) sites", body)}
            assert not page.evaluate("window.pwned"), address
            assert not ran.found, (address, ran.found)
            wild = "script:not([src]), iframe, object, embed, img, video, audio, style, base, form[action^=javascript]"
            assert page.locator(f"{wild}, a[href^='javascript' i]").count() == 0, address
        assert len(seen) == len(range(0, len(PAYLOADS), TOGETHER))
        page.route(
            "**/control", lambda route: route.fulfill(body=f"<!doctype html>{control}", content_type="text/html")
        )
        page.goto(f"{desk}/control")
        page.wait_for_timeout(500)
        assert len(ran.found) >= 30 and page.evaluate("window.pwned") == 1  # the payloads are good


class Ran:
    """What was run on a page."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("dialog", self._told)

    def _told(self, dialog: Dialog) -> None:
        self.found.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()
