"""One world for all questions of an engine: it is only read."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import claims
from tests.conftest import ENGINES
from tests.queries.world import World, build


@pytest.fixture(scope="module", params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=["ordered", "mixed"])
def mixed(request: pytest.FixtureRequest) -> bool:
    """Whether claims were recorded in another order than that of their rows."""
    return bool(request.param == "mixed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the ordered world on PostgreSQL, which knows no such difference."""
    items[:] = [item for item in items if _world(item) != ("postgresql", "ordered")]


def _world(item: pytest.Item) -> tuple[str, str]:
    params = item.callspec.params if hasattr(item, "callspec") else {}
    return params.get("engine_name", ""), params.get("mixed", "")


@pytest.fixture(scope="module")
def world(
    engine_name: str, mixed: bool, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A book much was done to; ask it, change nothing."""
    if engine_name == "sqlite":
        path: Path = tmp_path_factory.mktemp("world") / "claims.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        with closing(claims.open(path, actor="ann")) as book:
            yield build(book, seed=7, mixed=mixed)
        return
    server, template = request.getfixturevalue("pg_server"), request.getfixturevalue("pg_template")
    with server.database(template=template) as name, closing(claims.open(server.url(name), actor="ann")) as book:
        yield build(book, seed=7)
