"""Who is let in, and what goes with every answer: each route, found in the application itself."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

import claims
from claims.errors import InvalidValue
from claims.web import door
from claims.web.app import create_app
from claims.web.hosts import require_loopback
from tests.web.conftest import Visitor


def routes(method: str) -> Iterator[str]:
    """Yield the addresses of the desk that take a method, with something for what is left open in them."""
    with claims.open("sqlite://", actor="tester") as book:
        app: Any = create_app(book)
        for each in walked(app.app.routes):
            if method in (getattr(each, "methods", None) or ()):
                yield each.path.format(key="AAAA", verb="mark")


def walked(listed: list[Any]) -> Iterator[Any]:
    """Yield routes and those of routers among them."""
    for each in listed:
        router = getattr(each, "original_router", None)
        yield from walked(router.routes) if router else [each]


def test_every_route_is_found() -> None:
    assert {"/", "/claims/AAAA", "/documents/AAAA", "/search", "/log", "/dashboard", "/health"} <= set(routes("GET"))
    assert {"/claims/AAAA/mark", "/undo", "/ingest", "/sources/AAAA/rate"} <= set(routes("POST"))
    assert not {"/docs", "/redoc", "/openapi.json"} & set(routes("GET"))


def test_every_page_comes_with_a_strict_policy_and_asks_nobody_else(visitor: Visitor) -> None:
    for address in routes("GET"):
        answer = visitor.get(visitor.there(address))
        assert answer.status_code == 200, address
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        for inline in ("<script>", " style=", " onclick=", "<style", "javascript:"):
            assert inline not in answer.text, (address, inline)


@pytest.mark.parametrize("address", list(routes("POST")))
def test_no_change_is_taken_from_elsewhere(address: str, visitor: Visitor) -> None:
    before = len(visitor.book.log().events)
    address = visitor.there(address)
    given = {
        "status": "verified",
        "note": "x",
        "text": "Meta has 3 sites.",
        "reliability": "A",
        "batch": visitor.book.batches()[0].key,
    }
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver:81"},
    ):
        own = {"origin": "http://testserver"} | headers
        assert visitor.send(address, headers=own, **given).status_code == 403, headers
    for token in (None, "", "0" * 64):
        answer = visitor.send(address, **{**given, "token": token})
        assert answer.status_code == 403
        assert "does not come from a page" in answer.text
    assert len(visitor.book.log().events) == before


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "testserver.evil:80", "[::2]"])
def test_a_name_of_somebody_elses_is_not_answered_to(host: str, visitor: Visitor) -> None:
    answer = visitor.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Meta" not in answer.text


def test_reading_writes_nothing(visitor: Visitor) -> None:
    before = visitor.book.batches(limit=None), visitor.book.log(limit=1000)
    for address in routes("GET"):
        visitor.get(visitor.there(address))
    assert (visitor.book.batches(limit=None), visitor.book.log(limit=1000)) == before


def test_more_than_is_read_is_refused_before_it_is_kept(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LARGEST", 1000)
    own, kind = {"origin": "http://testserver"}, {"content-type": "application/x-www-form-urlencoded"}
    assert visitor.client.post("/undo", content=b"x" * 2000, headers=own).status_code == 413
    told_less = visitor.client.post("/undo", content=iter([b"x=" + b"x" * 900] * 3), headers=own | kind)
    assert told_less.status_code == 413


def test_each_request_is_noted_without_what_was_searched(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("claims.web.access")
    logger.addHandler(caplog.handler)
    with caplog.at_level(logging.INFO, "claims.web.access"):
        visitor.get("/search?q=secret+plans")
    logger.removeHandler(caplog.handler)
    noted = json.loads(caplog.messages[-1])
    assert (noted["method"], noted["path"], noted["status"]) == ("GET", "/search", 200)
    assert noted["bytes"] > 1000 and noted["ms"] >= 0
    assert "secret" not in caplog.text


def test_a_failure_is_one_line_and_is_logged(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk of ann")

    monkeypatch.setattr(type(visitor.book), "documents", broken)
    answer = visitor.get("/documents")
    assert answer.status_code == 500
    assert "the log of the server says what" in answer.text
    assert "disk" not in answer.text and "content-security-policy" in answer.headers
    assert "the disk of ann" in caplog.text


def test_health_tells_when_the_database_is_gone(visitor: Visitor) -> None:
    assert visitor.get("/health").json()["status"] == "ok"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com", "", "127.0.0.1.nip.io"])
def test_no_other_machine_may_reach_it(host: str) -> None:
    with pytest.raises(InvalidValue, match="only this machine"):
        require_loopback(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "localhost", "127.8.0.9"])
def test_this_machine_may(host: str) -> None:
    assert require_loopback(host) == host.strip("[]")


def test_files_of_ours_are_kept_under_an_address_that_changes_with_them(visitor: Visitor) -> None:
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', visitor.text("/")):
        answer = visitor.get(address)
        assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"]
