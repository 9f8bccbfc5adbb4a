"""A real browser at a real desk: one server and one browser for each module."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import claims
from claims.book import Book
from claims.web.app import create_app
from claims.web.serving import _listening
from tests.browser import NoBrowser, find_browser

ROOT = Path(__file__).resolve().parents[3]
SHOTS = ROOT / "out" / "desk"
"""Where pictures of the pages are kept; git does not see it."""
ARTICLE = ROOT / "examples" / "superintelligence.md"
AXE = "axe-core@4.14.1"
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of this machine; without one the run fails, and says how to get one."""
    try:
        path = find_browser()
    except NoBrowser as why:
        pytest.exit(str(why), returncode=1)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@contextmanager
def served(book: Book) -> Iterator[str]:
    """Yield the address of a desk that is served in a thread."""
    with closing(_listening("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(create_app(book), log_config=None, lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=30)


@pytest.fixture
def desk_book(sqlite_template: Path, tmp_path: Path) -> Iterator[Book]:
    """A book with an article in it."""
    path = tmp_path / "desk.db"
    shutil.copyfile(sqlite_template, path)
    with closing(claims.open(path, actor="ann")) as book:
        yield book


@pytest.fixture
def desk(desk_book: Book) -> Iterator[str]:
    """The address of a desk with the example article on it."""
    desk_book.ingest(ARTICLE)
    with served(desk_book) as address:
        yield address


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A window of its own; a test may say how it is to be, by a parameter."""
    how: dict[str, Any] = {"viewport": WIDE, **getattr(request, "param", {})}
    with closing(browser.new_context(**how)) as context:
        context.set_default_timeout(15_000)
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong: no error, no warning, nobody else asked."""
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda asked: None if "127.0.0.1" in asked.url else troubles.append(f"asked {asked.url}"))
    yield page
    assert not [each for each in troubles if "responded with a status of 4" not in each], troubles


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe, which finds what keeps people out; where npm is there to fetch it."""
    folder = ROOT / "build" / "axe"
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("axe is fetched with npm, which is not there")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--no-save", AXE]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        if done.returncode or not script.exists():
            pytest.skip(f"npm could not fetch axe: {done.stderr.strip()[-200:]}")
    return script.read_text(encoding="utf-8")
