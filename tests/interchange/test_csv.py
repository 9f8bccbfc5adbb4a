"""CSV: rows for spreadsheets, out and in."""

import csv
import io

import pytest

from claims import Book
from claims.interchange import csv as module
from tests.interchange.conftest import Fresh, exported, loaded, reasons
from tests.interchange.lives import everything


def rows(book: Book) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(book, format="csv").decode(), newline="")))


def test_a_row_says_what_a_claim_says_now(book: Book) -> None:
    claim = book.add(
        "Plant 1 makes 0.10 cars.", source="S", tags=("b", "a"), confidence=70, quote="one, two\nthree"
    ).claim
    book.verify(claim.key, note="seen")
    (row,) = rows(book)
    assert row | {"key": claim.key, "statement": "Plant 1 makes 0.10 cars.", "status": "verified"} == row
    assert (row["confidence"], row["tags"], row["quote"]) == ("70", "a, b", "one, two\nthree")
    assert (row["figure"].split()[0], row["value"], row["reviewed"]) == ("0.10", "0.1", "true")


def test_every_claim_has_a_row(book: Book) -> None:
    everything(book)
    assert len(rows(book)) == exported(book).count(b"\n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "'=1", "''+1", "'quoted'", "\t=1"])
def test_no_cell_is_a_formula_and_none_is_changed(fresh: Fresh, text: str) -> None:
    one, other = fresh(), fresh()
    one.add("Plant 1 makes 5 cars.", source="S", quote=text)
    out = exported(one, format="csv")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows(one) for cell in row.values())
    loaded(other, out, format="csv")
    (claim,) = other.list().claims
    assert claim.appearances[0].quote == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_delimiter_is_found_and_a_byte_order_mark_passed_over(book: Book, delimiter: str, mark: str) -> None:
    table = [["Statement", "Source", "confidence"], ["Öl kostet 2,5 Cent; so ist es.", "S", "0.7"], ["", "", ""]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(table)
    report = loaded(book, mark + text.getvalue(), name="claims.csv")
    assert reasons(report) == []
    (claim,) = book.list().claims
    assert (claim.statement, claim.confidence) == ("Öl kostet 2,5 Cent; so ist es.", 70)


def test_a_quoted_line_break_stays_in_its_cell(book: Book) -> None:
    report = loaded(book, 'statement,source,quote\nOne is 1.,S,"a\nb"\nTwo is 2.,S,\nThree,S,,,4\n', name="x.csv")
    assert [claim.appearances[0].quote for claim in book.list(sort="recorded").claims] == ["a\nb", None]
    assert report.outcomes[1].name == "x.csv:5" and "5 cells" in reasons(report)[0]


def test_columns_nobody_knows_are_named_once(book: Book) -> None:
    report = loaded(book, "statement,source,colour\nOne is 1.,S,red\nTwo is 2.,S,blue\n", format="csv")
    assert report.outcomes[0].notes == ("ignored fields: colour",)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"source,quote\nS,q\n", "one of them `statement`"),
        (b"statement,source\n,S\n", "statement"),
        (b"statement,source,confidence\nOne,S,170\n", "confidence '170'"),
        (b"statement,source,kind\nOne,S,guess\n", "allowed are fact, forecast, opinion"),
        (b"statement,source,due\nOne,S,soon\n", "due 'soon'"),
        (b"statement,source\nOne\xff,S\n", "not UTF-8"),
        (b"statement,source\nOne\0,S\n", "NUL"),
        (
            b"statement,source\n" + b"x" * 3_000_000 + b",S\n",
            "it has 2.9 MB where 1 MB is the most: give one claim a line",
        ),
        (b"statement" + b"x" * 3_000_000 + b"\n", "the first row must name the columns"),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_on(book: Book, given: bytes, said: str) -> None:
    report = loaded(book, given + b"Good one is 1.,S\n", name="x.csv")
    assert said in reasons(report)[0] and "\n" not in reasons(report)[0]
    assert report.outcomes[1].name.startswith("x.csv:")
    assert len(book.list().claims) == (0 if "first row" in reasons(report)[0] else 1)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            b'"' + b"x\n" * 100_000 + b'",S\n',
            "a cell has more than 131,072 characters: is a quotation mark not closed?",
        ),
        (b'"x\n",' * 300_000 + b"S\n", "it has 1.1 MB where 1 MB is the most: give one claim a line"),
    ],
)
def test_a_row_of_many_lines_is_no_longer_than_one_of_one(book: Book, row: bytes, said: str) -> None:
    report = loaded(book, b"statement,source\nOne is 1.,S\n" + row, name="x.csv")
    assert (report.outcomes[1].name, reasons(report)[0][: len(said)]) == ("x.csv:3", said)
    assert len(book.list().claims) == 1


def test_few_long_rows_are_checked_together() -> None:
    rows = b"statement,source\n" + b"".join(b'"%s",S\n' % (b"x" * 100_000) for _ in range(100))
    assert {len(piece) for piece in module._pieces(io.BytesIO(rows))} == {11, 1}


@pytest.mark.parametrize("given", [b"", b"\n", b"statement,source\n"])
def test_nothing_in_it_is_empty_not_an_error(book: Book, given: bytes) -> None:
    report = loaded(book, given, format="csv")
    assert (report.batch, report.outcomes[0].outcome) == (None, "empty")


def test_filters_choose_the_rows(book: Book) -> None:
    book.add("Kept 1.", source="S", tags=("t",))
    book.add("Left 2.", source="S")
    assert exported(book, format="csv", tag="t").count(b"\r\n") == 2
