"""A flipped byte anywhere in a file: it is found, or refused, or nothing that is vouched for says anything else."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import claims
from tests.audit import forging
from tests.cli.conftest import run_on

VOUCHED = (
    "SELECT * FROM event ORDER BY claim_id, seq",
    "SELECT first, hashes FROM leaf ORDER BY first",
    "SELECT * FROM seal ORDER BY size",
    "SELECT id, key FROM batch WHERE id IN (SELECT batch_id FROM event) ORDER BY id",
    "SELECT id, key, statement, kind, subject, due, stands_alone, status, reviewed, confidence, withdrawn, version "
    "FROM claim ORDER BY id",
    "SELECT claim_id, n, quote, span_start, span_end FROM appearance ORDER BY claim_id, n",
    "SELECT claim_id, n, stance, url, quote, note FROM evidence ORDER BY claim_id, n",
    "SELECT claim_id, tag FROM claim_tag ORDER BY 1, 2",
)
"""What an audit vouches for."""
DONE, FAILED, FOUND = 0, 3, 5


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A small database file with a history, in one piece."""
    path = tmp_path_factory.mktemp("flips") / "claims.db"
    shutil.copyfile(sqlite_template, path)
    with closing(claims.open(path, actor="ann")) as book:
        forging.lived(book)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


def vouched(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(query).fetchall() for query in VOUCHED]


def flip(sound: Path, target: Path, at: int, bit: int) -> None:
    held = bytearray(sound.read_bytes())
    held[at] ^= 1 << bit
    target.write_bytes(held)


def survived(sound: Path, folder: Path, times: int, seed: int) -> list[int]:
    """Flip bits, one at a time; returns where that changed what is vouched for, and no audit said so."""
    chance, size, unseen, told = random.Random(seed), sound.stat().st_size, [], set[int]()
    whole = vouched(sound)
    for n in range(times):
        at, path = chance.randrange(size), folder / f"{n}.db"
        flip(sound, path, at, chance.randrange(8))
        ran = run_on(str(path), "audit", code=None)
        assert ran.code in (DONE, FAILED, FOUND), f"byte {at}: {ran.code} {ran.err}"
        assert ran.err.count("\n") <= 1
        told.add(ran.code)
        if ran.code == DONE and vouched(path) != whole:
            unseen.append(at)
        path.unlink()
    assert FOUND in told or times < 20
    return unseen


def test_a_flipped_byte_is_found_or_refused_and_never_a_traceback(sound: Path, tmp_path: Path) -> None:
    assert survived(sound, tmp_path, 200, seed=7) == []


@pytest.mark.long
def test_ten_thousand_flipped_bytes_are_found_or_refused(sound: Path, tmp_path: Path) -> None:
    assert survived(sound, tmp_path, 10_000, seed=11) == []


def test_an_audit_that_looks_at_nothing_is_caught(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.audit._points", lambda *_: iter(()))
    whole, data = vouched(sound), sound.read_bytes()
    path = tmp_path / "blind.db"
    flip(sound, path, data.index(b"two witnesses"), 0)
    assert run_on(str(path), "audit").code == DONE
    assert vouched(path) != whole


@pytest.mark.parametrize(
    "damage",
    ["DROP TABLE spell", "DROP TABLE leaf", "DROP TABLE seal", "DROP TABLE evidence", "DROP TABLE document",
     "UPDATE event SET payload = '{'", "UPDATE event SET payload = '[]'", "UPDATE event SET payload = x'ff00'",
     "UPDATE event SET hash = zeroblob(32)", "UPDATE event SET actor_kind = 'god'", "UPDATE event SET salt = 'text'",
     "UPDATE event SET recorded_at = 'never'", "UPDATE claim SET statement = CAST(x'ff' AS TEXT)",
     "UPDATE seal SET sealed_at = 9223372036854775807", "UPDATE seal SET origin = 7", "UPDATE leaf SET first = -1",
     "UPDATE leaf SET hashes = x'00'", "UPDATE leaf SET first = 'x'", "UPDATE frontier SET peaks = 'x'",
     "DELETE FROM event WHERE seq = 1", "DELETE FROM claim", "UPDATE document SET body = x'00'",
     "UPDATE document SET text = 'another'", "UPDATE appearance SET quote = 'forged'",
     "UPDATE evidence SET note = 'forged'", "UPDATE claim SET status = 'refuted'", "UPDATE batch SET key = 'x' || id"],
)  # fmt: skip
def test_whatever_is_damaged_is_told_in_words(sound: Path, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "damaged.db"
    shutil.copyfile(sound, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert run_on(str(path), "audit", code=FOUND).out.count("FOUND") == 1  # no guards, and that is all
        connection.execute(damage)
    ran = run_on(str(path), "audit", code=FOUND)
    assert ran.out.count("FOUND") >= 2


@pytest.mark.parametrize("held", [b"", b"no database at all, but long enough to be looked at" * 40])
def test_what_is_no_database_is_refused_in_one_line(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "note.db"
    path.write_bytes(held)
    ran = run_on(str(path), "audit", code=FAILED)
    assert ran.err.startswith("Error: the database")
    assert ran.err.count("\n") == 1
