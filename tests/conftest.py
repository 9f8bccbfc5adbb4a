"""What every test may ask for: a migrated database on either engine, an empty one, an open book."""

import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

from tests.postgres import Road, Unavailable, find_road
from tests.postgres_server import Server, serve
from tests.site import Site, serving

ENGINES = ("sqlite", "postgresql")
APART = ("long", "llm")
"""Marks of tests that run only when asked for, by an option of the same name, and then alone."""
ROAD = pytest.StashKey[Road | Unavailable]()

pytest.register_assert_rewrite("tests.ledger.sound")  # before any test asks for it
settings.register_profile("claimtrack", deadline=None, print_blob=True)  # a busy machine is no failure
settings.load_profile("claimtrack")


# ---- choosing what runs -----------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("claimtrack")
    group.addoption("--engine", choices=ENGINES, help="run the database tests on this engine only")
    for mark in APART:
        group.addoption(f"--{mark}", action="store_true", help=f"run the tests marked {mark}, and no others")


def pytest_configure(config: pytest.Config) -> None:
    _end_in_order_when_told_to()
    if config.getoption("--engine") != "sqlite":
        try:
            config.stash[ROAD] = find_road()
        except Unavailable as why:
            config.stash[ROAD] = why


def _end_in_order_when_told_to() -> None:
    """Treat SIGTERM, as from a time limit, like Ctrl-C: fixtures are torn down and the server is stopped."""
    tests = os.getpid()

    def stop(number: int, _frame: object) -> None:
        if os.getpid() == tests:
            raise KeyboardInterrupt
        os._exit(128 + number)  # a child forked by a test

    signal.signal(signal.SIGTERM, stop)


def pytest_report_header(config: pytest.Config) -> str:
    return f"postgresql: {config.stash.get(ROAD, None) or 'left out by --engine sqlite'}"


@pytest.hookimpl(trylast=True)  # after -k and -m
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    chosen = [item for item in items if _is_chosen(item, config)]
    if dropped := [item for item in items if not _is_chosen(item, config)]:
        config.hook.pytest_deselected(items=dropped)
        items[:] = chosen
    road = config.stash.get(ROAD, None)
    if isinstance(road, Unavailable) and any(_engine(item) == "postgresql" for item in items) and not _spread(config):
        pytest.exit(str(road), returncode=1)


def _spread(config: pytest.Config) -> bool:
    """Tell whether this is one of several processes, which pytest-xdist has started."""
    return hasattr(config, "workerinput")


def _is_chosen(item: pytest.Item, config: pytest.Config) -> bool:
    marked = [item.get_closest_marker(mark) is not None for mark in APART]
    if not config.option.markexpr and marked != [config.getoption(f"--{mark}") for mark in APART]:
        return False
    return config.getoption("--engine") in (None, _engine(item)) or _engine(item) is None


def _engine(item: pytest.Item) -> str | None:
    callspec = getattr(item, "callspec", None)
    name = callspec.params.get("engine_name") if callspec else None
    if name is None and {"pg_server", "pg_template"} & set(getattr(item, "fixturenames", ())):
        return "postgresql"
    return name


# ---- keeping off the user's own files ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count(1))


@pytest.fixture(autouse=True)
def _home_of_its_own(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a home folder of its own and none of the user's settings."""
    home = next(_homes)
    home.mkdir()
    for name in ("CLAIMS_DATABASE_URL", "CLAIMS_ACTOR", "CLAIMS_EMBEDDING_MODEL", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


# ---- servers and templates, once a run --------------------------------------------------------------------


@pytest.fixture(scope="session")
def pg_server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """The PostgreSQL server of this process; without one the run fails, and says what to do."""
    road = request.config.stash.get(ROAD, None)
    if road is None:
        pytest.skip("it needs both engines, and --engine sqlite leaves one out")
    if isinstance(road, Unavailable):
        _end_the_run(request.session, str(road))
    with ExitStack() as stack:
        try:
            server = stack.enter_context(serve(road, durable=request.config.getoption("--long")))
        except (Unavailable, OSError, subprocess.SubprocessError) as why:
            _end_the_run(request.session, f"{road} could not be started: {why}")
        yield server


def _end_the_run(session: pytest.Session, why: str) -> NoReturn:
    if _spread(session.config):  # one that simply leaves is taken for one that crashed
        session.shouldfail = why
        pytest.fail(why, pytrace=False)
    pytest.exit(why, returncode=1)


@pytest.fixture(scope="session")
def pg_template(pg_server: Server) -> Iterator[str]:
    """The name of a migrated database, to be copied and never written to."""
    from claims.db.migrate import upgrade

    with pg_server.database() as name:
        upgrade(pg_server.url(name))
        yield name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file, to be copied and never written to."""
    from claims.db.migrate import upgrade

    path = tmp_path_factory.mktemp("template") / "claims.db"
    upgrade(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


# ---- databases, one a test --------------------------------------------------------------------------------


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """The engine the test runs on: each such test runs on both."""
    return str(request.param)


@pytest.fixture
def database_url(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated database."""
    if engine_name == "sqlite":
        path = tmp_path / "claims.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: Server = request.getfixturevalue("pg_server")
    with server.database(template=request.getfixturevalue("pg_template")) as name:
        yield server.url(name)


@pytest.fixture
def empty_url(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any schema: on SQLite, of a file not there yet."""
    if engine_name == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Server = request.getfixturevalue("pg_server")
    with server.database() as name:
        yield server.url(name)


@pytest.fixture
def book(database_url: str) -> Iterator[Any]:
    """An open book on a fresh, migrated database."""
    import claims

    with closing(claims.open(database_url, actor="tester")) as book:
        yield book


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on this machine that says what a test tells it to."""
    with serving() as made:
        yield made
