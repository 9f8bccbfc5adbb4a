"""A whole database with damaged lines: each is told, nothing half is written, and the rest is in."""

import json

import pytest

from tests.interchange.around import ARTICLE, full, whole
from tests.interchange.conftest import Fresh, exported, loaded, reasons


def test_a_damaged_line_is_told_and_the_others_are_in(fresh: Fresh) -> None:
    one = fresh()
    full(one)
    lines = whole(one).splitlines(keepends=True)
    kinds = [json.loads(line).get("type", "claim") for line in lines]
    for kind in sorted({*kinds} - {"piece"}):
        at = kinds.index(kind) if kind != "claim" else len(kinds) - 1 - kinds[::-1].index(kind)
        damaged = [line.replace(b'"schema_version":1', b'"schema_version":1,"x":1') if n == at else line
                   for n, line in enumerate(lines)]  # fmt: skip
        report = loaded(fresh(), b"".join(damaged))
        said = {each.name: each.detail for each in report.outcomes}
        assert "changed after it was exported" in str(said[f"-:{at + 1}"]), kind
        assert report.outcomes[0].outcome == "added"


@pytest.mark.parametrize("damage", ["changed", "missing", "twice"])
def test_a_document_with_a_damaged_piece_is_left_out_whole(fresh: Fresh, damage: str) -> None:
    one, other = fresh(), fresh()
    one.ingest(ARTICLE.format(n=7).encode(), source="Source 0")
    before = whole(one)
    lines = before.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if b'"type":"piece"' in line) + 1
    damaged = {"changed": [lines[at].replace(b'"n":2', b'"n":3')], "missing": [], "twice": [lines[at]] * 2}[damage]
    report = loaded(other, b"".join([*lines[:at], *damaged, *lines[at + 1 :]]))
    assert any("pieces, and only the first" in said for said in reasons(report))
    [paper] = other.documents()
    assert other.document(paper.key).text is None  # known by its hash alone: a claim is in it
    assert list(other.all()) and whole(other) != before
    assert reasons(loaded(other, before)) == []
    assert other.document(paper.key) == one.document(paper.key)
    assert whole(other) == before


def test_a_file_that_ends_in_a_document_says_so(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    one.ingest(ARTICLE.format(n=7).encode(), source="Source 0")
    lines = whole(one).splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if b'"type":"piece"' in line)
    [said] = reasons(loaded(other, b"".join(lines[: at + 1])))
    assert "pieces, and only the first 1 are whole" in said
    assert not other.documents() and [each.name for each in other.sources()] == ["Source 0"]


def test_an_import_cut_off_anywhere_goes_on_when_run_again(fresh: Fresh) -> None:
    one = fresh()
    full(one)
    before = whole(one)
    lines = before.splitlines(keepends=True)
    for at in range(1, len(lines), len(lines) // 7):
        other = fresh()
        loaded(other, b"".join(lines[:at]))
        assert reasons(loaded(other, before)) == [], at
        assert whole(other) == before, at


def test_nothing_is_written_by_a_dry_run(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    full(one)
    report = loaded(other, whole(one), dry_run=True)
    assert report.outcomes[0].added and whole(other) == b""


def test_a_document_whose_text_is_not_the_one_claims_quote_is_refused(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    one.ingest(ARTICLE.format(n=7).encode(), source="Source 0")
    with one.database.write() as connection:
        connection.exec_driver_sql("UPDATE document SET text = NULL")
    with one.database.write() as connection:
        connection.exec_driver_sql("UPDATE document SET text = 'other words'")
    loaded(other, exported(one))
    assert any("has not the words at" in said for said in reasons(loaded(other, whole(one))))
