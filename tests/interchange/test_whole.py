"""A whole database goes out, in and out again, byte for byte: claims, documents, sources with ratings, batches."""

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from claims.errors import InvalidValue
from claims.interchange.blocks import LONGEST
from claims.ledger import documents
from claims.records import NewDocument
from claims.schemas import HistoryRecord
from claims.schemas.whole import LINES
from tests.interchange.around import AROUND, ARTICLE, full, surround, whole
from tests.interchange.conftest import Fresh, exported, loaded, reasons
from tests.interchange.lives import LIFE, live

RANDOM = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@given(steps=LIFE, around=AROUND)
@RANDOM
def test_any_database_goes_round_byte_for_byte(fresh: Fresh, steps: Any, around: Any) -> None:
    one, other = fresh(), fresh(actor="importer")
    surround(one, around[:4])
    live(one, steps)
    surround(one, around[4:])
    before = whole(one)
    report = loaded(other, before)
    assert reasons(report) == []
    assert whole(other) == before
    again = loaded(other, before)
    assert again.batch is None and not again.outcomes[0].added
    assert whole(other) == before


def test_a_database_goes_over_to_the_other_engine_and_back(fresh: Fresh, engine_name: str) -> None:
    one, between, back = fresh(), fresh("postgresql" if engine_name == "sqlite" else "sqlite"), fresh()
    full(one)
    before = whole(one)
    assert reasons(loaded(between, before)) == []
    assert whole(between) == before
    assert reasons(loaded(back, whole(between))) == []
    assert whole(back) == before


def test_everything_around_claims_is_the_same_after_an_import(fresh: Fresh) -> None:
    one, other = fresh(), fresh(actor="importer")
    full(one)
    loaded(other, whole(one))
    assert other.sources() == one.sources() and len(one.sources()) > 3
    for source in one.sources():
        assert other.source(source.name) == one.source(source.name)
    papers = {each.key: one.document(each.key) for each in one.documents()}
    assert {each.key: other.document(each.key) for each in other.documents()} == papers and papers
    mine = {each.key: one.batch(each.key) for each in one.batches(limit=None)}
    theirs = {each.key: other.batch(each.key) for each in other.batches(limit=None)}
    assert {key: each for key, each in theirs.items() if key in mine} == mine
    assert [each.command for key, each in theirs.items() if key not in mine] == ["import"]
    assert [each.key for each in other.batches(limit=None) if each.key in mine] == sorted(
        mine, key=lambda key: mine[key].started_at, reverse=True
    )


def test_quotes_stand_in_the_imported_text(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    full(one)
    loaded(other, whole(one))
    places = [place for claim in other.all() for place in other.get(claim.key).appearances if place.document]
    assert places
    for place in places:
        text = other.document(str(place.document)).text
        assert text is not None and text[place.start : place.end] == place.quote


def test_a_known_article_is_known_where_it_was_imported(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    body = ARTICLE.format(n=7).encode()
    one.ingest(body, source="Source 0")
    loaded(other, whole(one))
    [outcome] = other.ingest(body, source="Source 0").outcomes
    assert outcome.outcome == "known"


def test_each_line_is_a_public_record(fresh: Fresh) -> None:
    book = fresh()
    full(book)
    seen = set()
    for line in whole(book).splitlines():
        told = json.loads(line)
        model: Any = LINES.get(told.get("type"), HistoryRecord)
        seen.add(model)
        fields = set(model.model_fields)
        assert told["schema_version"] == 1 and model.model_validate_json(line)
        assert model is HistoryRecord or set(told) == fields | {"digest"}
    assert len(seen) == 9


def test_without_the_option_only_claims_are_written(fresh: Fresh) -> None:
    book = fresh()
    full(book)
    assert not [line for line in exported(book).splitlines() if b'"type":' in line[:40]]
    claims = [line for line in whole(book).splitlines() if b'"type":' not in line[:40]]
    assert b"\n".join(claims) + b"\n" == exported(book)


@pytest.mark.parametrize("options", [{"source": "S"}, {"format": "csv"}])
def test_whole_means_everything(fresh: Fresh, options: Any) -> None:
    with pytest.raises(InvalidValue, match="leave filters and other formats out"):
        exported(fresh(), whole=True, **options)


def test_lines_are_short_however_large_a_document(fresh: Fresh, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    one, other = fresh(), fresh()
    text = "\u0001薪" * 500_000 + "\n"
    for body in (text.encode(), text.encode("utf-16")):
        with one.change("ingest") as ledger:
            documents.store(ledger, NewDocument(body, text, "Large Press"))
    lines = whole(one)
    assert max(map(len, lines.splitlines())) < min(LONGEST, 1024 * 1024)
    assert reasons(loaded(other, lines)) == []
    assert whole(other) == lines
    assert {each.sha256 for each in other.documents()} == {
        sha256(text.encode(code)).hexdigest() for code in ("utf-8", "utf-16")
    }
