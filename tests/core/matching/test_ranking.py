"""Which statements say most of what another says."""

from claims.core.matching.ranking import BUDGET, MOST_WORDS, Ranking, rarest, terms

TEXTS = (
    "Immigrants vote illegally in Texas.", "The plant in Ohio opens in 2027.", "Texas has the largest wind farms.",
    "African-Americans own 35 percent of the shops.", "Ohio voted early.",
)  # fmt: skip


def best(text: str) -> str:
    found = Ranking([(each, terms(each)) for each in TEXTS]).weighed(terms(text), 1)
    return found[0][0]


def test_rare_words_in_order_and_beginnings_lead_to_the_right_one() -> None:
    assert best("illegal immigration and votes in Texas") == TEXTS[0]
    assert best("a plant will open its doors in Ohio") == TEXTS[1]
    assert best("AfricanAmericans own shops") == TEXTS[3]
    assert best("Thirty-five percent of shops") == TEXTS[3]
    assert best("see https://x.org/plant/opens #WindFarms") == TEXTS[2]


def test_the_rarest_words_lead_to_candidates_within_the_budget() -> None:
    often = {"the": 900_000, "plant": 6_000, "ohio": 3_000, "gigafab": 3, "opens": BUDGET}
    assert rarest(["the", "plant", "in", "ohio", "gigafab"], often) == ["gigafab", "ohio", "plant"]
    assert rarest(["opens", "ohio"], often) == ["ohio"]
    assert rarest(["the"], often) == ["the"]
    assert rarest(["unknown"], often) == []
    assert len(rarest([f"w{n}" for n in range(99)], {f"w{n}": 1 for n in range(99)})) == MOST_WORDS


def test_a_text_is_wholly_like_itself_and_not_at_all_like_another() -> None:
    ranking = Ranking([(each, terms(each)) for each in TEXTS])
    assert ranking.likeness(terms(TEXTS[0]), terms(TEXTS[0])) == 1
    assert ranking.likeness(terms(TEXTS[0]), terms("Nothing of that")) == 0
    assert 0.3 < ranking.likeness(terms("Immigrants vote in Texas."), terms(TEXTS[0])) < 1


def test_no_candidates_and_no_words_rank_nothing() -> None:
    assert Ranking([]).weighed(terms("Ohio"), 5) == []
    assert Ranking([(1, terms(""))]).likeness(terms(""), terms("")) == 0
