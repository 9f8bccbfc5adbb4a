"""Where words stand: every mark is on the characters that make the word, however they are written."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.core import snippet
from claims.core.places import in_order, places
from claims.core.query import parse
from claims.core.terms import Text, marks, terms
from claims.core.words import words

ODD = "aBsé'’ßﬁ½ 薪酬데이터İÅ.-_km㎞ªᄀ각ſΣς٣\u200d\u0301\u0327"
TEXTS = st.text(max_size=60) | st.text(ODD, max_size=30)


@given(TEXTS)
@example("Meta's ½ Åﬁ")
def test_each_word_stands_where_it_is_written(text: str) -> None:
    found = places(text)
    assert [place.word for place in found] == in_order(text)
    assert all(place.word in words(text[place.start : place.end]) for place in found)


@given(TEXTS)
def test_words_in_order_are_the_words_the_index_keeps(text: str) -> None:
    assert set(in_order(text)) <= set(words(text)) <= set(in_order(text)) | {w for w in words(text) if len(w) == 2}


@given(TEXTS, st.lists(st.text(ODD.replace("'", ""), min_size=1, max_size=3), min_size=1, max_size=3))
def test_a_mark_is_on_what_was_asked_for(text: str, asked: list[str]) -> None:
    wanted = [term for each in asked if in_order(each) for term in terms(parse(f'"{each}"')) if not term.in_order]
    spans = marks(wanted, Text(text))
    for start, end in spans:
        assert set(words(text[start:end])) & {word for term in wanted for word in term.words}
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    assert bool(spans) >= any(term.stands_in(Text(text)) for term in wanted)


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("offer", "Meta’s OFFERS, offering more.", ["OFFERS", "offering"]), ("meta", "Meta’s offers", ["Meta"]),
        ("muller", "Zoë Müller's ﬁne café", ["Müller"]), ("fine cafe", "ﬁne café", ["ﬁne", "café"]),
        ("薪酬", "薪水和薪酬方案", ["薪酬"]), ("薪", "薪水和薪酬", ["薪", "薪"]), ("strasse", "Straße", ["Straße"]),
        ('"data center"', "Data about a data-center.", ["data-center"]),
        ("data-center", "center of data", ["center", "data"]),
        ("compan*", "A company and companies, accompanied", ["company", "companies"]),
        ("happine*", "happiness", ["happiness"]), ("tent -data", "data in a tent", ["tent"]),
        ("h100", "Ｈ１００s", ["Ｈ１００s"]),
    ],
)  # fmt: skip
def test_what_answers_is_marked(query: str, text: str, marked: list[str]) -> None:
    wanted = [term for term in terms(parse(query)) if not term.without]
    assert [text[start:end] for start, end in marks(wanted, Text(text))] == marked


@given(st.lists(st.sampled_from(["tent", "a", "longer words", "帐篷方案", "tenten" * 9, "x" * 300]), max_size=120))
def test_a_snippet_holds_the_first_mark_whole_and_marks_only_what_answers(parts: list[str]) -> None:
    text = " ".join(parts)
    wanted = terms(parse("tent 帐篷"))
    spans = marks(wanted, Text(text))
    part = snippet.part(text, spans)
    assert [part.text[start:end] for start, end in part.marks] == [text[a:b] for a, b in spans][: len(part.marks)]
    assert bool(part.marks) == bool(spans)
    assert len(part.text) <= snippet.ROOM + 2 and part.text.strip("…") in text


def test_the_quote_is_shown_where_only_it_answers() -> None:
    wanted = terms(parse("rumour offers"))
    assert snippet.best(wanted, ["Meta offers $1M.", "Rumour has it: Meta offers $1M."])[0] == 1
    assert snippet.best(wanted, ["Meta offers a rumour.", "A rumour: it offers."])[0] == 0
