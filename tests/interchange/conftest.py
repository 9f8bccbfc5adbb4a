"""Books to export from and to import into, on either engine."""

import io
import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import claims
from claims import Book, interchange
from claims.interchange import provenance
from claims.records import Report

Fresh = Callable[..., Book]


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every document of a whole export come in several pieces."""
    monkeypatch.setattr(provenance, "TEXT_PIECE", 29)
    monkeypatch.setattr(provenance, "BYTES_PIECE", 31)


@pytest.fixture
def fresh(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """Makes open books on new, migrated databases of this engine, or of the one named."""
    number = itertools.count()
    with ExitStack() as stack:

        def make(engine: str = engine_name, actor: str = "tester") -> Book:
            if engine == "sqlite":
                url = str(tmp_path / f"fresh-{next(number)}.db")
                shutil.copyfile(request.getfixturevalue("sqlite_template"), url)
            else:
                server: Any = request.getfixturevalue("pg_server")
                template = request.getfixturevalue("pg_template")
                url = server.url(stack.enter_context(server.database(template=template)))
            book = claims.open(url, actor=actor)
            stack.callback(book.close)
            return book

        yield make


def exported(book: Book, **options: Any) -> bytes:
    """Return what an export writes."""
    out = io.BytesIO()
    interchange.export(book, out, **options)
    return out.getvalue()


def loaded(book: Book, given: bytes | str, **options: Any) -> Report:
    """Import bytes or text."""
    body = given.encode() if isinstance(given, str) else given
    return interchange.load(book, io.BytesIO(body), **options)


def reasons(report: Report) -> list[str]:
    """Return why lines failed."""
    return [each.detail or "" for each in report.outcomes[1:]]
