"""The API of a fresh database, asked as a program asks it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import claims
from claims.book import Book
from claims.web.api.access import Desk
from claims.web.api.app import create_api
from tests.ledger.desk import take_in

Client = Callable[..., TestClient]


@cache
def made() -> FastAPI:
    """Return the application, made once: all it knows of a database is in its state."""
    return create_api(claims.open("sqlite://", actor="nobody"))


@pytest.fixture
def desk(database_url: str) -> Iterator[Book]:
    """A book with claims and a document, at which root works where there are no users."""
    with closing(claims.open(database_url, actor="root")) as book:
        take_in(book, "Meta offered $200M to a researcher.", "It opens in 2027.", source="The Example Times")
        yield book


@pytest.fixture
def client(desk: Book) -> Iterator[Client]:
    """Return what asks the API, with a token where one is given."""
    app = made()
    app.state.desk = Desk(desk.database, desk.actor, desk.clock)

    def asking(token: str | None = None, **headers: str) -> TestClient:
        shown = {"authorization": f"Bearer {token}"} if token else {}
        return TestClient(app, headers=shown | headers, raise_server_exceptions=True)

    yield asking


@pytest.fixture
def api(client: Client) -> TestClient:
    return client()


@pytest.fixture
def key(desk: Book) -> str:
    """The key of a claim."""
    return next(claim.key for claim in desk.list() if "200M" in claim.statement)


def example(route: Any) -> Any:
    """Return the example of what a route takes, None where it takes nothing."""
    field = route.body_field
    return None if field is None else field.field_info.annotation.model_config["json_schema_extra"]["examples"][0]
