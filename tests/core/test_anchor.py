"""What became of a quote in a later text: present, moved, altered or gone."""

import random
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.core.anchor import Anchored, Later, Quote
from claims.core.drift import Drift
from claims.core.place import context
from claims.core.vocabulary import Fate

NAMES = "Lumen Arbor Kestrel Mirador Tessera Quill Harbour Onyx Sable Vantage Willow Zephyr".split()
DEEDS = ("hired", "raised", "shipped", "leased", "trained", "opened", "sold", "ordered")
THINGS = ("engineers in Dublin", "million dollars from banks", "chips to Asia", "racks near Reno", "models on its own",
          "offices abroad", "units in March", "turbines for its plant")  # fmt: skip
PAGE = """Lumen builds a plant

Lumen raised $200 million in May. The company hired 600 people in Ohio, its chief said.

It did not sell any shares. Orders rose by 12 percent. The plant opens in 2027.
"""


def anchored(before: str, words: str, after: str) -> Anchored:
    """Return what became of words that stand once in a text."""
    assert before.count(words) == 1
    start = before.index(words)
    prefix, suffix = context(before, start, start + len(words))
    found = Later(after, before).anchor(Quote(words, start, prefix, suffix))
    if found.start is not None:
        assert found.words == after[found.start : found.end]
    return found


def became(words: str, old: str, new: str) -> tuple[str, str | None]:
    """Return the fate of words of the page when a part of it is replaced, and what stands there."""
    assert PAGE.count(old) == 1
    found = anchored(PAGE, words, PAGE.replace(old, new))
    return found.fate.value, found.words


# ---- the four fates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("Orders rose by 12 percent.", "Lumen builds a plant", "Lumen builds a large plant, and another one"),
        ("Orders rose by 12 percent.", "It did not sell any shares. ", ""),
        ("Orders rose by 12 percent.", "The plant opens in 2027.", "Nothing else is known."),
        ("Lumen raised $200 million in May", "$200 million in May", "$200\nmillion  in May"),
        ("its chief said", "its chief said", "its\u00a0chief\u200b said"),
        ("The plant opens in 2027.", "in 2027.", "in 2027. It did not open before."),
    ],
)
def test_the_same_words_at_their_place_are_present(words: str, old: str, new: str) -> None:
    assert became(words, old, new)[0] == "present"


def test_the_same_words_elsewhere_are_moved() -> None:
    words = "It did not sell any shares. "
    after = PAGE.replace(words, "") + "\nSince then much was written about it elsewhere. " + words
    found = anchored(PAGE, words.strip(), after)
    assert (found.fate, found.words) == ("moved", words.strip())


@pytest.mark.parametrize(
    ("words", "old", "new", "now"),
    [
        ("Lumen raised $200 million in May", "200", "100", "Lumen raised $100 million in May"),
        ("Lumen raised $200 million in May", "200", "2000", "Lumen raised $2000 million in May"),
        ("Lumen raised $200 million in May", "$", "€", "Lumen raised €200 million in May"),
        ("Lumen raised $200 million in May", "million", "billion", "Lumen raised $200 billion in May"),
        ("It did not sell any shares.", "not sell any", "sell", "It did sell shares."),
        ("Orders rose by 12 percent.", "12", "1.2", "Orders rose by 1.2 percent."),
        ("The plant opens in 2027.", "opens in 2027", "never opens", "The plant never opens."),
        ("hired 600 people", "600 people in Ohio", "6 clerks in Ohio", "hired 6 clerks"),
        # A figure that goes on beyond the words, or a denial beside them, alters them as well.
        ("raised $200", "$200 million", "$200 billion", "raised $200 bill"),
        ("Orders rose by 12", "by 12 percent", "by 12.5 percent", "Orders rose by 12.5"),
        ("Orders rose by 12", "by 12 percent", "by 120 percent", "Orders rose by 120"),
        ("200 million in May", "$200", "$1,200", "1,200 million in May"),
        ("raised $200 million", "Lumen raised", "Lumen never raised", "Lumen never raised $200 million"),
        ("hired 600 people", "company hired", "company has not hired", "The company has not hired 600 people"),
        ("sell any shares", "did not sell", "did sell", "It did sell any shares"),
    ],
)
def test_other_words_at_the_place_are_altered(words: str, old: str, new: str, now: str) -> None:
    assert became(words, old, new) == ("altered", now)


def test_what_is_denied_beside_it_is_told_with_what_stood_there() -> None:
    found = anchored(PAGE, "raised $200 million", PAGE.replace("Lumen raised", "Lumen never raised"))
    assert found.was is not None and found.words is not None
    assert Drift(found.was, found.words, 0, 0).marked() == "Lumen{+ never+} raised $200 million"


@pytest.mark.parametrize(
    ("words", "old"),
    [
        ("Orders rose by 12 percent.", "Orders rose by 12 percent. "),
        ("Orders rose by 12 percent.", "It did not sell any shares. Orders rose by 12 percent. The plant opens in"),
    ],
)
def test_words_that_were_taken_away_are_gone(words: str, old: str) -> None:
    assert became(words, old, "") == ("gone", None)


def test_a_sentence_of_the_same_form_that_stood_beside_it_is_not_what_became_of_it() -> None:
    before = "The firm is old.\n\nIn 2021 its sales were $100 million.\n\nIn 2022 its sales were $150 million.\n\nEnd."
    words = "In 2022 its sales were $150 million."
    after = before.replace(words, "")
    assert anchored(before, words, after).fate == "gone"
    start = before.index(words)
    assert Later(after).anchor(Quote(words, start, *context(before, start, start + len(words)))).fate == "altered"


