"""A quote is found as it stands, or nearly so; what says something else is found nowhere."""

import pytest

from ingest.article import Article
from ingest.extractors.llm.locating import Folded, locate
from ingest.extractors.llm.passages import MOST, OVERLAP, halves, passages
from ingest.readers import markdown, plain

TEXT = (
    "Meta offered packages of $200 million. “It is not a bubble,” said Lee. Its\n  budget is\u00a0$2 billion — a year."
)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Meta offered packages of $200 million.", "Meta offered packages of $200 million."),
        ('"It is not a bubble," said Lee.', "“It is not a bubble,” said Lee."),
        ("Its budget is $2 billion - a year", "Its\n  budget is\u00a0$2 billion — a year"),
        ("“packages of $200 million”", "packages of $200 million"),
        ("… packages of $200 million …", "packages of $200 million"),
        ("Meta offerd packages of $200 million.", "Meta offered packages of $200 million."),
        ("Meta has offered packages of $200 million", "Meta offered packages of $200 million"),
        ("ta offered packages of $200 millio", "ta offered packages of $200 millio"),
    ],
)
def test_a_quote_is_found_where_it_stands(quote: str, words: str) -> None:
    place = locate(quote, Folded(TEXT))
    assert place is not None
    assert TEXT[place.start : place.end].rstrip(".") == words.rstrip(".")


@pytest.mark.parametrize(
    "quote",
    [
        "Meta offered packages of $100 million.",
        "Meta offered packages of $200 billion.",
        "It is a bubble, said Lee.",
        "Meta did not offer packages of $200 million.",
        "Meta paid its staff very well last year.",
        "Meta offered pay of every kind to anybody.",
        "offerd",
        "",
        " … ",
    ],
)
def test_what_says_something_else_is_found_nowhere(quote: str) -> None:
    assert locate(quote, Folded(TEXT)) is None


def test_an_alignment_ends_at_whole_words() -> None:
    text = "And then the founders hired researchers everywhere."
    place = locate("the founders hired many researcher", Folded(text))
    assert place is None
    place = locate("the founders hirred researcher", Folded(text))
    assert place is not None
    assert text[place.start : place.end] == "the founders hired researchers"


# ---- passages ----------------------------------------------------------------------------------------------


def long_article() -> Article:
    sections = (f"# Part {n}\n\n" + f"Company number {n} hired {n} people that year. " * 80 for n in range(1, 4))
    return markdown.read("# On hiring\n\n" + "\n\n".join(sections))


def test_passages_cover_every_sentence_once_and_are_cut_at_sections() -> None:
    article = long_article()
    made = passages(article)
    assert len(made) == 3
    assert [each.section for each in made] == ["Part 1", "Part 2", "Part 3"]
    starts = [sentence.start for each in made for sentence in each.sentences]
    assert starts == sorted(set(starts))
    assert sum(each.text.count("hired") for each in made) == 240


def test_a_passage_is_of_bounded_length_and_repeats_what_stands_before() -> None:
    article = plain.read("Company number 7 hired 7 people that year. " * 600)
    made = passages(article)
    assert len(made) == 5
    assert all(len(each.text) <= MOST for each in made)
    assert made[0].before == ""
    assert all(0 < len(each.before) <= OVERLAP and made[0].text.endswith(each.before) for each in made[1:])


def test_a_place_in_a_passage_is_a_place_in_the_article() -> None:
    article = markdown.read("# On **hiring**\n\nMeta **hired** 50 [people](https://x.org/a).\n\n| a | b |\n|---|---|\n")
    (passage,) = passages(article)
    assert passage.text == "Meta hired 50 people."
    start, end = passage.span(0, len(passage.text))
    assert article.text[start:end] == "Meta **hired** 50 [people](https://x.org/a)."


def test_halves_are_the_whole_and_one_sentence_has_none() -> None:
    article = plain.read("Company number 7 hired 7 people that year. " * 20)
    (passage,) = passages(article)
    first, second = halves(article, passage)
    assert first.sentences + second.sentences == passage.sentences
    (single,) = passages(plain.read("Company number 7 hired 7 people that year. "))
    assert halves(article, single) == ()
