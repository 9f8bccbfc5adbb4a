"""The database itself refuses what must not happen, to any program that can speak SQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from claims.book import Book
from claims.db.ddl import APPEND_ONLY, FIXED
from tests.ledger.desk import Taken, take_in

COLUMNS = {
    "event": "claim_id, seq, kind, recorded_at, actor, actor_kind, payload, status, hash, salt",
    "source_rating": "source_id, seq, reliability, recorded_at, actor, actor_kind",
}
ONE = "(SELECT * FROM (SELECT {columns} FROM {table} LIMIT 1) AS one)"
FORGED = {  # the first row again, with another actor
    table: f"SELECT {columns.replace('actor,', repr('mallory') + ',', 1)} FROM {table} LIMIT 1"
    for table, columns in COLUMNS.items()
}


@pytest.fixture
def taken(book: Book) -> Taken:
    done = take_in(book, "Meta offered $200M to a researcher.", "It opens.")
    book.rate_source("Notes", "B")
    book.verify(done.added[0], evidence="https://x.org")
    return done


@pytest.fixture
def sql(book: Book, taken: Taken) -> Iterator[Connection]:
    """Plain SQL, as from a shell; nothing of it stays."""
    with book.database.writer.connect() as connection:
        yield connection
        connection.rollback()


def refused(sql: Connection, statement: str, said: str) -> None:
    with pytest.raises(DatabaseError, match=said):
        sql.execute(text(statement))


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {table} SET actor = 'mallory'", "UPDATE {table} SET actor = actor", "DELETE FROM {table}",
     "DELETE FROM {table} WHERE seq = 1"],
)  # fmt: skip
def test_history_is_never_rewritten(sql: Connection, table: str, statement: str) -> None:
    refused(sql, statement.format(table=table), f"{table} is append-only")


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("how", ["INSERT OR REPLACE INTO", "REPLACE INTO"])
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_history_is_never_replaced(sql: Connection, table: str, how: str) -> None:
    refused(sql, f"{how} {table} ({COLUMNS[table]}) {FORGED[table]}", f"{table} is append-only")


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_replacing_is_refused_whatever_the_build_of_sqlite(sql: Connection, table: str, recursive: str) -> None:
    sql.exec_driver_sql(f"PRAGMA recursive_triggers = {recursive}")
    refused(sql, f"INSERT OR REPLACE INTO {table} ({COLUMNS[table]}) {FORGED[table]}", f"{table} is append-only")


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_history_is_never_upserted(sql: Connection, table: str) -> None:
    key = ", ".join({"event": ("claim_id", "seq"), "source_rating": ("source_id", "seq")}[table])
    upsert = f"INSERT INTO {table} ({COLUMNS[table]}) SELECT * FROM ({FORGED[table]}) AS one WHERE true"
    refused(sql, f"{upsert} ON CONFLICT ({key}) DO UPDATE SET actor = 'mallory'", f"{table} is append-only")


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("how", ["TRUNCATE {}", "TRUNCATE {} CASCADE", "TRUNCATE claim, source, {} CASCADE"])
@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_history_is_never_truncated(sql: Connection, table: str, how: str) -> None:
    refused(sql, how.format(table), "is append-only|keeps what was written")


@pytest.mark.parametrize("table", FIXED)
@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_what_was_captured_is_never_truncated(sql: Connection, table: str) -> None:
    refused(sql, f"TRUNCATE {table} CASCADE", "is append-only|keeps what was written")


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_a_replication_role_is_refused_too(sql: Connection) -> None:
    sql.exec_driver_sql("SET LOCAL session_replication_role = replica")
    refused(sql, "UPDATE event SET actor = 'mallory'", "event is append-only")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("appearance", "quote = 'forged'"), ("appearance", "quote = NULL, document_id = NULL"),
        ("appearance", "span_start = span_start + 1, span_end = span_end + 1"), ("appearance", "n = n + 10"),
        ("appearance", "url = 'https://x.org'"), ("document", "sha256 = {hash}"), ("document", "key = 'ZZZZZZZZZZZZ'"),
        ("document", "text = 'forged'"), ("claim", "key = 'ZZZZZZZZZZZZ' WHERE id = 1"), ("claim", "recorded_at = 1"),
    ],
)  # fmt: skip
def test_what_was_captured_stays(sql: Connection, engine_name: str, table: str, change: str) -> None:
    forged = "zeroblob(32)" if engine_name == "sqlite" else "decode(repeat('00', 32), 'hex')"
    refused(sql, f"UPDATE {table} SET {change.format(hash=forged)}", f"{table} keeps what was written")


@pytest.mark.parametrize("table", FIXED)
def test_what_was_captured_is_never_deleted(sql: Connection, table: str) -> None:
    refused(sql, f"DELETE FROM {table}", f"{table} keeps what was written")


def test_writing_the_same_again_is_no_change(sql: Connection) -> None:
    sql.execute(text("UPDATE appearance SET quote = quote, span_start = span_start"))
    sql.execute(text("UPDATE document SET sha256 = sha256, text = text"))


def test_a_text_may_be_erased_and_filled_in_again(sql: Connection) -> None:
    sql.execute(text("UPDATE document SET text = NULL"))
    sql.execute(text("UPDATE document SET text = 'Read again.'"))


CHECKS = {
    "ck_claim_confidence": "UPDATE claim SET confidence = 170, confidence_by = 'person'",
    "ck_claim_confidence_has_author": "UPDATE claim SET confidence = 70, confidence_by = NULL",
    "ck_claim_status": "UPDATE claim SET status = 'true'",
    "ck_claim_kind": "UPDATE claim SET kind = 'rumour'",
    "ck_claim_due_precision": "UPDATE claim SET due_precision = 'minute'",
    "ck_claim_statement": "UPDATE claim SET statement = ''",
    "ck_claim_fingerprint": "UPDATE claim SET fingerprint = {short} WHERE id = 1",
    "ck_claim_version": "UPDATE claim SET version = 0",
    "ck_claim_merged_into": "UPDATE claim SET merged_into = id",
    "ck_source_reliability": "UPDATE source SET reliability = 'G'",
    "ck_source_kind": "UPDATE source SET kind = 'blog'",
    "ck_source_name": "UPDATE source SET name = ''",
    "ck_document_sha256": "INSERT INTO document (key, sha256, source_id, retrieved_at, media_type, reader,"
    " reader_version, batch_id, withdrawn) SELECT 'X', {short}, 1, 1, 't', 'r', '1', 1, false",
    "ck_appearance_quote_fills_span": "INSERT INTO appearance (claim_id, n, identity, source_id, document_id, quote,"
    " span_start, span_end, modality, extractor, extractor_version, recorded_at, claim_at, withdrawn)"
    " SELECT 1, 9, {short}, 1, 1, 'four', 0, 5, 'asserted', 'x', '1', 1, 1, false",
    "ck_appearance_span_order": "INSERT INTO appearance (claim_id, n, identity, source_id, document_id, quote,"
    " span_start, span_end, modality, extractor, extractor_version, recorded_at, claim_at, withdrawn)"
    " SELECT 1, 9, {short}, 1, 1, '', 5, 5, 'asserted', 'x', '1', 1, 1, false",
    "ck_appearance_score": "UPDATE appearance SET score = 2",
    "ck_appearance_modality": "UPDATE appearance SET modality = 'shouted'",
    "ck_batch_actor_kind": "UPDATE batch SET actor_kind = 'robot'",
    "ck_event_kind": "INSERT INTO event (claim_id, seq, kind, recorded_at, actor, actor_kind, payload, status, hash,"
    " salt)"
    " SELECT claim_id, 99, 'forgotten', recorded_at, actor, actor_kind, payload, status, hash, salt FROM event LIMIT 1",
    "ck_event_seq": "INSERT INTO event (claim_id, seq, kind, recorded_at, actor, actor_kind, payload, status, hash,"
    " salt)"
    " SELECT claim_id, 0, kind, recorded_at, actor, actor_kind, payload, status, hash, salt FROM event LIMIT 1",
    "ck_claim_tag_tag": "INSERT INTO claim_tag (claim_id, tag) VALUES (1, '')",
    "ck_link_two_claims": "INSERT INTO link (claim_id, other_id, kind, state, recorded_at)"
    " VALUES (1, 1, 'duplicate', 'suggested', 1)",
    "ck_link_decided_by": "INSERT INTO link (claim_id, other_id, kind, state, recorded_at)"
    " VALUES (1, 2, 'duplicate', 'confirmed', 1)",
    "ck_evidence_something": "INSERT INTO evidence (claim_id, n, stance, circular, actor, actor_kind, recorded_at,"
    " withdrawn) VALUES (1, 1, 'supports', false, 'a', 'person', 1, false)",
    "ck_quantity_comparator": "UPDATE quantity SET comparator = '!='",
}


@pytest.mark.parametrize(("name", "statement"), CHECKS.items(), ids=CHECKS)
def test_a_value_outside_its_range_is_refused_by_name(
    sql: Connection, engine_name: str, name: str, statement: str
) -> None:
    short = "zeroblob(3)" if engine_name == "sqlite" else "decode('000000', 'hex')"
    with pytest.raises(IntegrityError, match=name):
        sql.execute(text(statement.format(short=short)))


def test_one_wording_stands_once(sql: Connection) -> None:
    same = "UPDATE claim SET fingerprint = (SELECT fingerprint FROM claim WHERE id = 1) WHERE id = 2"
    refused(sql, same, "fingerprint")


@pytest.mark.parametrize("apart", ["withdrawn = true", "merged_into = 1", "stands_alone = false"])
def test_a_claim_that_does_not_stand_may_have_the_same_wording(sql: Connection, apart: str) -> None:
    sql.execute(text(f"UPDATE claim SET {apart} WHERE id = 2"))
    sql.execute(text("UPDATE claim SET fingerprint = (SELECT fingerprint FROM claim WHERE id = 1) WHERE id = 2"))


@pytest.mark.parametrize("table", ["batch", "source", "claim"])
def test_nothing_that_is_referred_to_can_be_deleted(sql: Connection, table: str) -> None:
    with pytest.raises(DatabaseError):
        sql.execute(text(f"DELETE FROM {table}"))


def test_no_foreign_key_cascades() -> None:
    from claims.models import metadata

    keys = [key for table in metadata.sorted_tables for key in table.foreign_keys]
    assert keys
    assert {(key.ondelete, key.onupdate) for key in keys} == {(None, None)}


def test_an_event_of_no_claim_is_refused(sql: Connection) -> None:
    with pytest.raises(IntegrityError):
        sql.execute(text(
            "INSERT INTO event (claim_id, seq, kind, recorded_at, actor, actor_kind, payload, status, hash,"
    " salt)"
            " SELECT 999, seq, kind, recorded_at, actor, actor_kind, payload, status, hash, salt FROM event LIMIT 1"
        ))  # fmt: skip


# ---- the one leave there is --------------------------------------------------------------------------------

LEAVE = "INSERT INTO erasure (batch_id, claim_id, seq, pending) VALUES (1, 1, 1, -1)"
WAS = {"sqlite": "zeroblob(32)", "postgresql": "decode(repeat('00', 32), 'hex')"}
SALT = {"sqlite": "randomblob(16)", "postgresql": "decode(repeat('01', 16), 'hex')"}
LEFT = "UPDATE event SET payload = '{{}}', reason = NULL, actor = 'x', salt = {salt}, erased = {was} WHERE {where}"
FIRST = "claim_id = 1 AND seq = 1"


def left(engine: str, where: str = FIRST) -> str:
    return LEFT.format(salt=SALT[engine], was=WAS[engine], where=where)


def test_an_event_is_erased_only_with_leave_and_once(sql: Connection, engine_name: str) -> None:
    refused_softly(sql, left(engine_name), "event is append-only")
    sql.execute(text(LEAVE))
    sql.execute(text(left(engine_name)))
    refused_softly(sql, left(engine_name).replace("'x'", "'y'"), "event is append-only")  # the leave is used up
    sql.commit()


def refused_softly(sql: Connection, statement: str, said: str) -> None:
    """Have a statement refused, and go on in the transaction."""
    with pytest.raises(DatabaseError, match=said), sql.begin_nested():
        sql.execute(text(statement))


@pytest.mark.parametrize(
    "change",
    ["seq = 99", "kind = 'noted'", "recorded_at = 1", "effective_at = 1", "actor_kind = 'rule'", "status = 'refuted'",
     "confidence = 1", "batch_id = NULL", "hash = {was}", "claim_id = 2", "erased = NULL", "salt = salt"],
)  # fmt: skip
def test_nothing_else_of_an_event_changes_with_leave(sql: Connection, engine_name: str, change: str) -> None:
    sql.execute(text(LEAVE))
    made = left(engine_name)
    name = change.partition(" ")[0]
    if name in ("erased", "salt"):
        made = made.replace(f"{name} = {(WAS if name == 'erased' else SALT)[engine_name]}", change)
    else:
        made = made.replace("SET ", f"SET {change.format(was=WAS[engine_name])}, ")
    assert made != left(engine_name)
    refused(sql, made, "event is append-only")


def test_leave_for_one_event_is_none_for_another(sql: Connection, engine_name: str) -> None:
    sql.execute(text(LEAVE))
    refused(sql, left(engine_name, "claim_id = 2"), "event is append-only")


def test_leave_lets_nothing_be_deleted(sql: Connection) -> None:
    sql.execute(text(LEAVE))
    refused(sql, f"DELETE FROM event WHERE {FIRST}", "event is append-only")


def test_leave_that_is_not_used_cannot_be_kept(sql: Connection) -> None:
    sql.execute(text(LEAVE))
    with pytest.raises(IntegrityError):
        sql.commit()


@pytest.mark.parametrize("pending", ["1", "0"])
def test_leave_is_never_made_to_last(sql: Connection, pending: str) -> None:
    with pytest.raises(IntegrityError, match="ck_erasure_pending"):
        sql.execute(text(LEAVE.replace("-1", pending)))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE erasure SET pending = -1", "UPDATE erasure SET seq = 2", "DELETE FROM erasure",
     "UPDATE erasure SET batch_id = batch_id"],
)  # fmt: skip
def test_what_was_erased_is_never_forgotten(sql: Connection, engine_name: str, statement: str) -> None:
    sql.execute(text(LEAVE))
    sql.execute(text(left(engine_name)))
    refused(sql, statement, "erasure is append-only")


@pytest.mark.parametrize(
    ("table", "change"),
    [("appearance", "quote = '█', span_end = span_start + 1"), ("appearance", "document_id = NULL, span_start = NULL, "
      "span_end = NULL"), ("appearance", "n = 9"), ("evidence", "stance = 'refutes'"), ("evidence", "recorded_at = 1")],
)  # fmt: skip
def test_leave_for_words_is_none_for_places_and_times(sql: Connection, table: str, change: str) -> None:
    sql.execute(text(LEAVE))
    refused(sql, f"UPDATE {table} SET {change} WHERE claim_id = 1", f"{table} keeps what was written")


def test_a_text_is_rewritten_only_with_leave_and_once(sql: Connection) -> None:
    forged = "UPDATE document SET text = 'forged' WHERE id = 1"
    refused_softly(sql, forged, "document keeps what was written")
    sql.execute(text("INSERT INTO erasure (batch_id, document_id, pending) VALUES (1, 1, -1)"))
    sql.execute(text(forged))
    refused_softly(sql, "UPDATE document SET text = 'again' WHERE id = 1", "document keeps what was written")


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_a_replication_role_has_no_leave(sql: Connection, engine_name: str) -> None:
    sql.exec_driver_sql("SET LOCAL session_replication_role = replica")
    refused(sql, left(engine_name), "event is append-only")