def test_of_several_places_the_one_with_the_same_neighbours_counts() -> None:
    before = "Sales: up. They rose.\n\nCosts: up. They fell slightly, as ever."
    start = before.index("up. They fell")
    quote = Quote("up", start, *context(before, start, start + 2))
    after = "Once up, always up. " + before.replace("Sales: up. They", "Sales: They went up and")
    found = Later(after, before).anchor(quote)
    assert (found.fate, found.start) == ("present", after.index("up. They fell"))


@pytest.mark.parametrize("after", ["", " \n", "Another page, about boats.", "Orders came by boat."])
def test_nothing_is_left_of_a_quote_on_another_page(after: str) -> None:
    assert anchored(PAGE, "Orders rose by 12 percent.", after).fate == "gone"


def test_chinese_is_told_apart_by_its_signs() -> None:
    before = "公司去年收入为200万元，比前年增长了许多。员工人数达到500人。总部设在上海市中心。"
    words = "员工人数达到500人。"
    assert anchored(before, words, "更新：" + before).fate == "present"
    assert anchored(before, words, before.replace("500", "300")).words == "员工人数达到300人。"
    assert anchored(before, "收入为200", before.replace("200万", "200亿")).fate == "altered"


# ---- planted edits -----------------------------------------------------------------------------------------


@st.composite
def pages(draw: st.DrawFn) -> list[str]:
    """Return the sentences of a page, each with its own name and figure."""
    figures = draw(st.lists(st.integers(3, 9_999), min_size=6, max_size=25, unique=True))
    parts = (st.sampled_from(NAMES), st.sampled_from(DEEDS), st.sampled_from(THINGS))
    return [f"{draw(parts[0])} {draw(parts[1])} {figure} {draw(parts[2])}." for figure in figures]


def text_of(sentences: list[str]) -> str:
    return "\n\n".join(" ".join(sentences[n : n + 4]) for n in range(0, len(sentences), 4))


@given(pages(), st.data())
def test_a_quote_whose_figure_was_changed_is_never_present(sentences: list[str], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(sentences) - 1))
    words = sentences[n]
    figure = next(word for word in words.split() if word.isdigit())
    other = data.draw(st.integers(1, 99_999).map(str))
    assume(other != figure)
    edited = [*sentences[:n], words.replace(figure, other), *sentences[n + 1 :]]
    assume(edited[n] not in sentences)
    assert anchored(text_of(sentences), words, text_of(edited)) == Anchored(
        Fate.ALTERED, text_of(edited).index(edited[n]), text_of(edited).index(edited[n]) + len(edited[n]), edited[n]
    )


@given(pages(), st.data())
def test_a_quote_is_present_whatever_comes_or_goes_elsewhere(sentences: list[str], data: st.DataObject) -> None:
    n = data.draw(st.integers(1, len(sentences) - 1))
    kept = [each for each in sentences[: n - 1] if data.draw(st.booleans())]
    more = [each for each in sentences[n + 1 :] if data.draw(st.booleans())]
    edited = [*kept, *sentences[n - 1 : n + 1], "Much else is not known.", *more]
    before, after = text_of(sentences), " ".join(edited)
    found = anchored(before, sentences[n], after)
    assert (found.fate, found.start) == (Fate.PRESENT, after.index(sentences[n]))


@given(pages(), st.data())
def test_a_quote_that_was_taken_away_is_never_present(sentences: list[str], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(sentences) - 1))
    left = [*sentences[:n], *sentences[n + 1 :]]
    assert anchored(text_of(sentences), sentences[n], text_of(left)).fate is Fate.GONE


@given(pages(), st.data())
def test_a_denial_is_never_passed_over(sentences: list[str], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(sentences) - 1))
    name, rest = sentences[n].split(" ", 1)
    edited = [*sentences[:n], f"{name} never {rest}", *sentences[n + 1 :]]
    found = anchored(text_of(sentences), rest, text_of(edited))
    assert found.fate is Fate.ALTERED
    assert found.words is not None and "never" in found.words


@given(st.text(alphabet="ab .1\n", max_size=60), st.text(alphabet="ab .1\n", max_size=80), st.data())
def test_whatever_the_texts_what_is_found_stands_there(before: str, after: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(before) - 1)))
    end = data.draw(st.integers(start, len(before)))
    found = Later(after, before).anchor(Quote(before[start:end], start, *context(before, start, end)))
    if found.fate is Fate.GONE:
        assert found == Anchored(Fate.GONE)
    else:
        assert found.start is not None and found.words and after[found.start : found.end] == found.words
        assert found.words == found.words.strip()


def test_a_thousand_quotes_are_found_in_a_megabyte_in_seconds() -> None:
    chance = random.Random(7)
    pool = [f"{name}{n}" for name in NAMES for n in range(200)]
    sentences = [
        f"{chance.choice(pool)} {chance.choice(DEEDS)} {n} {chance.choice(THINGS)} with {chance.choice(pool)}."
        for n in range(16_000)
    ]
    before = "\n\n".join(sentences)
    edited = [each.replace(" with ", " without ") if n % 32 == 0 else each for n, each in enumerate(sentences)]
    after = "\n\n".join(edited)
    assert len(after) > 900_000
    starts, at = [], 0
    for each in sentences:
        starts.append(at)
        at += len(each) + 2
    began = time.process_time()
    later = Later(after, before)
    fates = [
        later.anchor(Quote(sentences[n], starts[n], *context(before, starts[n], starts[n] + len(sentences[n])))).fate
        for n in range(0, 16_000, 16)
    ]
    assert fates == ["altered", "present"] * 500
    assert time.process_time() - began < 10  # about one, on a quiet machine
