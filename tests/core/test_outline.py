"""Outlines: copies are known, cut or lightly edited, whichever is looked at first; other texts are not."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.origins.outline import COPY, KEPT, WORDS, Outline, outline, printed, shared, unpacked

VOCABULARY = [f"word{n}" for n in range(3000)]


def story(seed: int, words: int = 500) -> list[str]:
    return Random(seed).choices(VOCABULARY, k=words)


def likeness(one: list[str], other: list[str]) -> float:
    return shared(outline(" ".join(one)), outline(" ".join(other)))


@pytest.mark.parametrize("words", [30, 120, 500, 5000])
def test_a_copy_with_other_furniture_is_a_copy(words: int) -> None:
    text = story(1, words)
    assert likeness(text, ["Share", "this", *text, "All", "rights", "reserved"]) >= COPY


@pytest.mark.parametrize("part", [0.3, 0.5, 0.8])
def test_a_copy_that_was_cut_is_a_copy(part: float) -> None:
    texts = [story(seed, 800) for seed in range(20)]
    assert all(likeness(text, text[: int(800 * part)]) >= COPY for text in texts)


def test_a_few_words_changed_leave_a_copy() -> None:
    text = story(2)
    edited = [word if n % 20 else "other" for n, word in enumerate(text)]
    assert likeness(text, edited) >= COPY


def test_another_story_of_the_same_words_is_no_copy() -> None:
    assert likeness(story(3), sorted(story(3))) < COPY
    assert likeness(story(3), story(4)) < 0.1


def test_a_short_note_quoted_in_a_long_report_is_not_a_copy_of_it() -> None:
    note = story(5, 100)
    assert likeness(note, note + story(6, 2000)) == 0


@pytest.mark.parametrize("text", ["", "One", "One two three", "Subscribe to our newsletter today"])
def test_of_a_few_words_nothing_is_said(text: str) -> None:
    assert shared(outline(text), outline(text)) == 0


def test_the_fields_a_text_begins_with_are_not_what_it_prints() -> None:
    assert printed("---\ntitle: One\nurl: https://one.example\n---\n\n# One\n") == "\n# One\n"
    assert printed("---\r\ntitle: One\r\n...\r\nText") == "Text"
    assert printed("---\n\nWords\n\n---\n") == "---\n\nWords\n\n---\n"
    assert printed("Text\n---\ntitle: One\n---\n") == "Text\n---\ntitle: One\n---\n"


def test_chinese_is_compared_without_blanks() -> None:
    text = "北风公司周一表示将以两亿美元收购俄亥俄州的一家工厂并在五月完成交易"
    assert shared(outline(text), outline(f"{text}。记者报道。")) >= COPY


def test_what_is_compared_of_a_long_document_is_bounded() -> None:
    text = story(7, WORDS)
    assert outline(" ".join(text)) == outline(" ".join(text + story(8, 1000)))
    assert len(outline(" ".join(text)).hashes) == KEPT


@given(st.lists(st.sampled_from("abcdef"), max_size=300), st.lists(st.sampled_from("abcdef"), max_size=300))
def test_likeness_is_the_same_either_way_round(one: list[str], other: list[str]) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(st.sets(st.integers(0, 2**63 - 1), max_size=KEPT))
def test_an_outline_is_kept_whole(hashes: set[int]) -> None:
    made = Outline(tuple(sorted(hashes)))
    assert unpacked(made.packed()) == made
