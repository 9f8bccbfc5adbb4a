"""Who is let in at the desk: every page and every form with every role, found in the application itself."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from claims import passwords
from claims.book import Book
from claims.core.people import FREE_OF_NAME, RIGHTS, Right, Role
from claims.web.app import create_app
from claims.web.guard import COOKIE, needed
from claims.web.verbs import VERBS
from tests.web.conftest import Visitor
from tests.web.test_door import walked

GOOD = "correct horse battery"
OWN = {"origin": "https://testserver", "sec-fetch-site": "same-origin"}
FREE = {"/health", "/login", "/logout"}


@pytest.fixture
def people(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    """The book of a desk with an article and a user of each role, whose passwords take no time."""
    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(1, 8, 1))
    passwords._nobodys.cache_clear()
    for role in Role:
        visitor.book.people.add(f"a {role}", role, password=GOOD)
    yield visitor.book


@lru_cache(1)
def desk_of(book: Book) -> Any:
    """Return the desk of a book, made once a test."""
    return create_app(book, frozenset({"testserver"}))


def browser(book: Book) -> TestClient:
    return TestClient(desk_of(book), base_url="https://testserver", follow_redirects=False, headers=OWN)


def token(page: str) -> str:
    found = re.search(r'name="token" value="(\w+)"', page)
    assert found
    return found[1]


def log_in(client: TestClient, name: str, password: str = GOOD, then: str = "/") -> Any:
    form = {"token": token(client.get("/login").text), "name": name, "password": password, "then": then}
    return client.post("/login", data=form)


def routes(book: Book, method: str, key: str) -> list[str]:
    """Return the addresses of the desk that take a method, each verb of a claim among them."""
    app = desk_of(book)
    found = [each.path for each in walked(app.app.routes) if method in (getattr(each, "methods", None) or ())]
    verbs = [path.replace("{verb}", verb) for path in found for verb in (VERBS if "{verb}" in path else [""])]
    return [re.sub(r"\{\w+\}", key, path) for path in verbs if path not in FREE]


# ---- in and out --------------------------------------------------------------------------------------------


def test_without_users_nobody_logs_in(visitor: Visitor) -> None:
    assert visitor.get("/").status_code == 200
    answer = visitor.get("/login", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_whoever_logs_in_comes_where_they_wanted_to_and_out_again(people: Book) -> None:
    client = browser(people)
    sent_off = client.get("/search?q=meta")
    assert (sent_off.status_code, sent_off.headers["location"]) == (303, "/login?then=%2Fsearch%3Fq%3Dmeta")
    page = client.get(sent_off.headers["location"]).text
    assert 'name="then" value="/search?q=meta"' in page
    inside = log_in(client, "A Reviewer", then="/search?q=meta")
    assert (inside.status_code, inside.headers["location"]) == (303, "/search?q=meta")
    cookie = inside.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/")) and "Domain" not in cookie
    page = client.get("/").text
    assert "a reviewer" in page and "Log out" in page
    secret = client.cookies[COOKIE]
    assert client.post("/logout", data={"token": token(page)}).headers["location"] == "/login"
    assert client.get("/").status_code == 303 and people.people.at(secret) is None


def test_a_login_that_fails_tells_neither_name_nor_password(people: Book) -> None:
    client = browser(people)
    pages = [log_in(client, name, "wrong horse battery") for name in ("a reader", "nobody at all")]
    assert [each.status_code for each in pages] == [401, 401]
    assert "set-cookie" not in pages[0].headers and "wrong horse" not in pages[0].text
    assert pages[0].text.replace("a reader", "nobody at all") == pages[1].text
    for _ in range(FREE_OF_NAME):
        last = log_in(client, "a reader", "wrong horse battery")
    assert last.status_code == 429 and int(last.headers["retry-after"]) > 0


def test_logging_in_takes_a_form_of_this_desk(people: Book) -> None:
    client = browser(people)
    form = {"name": "a reader", "password": GOOD, "then": "/"}
    assert client.post("/login", data=form).status_code == 403
    assert client.post("/login", data=form | {"token": "0" * 64}).status_code == 403
    good = form | {"token": token(client.get("/login").text)}
    assert client.post("/login", data=good, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post("/login", data=good).status_code == 303


@pytest.mark.parametrize("then", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "\n/"])
def test_logging_in_leads_to_this_desk_only(people: Book, then: str) -> None:
    assert log_in(browser(people), "a reader", then=then).headers["location"] == "/"


def test_a_session_is_another_one_after_every_login(people: Book) -> None:
    client = browser(people)
    log_in(client, "a reader")
    first = client.cookies[COOKIE]
    log_in(client, "a reviewer")
    assert client.cookies[COOKIE] != first and people.people.at(first) is None


# ---- pages and forms ---------------------------------------------------------------------------------------


def test_whoever_has_not_logged_in_sees_no_page_and_changes_nothing(people: Book) -> None:
    client = browser(people)
    key, batch = people.list().claims[0].key, people.batches()[0].key
    before = len(people.log().events)
    for address in routes(people, "GET", key):
        answer = client.get(address)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/login"), address
    form = {"token": token(client.get("/login").text), "batch": batch, "tags": "x", "text": "x"}
    for address in routes(people, "POST", key):
        assert client.post(address, data=form).headers["location"].startswith("/login"), address
    client.cookies.set(COOKIE, "x" * 43)
    assert client.get("/").status_code == 303
    assert len(people.log().events) == before


def test_what_is_open_tells_nothing_of_the_database(people: Book) -> None:
    client, batch = browser(people), people.batches()[0].key
    for address in ("/login", "/static/nothing.css", "/api/v1/nothing", "/health"):
        told = client.get(f"{address}?done={batch}").text
        for held in (batch, "Undo", "tester", "Scale AI"):
            assert held not in told, address


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_every_page_and_sends_what_it_has_the_right_for(people: Book, role: Role) -> None:
    client = browser(people)
    log_in(client, f"a {role}")
    key = people.list().claims[0].key
    for address in routes(people, "GET", key):
        assert client.get(address).status_code not in (303, 403), address
    mine = token(client.get("/").text)
    for address in routes(people, "POST", key):
        refused = needed(address) not in RIGHTS[role]
        answer = client.post(address, data={"token": mine})
        assert (answer.status_code == 403) == refused, address


def test_what_is_not_named_needs_a_reviewer() -> None:
    assert needed("/claims/7K2M/mark") is needed("/anything/new") is Right.REVIEW
    assert needed("/claims/7K2M/tag") is needed("/ingest") is Right.CONTRIBUTE


def test_a_change_is_recorded_under_the_name_of_who_made_it(people: Book) -> None:
    client = browser(people)
    log_in(client, "a reviewer")
    key = people.list().claims[0].key
    form = {"token": token(client.get("/").text), "status": "verified", "note": "seen", "version": "1"}
    assert client.post(f"/claims/{key}/mark", data=form).status_code == 303
    assert people.history(key)[-1].actor == "a reviewer"


def test_a_form_of_somebody_else_is_not_taken(people: Book) -> None:
    ann, bob = browser(people), browser(people)
    log_in(ann, "a reviewer")
    log_in(bob, "a admin")
    key = people.list().claims[0].key
    form = {"token": token(bob.get("/").text), "text": "hm"}
    assert ann.post(f"/claims/{key}/note", data=form).status_code == 403


def test_whoever_contributes_takes_back_their_own_only(people: Book) -> None:
    client = browser(people)
    log_in(client, "a contributor")
    key = people.list().claims[0].key
    mine = token(client.get("/").text)
    assert client.post("/undo", data={"token": mine, "batch": people.batches()[0].key}).status_code == 403
    client.post(f"/claims/{key}/tag", data={"token": mine, "tags": "x"})
    assert people.get(key).tags == ("x",)
    assert client.post("/undo", data={"token": mine, "batch": people.batches()[0].key}).status_code == 303
    assert people.get(key).tags == ()
