"""A server is stopped at once, or its processes are ended: what was told is there, nothing is half done."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from threading import Thread

import pytest

import claims
from claims.doctor import examine
from tests.conftest import ROAD
from tests.crash.crowd import Told, gather
from tests.crash.server import Crashing
from tests.postgres import Road

WRITERS = 2
TURNS = 400
"""More than any of them gets to."""
SAID = ("was shut down while working", "cannot be reached", "server closed the connection", "nothing half was written")
HALF = (
    "SELECT count(*) FROM (SELECT 1 FROM document LEFT JOIN appearance ON appearance.document_id = document.id "
    "GROUP BY document.id HAVING count(appearance.id) <> 2) AS found"
)
"""How many documents lack one of the two claims that each of them holds."""


@pytest.fixture(scope="module")
def bindir(pytestconfig: pytest.Config) -> Path:
    if pytestconfig.getoption("--engine") == "sqlite":
        pytest.skip("it is about the other engine")
    road = pytestconfig.stash.get(ROAD, None)
    if not isinstance(road, Road) or road.bindir is None:
        pytest.skip("it takes a server that may be crashed: one that is started here, not one by URL")
    return road.bindir


@pytest.fixture
def server(bindir: Path) -> Iterator[Crashing]:
    with ExitStack() as stack:
        yield Crashing(bindir, stack)


def faults(server: Crashing, folder: Path, rounds: int) -> Iterator[str]:
    """Have some write, crash the server or end its processes, and look at what is left; again and again."""
    chance = Random(rounds)
    claims.open(server.url, actor="first").close()
    for number in range(rounds):
        told: list[list[Told]] = []
        given = {"turns": TURNS, "first": number * WRITERS * TURNS}
        work = Thread(target=lambda t=told, g=given: t.extend(gather(server.url, "steady", WRITERS, folder, **g)))
        work.start()
        _await_events(server, chance.randint(5, 60), work)
        server.crash() if number % 2 == 0 else server.end_all()
        work.join(120)
        yield from (f"round {number}: {each}" for each in _wrong(server, told))


def _await_events(server: Crashing, count: int, work: Thread) -> None:
    with server.asking() as connection:
        before = connection.execute("SELECT count(*) FROM event").fetchone()
        while work.is_alive():
            now = connection.execute("SELECT count(*) FROM event").fetchone()
            if before and now and now[0] >= before[0] + count:
                return


def _wrong(server: Crashing, told: list[list[Told]]) -> Iterator[str]:
    if len(told) != WRITERS:
        yield "a writer ended otherwise than in words"
    with server.asking() as connection:
        batches = {str(key) for (key,) in connection.execute("SELECT key FROM batch").fetchall()}
        documents = {str(key) for (key,) in connection.execute("SELECT key FROM document").fetchall()}
        half = connection.execute(HALF).fetchone()
    for each in (each for one in told for each in one):
        if "error" in each and not any(words in each["error"] for words in SAID):
            yield f"said {each['error']}"
        if ("batch" in each and each["batch"] not in batches) or (
            "document" in each and each["document"] not in documents
        ):
            yield f"lost: {each}"
    if half != (0,):
        yield f"half: {half} documents without some of their claims"
    yield from (f"{found.name}: {found.said}" for found in examine(server.url) if found.ok is False)


def test_crashed_six_times(server: Crashing, tmp_path: Path) -> None:
    assert list(faults(server, tmp_path, 6)) == []


@pytest.mark.long
def test_crashed_sixty_times(server: Crashing, tmp_path: Path) -> None:
    assert list(faults(server, tmp_path, 60)) == []


def test_a_server_that_tells_too_early_is_found(bindir: Path, tmp_path: Path) -> None:
    with ExitStack() as stack:
        careless = Crashing(bindir, stack, synchronous_commit="off", wal_writer_delay="10s")
        assert any("lost" in each for each in faults(careless, tmp_path, 1))
