"""Sentences, bullets and headings come out with exact offsets, in linear time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Article
from ingest.segment import Segment, segments


def parts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in segments(Article(text))]


def found(text: str) -> list[Segment]:
    return list(segments(Article(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose 3.5 percent. Then it fell.", ["It rose 3.5 percent.", "Then it fell."]),
        ("Dr. J. Smith of Acme Inc. left. He is in the U.S. now.", None),
        ("“One fell. Two rose,” she said.", ["“One fell.", "Two rose,” she said."]),
        ("“Will it hold?” Ada Poe asked. Nobody knew.", ["“Will it hold?” Ada Poe asked.", "Nobody knew."]),
        ("销量上升。利润下降！真的吗？", ["销量上升。", "利润下降！", "真的吗？"]),
        (
            "「値上げはしない。」と社長は述べた。来年も続ける。",
            ["「値上げはしない。」と社長は述べた。", "来年も続ける。"],
        ),
        ("“我们会继续。”他说。工厂在建。", ["“我们会继续。”他说。", "工厂在建。"]),
        ("J. R. Lund of St. Olav left at 3 p.m. on Friday. She took No. 5 with her.", None),
        ("Prices rose by 3.5 points in Jan. 2024, i.e. before the vote. Nobody cared!", None),
        ("Sales fell (by 3 percent.) Costs rose.", ["Sales fell (by 3 percent.)", "Costs rose."]),
        ("First line that is wrapped by an editor at the margin\nof the page. Second.", None),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str] | None) -> None:
    if expected is None:
        assert len(parts(text)) == 2
    else:
        assert parts(text) == expected


def test_the_language_of_an_article_says_where_its_abbreviations_are() -> None:
    text = "Er kam z. B. am 3. Mai an. Sie blieb."
    got = [text[s.start : s.end] for s in segments(Article(text, language="de-AT"))]
    assert got == ["Er kam z. B. am 3. Mai an.", "Sie blieb."]


@pytest.mark.parametrize("marker", ["- ", "* ", "• ", "1. ", "2) "])
def test_a_bullet_is_a_segment_without_its_marker(marker: str) -> None:
    text = f"{marker}Sales rose by 3%\n{marker}Costs fell"
    assert parts(text) == ["Sales rose by 3%", "Costs fell"]
    assert all(s.is_bullet for s in found(text))


def test_one_long_line_of_dashes_is_a_list_with_headings() -> None:
    text = (
        "Key Points - Orders doubled in May [1][2] - Prices fell slightly [3] "
        "Part 2: What Comes Next - A new plant opens in June [4]"
    )
    got = found(text)
    assert [text[s.start : s.end] for s in got if s.is_heading] == ["Key Points", "Part 2: What Comes Next"]
    assert [(text[s.start : s.end], s.section, s.citations) for s in got if not s.is_heading] == [
        ("Orders doubled in May", "Key Points", ("1", "2")),
        ("Prices fell slightly", "Key Points", ("3",)),
        ("A new plant opens in June", "Part 2: What Comes Next", ("4",)),
    ]


def test_a_dash_inside_a_sentence_is_no_bullet() -> None:
    assert len(parts("The plan - Ann likes it - Will take years to finish.")) == 1


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("Sales rose [1][2].", ("1", "2")),
        ("Sales rose.[3]", ("3",)),
        ("Sales [4] rose.", ("4",)),
        ("Sales rose [5, 6].", ("5", "6")),
        ("Sales rose [^7].", ("7",)),
    ],
)
def test_citation_marks_are_kept_as_data(text: str, citations: tuple[str, ...]) -> None:
    assert found(text)[0].citations == citations
    assert not text[found(text)[0].start : found(text)[0].end].endswith("]")


def test_a_mark_that_opens_a_sentence_belongs_to_the_one_before() -> None:
    assert [s.citations for s in found("Sales rose. [1] Costs fell.")] == [("1",), ()]


def test_a_heading_gives_its_section_to_what_follows() -> None:
    text = "Money\n\nSales rose.\n\n## People\n\nStaff left."
    assert [(s.section, s.is_heading) for s in found(text)] == [
        ("Money", True), ("Money", False), ("People", True), ("People", False)
    ]  # fmt: skip


def test_tables_and_rules_are_left_alone() -> None:
    assert parts("| a | b |\n|---|---|\n| 1 | 2 |\n\nSales rose.\n\n-----\n") == ["Sales rose."]


PIECES = st.sampled_from(["Sales rose", ". ", "\n", "\r\n", " - ", "[1]", "“", '"', "。", "# ", "(", "Dr. ", "3.5"])
ODD = st.sampled_from(["\u00ad", "\u200b", "é", "e\u0301", "𝛼", "שלום", "\0"])
UNITS = ["word ", '"', "“", "(", "[1]", "a. ", ". ", " - A", "\n", "'", "中文。", '"He went. ']


@given(st.lists(PIECES | ODD, max_size=60).map("".join))
def test_segments_are_in_order_and_apart(text: str) -> None:
    at = 0
    for segment in found(text):
        assert at <= segment.start < segment.end <= len(text)
        assert not text[segment.start].isspace() and not text[segment.end - 1].isspace()
        at = segment.end


@pytest.mark.parametrize(
    "unit", ["word ", '"', "“", "(", "[1]", "a. ", ". ", " - A", "\n", "'", "中文。", '"He went. ']
)
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    def once(article: Article) -> float:
        started = time.process_time()
        for _ in segments(article):
            pass
        return time.process_time() - started

    def seconds(size: int) -> float:
        # The least of three: the memory of all other tests is looked through now and then, in the middle of a run.
        return min(once(Article(unit * (size // len(unit)))) for _ in range(3))

    small = max(seconds(40_000), 0.02)
    assert seconds(160_000) < 16 * small  # four times the text; quadratic would be far more than a busy machine adds
