"""Who may do what over the API: every route with every role, generated from the routes."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from claims.book import Book
from claims.core.people import RIGHTS, Right, Role
from claims.web.api.access import needs
from claims.web.api.app import ROUTERS, create_api
from claims.web.app import create_app
from tests.web.api.conftest import Client, example

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
EACH = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
LET_IN = {401, 403}
ONE = pytest.mark.parametrize("engine_name", ["sqlite"])
"""On one engine: who may do what is decided before a claim is looked at, and people are tested on both."""


def ask(client: Any, route: APIRoute, key: str) -> Any:
    """Ask a route for a real claim, as its own example does."""
    (method,) = route.methods
    path = route.path.replace("{key}", key).replace("{n}", "1")
    query = "?q=meta" if path == "/search" else ""
    return client.request(method, path + query, json=example(route), headers={"if-match": "*"})


def test_the_routes_are_those_that_are_described(desk: Book) -> None:
    paths = create_api(desk).openapi()["paths"]
    described = {(path, method.upper()) for path, found in paths.items() for method in found}
    assert described == {(route.path, method) for route in ROUTES for method in route.methods}


@EACH
def test_every_route_needs_a_right(route: APIRoute) -> None:
    right = needs(route)
    assert right is not None
    assert (right is Right.READ) == (route.methods == {"GET"})


@EACH
def test_the_page_tells_what_every_route_needs(route: APIRoute) -> None:
    (method,) = route.methods
    told = str(route.description).partition("\n")[0].rstrip(".")
    assert f"| `{method} {route.path}` | `{needs(route)}` | {told} |" in PAGE


def test_the_page_tells_of_no_route_there_is_not() -> None:
    told = re.findall(r"^\| `(GET|POST) (\S+)` \|", PAGE, re.MULTILINE)
    assert sorted(told) == sorted((method, route.path) for route in ROUTES for method in route.methods)


@ONE
@pytest.mark.parametrize("role", Role)
def test_a_role_is_let_in_where_it_has_the_right(client: Client, desk: Book, key: str, role: Role) -> None:
    desk.people.add("ann", role)
    ann = client(desk.people.grant("ann", "all", [right for right in Right if right in RIGHTS[role]]).secret)
    for route in ROUTES:
        status = ask(ann, route, key).status_code
        assert status != 401 and (status == 403) == (needs(route) not in RIGHTS[role]), route.name


@ONE
@pytest.mark.parametrize("scope", Right)
def test_a_token_is_let_in_where_it_has_the_scope(client: Client, desk: Book, key: str, scope: Right) -> None:
    desk.people.add("ann", "admin")
    ann = client(desk.people.grant("ann", "one", [scope]).secret)
    for route in ROUTES:
        assert (ask(ann, route, key).status_code == 403) == (needs(route) is not scope), route.name


@ONE
@pytest.mark.parametrize("shown", ["nothing", "nonsense", "revoked", "disabled"])
def test_whoever_is_nobody_is_let_in_nowhere(client: Client, desk: Book, key: str, shown: str) -> None:
    before = desk.batches()
    desk.people.add("ann", "admin")
    new = desk.people.grant("ann", "all", list(Right))
    if shown == "revoked":
        desk.people.revoke(new.token.key)
    if shown == "disabled":
        desk.people.disable("ann")
    token = {"nothing": None, "nonsense": "claims_nonsense"}.get(shown, new.secret)
    nobody = client(token)
    for route in ROUTES:
        found = ask(nobody, route, key)
        assert (found.status_code, found.headers["www-authenticate"]) == (401, "Bearer"), route.name
        assert found.headers["content-type"] == "application/problem+json"
    assert desk.batches() == before


@ONE
def test_without_users_whoever_is_at_this_machine_may_do_all(client: Client, desk: Book, key: str) -> None:
    here, nobody = client(), client("claims_nonsense")
    for route in ROUTES:
        assert ask(here, route, key).status_code not in LET_IN, route.name
        assert ask(nobody, route, key).status_code == 401, route.name


def test_a_change_is_recorded_under_the_name_of_the_user(client: Client, desk: Book, key: str) -> None:
    desk.people.add("Ann Lee", "contributor")
    ann = client(desk.people.grant("Ann Lee", "x", ["contribute"]).secret)
    assert ann.post(f"/claims/{key}/notes", json={"text": "hm"}).status_code == 200
    assert desk.history(key)[-1].actor == "Ann Lee"
    assert client().post(f"/claims/{key}/notes", json={"text": "hm"}).status_code == 401


def test_whoever_contributes_takes_back_their_own_and_nothing_else(client: Client, desk: Book, key: str) -> None:
    for name, role in (("ann", "contributor"), ("bob", "contributor"), ("eve", "reviewer")):
        desk.people.add(name, role)
    ann, bob, eve = (
        client(desk.people.grant(name, "x", scopes).secret)
        for name, scopes in (("ann", ["contribute"]), ("bob", ["contribute"]), ("eve", ["contribute", "review"]))
    )
    first, second = (ann.post(f"/claims/{key}/tags", json={"tags": [tag]}).json()["batch"] for tag in ("a", "b"))
    assert bob.post(f"/batches/{first}/undo", json={}).status_code == 403
    assert desk.get(key).tags == ("a", "b")
    assert ann.post(f"/batches/{first}/undo", json={}).status_code == 200
    assert eve.post(f"/batches/{second}/undo", json={}).status_code == 200
    assert desk.get(key).tags == ()


def test_the_api_is_served_beside_the_pages_behind_the_same_door(desk: Book, key: str) -> None:
    served = TestClient(create_app(desk, frozenset({"testserver"})))
    assert served.get(f"/api/v1/claims/{key}").json()["key"] == key
    made = served.post("/api/v1/claims", json={"statement": "Nimbus hired 50 people.", "source": "Notes"})
    assert made.headers["location"] == f"/api/v1/claims/{made.json()['claim']['key']}"
    assert "default-src 'none'" in made.headers["content-security-policy"]
    for headers in ({"host": "evil.example"}, {"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert served.post(f"/api/v1/claims/{key}/notes", json={"text": "x"}, headers=headers).status_code >= 400
    assert served.get("/api/v1/nowhere").headers["content-type"] == "application/problem+json"
    desk.people.add("ann")
    assert served.get(f"/api/v1/claims/{key}").status_code == 401
    assert served.get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")
