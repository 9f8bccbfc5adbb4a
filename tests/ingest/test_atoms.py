"""Which claims one sentence makes, each as a sentence of its own."""

import pytest

from ingest import extract

LISTS = {
    "names": (
        "Nordwind hired engineers from Siemens, Bosch and Airbus in March.",
        "Nordwind hired engineers from Siemens in March.|Nordwind hired engineers from Bosch in March.|"
        "Nordwind hired engineers from Airbus in March.",
    ),
    "roles": (
        "Rosa Lund is an engineer, columnist and adviser.",
        "Rosa Lund is an engineer.|Rosa Lund is a columnist.|Rosa Lund is an adviser.",
    ),
    "offices with an article each": (
        "Lund is a professor at Leeds and a member of the council.",
        "Lund is a professor at Leeds.|Lund is a member of the council.",
    ),
    "phrases that open alike": (
        "Lund is known for her work on rivers and for her novels.",
        "Lund is known for her work on rivers.|Lund is known for her novels.",
    ),
    "what is made": ("Vestra makes pumps and valves.", "Vestra makes pumps.|Vestra makes valves."),
    "what is planned": (
        "Vestra plans to build a plant and hire 300 people.",
        "Vestra plans to build a plant.|Vestra plans to hire 300 people.",
    ),
    "members that are named": (
        "Lund advised several banks, including Norsk Kredit, Iberbank and Polbank.",
        "Lund advised several banks.|Lund advised Norsk Kredit.|Lund advised Iberbank.|Lund advised Polbank.",
    ),
    "causes": (
        "The collapse was attributed to three failures: a cracked weld, poor drainage and late repairs.",
        "The collapse was attributed to a cracked weld.|The collapse was attributed to poor drainage.|"
        "The collapse was attributed to late repairs.",
    ),
}
TOGETHER = (
    "The merger of Vestra and Nordwind was approved.",
    "Vestra did not sell its plants in Porto and Braga.",
    "Nordwind lost the British and European shipping contracts.",
    "Lund spoke to Cutter, Barlow & Haines about the fraud.",
    "Vestra wants to make pumps and valves.",
    "Anna Berg and Omar Haddad met in Oslo.",
    "Vestra wants a partner that knows the market.",
    "When oil prices rise, airlines suffer.",
    "The GDR (1949–1990) was a socialist state.",
    "The fund has put $5 billion into airlines, including Norsk Air and Iberavia.",
    "If the vote fails, the bank will close and the staff will go.",
)
ASIDES = {
    "life dates": (
        "Karl Osten (1815–1852) was a German chemist.",
        "Karl Osten was a German chemist.|Karl Osten was German.|Karl Osten was born in 1815.|Karl Osten died in 1852.",
    ),
    "a day of birth": (
        "Rosa Lund (born 4 May 1961) is an engineer.",
        "Rosa Lund is an engineer.|Rosa Lund was born on 4 May 1961.",
    ),
    "birth, its day and its place": (
        "Lund was born on 3 June 1970 in Bergen, Norway.",
        "Lund was born on 3 June 1970.|Lund was born in Bergen, Norway.",
    ),
    "an opening participle": (
        "Born in Bergen, Norway, Lund moved to Oslo in 1990.",
        "Lund was born in Bergen, Norway.|Lund moved to Oslo in 1990.",
    ),
    "what was done before": (
        "After leaving Vestra in 2019, Lund founded a consultancy.",
        "Lund left Vestra in 2019.|Lund founded a consultancy.",
    ),
    "an apposition and a relative clause": (
        "Vestra, a maker of pumps, was bought by Nordwind, which is based in Oslo.",
        "Vestra was bought by Nordwind.|Vestra was a maker of pumps.|Nordwind is based in Oslo.",
    ),
    "a relative clause with a subject of its own": (
        "Vestra owns Aquaflow, which Lund founded in 2015.",
        "Vestra owns Aquaflow.|Lund founded Aquaflow in 2015.",
    ),
    "a place where something happened": (
        "Lund joined the ministry, where Berg led the water office.",
        "Lund joined the ministry.|Berg led the water office in the ministry.",
    ),
    "a participle of the noun before it": (
        "The dams are covered by the Water Act of Norway, adopted in 1954.",
        "The dams are covered by the Water Act of Norway.|The Water Act of Norway was adopted in 1954.",
    ),
    "a participle behind an occupation": (
        "Rosa Lund is an engineer born in 1970.",
        "Rosa Lund is an engineer.|Rosa Lund was born in 1970.",
    ),
}
CLAUSES = {
    "two predicates": (
        "Vestra was founded in 2012 and sold its first pump two years later.",
        "Vestra was founded in 2012.|Vestra sold its first pump two years later.",
    ),
    "two subjects": (
        "The plant closed in June and the workers moved to Porto.",
        "The plant closed in June.|The workers moved to Porto.",
    ),
    "a reason": (
        "Vestra cut prices because rivals had cut theirs.",
        "Vestra cut prices because rivals had cut theirs.|Rivals had cut theirs.",
    ),
    "a concession": ("Although rain fell, the match went ahead.", "Rain fell.|The match went ahead."),
    "a time gone by": (
        "When the plant opened, the minister cut the ribbon.",
        "The plant opened.|The minister cut the ribbon.",
    ),
    "two tails": (
        "Sales rose to $3 million, improving margins and cutting debt.",
        "Sales rose to $3 million.|Sales improved margins.|Sales cut debt.",
    ),
}


@pytest.mark.parametrize(("words", "claims"), [*LISTS.values()], ids=[*LISTS])
def test_each_thing_that_is_listed_is_a_claim(words: str, claims: str) -> None:
    assert [c.statement for c in extract(words)] == claims.split("|")


@pytest.mark.parametrize(("words", "claims"), [*ASIDES.values()], ids=[*ASIDES])
def test_what_is_said_in_passing_is_a_claim(words: str, claims: str) -> None:
    assert [c.statement for c in extract(words)] == claims.split("|")


@pytest.mark.parametrize(("words", "claims"), [*CLAUSES.values()], ids=[*CLAUSES])
def test_each_clause_that_holds_by_itself_is_a_claim(words: str, claims: str) -> None:
    assert [c.statement for c in extract(words)] == claims.split("|")


@pytest.mark.parametrize("words", TOGETHER)
def test_what_holds_only_together_stays_together(words: str) -> None:
    assert [c.statement for c in extract(words)] == [words]


def test_a_quote_covers_the_words_that_carry_its_claim() -> None:
    words = "Nordwind hired engineers from Siemens, Bosch and Airbus in March."
    assert [c.quote for c in extract(words)] == ["Nordwind hired engineers from Siemens", "Bosch", "Airbus"]
