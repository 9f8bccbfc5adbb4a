"""A desk on either engine, with an article on it, and a browser that sends what browsers send."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from claims.book import Book
from claims.web.app import create_app

ARTICLE = """# Meta pays for a second chance

Meta is paying $300 billion for nearly half of Scale AI. The company plans to spend $72 billion in 2025.
Analysts warned that the spending may not pay off before 2028.
"""


@dataclass
class Visitor:
    """Somebody at a desk, who reads pages and sends the forms that stand in them."""

    client: TestClient
    book: Book

    def get(self, address: str, **how: Any) -> Any:
        return self.client.get(address, **how)

    def text(self, address: str) -> str:
        answer = self.get(address)
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="(\w+)"', self.text(f"/claims/{self.key}"))
        assert found
        return found[1]

    @property
    def key(self) -> str:
        return self.book.list(sort="recorded").claims[0].key

    def there(self, address: str) -> str:
        """Return an address with a key that is there, where one was left open as AAAA."""
        keys = {
            "claims": lambda: self.key,
            "documents": lambda: self.book.documents()[0].key,
            "sources": lambda: self.book.sources()[0].key,
            "batches": lambda: self.book.batches()[0].key,
        }
        noun = address.split("/")[1]
        return address.replace("AAAA", keys[noun]()) if "AAAA" in address else address

    def send(self, address: str, *, headers: dict[str, str] | None = None, **fields: Any) -> Any:
        """Send a form as a page of the desk does, and do not follow where it leads."""
        sent = {"token": self.token, **fields}
        own = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
        given = {name: value for name, value in sent.items() if value is not None}
        return self.client.post(address, data=given, headers=own | (headers or {}), follow_redirects=False)


@pytest.fixture
def visitor(book: Book, tmp_path: Path) -> Iterator[Visitor]:
    article = tmp_path / "article.md"
    article.write_text(ARTICLE, encoding="utf-8")
    book.ingest(article, source="Notes", published="2025-08-05")
    with TestClient(create_app(book, frozenset({"testserver"}))) as client:
        yield Visitor(client, book)
