"""Words: the same for a claim and for who looks for it, in Latin scripts and CJK."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.words import LONGEST, fold, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("薪", ["薪"]),
        ("薪酬", ["薪", "酬", "薪酬"]),
        ("三星电", ["三", "星", "电", "三星", "星电"]),
        ("AI薪酬2026", ["ai", "薪", "酬", "薪酬", "2026"]),
        ("한국", ["한", "국", "한국"]),
        ("École CAFÉ", ["ecol", "cafe"]),
        ("naïve Ångström", ["naiv", "angstrom"]),
        ("Κόσμος Ёлка", ["κοσμοσ", "елка"]),
        ("Meta's Meta’s Meta", ["meta", "meta", "meta"]),
        ("offers offered offering", ["offer", "offer", "offer"]),
        ("$200M, 3.5%", ["200m", "3", "5"]),
        ("H100s, A100s and an H100 of the 1990s", ["h100", "a100", "and", "an", "h100", "of", "the", "1990s"]),
        ("ﬁne ２０２６ Straße", ["fine", "2026", "strass"]),
        ("snake_case e-mail", ["snake", "case", "e", "mail"]),
        ("データ・センター ᴬ", ["デ", "ー", "タ", "デー", "ータ", "セ", "ン", "タ", "ー", "セン", "ンタ", "ター", "a"]),
        ("", []),
        ("... — !?", []),
    ],
)
def test_a_text_is_these_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize("text", ["Meta's offers", "RUNNING x2", "don't", "a_b"])
def test_ascii_words_are_the_same_in_a_text_that_is_not(text: str) -> None:
    assert words(f"{text} é")[:-1] == words(text)


def test_a_single_character_finds_a_longer_word() -> None:
    assert set(words("薪")) <= set(words("总薪酬"))


def test_an_endless_word_is_cut() -> None:
    assert {len(word) for word in words("x" * 1000)} == {LONGEST}


@given(st.text())
def test_words_need_no_quoting_in_either_index(text: str) -> None:
    assert all(character.isalnum() for word in words(text) for character in word)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
